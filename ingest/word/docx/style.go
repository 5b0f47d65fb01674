package docx

import (
	"strconv"
	"strings"
)

// onOff is a toggle of WordprocessingML: the element alone means on.
type onOff struct {
	Val *string `xml:"val,attr"`
}

func (o *onOff) on() bool {
	return o != nil && (o.Val == nil || *o.Val != "0" && *o.Val != "false" && *o.Val != "off")
}

// value is an element with a val attribute.
type value struct {
	Val string `xml:"val,attr"`
}

// styleSheet is word/styles.xml, as far as the text depends on it.
type styleSheet struct {
	Style []styleElement `xml:"style"`
}

type styleElement struct {
	Type    string `xml:"type,attr"`
	ID      string `xml:"styleId,attr"`
	Default string `xml:"default,attr"`
	Name    value  `xml:"name"`
	BasedOn value  `xml:"basedOn"`
	PPr     struct {
		Outline *value    `xml:"outlineLvl"`
		Number  *struct { // inherited whole
			ID    *value `xml:"numId"`
			Level *value `xml:"ilvl"`
		} `xml:"numPr"`
	} `xml:"pPr"`
	RPr struct {
		Vanish *onOff `xml:"vanish"`
	} `xml:"rPr"`
}

// style is what a paragraph or run takes from its style and the styles below it.
type style struct {
	hidden  bool
	toc     bool   // an entry of the generated table of contents
	outline int    // 0-based outline level, -1 = body text
	numID   string // "" = not numbered
	level   int    // of the number, -1 = the level that names this style
}

// styles resolves style ids. The zero value knows none.
type styles struct {
	byID      map[string]style
	paragraph string // id of the default paragraph style
}

// maxBase bounds a chain of styles, which a damaged file can close to a ring.
const maxBase = 50

func newStyles(sheet styleSheet) styles {
	raw := make(map[string]styleElement, len(sheet.Style))
	s := styles{byID: make(map[string]style, len(sheet.Style))}
	for _, e := range sheet.Style {
		raw[e.ID] = e
		if e.Type == "paragraph" && (e.Default == "1" || e.Default == "true") {
			s.paragraph = e.ID
		}
	}
	for id := range raw {
		s.byID[id] = resolve(raw, id)
	}
	return s
}

// resolve walks from a style down to its bases; the nearest statement of each property counts.
func resolve(raw map[string]styleElement, id string) style {
	out := style{outline: -1, level: -1}
	var vanishSet, outlineSet, numberSet bool
	for range maxBase {
		e, ok := raw[id]
		if !ok {
			break
		}
		if e.RPr.Vanish != nil && !vanishSet {
			out.hidden, vanishSet = e.RPr.Vanish.on(), true
		}
		if e.PPr.Outline != nil && !outlineSet {
			out.outline, outlineSet = outlineLevel(e.PPr.Outline.Val), true
		}
		if n := e.PPr.Number; n != nil && n.ID != nil && !numberSet {
			numberSet = true
			out.numID = n.ID.Val
			if n.Level != nil {
				out.level = atoi(n.Level.Val, 0)
			}
		}
		out.toc = out.toc || strings.HasPrefix(strings.ToLower(e.Name.Val), "toc ")
		id = e.BasedOn.Val
	}
	return out
}

// of gives the style of an id; an unknown one has no properties.
func (s styles) of(id string) style {
	if st, ok := s.byID[id]; ok {
		return st
	}
	return style{outline: -1, level: -1}
}

// outlineLevel reads w:outlineLvl, where 9 means body text.
func outlineLevel(val string) int {
	if n := atoi(val, -1); n >= 0 && n <= 8 {
		return n
	}
	return -1
}

func atoi(s string, otherwise int) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return otherwise
	}
	return n
}
