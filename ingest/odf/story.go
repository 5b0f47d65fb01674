package odf

import (
	"encoding/xml"
	"strconv"

	"wence/ingest/document"
	"wence/ingest/markup"
	"wence/ingest/word/numbering"
	"wence/ingest/word/table"
)

// reader streams the body of a file.
type reader struct {
	styles
	*markup.Reader
	counters map[string]*numbering.Counter // by list style
	headings numbering.Counter
	page     int      // of a presentation, 0 = none
	unseen   []string // numbers of hidden slides
	tables   int
	pictures int
	objects  int
	again    int  // bytes of text in a table that stand for one element's
	cut      bool // a table was over a bound
}

// story is a run of paragraphs and tables: the body, a cell, a text box, a note.
type story struct {
	blocks []document.Block
	cell   bool
}

// root reads the body; what was read before an error is given with it.
func (r *reader) root() ([]document.Block, error) {
	var s story
	r.counters = map[string]*numbering.Counter{}
	err := r.story(&s)
	return s.blocks, err
}

func (r *reader) story(s *story) error {
	return r.Children(func(e xml.StartElement) error { return r.block(e, s) })
}

// block reads a child of a story. Wrappers that it does not know are looked through.
func (r *reader) block(e xml.StartElement, s *story) error {
	switch e.Name.Local {
	case "p", "h":
		return r.paragraph(e, s, item{})
	case "list":
		return r.list(e, s, item{})
	case "table":
		return r.table(s)
	case "page":
		return r.slide(e, s)
	case "image", "object", "object-ole", "plugin":
		r.count(e)
		return r.Skip()
	}
	if r.skipped(e) {
		return r.Skip()
	}
	return r.story(s)
}

// count counts what is shown and has no text.
func (r *reader) count(e xml.StartElement) {
	if e.Name.Local == "image" {
		r.pictures++
	} else {
		r.objects++
	}
}

// skipped reports an element whose content is no text of the document: what tracked changes removed, hidden parts,
// tables of contents, remarks, readings above characters, speakers' notes.
func (r *reader) skipped(e xml.StartElement) bool {
	switch e.Name.Local {
	case "tracked-changes", "table-of-content", "alphabetical-index", "illustration-index", "table-index", "annotation",
		"ruby-text", "hidden-text", "notes", "forms", "sequence-decls", "variable-decls", "user-field-decls", "settings", "title", "desc",
		"shapes", "animations", "event-listeners":
		return true
	case "section":
		return markup.Attr(e, "display") == "none"
	case "hidden-paragraph":
		return isTrue(markup.Attr(e, "is-hidden"))
	case "frame", "custom-shape":
		switch markup.Attr(e, "class") { // of a slide's placeholder
		case "page-number", "date-time", "footer", "header", "notes":
			return true
		}
		return isTrue(markup.Attr(e, "placeholder")) // its prompt
	}
	return false
}

func isTrue(v string) bool { return v == "true" }

// slide reads a page of a presentation.
func (r *reader) slide(e xml.StartElement, s *story) error {
	r.page++
	if r.hides("drawing-page", markup.Attr(e, "style-name")) {
		r.unseen = append(r.unseen, strconv.Itoa(r.page))
		return r.Skip()
	}
	from := len(s.blocks)
	err := r.story(s)
	for i := range s.blocks[from:] {
		s.blocks[from+i].Page = r.page
	}
	return err
}

// note is the text of a footnote or an endnote.
func (r *reader) note() (string, error) {
	var s story
	err := r.Children(func(e xml.StartElement) error {
		if e.Name.Local == "note-body" {
			return r.story(&s)
		}
		return r.Skip()
	})
	return table.Text(s.blocks), err
}
