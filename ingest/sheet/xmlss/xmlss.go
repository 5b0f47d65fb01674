// Package xmlss reads workbooks saved as one XML file, the form of Excel 2003 that many systems export under the name of
// an .xls file.
//
// Styles give the number formats; each worksheet fills a sheet.Sheet, and the book makes the document.
package xmlss

import (
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"strings"

	"wence/ingest/charset"
	"wence/ingest/document"
	"wence/ingest/markup"
	"wence/ingest/sheet"
	"wence/ingest/sheet/numfmt"
)

// Read gives the sheets' tables. The error is a *document.Problem, or the context's error.
func Read(ctx context.Context, data []byte) (document.Document, error) {
	text, err := charset.Decode(data)
	if err != nil {
		return document.Document{}, err
	}
	body := text.Text // without the declaration of an encoding that it no longer has
	if _, rest, ok := strings.Cut(body, "?>"); ok && strings.HasPrefix(strings.TrimSpace(body), "<?xml") {
		body = rest
	}
	numbers, err := numfmt.New(false)
	if err != nil {
		return document.Document{}, fmt.Errorf("read workbook: %w", err)
	}
	defer numbers.Close()
	r := reader{Reader: markup.NewReader(ctx, []byte(body)), numbers: numbers, formats: map[string]string{}}
	if err := r.Root(func(xml.StartElement) error { return r.workbook() }); err != nil {
		var problem *document.Problem
		if ctx.Err() != nil || errors.As(err, &problem) {
			return document.Document{}, err
		}
		return document.Document{}, document.Damaged("表格", err)
	}
	return r.book.Document()
}

// reader reads one workbook.
type reader struct {
	*markup.Reader
	book    sheet.Book
	numbers *numfmt.Renderer
	formats map[string]string // number formats by the style's name
}

func (r *reader) workbook() error {
	return r.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "Styles":
			return r.Children(r.style)
		case "Worksheet":
			return r.worksheet(markup.Attr(e, "Name"))
		}
		return r.Skip()
	})
}

func (r *reader) style(e xml.StartElement) error {
	name := markup.Attr(e, "ID")
	return r.Children(func(e xml.StartElement) error {
		if e.Name.Local == "NumberFormat" {
			r.formats[name] = markup.Attr(e, "Format")
		}
		return r.Skip()
	})
}

func (r *reader) worksheet(name string) error {
	w := worksheet{reader: r, Sheet: sheet.Sheet{Name: name}}
	hidden := false
	err := r.Children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "Table":
			return r.Children(w.line)
		case "WorksheetOptions":
			return r.Children(func(e xml.StartElement) error {
				if e.Name.Local != "Visible" {
					return r.Skip()
				}
				state, err := r.Text()
				hidden = state == "SheetHidden" || state == "SheetVeryHidden"
				return err
			})
		}
		return r.Skip()
	})
	switch {
	case err != nil:
		return err
	case hidden:
		r.book.Note("工作表“%s”是隐藏的,没有读入", name)
		return nil
	}
	return r.book.Add(w.Sheet)
}

// count is a number that an attribute states, 0 for none or less.
func count(e xml.StartElement, name string) int { return max(markup.Int(e, name, 0), 0) }
