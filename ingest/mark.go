package ingest

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"wence/retrieval/zh"
)

// A mark is the number that opens a heading: 三、 (四) 19. 第五条 附件1.
type mark struct {
	kind  kind
	n     int    // its number; 0 when it has none (附件)
	label string // as a locator shows it, in the normal form
	end   int    // bytes of the paragraph that it takes, white space after it included
}

// A kind is a style of numbering. The order is the official hierarchy: a kind opens a part of every smaller kind.
type kind int

const (
	appendix   kind = iota // 附件1
	part                   // 第一编
	chapter                // 第一章
	section                // 第一节
	article                // 第一条
	formal                 // 壹、
	han                    // 一、
	parenHan               // (一)
	digit                  // 1.
	parenDigit             // (1)
	circled                // ①
	kinds
)

const (
	hanDigits = `[一二三四五六七八九十百零〇两]+`
	open      = `[(\x{FF08}]\s*`
	shut      = `\s*[)\x{FF09}]\s*`
)

var (
	markDivision = regexp.MustCompile(`^第\s*(` + hanDigits + `|\d{1,3})\s*([编編章节節条條])(?:之(` + hanDigits + `))?(\s*)`)
	markHan      = regexp.MustCompile(`^(` + hanDigits + `)\s*[、.\x{FF0E}]\s*`)
	markFormal   = regexp.MustCompile(`^([壹贰貳叁參肆伍陆陸柒捌玖拾])\s*、\s*\S`)
	markParenHan = regexp.MustCompile(`^` + open + `(` + hanDigits + `)` + shut + `[、.\x{FF0E}]?\s*`)
	markDigit    = regexp.MustCompile(`^[.\x{FF0E}]?\s*(\d{1,3})(?:\s+(\d{1,3}))?\s*[、.\x{FF0E}]`)
	markDoubled  = regexp.MustCompile(`^(\d{1,2})\s+(\d{1,2})(?:\s*[。]|\s+)`)
	markParen    = regexp.MustCompile(`^` + open + `(\d{1,3})(?:\s+(\d{1,3}))?` + shut)
	markRight    = regexp.MustCompile(`^(\d{1,2})[)\x{FF09}]\s*`)
	markCircled  = regexp.MustCompile(`^([①-⑳])\s*`)
	markAppendix = regexp.MustCompile(`^附\s*件\s*(` + hanDigits + `|\d{1,2})?\s*[:\x{FF1A}]?\s*$`)
)

// parseMark reads the mark that a paragraph begins with. Numbers that only look like one ("3-5所", "2.0", "1:4000")
// are none; a number that the file holds twice ("2 2 、") is read once.
func parseMark(s string) (mark, bool) {
	for _, parse := range []func(string) (mark, bool){parseDivision, parseHan, parseDigit, parseAppendix} {
		if m, ok := parse(s); ok {
			return m, true
		}
	}
	return mark{}, false
}

func parseDivision(s string) (mark, bool) {
	g := markDivision.FindStringSubmatch(s)
	if g == nil || !divides(s[len(g[0]):], g[4] != "") {
		return mark{}, false
	}
	kinds := map[string]kind{"编": part, "章": chapter, "节": section, "条": article}
	word := zh.Simplify(g[2])
	label := "第" + g[1] + word
	if g[3] != "" {
		label += "之" + g[3]
	}
	return mark{kind: kinds[word], n: number(g[1]), label: label, end: len(g[0])}, true
}

// divides reports that 第五条 opens an article instead of naming one ("第五条规定的…", "第五条、第六条").
func divides(rest string, spaced bool) bool {
	if spaced || rest == "" {
		return true
	}
	for _, cited := range []string{"第", "的", "规定", "規定", "、", ",", "\uFF0C", "和", "至", "及", "所", "中", "款", "项"} {
		if strings.HasPrefix(rest, cited) {
			return false
		}
	}
	return true
}

// formalDigits are the numerals of documents that number with them, each with its older form.
const formalDigits = "壹贰叁肆伍陆柒捌玖拾"

func parseHan(s string) (mark, bool) {
	if g := markFormal.FindStringSubmatch(s); g != nil {
		n := 1 + strings.Index(formalDigits, strings.Replace(zh.Simplify(g[1]), "参", "叁", 1))/len("壹")
		_, last := utf8.DecodeLastRuneInString(g[0])
		return mark{kind: formal, n: n, label: g[1] + "、", end: len(g[0]) - last}, true
	}
	if g := markHan.FindStringSubmatch(s); g != nil {
		return mark{kind: han, n: number(g[1]), label: g[1] + "、", end: len(g[0])}, true
	}
	if g := markParenHan.FindStringSubmatch(s); g != nil {
		return mark{kind: parenHan, n: number(g[1]), label: "(" + g[1] + ")", end: len(g[0])}, true
	}
	return mark{}, false
}

func parseDigit(s string) (mark, bool) {
	if g := markDigit.FindStringSubmatch(s); g != nil && single(g[1], g[2]) && !opensFigure(s[len(g[0]):]) {
		rest := strings.TrimLeftFunc(s[len(g[0]):], unicode.IsSpace)
		return mark{kind: digit, n: number(g[1]), label: g[1] + ".", end: len(s) - len(rest)}, true
	}
	if g := markDoubled.FindStringSubmatch(s); g != nil && g[1] == g[2] {
		return mark{kind: digit, n: number(g[1]), label: g[1] + ".", end: len(g[0])}, true
	}
	if g := markParen.FindStringSubmatch(s); g != nil && single(g[1], g[2]) {
		return mark{kind: parenDigit, n: number(g[1]), label: "(" + g[1] + ")", end: len(g[0])}, true
	}
	if g := markRight.FindStringSubmatch(s); g != nil {
		return mark{kind: parenDigit, n: number(g[1]), label: g[1] + ")", end: len(g[0])}, true
	}
	if g := markCircled.FindStringSubmatch(s); g != nil {
		return mark{kind: circled, n: int([]rune(g[1])[0]-'①') + 1, label: g[1], end: len(g[0])}, true
	}
	return mark{}, false
}

// single reports a number that stands once, or twice by damage.
func single(first, second string) bool { return second == "" || first == second }

// opensFigure reports that a digit follows the dot: 2.0, 3、5所.
func opensFigure(rest string) bool {
	return rest != "" && unicode.IsDigit([]rune(rest[:min(4, len(rest))])[0])
}

func parseAppendix(s string) (mark, bool) {
	g := markAppendix.FindStringSubmatch(s)
	if g == nil {
		return mark{}, false
	}
	return mark{kind: appendix, n: number(g[1]), label: "附件" + g[1], end: len(s)}, true
}

// number reads a Chinese or Arabic numeral, 0 when there is none.
func number(s string) int {
	if n, err := strconv.Atoi(s); err == nil {
		return n
	}
	v, _, _ := zh.Numeral(s)
	return int(v)
}

// A sequence remembers the last number of each kind, to tell a heading inside a paragraph from a number in a sentence.
type sequence struct{ last [kinds]int }

// take records a mark: the kinds below it start anew.
func (q *sequence) take(m mark) {
	q.last[m.kind] = m.n
	for k := m.kind + 1; k < kinds; k++ {
		q.last[k] = 0
	}
}

// continuedBy reports that the mark is the next of its kind.
func (q *sequence) continuedBy(m mark) bool { return m.n == q.last[m.kind]+1 }
