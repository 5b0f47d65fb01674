// Package mhtml reads web pages saved as one file (MHTML, RFC 2557: .mht, .mhtml, Word's "single file web page").
//
// The file is a MIME message. Of its parts the pages are kept, pictures and style sheets are not; the page itself goes
// through ingest/html, which finds out by evidence how its characters are encoded.
package mhtml

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"wence/ingest/document"
	"wence/ingest/html"
)

// Read reads the page of an MHTML file. Its address is the one under which it was saved, unless the page states its own.
// A page that is only a frame around others gives way to the largest of these. Errors are *document.Problem, or the
// context's.
func Read(ctx context.Context, data []byte) (document.Document, error) {
	m := open(data)
	if len(m.pages) == 0 && m.cut {
		return document.Document{}, document.Damaged("单个文件网页(MHTML)", errors.New("no page before the end"))
	}
	if len(m.pages) == 0 {
		return document.Document{}, document.NoText("单个文件网页(MHTML)里没有网页", "请在浏览器中打开,另存为完整网页或PDF后提交")
	}
	m.mainFirst()
	var first error
	for _, p := range m.pages {
		doc, err := html.Read(ctx, p.text)
		if err == nil {
			if !strings.Contains(doc.URL, "://") {
				doc.URL = cmp.Or(p.location, m.location)
			}
			if m.cut {
				doc.Notes = append(doc.Notes, "文件不完整,结尾部分可能缺失")
			}
			return doc, nil
		}
		first = cmp.Or(first, err)
		if !errors.Is(err, document.ErrNoText) && !errors.Is(err, document.ErrEmpty) {
			break
		}
	}
	return document.Document{}, first
}

// mainFirst puts the page itself first, which is the one the message names or its first, and the frames after it by size.
func (m *message) mainFirst() {
	main := max(0, slices.IndexFunc(m.pages, func(p page) bool { return p.id != "" && p.id == m.start }))
	m.pages[0], m.pages[main] = m.pages[main], m.pages[0]
	slices.SortStableFunc(m.pages[1:], func(a, b page) int { return len(b.text) - len(a.text) })
}
