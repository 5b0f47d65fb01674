package draft

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"wence/chat/fidelity"
	"wence/retrieval/zh"
)

// A Sentence is what a model wrote, without markup and marks.
type Sentence struct {
	Text      string    // ends with a full stop or the like
	Cites     []int     // handles of all marks, each once, in order
	Stretches []Stretch // the parts that have marks of their own, where marks stand within the sentence
}

// A Stretch is a part of a draft, or the whole of it, with the numbers of the passages that it cites, from 1. Nobody
// has checked it.
type Stretch struct {
	Text  string
	Cites []int
}

// mark is a citation: [1], [1,3], [1-3], 【资料2】, [^1]. Years in brackets are none.
var mark = regexp.MustCompile(`[\[［【]\s*\^?(?:资料|来源|引用|编号)?\s*[:：]?\s*(\d{1,3}(?:\s*[,，、;；\-–—~]\s*\d{1,3})*)\s*[\]］】]`)

// markHere is the mark that a text begins with, "" for none.
func markHere(s string) string {
	if at := mark.FindStringIndex(s); at != nil && at[0] == 0 {
		return s[:at[1]]
	}
	return ""
}

// What no sentence may hold: links and HTML come from the program alone.
var forbidden = []struct {
	pattern *regexp.Regexp
	why     string
}{
	{regexp.MustCompile(`<\s*[/!?a-zA-Z]|&#?[a-zA-Z0-9]+;|(?i:javascript|data|vbscript)\s*:`), "不能含有HTML"},
	{regexp.MustCompile(`(?i)https?[:：]|ftp[:：]|www\s*[.。．]|//\w|\]\s*\(|[a-z0-9_.]+@[a-z0-9]|(?-i:[A-Za-z0-9-]+[.．](?:[a-z]{2,}|[A-Z]{2,})\b)`), "不能含有链接或网址"},
	{regexp.MustCompile("```|\\|.*\\||\\$\\$|\\\\[a-zA-Z(\\[]"), "不能含有代码、表格或公式"},
}

// handleInWords is a handle outside a mark.
var handleInWords = regexp.MustCompile(`(?:资料|编号|来源|引用|文档|passage|source)\s*[\[(（]?\s*(?:\d|[一二三四五六七八九十])`)

// lineMarker is the mark of a list, a quotation or a heading.
var lineMarker = regexp.MustCompile(`^\s*(?:#{1,6}\s+|>\s*|[-*+•·●▪]\s+|\d{1,2}[.、)）]\s*(?:\D|$)|[(（]\d{1,2}[)）]\s*)`)

// emphasis is markup that only decorates.
var emphasis = strings.NewReplacer("*", "", "`", "", "~~", "", "___", "", "__", "")

// Read reads what a model wrote as one sentence. Markup that only decorates is taken away; what could do more is a
// fault, and no sentence is returned then.
func Read(written string) (Sentence, []fidelity.Fault) {
	if faults := Unwelcome(written); len(faults) > 0 {
		return Sentence{}, faults
	}
	text := emphasis.Replace(WithoutMarker(written))
	var p Sentence
	at := 0
	for _, m := range mark.FindAllStringSubmatchIndex(text, -1) {
		p.add(text[at:m[0]], handlesOf(text[m[2]:m[3]]))
		at = m[1]
	}
	p.add(text[at:], nil)
	if hit := handleInWords.FindString(p.Text); hit != "" {
		return Sentence{}, []fidelity.Fault{{What: hit, Why: "正文里不能提资料的编号"}}
	}
	p.Text = ended(p.Text)
	if len(p.Stretches) < 2 {
		p.Stretches = nil
	}
	return p, nil
}

// WithoutMarker takes away the mark of a list, a quotation or a heading.
func WithoutMarker(s string) string {
	m := lineMarker.FindString(s)
	if m == "" {
		return s
	}
	if r, size := utf8.DecodeLastRuneInString(m); size > 0 && !strings.ContainsRune("# >-*+•·●▪.、)）\t0123456789", r) {
		m = m[:len(m)-size] // the character that shows that "1." begins no number
	}
	return s[len(m):]
}

// Unwelcome are the reasons why what was written cannot be shown at all.
func Unwelcome(written string) []fidelity.Fault {
	if !utf8.ValidString(written) {
		return []fidelity.Fault{{Why: "不是有效的文字"}}
	}
	for _, r := range written {
		if r == utf8.RuneError || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Co, r) || unicode.IsControl(r) && !unicode.IsSpace(r) {
			return []fidelity.Fault{{What: strconv.QuoteRune(r), Why: "含有不可见或损坏的字符"}}
		}
	}
	var all []fidelity.Fault
	for _, f := range forbidden {
		if hit := f.pattern.FindString(written); hit != "" {
			all = append(all, fidelity.Fault{What: hit, Why: f.why})
		}
	}
	return all
}

// add takes in a stretch of text and the handles behind it.
func (p *Sentence) add(text string, handles []int) {
	text = strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' }), "")
	text = strings.Trim(text, " \t\u3000\u00a0")
	if n := len(p.Stretches); n > 0 && strings.Trim(text, terminals+closers+" ,，、;；") == "" {
		p.Stretches[n-1].Cites = addHandles(p.Stretches[n-1].Cites, handles) // marks beside each other, or the full stop
	} else if text != "" {
		p.Stretches = append(p.Stretches, Stretch{Text: strings.Trim(text, terminals+" ,，、;；"), Cites: handles})
	}
	p.Text += text
	p.Cites = addHandles(p.Cites, handles)
}

func addHandles(have, more []int) []int {
	for _, n := range more {
		known := false
		for _, h := range have {
			known = known || h == n
		}
		if !known {
			have = append(have, n)
		}
	}
	return have
}

// mostHandles is how many handles one mark may name.
const mostHandles = 8

// handlesOf reads the numbers of a mark: 1,3 or 1-3.
func handlesOf(s string) []int {
	var all []int
	for _, part := range strings.FieldsFunc(s, func(c rune) bool { return strings.ContainsRune(",，、;；", c) }) {
		ends := strings.FieldsFunc(part, func(c rune) bool { return c < '0' || c > '9' })
		if len(ends) == 0 {
			continue
		}
		from, _ := strconv.Atoi(ends[0])
		to, _ := strconv.Atoi(ends[len(ends)-1])
		for n := from; n <= max(from, to) && len(all) < mostHandles; n++ {
			all = append(all, n)
		}
	}
	return addHandles(nil, all)
}

// ended gives a sentence its full stop: a line of a list has none, and a mark may have stood before it.
func ended(text string) string {
	text = strings.TrimRight(text, " \t\u3000,，、;；")
	if text == "" {
		return ""
	}
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text, closers))
	switch {
	case strings.ContainsRune(terminals+".", last):
		return text
	case !strings.ContainsFunc(text, zh.IsHan):
		return text + "."
	}
	return text + "。"
}
