// Package ofd reads the text of OFD files, the fixed layout in which Chinese offices publish (GB/T 33190-2016).
//
// The file is a zip of XML. OFD.xml names the documents, each names its pages, and a page draws text objects at places:
//
//	OFD.xml -> Document.xml -> Content.xml of each page and its template -> words with places -> ingest/pdf/layout -> blocks
//
// Seals, signatures and annotations are not read.
package ofd

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"wence/ingest/charset"
	"wence/ingest/document"
	"wence/ingest/pdf/layout"
	"wence/ingest/sniff/container"
)

// Bounds of one file.
const (
	maxPages = 500
	maxPart  = 64 << 20  // bytes of one part, unpacked
	maxParts = 256 << 20 // bytes of all parts that are read, unpacked
	maxWords = 1_000_000
	maxDepth = 2000 // nested XML elements
)

// resave is what the person can do where the text cannot be had.
const resave = "请用OFD阅读器另存为PDF后重新提交"

// Read gives a file's text, with the pages it stands on. The error is a *document.Problem, or the context's error.
func Read(ctx context.Context, data []byte) (document.Document, error) {
	archive, err := container.Zip(data)
	if err != nil {
		return document.Document{}, worded(err)
	}
	if container.Part(archive, "Encryptions.xml") != nil {
		return document.Document{}, document.Encrypted("OFD文件")
	}
	f := file{ctx: ctx, archive: archive}
	pages, err := f.pages()
	switch {
	case ctx.Err() != nil:
		return document.Document{}, fmt.Errorf("read ofd: %w", ctx.Err())
	case err != nil:
		return document.Document{}, worded(err)
	}
	doc := document.Document{Blocks: layout.Blocks(pages)}
	if len(doc.Blocks) == 0 {
		return document.Document{}, document.NoText("OFD文件里只有图片或图形,没有文字", resave+",以便识别图片中的文字")
	}
	if lies(doc.Blocks) {
		return document.Document{}, &document.Problem{Reason: "OFD文件里的文字是乱码", Remedy: resave, Err: fmt.Errorf("codes are not text: %w", document.ErrNotText)}
	}
	doc.Notes = f.notes(pages)
	return doc, nil
}

// worded says to the person what is wrong.
func worded(err error) error {
	var problem *document.Problem
	switch {
	case errors.As(err, &problem):
		return problem
	case errors.Is(err, document.ErrTooLarge):
		return document.TooLarge(fmt.Sprintf("OFD文件的各部件解压后合计不得超过%d MB", maxParts>>20))
	}
	return document.Damaged("OFD文件", err)
}

// Text whose characters are mostly uncommon is none: the file's fonts number their glyphs otherwise than Unicode does.
const (
	leastCommon = 0.3
	enough      = 20 // characters to judge by
)

func lies(blocks []document.Block) bool {
	var text strings.Builder
	for _, b := range blocks {
		text.WriteString(b.Text + strings.Join(b.Cells, ""))
	}
	common, han := charset.Common(text.String())
	return han >= enough && common < leastCommon
}

// notes say which pages gave no text, and what could not be opened.
func (f *file) notes(pages []layout.Page) []string {
	var notes, empty []string
	for _, p := range pages {
		if len(p.Words) == 0 {
			empty = append(empty, strconv.Itoa(p.Number))
		}
	}
	if len(empty) > 0 {
		notes = append(notes, "第"+strings.Join(empty, "、")+"页没有文字,若是扫描图像,"+resave)
	}
	if f.missing > 0 {
		notes = append(notes, fmt.Sprintf("文件中有%d页已损坏,可能没有读全", f.missing))
	}
	return notes
}
