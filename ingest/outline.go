package ingest

import (
	"strings"
	"unicode/utf8"

	"wence/retrieval"
	"wence/retrieval/zh"
)

// Ranks order headings: a heading closes every open one of its rank or a larger one. The kinds of marks lie ten apart,
// so that headings without a number fit between them.
const (
	rankStated = 1  // + heading level that the format states (## in Markdown); above chapters, below parts
	rankPlain  = 45 // a short line over paragraphs; between 第X条 and 一、
)

// Bounds of a heading without number, in characters.
const (
	plainHeading = 25 // longest heading
	plainBody    = 60 // shortest paragraph after it
	runInHeading = 40 // longest heading that runs into its text: "19.强化人才服务。重点高中…"
)

// outline finds the headings of a notice. body is the index of the first line after title and metadata; lines have
// their offsets. The name of a sheet heads its rows even over the title.
func outline(all []line, title string, body int) []retrieval.Heading {
	b := outliner{lines: all, plain: !numbered(all[body:]), sheets: sheets(all) > 0}
	for i := range all {
		if i >= body || b.sheets && all[i].level == sheetLevel && bareTitle(all[i].text) != bareTitle(title) {
			b.add(i)
		}
	}
	if len(all) > 0 {
		last := all[len(all)-1]
		b.close(-1, last.start+len(last.text))
	}
	return b.headings
}

// numbered reports that a notice numbers its parts, so that short lines without a number head nothing.
func numbered(all []line) bool {
	for _, l := range all {
		if m, ok := parseMark(l.text); ok && !l.row && (m.kind <= han) {
			return true
		}
	}
	return false
}

// sheetLevel is the heading level of a sheet's name.
const sheetLevel = 1

// sheets counts the named sheets of a workbook: what is mostly table rows, under headings of the outermost level.
func sheets(all []line) int {
	n, rows := 0, 0
	for _, l := range all {
		if l.row {
			rows++
		} else if l.level == sheetLevel {
			n++
		}
	}
	if rows*2 < len(all) {
		return 0
	}
	return n
}

type outliner struct {
	lines    []line
	plain    bool // short lines are headings
	sheets   bool // the lines are a workbook's
	listed   int  // index of the first line after the list of attachments met last
	headings []retrieval.Heading
	ranks    []int // rank of each open heading
	open     []int // index of each open heading
}

func (b *outliner) add(i int) {
	l := b.lines[i]
	b.listed = max(b.listed, attachments(b.lines, i))
	if l.row || i < b.listed {
		return
	}
	h := retrieval.Heading{Span: retrieval.Span{Start: l.start}}
	var rank int
	if m, ok := parseMark(l.text); ok {
		h.Label, h.Title, rank = m.label, runIn(l.text[m.end:]), 10*int(m.kind)
		if m.kind == appendix {
			h.Title = b.titleAfter(i)
		}
		if m.kind == article {
			h.Title = ""
		}
	} else if l.level > 0 {
		h.Title, rank = l.text, rankStated+l.level
	} else if b.sheets && b.isCaption(i) {
		h.Title, rank = l.text, rankStated+sheetLevel+1
	} else if b.plain && b.isPlain(i) {
		h.Title, rank = l.text, rankPlain
	} else {
		return
	}
	b.close(rank, l.start)
	h.Level = len(b.open) + 1
	b.headings = append(b.headings, h)
	b.ranks = append(b.ranks, rank)
	b.open = append(b.open, len(b.headings)-1)
}

// attachments is the index after the list of attachments that line i opens, 0 when it opens none. "附件:" over
// "1.招生计划表" stands above the signature and heads nothing: what it names comes later, or in files of its own.
func attachments(all []line, i int) int {
	m, ok := parseMark(all[i].text)
	if !ok || m.kind != appendix || !strings.HasSuffix(fold(all[i].text), ":") {
		return 0
	}
	end := i + 1
	for ; end < len(all) && !all[end].row; end++ {
		m, ok := parseMark(all[end].text)
		if !ok || m.kind != digit || m.n != end-i || endsSentence(all[end].text) {
			break
		}
	}
	if end == i+1 {
		return 0
	}
	return end
}

// close ends the open headings of the rank or a larger one.
func (b *outliner) close(rank, end int) {
	for n := len(b.open); n > 0 && b.ranks[n-1] >= rank; n-- {
		b.headings[b.open[n-1]].End = end
		b.open, b.ranks = b.open[:n-1], b.ranks[:n-1]
	}
}

// isPlain reports a short line without a final mark over a long paragraph.
func (b *outliner) isPlain(i int) bool {
	if i+1 >= len(b.lines) || b.lines[i+1].row {
		return false
	}
	text := b.lines[i].text
	return utf8.RuneCountInString(text) <= plainHeading && !endsSentence(text) && !isLabel(text) &&
		utf8.RuneCountInString(b.lines[i+1].text) >= plainBody
}

// isCaption reports the line right under a sheet's name that titles its table.
func (b *outliner) isCaption(i int) bool {
	return i > 0 && b.lines[i-1].level == sheetLevel && titleScore(b.lines[i].text, 0) > 0
}

// titleAfter is the title of an appendix: the line after its mark, when that is short.
func (b *outliner) titleAfter(i int) string {
	if i+1 < len(b.lines) && !b.lines[i+1].row && utf8.RuneCountInString(b.lines[i+1].text) <= runInHeading {
		return b.lines[i+1].text
	}
	return ""
}

// runIn is the heading in a numbered paragraph: all of it when it is short, else its first sentence when that is.
func runIn(text string) string {
	text = strings.TrimSpace(text)
	if utf8.RuneCountInString(text) <= runInHeading {
		return strings.TrimRight(text, "。.;:\uFF1B\uFF1A\uFF0E")
	}
	s := zh.Sentences(text)[0] // the text is not empty
	first := strings.TrimRight(strings.TrimSpace(text[s.Start:s.End]), "。.;:\uFF1B\uFF1A\uFF0E")
	if utf8.RuneCountInString(first) <= runInHeading {
		return first
	}
	return ""
}
