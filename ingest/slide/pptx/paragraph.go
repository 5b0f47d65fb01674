package pptx

import (
	"encoding/xml"
	"strconv"
	"strings"

	"wence/ingest/document"
	"wence/ingest/markup"
	"wence/ingest/word/numbering"
	"wence/ingest/word/paragraph"
)

// body reads a run of paragraphs to the end of out; level is the heading level of each.
func (s *slide) body(out *[]document.Block, level int) error {
	var count counter
	return s.Children(func(e xml.StartElement) error {
		if e.Name.Local != "p" {
			return s.Skip()
		}
		var p words
		err := s.inline(&p)
		label := ""
		if strings.TrimSpace(p.text.String()) != "" { // an empty line neither counts nor ends a list
			label = count.next(p)
		}
		*out = append(*out, paragraph.Paragraph{Text: p.text.String(), Label: label, Level: level}.Blocks()...)
		return err
	})
}

// words are a paragraph under reading.
type words struct {
	text   strings.Builder
	level  int    // 0-based
	number string // kind of automatic number, "" = none
	start  int    // its first
}

func (s *slide) inline(p *words) error {
	return s.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "pPr":
			p.level = min(max(markup.Int(e, "lvl", 0), 0), numbering.Depth-1)
		case "buAutoNum":
			p.number, p.start = markup.Attr(e, "type"), max(markup.Int(e, "startAt", 1), 1)
		case "t":
			text, err := s.Text()
			p.text.WriteString(text)
			return err
		case "br":
			p.text.WriteByte('\n')
		case "tab":
			p.text.WriteByte(' ')
		case "fld":
			if markup.Attr(e, "type") == "slidenum" {
				return s.Skip()
			}
		case "Fallback", "rPr", "endParaRPr":
			return s.Skip()
		}
		return s.inline(p)
	})
}

// counter counts the automatic numbers of one run of paragraphs.
type counter struct {
	kind  [numbering.Depth]string
	count [numbering.Depth]int
}

// next is a paragraph's label. A paragraph of the same level without a number ends the list, as PowerPoint does it.
func (c *counter) next(p words) string {
	for below := p.level + 1; below < numbering.Depth; below++ {
		c.kind[below] = ""
	}
	if p.number == "" || c.kind[p.level] != p.number {
		c.count[p.level] = p.start - 1
	}
	c.kind[p.level] = p.number
	if p.number == "" {
		return ""
	}
	c.count[p.level]++
	return label(p.number, c.count[p.level])
}

// numerals are the beginnings of the kinds of automatic numbers (ST_TextAutonumberScheme), with Word's name for them.
var numerals = []struct{ prefix, format string }{
	{"alphaLc", "lowerLetter"}, {"alphaUc", "upperLetter"}, {"romanLc", "lowerRoman"}, {"romanUc", "upperRoman"},
	{"arabicDb", "decimalFullWidth"}, {"arabic", "decimal"}, {"circleNum", "decimalEnclosedCircle"},
	{"ea1Cht", "taiwaneseCountingThousand"}, {"ea1", "chineseCountingThousand"},
}

// label renders a number of a kind: arabicParenBoth 2 is "(2)".
func label(kind string, n int) string {
	number := strconv.Itoa(n)
	for _, one := range numerals {
		if strings.HasPrefix(kind, one.prefix) {
			number = numbering.Render(one.format, n)
			break
		}
	}
	switch {
	case strings.HasSuffix(kind, "ParenBoth"):
		return "(" + number + ")"
	case strings.HasSuffix(kind, "ParenR"):
		return number + ")"
	case strings.HasSuffix(kind, "Period") && strings.HasPrefix(kind, "ea1"):
		return number + "、"
	case strings.HasSuffix(kind, "Period"):
		return number + "."
	case strings.HasPrefix(kind, "circleNum"):
		return number
	}
	return number + " "
}
