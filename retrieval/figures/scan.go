package figures

import (
	"strings"
	"unicode/utf8"
)

// A scanner reads one line in normal form from left to right.
type scanner struct {
	s   string
	out []Figure // Start and End are offsets in s

	done     int // s[:done] is read; no figure begins before
	sentence int // where the sentence begins
	clause   int // where the clause begins
	first    int // the index in out of the sentence's first figure

	rates   []rate // said in the sentence so far
	fresh   int    // rates before it have been used: 每班1万元、每生200元
	waiting every  // a 每… that the next figure may take in
	listed  listed // what the next amount may inherit
	quoted  bool   // inside quotation marks
}

// A rate is a 每… or 均 and where it stands.
type rate struct {
	label string
	at    int
}

// run finds the figures of the line.
func (sc *scanner) run() {
	for i := 0; i < len(sc.s); {
		if sc.s[i] < utf8.RuneSelf {
			i = sc.ascii(i)
		} else {
			i = sc.wide(i)
		}
	}
	sc.endSentence(len(sc.s))
}

// ascii reads what begins with the ASCII character at i and returns where to
// go on.
func (sc *scanner) ascii(i int) int {
	switch c := sc.s[i]; {
	case isDigit(c):
		return sc.numeral(i)
	case isLetter(c):
		return skipWord(sc.s, i)
	case c == '(' || c == '[' || c == '<' || c == '{':
		return sc.bracket(i, 1)
	case c == ';' || c == '!' || c == '?':
		sc.endSentence(i + 1)
	case c == ',' || c == ':':
		sc.clause = i + 1
	case c == '"':
		sc.quoted = !sc.quoted
	}
	return i + 1
}

// wide does what ascii does for another character.
func (sc *scanner) wide(i int) int {
	r, size := utf8.DecodeRuneInString(sc.s[i:])
	end := i
	switch r {
	case '。':
		sc.endSentence(i + size)
	case '〔', '【', '〈', '「':
		return sc.bracket(i, size)
	case '每':
		end = sc.each(i)
	case '均':
		if label := averageAt(sc.s, i); label != "" {
			sc.say(label, i)
		}
	case '第':
		end = sc.ordinal(i)
	case '半':
		end = sc.half(i)
	case '过':
		end = sc.overHalf(i)
	case '前':
		end = sc.foremost(i)
	case '民':
		end = sc.republicDate(i)
	case '年', '月', '春', '秋', '上', '下':
		end = sc.partOfYear(i)
	case '¥':
		if i+size < len(sc.s) && isDigit(sc.s[i+size]) {
			return sc.numeral(i + size)
		}
	default:
		if startsNumber(sc.s, i) {
			return sc.numeral(i)
		}
	}
	if end > i {
		return end
	}
	return i + size
}

// numeral offers the numeral at i to the readers in turn and returns where to
// go on.
func (sc *scanner) numeral(i int) int {
	if end := skipTrap(sc.s, i); end > i {
		return end
	}
	if end := sc.fiveYearPlan(i); end > i {
		return end
	}
	n, ok := readNumber(sc.s, i)
	if !ok {
		n.end = max(n.end, i+1)
		if end := sc.fractionOf(i, n.end); end > i {
			return end
		}
		return n.end
	}
	if endsWithAny(sc.s[:i], "数几上") && runeAt(sc.s, i) == '十' {
		return n.end // 数十名
	}
	for _, read := range readers {
		if end := read(sc, n); end > i {
			return end
		}
	}
	return n.end
}

// readers know the kinds of figure. Each returns where it stopped reading, or
// 0 if the number is none of its kind. It may read a number and make no figure
// of it.
var readers = []func(*scanner, number) int{
	(*scanner).mark, (*scanner).identifier, (*scanner).date, (*scanner).clock, (*scanner).ratio,
	(*scanner).expression, (*scanner).fraction, (*scanner).quantity, (*scanner).bare,
}

// endSentence closes the sentence that ends at i.
func (sc *scanner) endSentence(i int) {
	sc.flush()
	if len(sc.rates) > 0 {
		var labels []string
		for _, r := range sc.rates {
			labels = append(labels, r.label)
		}
		scope := joinRate(labels)
		for k := sc.first; k < len(sc.out); k++ {
			sc.out[k].Scope = scope
		}
		sc.rates = sc.rates[:0]
	}
	sc.first = len(sc.out)
	sc.sentence, sc.clause = i, i
}

// emit appends f, taking in the 每… right before it.
func (sc *scanner) emit(f Figure) {
	if sc.touches(f.Start) && takesRate(f.Kind) {
		f.Start = sc.waiting.start
		sc.waiting = every{}
	}
	sc.flush()
	sc.done = f.End
	sc.out = append(sc.out, f)
}

// touches reports whether a 每… waits for a figure at i: 每年4月, 每年的4月. A
// lot (每2000名学生) always stays a figure of its own.
func (sc *scanner) touches(i int) bool {
	end := sc.waiting.end
	return end > 0 && sc.waiting.figure.Kind != Count && end <= i && (end == i || sc.s[end:i] == "的")
}

// flush emits the waiting 每… as a figure of its own.
func (sc *scanner) flush() {
	if sc.waiting.figure.Kind != 0 {
		sc.out = append(sc.out, sc.waiting.figure)
		sc.done = sc.waiting.end
	}
	sc.waiting = every{}
}

// takesRate reports whether a figure of kind k can be per something.
func takesRate(k Kind) bool {
	switch k {
	case Money, Count, Duration, Date, Score, Number:
		return true
	}
	return false
}

// from returns where words that belong to the next figure may begin.
func (sc *scanner) from() int { return max(sc.done, sc.clause) }

// say notes a rate. A sentence that goes on and on keeps its last few.
func (sc *scanner) say(label string, at int) {
	if len(sc.rates) == 8 {
		sc.rates = append(sc.rates[:0], sc.rates[1:]...)
	}
	sc.rates = append(sc.rates, rate{label, at})
}

// rate returns the rate that the clause has said so far together with labels.
func (sc *scanner) rate(labels []string) string {
	for _, r := range sc.rates {
		if r.at >= max(sc.clause, sc.fresh) {
			labels = append(labels, r.label)
		}
	}
	return joinRate(labels)
}

// skipWord returns the end of the Latin word or web address at s[i:].
func skipWord(s string, i int) int {
	end := i
	for end < len(s) && (isLetter(s[end]) || isDigit(s[end]) || s[end] == '_') {
		end++
	}
	address := strings.HasPrefix(s[end:], "://") || strings.HasPrefix(s[end:], "@") ||
		end+1 < len(s) && s[end] == '.' && isLetter(s[end+1])
	for address && end < len(s) && s[end] > ' ' && s[end] < utf8.RuneSelf && s[end] != ',' && s[end] != ';' && s[end] != ')' {
		end++
	}
	return end
}
