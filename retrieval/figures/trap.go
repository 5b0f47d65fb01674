package figures

import (
	"strings"
	"unicode/utf8"
)

// traps are words with a numeral that count nothing. A bar stands before the
// numeral that the scanner meets.
var traps = indexTraps(strings.Fields(`
统|一 唯|一 逐|一 单|一 专|一 万|一 同|一 归|一 划|一 |一次性 |二次供 |一期一会 |一门心思
|三位一体 |四位一体 |五位一体 |三支一扶 |四项基本 |两个一百年 |两个"一百年
|三门县 |三门峡 |三元区 |三台县 |五台县 |五台山 |五家渠 |九台区 |九台市
|九年义务教育 |九年制义务教育 |九年一贯 |十二年一贯 |十五年一贯 |九年制 |十二年制
`))

type trap struct {
	before, word string // around the scanner's place
}

func indexTraps(words []string) map[rune][]trap {
	index := map[rune][]trap{}
	for _, w := range words {
		before, word, _ := strings.Cut(w, "|")
		first, _ := utf8.DecodeRuneInString(word)
		index[first] = append(index[first], trap{before, word})
	}
	return index
}

// skipTrap returns the end of the word that is a trap at i, or i.
func skipTrap(s string, i int) int {
	if s[i] < utf8.RuneSelf {
		return i
	}
	for _, t := range traps[runeAt(s, i)] {
		if strings.HasPrefix(s[i:], t.word) && strings.HasSuffix(s[:i], t.before) {
			return i + len(t.word)
		}
	}
	if inGrade(s, i) {
		return i + han
	}
	return i
}

// inGrade reports whether the numeral at i belongs to a school year in short
// form: 高三年级, 初一上学期, 大二学年. 提高三年 is not one.
func inGrade(s string, i int) bool {
	if !strings.ContainsRune("一二三四", runeAt(s, i)) || !endsWithAny(s[:i], "高初大小") {
		return false
	}
	rest := s[i+han:]
	for _, w := range []string{"年级", "学年", "学期", "上学期", "下学期", "班"} {
		if strings.HasPrefix(rest, w) {
			return !endsWithAny(s[:i-han], "最提更不较")
		}
	}
	return false
}

// mark reads the number of a list item: 1. or 3、 or 2) where an item starts.
func (sc *scanner) mark(n number) int {
	if n.scale > 1 || n.high >= 1000 || n.low != n.high || n.end == len(sc.s) {
		return 0
	}
	if m, ok := readNumber(sc.s, n.end+1); ok && sc.s[n.end] == ' ' && m.low == n.low {
		return m.end // the mark stands twice, as in some PDFs
	}
	if dot := n.start + n.digits; n.point && !n.han && yearAt(sc.s, dot+1) {
		return dot + 1 // 1.2023年
	}
	switch {
	case sc.s[n.end] == '.':
		return n.end + 1
	case !sc.startsItem(n.start):
		return 0
	case sc.s[n.end] == ')':
		return n.end + 1
	case strings.HasPrefix(sc.s[n.end:], "、"):
		if list := readList(sc.s, n); list != nil && (!sc.startsLine(n.start) || list[0].unit.word == "年级") {
			return 0
		}
		return n.end + han
	}
	return 0
}

// yearAt reports whether s[i:] begins with a year and 年.
func yearAt(s string, i int) bool {
	_, end, ok := bareYear(s, i)
	return ok && strings.HasPrefix(s[end:], "年")
}

// startsLine reports whether nothing but blanks and dots stands before i.
func (sc *scanner) startsLine(i int) bool {
	return i <= 8 && strings.Trim(sc.s[:i], " .-•*") == ""
}

// startsItem reports whether i is where an item of a list can start.
func (sc *scanner) startsItem(i int) bool {
	return sc.startsLine(i) || i > 0 && strings.ContainsRune(":;。", runeBefore(sc.s, i))
}
