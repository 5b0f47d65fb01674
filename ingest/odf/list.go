package odf

import (
	"encoding/xml"

	"wence/ingest/markup"
	"wence/ingest/word/numbering"
)

// item says how a paragraph in a list is numbered. The zero value is outside of any list.
type item struct {
	style   string // of the list
	depth   int    // of the list within others, 1 = outermost
	levels  *numbering.Levels
	counter *numbering.Counter // nil = this paragraph has no number
}

// label counts the paragraph and gives its automatic number.
func (i item) label() string {
	if i.counter == nil {
		return ""
	}
	return i.counter.Next(i.levels, i.depth-1)
}

// list reads a list within another, or one by itself, which counts anew unless it says that it goes on.
func (r *reader) list(e xml.StartElement, s *story, outer item) error {
	in := item{style: markup.Attr(e, "style-name"), depth: outer.depth + 1}
	if in.style == "" {
		in.style = outer.style
	}
	goesOn := isTrue(markup.Attr(e, "continue-numbering")) || markup.Attr(e, "continue-list") != ""
	return r.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "list-item":
			return r.item(e, s, &in, goesOn || outer.depth > 0)
		case "list-header":
			return r.item(e, s, &item{style: in.style, depth: in.depth, levels: &numbering.Levels{}}, true)
		}
		return r.Skip()
	})
}

// item reads the paragraphs of an item: the first bears its number.
func (r *reader) item(e xml.StartElement, s *story, in *item, goesOn bool) error {
	start, first := markup.Int(e, "start-value", -1), true
	return r.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "p", "h":
			now := *in
			if now.levels == nil { // the list's own style, else its first paragraph's
				r.begin(in, markup.Attr(e, "style-name"), goesOn)
				now = *in
			}
			if !first {
				now.counter = nil
			} else if start >= 0 && now.counter != nil {
				now.counter.Restart(now.depth-1, start)
			}
			first = false
			return r.paragraph(e, s, now)
		case "list":
			return r.list(e, s, *in)
		}
		return r.block(e, s)
	})
}

// begin finds a list's levels and its counter.
func (r *reader) begin(in *item, paragraphStyle string, goesOn bool) {
	if in.style == "" {
		in.style = r.listOf(paragraphStyle)
	}
	in.levels = r.lists[in.style]
	if in.levels == nil {
		in.levels = &numbering.Levels{}
	}
	if r.counters[in.style] == nil || !goesOn {
		r.counters[in.style] = &numbering.Counter{}
	}
	in.counter = r.counters[in.style]
}
