package ingest

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"wence/retrieval"
)

// captions finds what stands over a table's rows, as the paragraphs go by: the caption right above the table or in its
// first rows, and the title of the section of rows that is being read.
type captions struct {
	title   string // of the notice, bare
	last    string // the paragraph before, when it may be a caption
	caption []string
	section string
	rows    bool // rows have been read, or the labels of the columns
}

// maxCaption is the longest caption or section title in characters.
const maxCaption = 40

// over is what stands over a row; nil for other paragraphs.
func (c *captions) over(p paragraph) []string {
	text := strings.TrimSpace(p.text)
	switch {
	case p.row == nil:
		*c = captions{title: c.title}
		if isCaption(text) && !p.opens {
			c.last = text
		}
		return nil
	case p.row.Columns != nil:
		c.begin()
		above := c.caption
		if c.section != "" {
			above = append(slices.Clip(above), c.section)
		}
		return slices.DeleteFunc(slices.Clone(above), func(s string) bool { return c.isSaid(p.path, s) })
	case strings.Contains(text, "\t") || !isCaption(text):
	case c.rows:
		c.section = text
	default:
		c.caption = append(c.caption, text)
	}
	return nil
}

// begin says that the table's labels or its first row are reached: what its rows stand under from here on is a section.
func (c *captions) begin() {
	if !c.rows && c.last != "" {
		c.caption = append([]string{c.last}, c.caption...)
	}
	c.rows = true
}

// isCaption reports a line that may name a table or a section of it.
func isCaption(text string) bool {
	folded := fold(text)
	return text != "" && utf8.RuneCountInString(text) <= maxCaption && !endsSentence(text) && !dateOnly(folded) && !isLabel(text) &&
		!isOrgan(text) && documentNumber.FindString(folded) != folded && !strings.HasPrefix(folded, "单位") && !fact.MatchString(folded)
}

// fact matches a line that states something about a table: who made it and when, what its figures count.
var fact = regexp.MustCompile(`^[^()]{0,6}(?:单位|部门|科室|人|电话|时间|日期|截止)\s*:`)

// isSaid reports that the title or a heading says the text already.
func (c *captions) isSaid(path []retrieval.Heading, text string) bool {
	return bareTitle(text) == c.title || slices.ContainsFunc(path, func(h retrieval.Heading) bool { return h.Title == text })
}
