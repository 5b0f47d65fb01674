// Package odf reads OpenDocument files (ISO/IEC 26300): texts (.odt), spreadsheets (.ods) and presentations (.odp), as
// LibreOffice and WPS write them. Automatic numbers are rendered; tracked deletions, hidden text, hidden sheets, rows
// and slides are left out.
//
// Read loads the styles whole, for they say what is hidden and numbered, and streams the body:
//
//	styles.xml, content.xml -> styles
//	content.xml -> story (paragraphs, lists, tables, text boxes) -> []document.Block
//	            -> sheet.Book, for a spreadsheet
package odf

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"strings"

	"wence/ingest/document"
	"wence/ingest/markup"
)

// format is what people call the files.
const format = "OpenDocument文档"

// Read gives a file's text. The error is a *document.Problem, or the context's error.
func Read(ctx context.Context, data []byte) (document.Document, error) {
	doc, err := read(ctx, data)
	switch {
	case err == nil:
		return doc, nil
	case ctx.Err() != nil:
		return document.Document{}, fmt.Errorf("read odf: %w", ctx.Err())
	}
	return document.Document{}, markup.Worded(err, format)
}

func read(ctx context.Context, data []byte) (document.Document, error) {
	pkg, err := markup.Open(data)
	if err != nil {
		return document.Document{}, err
	}
	if list, err := pkg.Part("META-INF/manifest.xml"); err == nil && bytes.Contains(list, []byte("encryption-data")) {
		return document.Document{}, document.Encrypted(format)
	}
	r := reader{styles: newStyles()}
	switch content, err := pkg.Part("styles.xml"); {
	case err == nil:
		r.Reader = markup.NewReader(ctx, content)
		if err := r.Root(r.style); err != nil {
			return document.Document{}, err
		}
	case !errors.Is(err, markup.ErrAbsent):
		return document.Document{}, err
	}
	content, err := pkg.Part("content.xml")
	if err != nil {
		return document.Document{}, err
	}
	r.Reader = markup.NewReader(ctx, content)
	return r.content(pkg)
}

// content reads the body after the styles that stand before it.
func (r *reader) content(pkg *markup.Package) (document.Document, error) {
	var doc document.Document
	var damage error
	err := r.Root(func(root xml.StartElement) error {
		return r.Children(func(e xml.StartElement) error {
			if e.Name.Local != "body" {
				return r.style(e)
			}
			return r.Children(func(e xml.StartElement) (err error) {
				if e.Name.Local == "spreadsheet" {
					doc, err = r.spreadsheet()
					return err
				}
				doc.Blocks, damage = r.root()
				return damage
			})
		})
	})
	var syntax *xml.SyntaxError
	switch {
	case damage != nil && errors.As(damage, &syntax) && len(doc.Blocks) > 0:
		doc.Notes = append(doc.Notes, fmt.Sprintf("文档在第%d段之后已损坏,其后的内容没有读入", len(doc.Blocks)))
	case err != nil:
		return document.Document{}, err
	case len(doc.Blocks) == 0 && r.pictures > 0:
		return document.Document{}, document.NoText("文档中只有图片,没有文字", "请导出为PDF后重新提交,以便识别图片中的文字")
	case len(doc.Blocks) == 0:
		return document.Document{}, document.Empty()
	}
	doc.Notes = append(doc.Notes, r.notes()...)
	doc.Title = title(pkg, doc.Blocks)
	return doc, nil
}

// notes say what was not read.
func (r *reader) notes() []string {
	var notes []string
	if len(r.unseen) > 0 {
		notes = append(notes, fmt.Sprintf("第%s页是隐藏的,没有读入", strings.Join(r.unseen, "、")))
	}
	if r.pictures > 0 {
		notes = append(notes, fmt.Sprintf("文档含有%d张图片,图片中的文字没有读入", r.pictures))
	}
	if r.objects > 0 {
		notes = append(notes, fmt.Sprintf("文档嵌入了%d个其他程序的对象,该部分没有读入", r.objects))
	}
	if r.cut {
		notes = append(notes, "文档中的表格超过200万格,超出部分没有读入")
	}
	return notes
}

// title is the one that the file's properties state when the text holds it too: templates leave theirs behind.
func title(pkg *markup.Package, blocks []document.Block) string {
	var meta struct {
		Title string `xml:"meta>title"`
	}
	if pkg.Unmarshal("meta.xml", &meta) != nil {
		return ""
	}
	folded := strings.Join(strings.Fields(meta.Title), "")
	if len([]rune(folded)) < 4 {
		return ""
	}
	var text strings.Builder
	for _, b := range blocks[:min(len(blocks), 30)] {
		text.WriteString(strings.Join(strings.Fields(b.Text), ""))
	}
	if !strings.Contains(text.String(), folded) {
		return ""
	}
	return strings.TrimSpace(meta.Title)
}
