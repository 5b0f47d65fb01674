package docx

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"wence/ingest/document"
	"wence/ingest/word/table"
)

// reader streams one XML part. It descends recursively: each method consumes its element to the end.
type reader struct {
	surroundings
	ctx         context.Context
	dec         *xml.Decoder
	depth       int
	tokens      int
	fields      []bool // open fields; true while in the field's code
	placeholder bool   // the content control being read shows its prompt only
	tables      int    // tables so far
	pictures    int    // pictures so far
	foreign     bool   // content of another format is embedded
	cut         bool   // a table was over the grid's bound
}

// story is a run of paragraphs and tables: the body, a cell, a text box or a note.
type story struct {
	blocks []document.Block
	carry  string // text of a paragraph whose mark was deleted: it goes on in the next
	cell   bool
}

func newReader(ctx context.Context, part []byte, s surroundings) *reader {
	return &reader{surroundings: s, ctx: ctx, dec: xml.NewDecoder(bytes.NewReader(part))}
}

// root reads the named element; what was read before an error is given with it.
func (r *reader) root(name string) ([]document.Block, error) {
	var s story
	for {
		e, err := r.start(name)
		if e == nil {
			return s.blocks, err
		}
		if err := r.story(&s); err != nil {
			return s.blocks, err
		}
	}
}

// start goes to the next element of a name; nil at the part's end.
func (r *reader) start(name string) (*xml.StartElement, error) {
	for {
		token, err := r.dec.Token()
		if token == nil {
			if errors.Is(err, io.EOF) {
				err = nil
			}
			return nil, err
		}
		if e, ok := token.(xml.StartElement); ok && e.Name.Local == name {
			return &e, nil
		}
	}
}

// readNotes fills texts with footnotes or endnotes by kind and id.
func (r *reader) readNotes(kind string, texts map[string]string) error {
	for {
		e, err := r.start(kind)
		if e == nil {
			return err
		}
		var s story
		if err := r.story(&s); err != nil {
			return err
		}
		if t := attr(*e, "type"); t == "" || t == "normal" { // the others are separators
			texts[kind+attr(*e, "id")] = table.Text(s.blocks)
		}
	}
}

// children calls handle for each child of the element whose start was just read, up to its end.
func (r *reader) children(handle func(xml.StartElement) error) error {
	if r.depth++; r.depth > maxDepth {
		return errDepth
	}
	defer func() { r.depth-- }()
	for {
		if r.tokens++; r.tokens%4096 == 0 && r.ctx.Err() != nil {
			return r.ctx.Err()
		}
		token, err := r.dec.Token()
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if err := handle(t); err != nil {
				return err
			}
		case xml.EndElement:
			return nil
		}
	}
}

// chars reads an element's own character data.
func (r *reader) chars() (string, error) {
	var b strings.Builder
	for {
		token, err := r.dec.Token()
		if err != nil {
			return "", err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if err := r.dec.Skip(); err != nil {
				return "", err
			}
		case xml.CharData:
			b.Write(t)
		case xml.EndElement:
			return b.String(), nil
		}
	}
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// on reads a toggle element.
func on(e xml.StartElement) bool {
	v := attr(e, "val")
	return v != "0" && v != "false" && v != "off"
}

func (r *reader) story(s *story) error {
	err := r.children(func(e xml.StartElement) error { return r.block(e, s) })
	r.finish(s)
	return err
}

// finish gives out the text of a last paragraph whose mark was deleted: there is no next one to go on in.
func (r *reader) finish(s *story) {
	if s.carry != "" {
		r.emit(&wp{outline: -1}, s)
	}
}

// block reads a child of a story. Wrappers that it does not know are looked through.
func (r *reader) block(e xml.StartElement, s *story) error {
	switch e.Name.Local {
	case "p":
		return r.paragraph(s)
	case "tbl":
		return r.table(s)
	case "altChunk":
		r.foreign = true
		return r.dec.Skip()
	}
	if r.skipped(e) {
		return r.dec.Skip()
	}
	return r.children(func(e xml.StartElement) error { return r.block(e, s) })
}

// skipped reports an element whose content is no text of the document: what tracked changes removed or moved away,
// copies for old programs, former properties, field codes, readings above characters, prompts of empty controls.
func (r *reader) skipped(e xml.StartElement) bool {
	switch e.Name.Local {
	case "del", "moveFrom", "Fallback", "instrText", "delText", "delInstrText", "sectPr", "rt",
		"pPrChange", "rPrChange", "tblPrChange", "trPrChange", "tcPrChange", "sectPrChange", "numberingChange":
		return true
	case "sdt":
		r.placeholder = false
	case "showingPlcHdr":
		r.placeholder = on(e)
	case "sdtContent":
		prompt := r.placeholder
		r.placeholder = false
		return prompt
	}
	return false
}
