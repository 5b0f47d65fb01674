// Package doc reads Word 97-2003 documents (.doc) and WPS documents (.wps), which are the same container, as a person
// sees them: automatic numbers rendered, tracked deletions and hidden text left out, text boxes and notes where they
// are anchored, headers, footers and comments not at all. Section numbers below are those of [MS-DOC].
//
//	OLE2 streams -> file header (FIB), styles, lists, formatting runs
//	piece table  -> characters with their properties -> paragraphs, table rows -> []document.Block
package doc

import (
	"context"
	"errors"
	"fmt"

	"wence/ingest/document"
	"wence/ingest/sniff/container"
)

// maxChars bounds the characters of a document. Pieces may overlap, so a small file could claim any number.
const maxChars = 20_000_000

var (
	errOld       = errors.New("word 6.0 or 95 document")
	errEncrypted = fmt.Errorf("word document: %w", document.ErrEncrypted)
	errChars     = fmt.Errorf("over %d characters: %w", maxChars, document.ErrTooLarge)
)

// Read gives a document's text. The error is a *document.Problem, or the context's error.
func Read(ctx context.Context, data []byte) (document.Document, error) {
	doc, err := read(ctx, data)
	if err == nil {
		return doc, nil
	}
	if ctx.Err() != nil {
		return document.Document{}, fmt.Errorf("read doc: %w", ctx.Err())
	}
	var problem *document.Problem
	switch {
	case errors.As(err, &problem):
	case errors.Is(err, document.ErrEncrypted):
		problem = document.Encrypted("Word文档")
	case errors.Is(err, document.ErrTooLarge):
		problem = document.TooLarge("Word文档不得超过2000万字")
	case errors.Is(err, errOld):
		problem = &document.Problem{
			Reason: "文件是Word 95或更早版本的格式,暂不支持",
			Remedy: "请用Word或WPS打开,另存为DOCX后重新提交",
			Err:    errors.Join(document.ErrDamaged, err),
		}
	default:
		problem = document.Damaged("Word文档(DOC)", err)
	}
	return document.Document{}, problem
}

func read(ctx context.Context, data []byte) (document.Document, error) {
	streams, err := container.Streams(data, "WordDocument", "0Table", "1Table", "Data")
	if err != nil {
		return document.Document{}, err
	}
	f, err := open(streams)
	if err != nil {
		return document.Document{}, err
	}
	b := &builder{file: f, ctx: ctx}
	blocks, err := b.story(f.text.body)
	if err != nil {
		return document.Document{}, err
	}
	doc := document.Document{Blocks: blocks}
	switch {
	case len(blocks) == 0 && b.pictures > 0:
		return document.Document{}, &document.Problem{
			Reason: "文档中只有图片,没有文字",
			Remedy: "请导出为PDF后重新提交,以便识别图片中的文字",
			Err:    document.ErrNotText,
		}
	case len(blocks) == 0:
		return document.Document{}, document.Empty()
	}
	if b.pictures > 0 {
		doc.Notes = append(doc.Notes, fmt.Sprintf("文档含有%d张图片,图片中的文字没有读入", b.pictures))
	}
	if b.cut {
		doc.Notes = append(doc.Notes, "文档中的表格超过200万格,超出部分没有读入")
	}
	return doc, nil
}
