package chooser

import (
	"slices"
	"strings"
	"unicode/utf8"

	"wence/chat/evidence"
	"wence/chat/reading"
	"wence/retrieval"
	"wence/retrieval/zh"
)

// A naming is one name as it stands in a text: 天使|幼儿园.
type naming struct {
	class    int
	head     string
	modifier string // at most longestModifier characters before the head
}

// longestModifier is how many characters before a head tell names apart.
const longestModifier = 4

// general are modifiers that say of what kind something is, or which one is asked for, and name none.
var general = strings.Fields("公办 民办 公立 私立 普惠 普惠性 城区 县城 普通 职业 技工 义务教育 特殊教育 特教 寄宿制 一贯制 完全 中心 初级 高级 民族 " +
	"新建 薄弱 示范 重点 配套 相关 所属 各类 什么 哪些 全 各 每 本 该 某 同 两 " + zh.Join("全 本", "县 市 区 省"))

// measures count what follows: 这五所小学, 三类学校.
const measures = "所类家条个"

// joints are the characters that end what stands before a name.
const joints = "年的在到于和或跟及与对由向从是为将被让请问去进入读招报考有无不未可应须得把据按经等其之者名个"

// lead is what people leave out before a name.
const lead = "省市县区镇乡第"

// namingsIn are the names in a text in the normal form.
func namingsIn(text string) []naming {
	var all []naming
	runes := []rune(text)
	from := 0
	for i := 0; i < len(runes); i++ {
		class, head, end := headOrShortAt(runes, i)
		if head == "" {
			continue
		}
		if !isWord(runes, i, end) {
			if m := modifierOf(runes[max(from, i-longestModifier):i]); m != "" {
				all = append(all, naming{class, head, m})
			}
		}
		i, from = end-1, end
	}
	return all
}

// modifierOf is what names something in the characters before a head, "" where they name nothing.
func modifierOf(before []rune) string {
	m := string(before)
	if at := strings.LastIndexFunc(m, func(r rune) bool { return !zh.IsHan(r) && (r < '0' || r > '9') }); at >= 0 {
		m = strings.TrimLeftFunc(m[at:], func(r rune) bool { return !zh.IsHan(r) && (r < '0' || r > '9') })
	}
	if at := strings.LastIndexAny(m, joints); at >= 0 {
		_, size := utf8.DecodeRuneInString(m[at:])
		m = m[at+size:]
	}
	m = strings.TrimLeft(m, lead)
	last, _ := utf8.DecodeLastRuneInString(m)
	if strings.ContainsRune(measures, last) || slices.ContainsFunc(general, func(word string) bool { return strings.HasSuffix(m, word) }) {
		return ""
	}
	return divisions.Replace(m)
}

// divisions are left out where a school is called short: 雪陂三中 is 雪陂县第三中学.
var divisions = strings.NewReplacer("县", "", "市", "", "区", "", "第", "")

// number is the number that a name ends with before its head, by which schools and lines are told apart: 2 of 县第二小学.
func (n naming) number() float64 {
	at := strings.LastIndexFunc(n.modifier, func(r rune) bool { return !strings.ContainsRune(numerals, r) })
	_, size := utf8.DecodeRuneInString(n.modifier[max(at, 0):])
	if at < 0 {
		size = 0
	}
	v, _, _ := zh.Numeral(n.modifier[max(at, 0)+size:])
	return v
}

// isOf reports that two namings may be of one: heads are the same, so are numbers, and the words before share a pair.
func (n naming) isOf(o naming) bool {
	if n.head != o.head || n.number() != o.number() {
		return false
	}
	if strings.HasSuffix(n.modifier, o.modifier) || strings.HasSuffix(o.modifier, n.modifier) {
		return true
	}
	runes := []rune(n.modifier)
	for i := range runes[1:] {
		if strings.Contains(o.modifier, string(runes[i:i+2])) {
			return true
		}
	}
	return false
}

// namesAnother reports that a quote, or what stands over it, names others of a class of which the question names some, and
// none of these.
func namesAnother(r reading.Reading, q evidence.Quote, around string) bool {
	question := r.Folded
	for _, p := range r.Places {
		question = strings.ReplaceAll(question, zh.Fold(p.Name), "")
	}
	own, over := append(namingsIn(zh.Fold(q.Words())), cellNamings(q)...), namingsIn(around)
	held := slices.Concat(over, own)
	asked := slices.DeleteFunc(namingsIn(question), func(n naming) bool { return n.isPlace(r) })
	return slices.ContainsFunc(asked, func(n naming) bool {
		sameClass := func(o naming) bool { return o.class == n.class }
		isHeld := func(o naming) bool { return sameClass(o) && slices.ContainsFunc(held, o.isOf) }
		sameHead := func(o naming) bool { return o.head == n.head }
		return (slices.ContainsFunc(own, sameClass) || slices.ContainsFunc(over, sameHead)) && !slices.ContainsFunc(asked, isHeld)
	})
}

// isPlace reports that what stands before a head is the place asked about, whose schools are meant: 奉节小学. A school that
// is called so is among the names that the question was read to have.
func (n naming) isPlace(r reading.Reading) bool {
	return slices.ContainsFunc(r.Places, func(p retrieval.Region) bool { return strings.HasPrefix(zh.Fold(p.Name), n.modifier) }) &&
		!slices.ContainsFunc(r.Names, func(name string) bool { return strings.Contains(zh.Fold(name), n.modifier+n.head) })
}

// cellNamings are the names in a row whose head is the column's label: 专业:会计.
func cellNamings(q evidence.Quote) []naming {
	var all []naming
	for i, cell := range q.Hit.Passage.Cells() {
		if i >= len(q.Hit.Passage.Columns) {
			break
		}
		label := []rune(zh.Fold(q.Hit.Passage.Columns[i]))
		for at := range label {
			if class, head := headAt(label[at:]); head != "" {
				all = append(all, naming{class, head, divisions.Replace(strings.TrimSuffix(zh.Fold(cell), head))})
			}
		}
	}
	return all
}
