package pptx

import (
	"encoding/xml"

	"wence/ingest/document"
	"wence/ingest/markup"
)

// A slide is one slide under reading.
type slide struct {
	*deck
	*markup.Reader
	part   string
	number int
	named  relations
	hidden bool
	titles []document.Block
	blocks []document.Block
}

func (s *slide) read() error {
	content, err := s.pkg.Part(s.part)
	if err != nil {
		return err
	}
	if s.named, err = relationsOf(s.pkg, s.part); err != nil {
		return err
	}
	s.Reader = markup.NewReader(s.ctx, content)
	return s.Root(func(e xml.StartElement) error {
		if show := markup.Attr(e, "show"); show == "0" || show == "false" {
			s.hidden = true
			return s.Skip()
		}
		return s.Children(s.shape)
	})
}

// shape reads a shape, a group, or what is around them.
func (s *slide) shape(e xml.StartElement) error {
	switch e.Name.Local {
	case "sp":
		return s.text()
	case "graphicFrame":
		return s.graphic()
	case "pic":
		s.left.pictures++
		return s.Skip()
	case "Fallback", "timing", "transition", "extLst", "clrMapOvr":
		return s.Skip()
	}
	return s.Children(s.shape)
}

// text reads a shape that may hold text. What it is said to be comes before the text.
func (s *slide) text() error {
	var kind string
	var unseen bool
	var visit func(e xml.StartElement) error
	visit = func(e xml.StartElement) error {
		switch e.Name.Local {
		case "cNvPr":
			unseen = isTrue(markup.Attr(e, "hidden"))
		case "ph":
			kind = markup.Attr(e, "type")
		case "txBody":
			return s.placed(kind, unseen)
		}
		return s.Children(visit)
	}
	return s.Children(visit)
}

// placed reads a shape's text to where it belongs.
func (s *slide) placed(kind string, unseen bool) error {
	switch {
	case unseen, kind == "sldNum", kind == "ftr", kind == "dt", kind == "hdr":
		return s.Skip()
	case kind == "title", kind == "ctrTitle":
		return s.body(&s.titles, 1)
	}
	return s.body(&s.blocks, 0)
}

// graphic reads a frame around a table, a diagram, a chart or an object of another program.
func (s *slide) graphic() error {
	return s.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "tbl":
			return s.table()
		case "relIds":
			if err := s.diagram(s.named[related(e, "dm")].part); err != nil {
				return err
			}
			return s.Skip()
		case "chart":
			s.left.charts++
			return s.Skip()
		case "oleObj":
			s.left.objects++
			return s.Skip()
		case "Fallback":
			return s.Skip()
		}
		return s.graphic()
	})
}

// diagram reads the words of a diagram (SmartArt), which stand in a part of their own. One that is missing says nothing.
func (s *slide) diagram(part string) error {
	content, err := s.pkg.Part(part)
	if err != nil {
		s.left.objects++
		return nil
	}
	inner := slide{deck: s.deck, Reader: markup.NewReader(s.ctx, content), number: s.number}
	var visit func(e xml.StartElement) error
	visit = func(e xml.StartElement) error {
		switch kind := markup.Attr(e, "type"); {
		case e.Name.Local == "pt" && kind != "" && kind != "node" && kind != "asst":
			return inner.Skip()
		case e.Name.Local == "t":
			return inner.body(&s.blocks, 0)
		}
		return inner.Children(visit)
	}
	return inner.Root(visit)
}

func isTrue(v string) bool { return v == "1" || v == "true" }
