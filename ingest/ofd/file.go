package ofd

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"wence/ingest/document"
	"wence/ingest/pdf/layout"
	"wence/ingest/sniff/container"
)

var errDepth = fmt.Errorf("xml nested over %d levels: %w", maxDepth, document.ErrTooLarge)

// file is an OFD file under work.
type file struct {
	ctx     context.Context
	archive *zip.Reader
	read    int64 // bytes unpacked
	words   int
	missing int // pages that could not be read
}

// body is one of the documents in a file.
type body struct {
	box       box // of its pages, unless they state their own
	pages     []string
	templates map[string]string // part by ID
}

// pages reads all pages of all documents.
func (f *file) pages() ([]layout.Page, error) {
	var pages []layout.Page
	roots, err := f.roots()
	if err != nil {
		return nil, err
	}
	for _, root := range roots {
		b, err := f.body(root)
		if err != nil {
			return nil, err
		}
		if len(pages)+len(b.pages) > maxPages {
			return nil, document.TooLarge(fmt.Sprintf("OFD文件不得超过%d页", maxPages))
		}
		for _, name := range b.pages {
			p, err := f.page(name, b)
			switch {
			case errors.Is(err, document.ErrTooLarge), f.ctx.Err() != nil:
				return nil, errors.Join(f.ctx.Err(), err)
			case err != nil:
				f.missing++
			}
			p.Number = len(pages) + 1
			pages = append(pages, p)
		}
	}
	if len(pages) == f.missing {
		return nil, fmt.Errorf("no page can be read: %w", document.ErrDamaged)
	}
	return pages, nil
}

// roots are the parts of the file's documents.
func (f *file) roots() ([]string, error) {
	var roots []string
	err := f.walk("OFD.xml", func(e element) {
		if e.name == "DocRoot" {
			roots = append(roots, f.resolve("OFD.xml", string(e.text)))
		}
	})
	return roots, err
}

// body lists a document's pages and templates.
func (f *file) body(root string) (body, error) {
	b := body{templates: map[string]string{}}
	err := f.walk(root, func(e element) {
		switch e.name {
		case "PhysicalBox":
			b.box = parseBox(string(e.text))
		case "TemplatePage":
			b.templates[e.attr("ID")] = f.resolve(root, e.attr("BaseLoc"))
		case "Page":
			b.pages = append(b.pages, f.resolve(root, e.attr("BaseLoc")))
		}
	})
	return b, err
}

// resolve is the part that a place in another part names.
func (f *file) resolve(from, loc string) string {
	loc = container.PartName(strings.TrimSpace(loc))
	if beside := path.Join(path.Dir(from), loc); container.Part(f.archive, beside) != nil {
		return beside
	}
	return loc // from the root, with a slash in front or without
}

// An element is an XML element at its end, with the text directly in it.
type element struct {
	name  string // without its prefix
	attrs []xml.Attr
	text  []byte
	over  *element // the element around it
}

func (e element) attr(name string) string {
	for _, a := range e.attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// walk calls visit for every element of a part at its end, those inside it before it.
func (f *file) walk(name string, visit func(element)) error {
	part := container.Part(f.archive, name)
	if part == nil {
		return fmt.Errorf("no part %q: %w", name, document.ErrDamaged)
	}
	content, err := container.ReadPart(part, min(maxPart, maxParts-f.read))
	if err != nil {
		return err
	}
	f.read += int64(len(content))
	d := xml.NewDecoder(bytes.NewReader(content))
	var open *element
	for depth := 0; f.ctx.Err() == nil; {
		token, err := d.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("part %s: %w: %w", name, err, document.ErrDamaged)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if depth++; depth > maxDepth {
				return errDepth
			}
			open = &element{name: t.Name.Local, attrs: t.Attr, over: open}
		case xml.CharData:
			if open != nil {
				open.text = append(open.text, t...)
			}
		case xml.EndElement:
			depth--
			visit(*open)
			open = open.over
		}
	}
	return f.ctx.Err()
}
