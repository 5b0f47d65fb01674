package docx

import (
	"encoding/xml"
	"strconv"
	"strings"

	"wence/ingest/document"
	"wence/ingest/word/paragraph"
)

// wp is a w:p under reading.
type wp struct {
	styleID    string
	numID      string // as the paragraph itself states it, "" = the style's counts
	level      int    // of the number, -1 = not stated
	outline    int    // 0-based, -1 = not stated
	joins      bool   // its mark was deleted: the next paragraph goes on with its text
	markHidden bool
	text       strings.Builder
	notes      []string
}

// run is a piece of text with its own properties.
type run struct {
	styleID string
	vanish  *bool // as the run itself states it
	raised  bool
}

func (r *reader) paragraph(s *story) error {
	p := &wp{styleID: r.styles.paragraph, level: -1, outline: -1}
	err := r.inline(p, s, &run{})
	r.emit(p, s)
	return err
}

// inline reads what stands within a paragraph; wrappers (links, insertions, controls, fields) are looked through.
func (r *reader) inline(p *wp, s *story, in *run) error {
	return r.children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "pPr":
			return r.paragraphProperties(p)
		case "r":
			return r.inline(p, s, &run{})
		case "rPr":
			return r.runProperties(in)
		case "txbxContent":
			return r.story(s)
		case "t":
			text, err := r.chars()
			if in.raised {
				text = document.Raised(p.text.String(), text)
			}
			r.write(p, in, text)
			return err
		case "footnoteReference", "endnoteReference":
			if !r.hidden(p, in) {
				p.notes = append(p.notes, r.notes[strings.TrimSuffix(e.Name.Local, "Reference")+attr(e, "id")])
			}
		case "fldChar":
			r.field(attr(e, "fldCharType"))
		case "blip", "imagedata":
			r.pictures++
		}
		if mark, ok := marks[e.Name.Local]; ok {
			r.write(p, in, mark)
		}
		if e.Name.Local == "sym" {
			code, _ := strconv.ParseUint(attr(e, "char"), 16, 16)
			r.write(p, in, paragraph.Symbol(int(code)))
		}
		if r.skipped(e) {
			return r.dec.Skip()
		}
		return r.inline(p, s, in)
	})
}

// marks are the elements that stand for a character. A tab becomes a space: between cells alone a tab has a meaning.
var marks = map[string]string{"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}

func (r *reader) write(p *wp, in *run, text string) {
	for _, code := range r.fields {
		if code {
			return
		}
	}
	if !r.hidden(p, in) {
		p.text.WriteString(text)
	}
}

// hidden resolves w:vanish: the run's own statement counts; else it is a toggle of paragraph and character style.
func (r *reader) hidden(p *wp, in *run) bool {
	if in.vanish != nil {
		return *in.vanish
	}
	return r.styles.of(p.styleID).hidden != r.styles.of(in.styleID).hidden
}

// field follows the marks of a complex field: between "begin" and "separate" stands its code, then its result.
func (r *reader) field(mark string) {
	last := len(r.fields) - 1
	switch {
	case mark == "begin":
		r.fields = append(r.fields, true)
	case mark == "separate" && last >= 0:
		r.fields[last] = false
	case mark == "end" && last >= 0:
		r.fields = r.fields[:last]
	}
}

func (r *reader) runProperties(in *run) error {
	return r.children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "vanish":
			v := on(e)
			in.vanish = &v
		case "vertAlign":
			in.raised = attr(e, "val") == "superscript"
		case "rStyle":
			in.styleID = attr(e, "val")
		}
		return r.dec.Skip()
	})
}

func (r *reader) paragraphProperties(p *wp) error {
	return r.children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "pStyle":
			p.styleID = attr(e, "val")
		case "outlineLvl":
			p.outline = outlineLevel(attr(e, "val"))
		case "numPr":
			return r.children(func(e xml.StartElement) error {
				switch e.Name.Local {
				case "numId":
					p.numID = attr(e, "val")
				case "ilvl":
					p.level = atoi(attr(e, "val"), 0)
				}
				return r.dec.Skip()
			})
		case "rPr": // of the paragraph mark
			return r.children(func(e xml.StartElement) error {
				switch e.Name.Local {
				case "del", "moveFrom":
					p.joins = true
				case "vanish":
					p.markHidden = on(e)
				}
				return r.dec.Skip()
			})
		}
		return r.dec.Skip()
	})
}

// label is the paragraph's automatic number. Asking counts it.
func (r *reader) label(p *wp) string {
	st := r.styles.of(p.styleID)
	id, level := p.numID, p.level
	if id == "" {
		id = st.numID
		if level < 0 {
			level = st.level
		}
	} else if level < 0 {
		level = 0
	}
	if id == "" || id == "0" { // 0 takes the style's number away
		return ""
	}
	return r.lists.label(id, level, p.styleID)
}

// emit ends a paragraph: its lines become blocks, its notes follow it.
func (r *reader) emit(p *wp, s *story) {
	text := s.carry + p.text.String()
	s.carry = ""
	if p.joins {
		s.carry = text
		return
	}
	st := r.styles.of(p.styleID)
	if st.toc || p.markHidden && strings.TrimSpace(text) == "" { // hidden whole, it is not counted either
		return
	}
	level := st.outline
	if p.outline >= 0 {
		level = p.outline
	}
	s.blocks = append(s.blocks, paragraph.Paragraph{Text: text, Label: r.label(p), Level: level + 1, Cell: s.cell}.Blocks()...)
	for _, note := range p.notes {
		if note != "" {
			s.blocks = append(s.blocks, document.Block{Text: "脚注:" + note})
		}
	}
}
