package odf

import (
	"encoding/xml"
	"strings"
	"unicode"

	"wence/ingest/document"
	"wence/ingest/markup"
	"wence/ingest/word/numbering"
	"wence/ingest/word/paragraph"
)

// maxSpaces bounds the spaces that one element stands for.
const maxSpaces = 100

// words are a paragraph under reading.
type words struct {
	text  strings.Builder
	space bool // the last character is a space of the XML, which another adds nothing to
	notes []string
}

// chars adds characters as the XML has them: runs of white space count as one space.
func (w *words) chars(s string) {
	for _, c := range s {
		if unicode.Is(unicode.White_Space, c) && c < 0x80 {
			if !w.space && w.text.Len() > 0 {
				w.text.WriteByte(' ')
			}
			w.space = true
			continue
		}
		w.space = false
		w.text.WriteRune(c)
	}
}

func (w *words) mark(s string) {
	w.text.WriteString(s)
	w.space = false
}

// paragraph reads a paragraph or a heading, as the item of a list or by itself.
func (r *reader) paragraph(e xml.StartElement, s *story, in item) error {
	name := markup.Attr(e, "style-name")
	if r.hides("paragraph", name) {
		return r.Skip()
	}
	var w words
	err := r.inline(&w, s)
	p := paragraph.Paragraph{Text: w.text.String(), Cell: s.cell}
	if e.Name.Local == "h" {
		p.Level = min(max(markup.Int(e, "outline-level", 1), 1), numbering.Depth)
	}
	switch {
	case in.levels != nil:
		p.Label = in.label()
	case p.Level > 0 && !isTrue(markup.Attr(e, "is-list-header")):
		p.Label = r.headings.Next(&r.outline, p.Level-1)
	}
	s.blocks = append(s.blocks, p.Blocks()...)
	for _, note := range w.notes {
		s.blocks = append(s.blocks, document.Block{Text: "脚注:" + note})
	}
	return err
}

// inline reads what stands within a paragraph; text boxes go to the story, before the paragraph.
func (r *reader) inline(w *words, s *story) error {
	return r.Mixed(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "s":
			w.mark(strings.Repeat(" ", min(max(markup.Int(e, "c", 1), 1), maxSpaces)))
		case "tab":
			w.mark(" ")
		case "line-break":
			w.mark("\n")
		case "span":
			if r.hides("text", markup.Attr(e, "style-name")) {
				return r.Skip()
			}
		case "note":
			text, err := r.note()
			if text != "" {
				w.notes = append(w.notes, text)
			}
			return err
		case "page-number":
			return r.Skip()
		case "p", "h", "list", "table", "image", "object", "object-ole", "plugin":
			return r.block(e, s)
		}
		if r.skipped(e) {
			return r.Skip()
		}
		return r.inline(w, s)
	}, w.chars)
}
