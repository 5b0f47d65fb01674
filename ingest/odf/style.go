package odf

import (
	"cmp"
	"encoding/xml"
	"regexp"
	"strconv"
	"strings"

	"wence/ingest/markup"
	"wence/ingest/word/numbering"
)

// styles are what a file's styles say of what is hidden and how lists are numbered.
type styles struct {
	byName  map[string]style // by family and name
	lists   map[string]*numbering.Levels
	outline numbering.Levels // of headings
}

// style is one style. A parent says what it leaves open.
type style struct {
	parent string // key of its parent, "" = none
	hidden string // "true" and "none" hide; "" = not stated
	list   string // name of the list style
}

func newStyles() styles {
	return styles{byName: map[string]style{}, lists: map[string]*numbering.Levels{}}
}

func key(family, name string) string { return family + "/" + name }

// style reads an element of the styles, or what is around it.
func (r *reader) style(e xml.StartElement) error {
	switch e.Name.Local {
	case "style":
		return r.oneStyle(e)
	case "list-style":
		levels := &numbering.Levels{}
		r.lists[markup.Attr(e, "name")] = levels
		return r.levels(levels)
	case "outline-style":
		return r.levels(&r.outline)
	case "scripts", "font-face-decls", "master-styles":
		return r.Skip()
	}
	return r.Children(r.style)
}

func (r *reader) oneStyle(e xml.StartElement) error {
	family := markup.Attr(e, "family")
	s := style{list: markup.Attr(e, "list-style-name")}
	if parent := markup.Attr(e, "parent-style-name"); parent != "" {
		s.parent = key(family, parent)
	}
	err := r.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "text-properties":
			s.hidden = cmp.Or(s.hidden, markup.Attr(e, "display"))
		case "table-properties":
			if markup.Attr(e, "display") == "false" {
				s.hidden = "true"
			}
		case "drawing-page-properties":
			if markup.Attr(e, "visibility") == "hidden" {
				s.hidden = "true"
			}
		}
		return r.Skip()
	})
	r.byName[key(family, markup.Attr(e, "name"))] = s
	return err
}

// maxParents bounds the way up from a style, and ends circles.
const maxParents = 20

// hides reports a style, by its family and name, whose text is not shown.
func (s styles) hides(family, name string) bool {
	at := key(family, name)
	for range maxParents {
		one := s.byName[at]
		if one.hidden != "" || one.parent == "" {
			return one.hidden == "true" || one.hidden == "none"
		}
		at = one.parent
	}
	return false
}

// listOf is the list style that a paragraph style brings along.
func (s styles) listOf(paragraph string) string {
	at := key("paragraph", paragraph)
	for range maxParents {
		one := s.byName[at]
		if one.list != "" || one.parent == "" {
			return one.list
		}
		at = one.parent
	}
	return ""
}

// levels reads the levels of a list style.
func (r *reader) levels(into *numbering.Levels) error {
	return r.Children(func(e xml.StartElement) error {
		k := markup.Int(e, "level", 0) - 1
		if k < 0 || k >= numbering.Depth {
			return r.Skip()
		}
		switch e.Name.Local {
		case "list-level-style-number", "outline-level-style":
			into[k] = level(e, k)
		case "list-level-style-bullet", "list-level-style-image":
			into[k] = numbering.Level{Format: "bullet"}
		}
		return r.Skip()
	})
}

// formats are the number formats that the standard and LibreOffice name by their first numbers, with Word's names.
var formats = map[string]string{
	"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "": "none",
	"一, 二, 三, ...": "chineseCountingThousand", "壹, 贰, 叁, ...": "chineseLegalSimplified", "壹, 貳, 參, ...": "ideographLegalTraditional",
	"①, ②, ③, ...": "decimalEnclosedCircle", "甲, 乙, 丙, ...": "ideographTraditional", "子, 丑, 寅, ...": "ideographZodiac",
	"１, ２, ３, ...": "decimalFullWidth",
}

// placeholder matches a level's number in LibreOffice's label format.
var placeholder = regexp.MustCompile(`%(\d+)%`)

// level reads how one level is numbered.
func level(e xml.StartElement, k int) numbering.Level {
	l := numbering.Level{Start: max(markup.Int(e, "start-value", 1), 0), Format: "decimal"}
	if f, ok := formats[markup.Attr(e, "num-format")]; ok {
		l.Format = f
	}
	if whole := markup.Attr(e, "num-list-format"); whole != "" {
		l.Text = placeholder.ReplaceAllString(whole, "%$1")
		return l
	}
	if l.Format == "none" {
		l.Text = markup.Attr(e, "num-prefix") + markup.Attr(e, "num-suffix")
		return l
	}
	first := max(k+1-max(markup.Int(e, "display-levels", 1), 1), 0)
	var numbers []string
	for n := first; n <= k; n++ {
		numbers = append(numbers, "%"+strconv.Itoa(n+1))
	}
	l.Text = markup.Attr(e, "num-prefix") + strings.Join(numbers, ".") + markup.Attr(e, "num-suffix")
	return l
}
