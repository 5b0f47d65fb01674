package ingest

import (
	"slices"
	"strings"
	"unicode/utf8"

	"wence/retrieval"
)

// A paragraph is one line of a notice's text with what stands over it.
type paragraph struct {
	retrieval.Span
	text  string
	size  int                 // in characters
	path  []retrieval.Heading // headings over it, outermost first, its own included
	opens bool                // it begins with a heading's label
	row   *retrieval.Row
	apart bool     // it goes on with nothing before it: a signature, what follows one, or the labels of a table's columns
	above []string // of a row: the table's caption and the title of its section
}

// paragraphs cuts the text at its line ends and hangs each line on the outline. The labels of a table's columns are no
// paragraph: each row below has them.
func paragraphs(n retrieval.Notice) []paragraph {
	rows, heads := make(map[int]*retrieval.Row), make(map[int]bool)
	c := captions{title: bareTitle(n.Title)}
	for _, t := range n.Tables {
		labelled := slices.ContainsFunc(t.Rows, func(r retrieval.Row) bool { return r.Columns != nil })
		for i, r := range t.Rows {
			rows[r.Start] = &t.Rows[i]
			heads[r.Start] = labelled && r.Columns == nil && strings.Contains(n.Text[r.Start:r.End], "\t")
		}
	}
	var all []paragraph
	var path []retrieval.Heading
	next, apart := 0, false
	for start := 0; start < len(n.Text); {
		end := len(n.Text)
		if i := strings.IndexByte(n.Text[start:], '\n'); i >= 0 {
			end = start + i
		}
		p := paragraph{Span: retrieval.Span{Start: start, End: end}, text: n.Text[start:end], row: rows[start]}
		p.size = utf8.RuneCountInString(p.text)
		for len(path) > 0 && path[len(path)-1].End <= start {
			path = path[:len(path)-1]
		}
		for next < len(n.Outline) && n.Outline[next].Start <= start {
			path = append(path[:len(path):len(path)], n.Outline[next])
			next++
			p.opens = true
		}
		p.path = path
		switch {
		case heads[start]:
			apart = true
			c.begin()
		case strings.TrimSpace(p.text) != "":
			p.above, p.apart, apart = c.over(p), apart, false
			all = append(all, p)
		}
		start = end + 1
	}
	setSignaturesApart(all)
	return all
}

// setSignaturesApart parts signatures, organs over a date, from the list that they stand under: it would be quoted to its
// end.
func setSignaturesApart(all []paragraph) {
	for i := 2; i < len(all); i++ {
		if all[i].row != nil || !endsWithDate(all[i].text) {
			continue
		}
		first := i
		for first > 1 && all[first-1].row == nil && isSigner(all[first-1].text) {
			first--
		}
		if organ, _ := signedLine(all[i].text); first == i && organ == "" || !endsList(all[:first]) {
			continue
		}
		all[first].apart = true
		for k := first; k <= i; k++ {
			all[k].path = nil // it is no part of what the last heading heads
		}
		if i+1 < len(all) {
			all[i+1].apart = true
		}
	}
}

// endsList reports paragraphs of which the last are the items of a list that a colon announces.
func endsList(all []paragraph) bool {
	for i := len(all) - 1; i >= 0; i-- {
		if announces(all[i].text) {
			return i < len(all)-1
		}
		if _, marked := parseMark(all[i].text); !marked && !goesOnList(all[i].text) {
			return false
		}
	}
	return false
}

// endsWithDate reports a line that is a date, or organs and a date.
func endsWithDate(text string) bool {
	words := strings.Fields(text)
	return len(words) > 0 && len(words) < 5 && dateOnly(fold(words[len(words)-1])) || dateOnly(strings.TrimSpace(fold(text)))
}

// over are the headings that stand over the paragraph and are not its own.
func (p paragraph) over() []retrieval.Heading {
	if p.opens && len(p.path) > 0 {
		return p.path[:len(p.path)-1]
	}
	return p.path
}

// isUnder reports that the paragraph stands under all the headings.
func (p paragraph) isUnder(path []retrieval.Heading) bool {
	n := len(path)
	return len(p.path) >= n && (n == 0 || p.path[n-1] == path[n-1])
}

// heads reports a paragraph that opens a part and stands alone on its line, over what it heads.
func (p paragraph) heads() bool { return p.opens && isHeadingLine(p.text) }

// isRow reports a table row under a head.
func (p paragraph) isRow() bool { return p.row != nil && p.row.Columns != nil }

// isHeadingLine reports a heading that stands alone on its line.
func isHeadingLine(text string) bool {
	m, _ := parseMark(text)
	rest := text[m.end:]
	return utf8.RuneCountInString(rest) <= runInHeading && strings.Count(strings.TrimRight(rest, "。"), "。") == 0 && !announces(text)
}

// goesOnList reports an item after which another follows: it ends with a semicolon.
func goesOnList(text string) bool {
	return strings.HasSuffix(text, ";") || strings.HasSuffix(text, "\uFF1B")
}

// announces reports a paragraph that ends with a colon.
func announces(text string) bool {
	return strings.HasSuffix(text, ":") || strings.HasSuffix(text, "\uFF1A")
}
