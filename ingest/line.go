package ingest

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"wence/ingest/document"
	"wence/retrieval/zh"
)

// A line is one paragraph or table row of a notice, on its way from the file's blocks to the notice's text.
type line struct {
	text     string // verbatim; cells joined by "\t"
	columns  []string
	row      bool // a table row
	table    int
	page     int
	level    int // heading level that the format states
	ocr      bool
	broken   bool // the source broke the line here
	indented bool // the source begins the line as it begins paragraphs
	start    int  // offset in the notice's text; set when the text is put together
}

// joinable is the shortest line, in characters, that is taken for a sentence broken in the middle. Shorter lines
// without a final mark are headings, signatures and dates.
const joinable = 25

// wrapped is the same for a line that begins with a paragraph's indent, before one that does not.
const wrapped = 8

// spread is a line that is laid out with gaps, such as number and signatory of a letterhead; no sentence is.
var spread = regexp.MustCompile(`\S[ \t\x{2002}\x{2003}\x{3000}]{3,}\S`)

// lines brings a document's blocks into paragraphs: sentences that the source broke are joined again, headings that it
// ran into one paragraph are set apart, and the navigation of a saved page is left out.
func lines(blocks []document.Block) []line {
	all := make([]line, 0, len(blocks))
	for _, b := range blocks {
		l := fromBlock(b)
		if l.text == "" {
			continue
		}
		if n := len(all); n > 0 && continues(all[n-1], l) {
			all[n-1].text = join(all[n-1].text, l.text)
			all[n-1].broken = l.broken
			continue
		}
		all = append(all, l)
	}
	return divide(withoutNavigation(all))
}

func fromBlock(b document.Block) line {
	l := line{table: b.Table, page: b.Page, level: b.Level, ocr: b.OCR, broken: b.Broken, indented: b.Indented}
	if b.Cells == nil {
		l.text = withBullet(strings.TrimSpace(strings.ToValidUTF8(b.Text, "\uFFFD")))
		return l
	}
	cells := make([]string, len(b.Cells))
	for i, c := range b.Cells {
		cells[i] = strings.Join(strings.Fields(strings.ToValidUTF8(c, "\uFFFD")), " ")
	}
	l.row = true
	l.text = strings.Join(cells, "\t")
	if strings.TrimSpace(l.text) == "" {
		l.text = ""
	}
	if !b.Header {
		l.columns = b.Columns
	}
	return l
}

// continues reports that next goes on with the sentence that last was broken in.
func continues(last, next line) bool {
	if !last.broken || last.row || next.row || last.level > 0 || next.level > 0 {
		return false
	}
	least := joinable
	if last.indented && !next.indented && !strings.ContainsAny(next.text, ":\uFF1A") {
		least = wrapped
	}
	if utf8.RuneCountInString(last.text) < least || endsSentence(last.text) || spread.MatchString(last.text) {
		return false
	}
	if _, number := numberedTitle(last.text); number != "" {
		return false
	}
	if folded := strings.TrimSpace(fold(next.text)); documentNumber.FindString(folded) == folded || dateOnly(folded) {
		return false // the number under a long title
	}
	if marksSalutation(next.text) && (strings.HasPrefix(next.text, "各") || strings.HasPrefix(next.text, "尊敬")) {
		return false
	}
	_, marked := parseMark(next.text)
	return !marked && !isBullet(next.text) && !isLabel(next.text)
}

// endsSentence reports a final mark; a colon counts, for what follows it is a list or a text of its own.
func endsSentence(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRightFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune("”』」》)\uFF09’\"】]", r)
	}))
	return strings.ContainsRune("。!?;:…\uFF01\uFF1F\uFF1B\uFF1A", r)
}

// join puts two halves of a line together, with a space only where both sides are Latin or digits.
func join(a, b string) string {
	last, _ := utf8.DecodeLastRuneInString(a)
	first, _ := utf8.DecodeRuneInString(b)
	if last < utf8.RuneSelf && first < utf8.RuneSelf && isWord(last) && isWord(first) {
		return a + " " + b
	}
	return a + b
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func isBullet(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return strings.ContainsRune("•·●■◆★※>|", r)
}

// withBullet writes a bullet of a symbol font, which has no character of its own, as one that everybody sees.
func withBullet(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if rest := strings.TrimSpace(s[size:]); unicode.Is(unicode.Co, r) && rest != "" {
		return "• " + rest
	}
	return s
}

// divide sets headings apart that stand inside a paragraph: after white space, at a mark that continues the numbering
// ("二、… (一)… 1、…" on one line), or at one that a colon announces.
func divide(all []line) []line {
	out := make([]line, 0, len(all))
	var seen sequence
	for _, l := range all {
		if l.row {
			out = append(out, l)
			continue
		}
		rest := l
		if m, ok := parseMark(l.text); ok {
			seen.take(m)
		}
		for {
			at, m := innerMark(rest.text, seen)
			if at < 0 {
				break
			}
			head := rest
			head.text = strings.TrimSpace(rest.text[:at])
			out = append(out, head)
			rest.text = strings.TrimSpace(rest.text[at:])
			rest.level = 0
			seen.take(m)
		}
		out = append(out, rest)
	}
	return out
}

// innerMark finds the first mark inside a paragraph that continues the sequence, after white space or a colon; at is
// -1 when there is none.
func innerMark(s string, seen sequence) (at int, m mark) {
	last := rune(0)
	for i, r := range s {
		before := last
		last = r
		if i == 0 || unicode.IsSpace(r) || !unicode.IsSpace(before) && before != ':' && before != '\uFF1A' {
			continue
		}
		if m, ok := parseMark(s[i:]); ok && m.kind != appendix && seen.continuedBy(m) {
			return i, m
		}
	}
	return -1, mark{}
}

// fold is the normal form in which metadata and marks are recognised.
func fold(s string) string { return zh.Fold(s) }
