// Package rtf reads Rich Text Format as a person sees it: automatic numbers as the writer stored them, deletions and
// hidden text left out, text boxes and footnotes where they stand, headers and footers not at all.
//
//	bytes -> tokens (groups, control words, characters) -> stories -> []document.Block
//
// Names of control words are those of the Rich Text Format Specification 1.9.1.
package rtf

import (
	"context"
	"errors"
	"fmt"

	"wence/ingest/document"
)

// maxGroups bounds the nesting of groups.
const maxGroups = 2000

var errDepth = fmt.Errorf("groups nested over %d levels: %w", maxGroups, document.ErrTooLarge)

// Read gives a document's text. The error is a *document.Problem, or the context's error.
func Read(ctx context.Context, data []byte) (document.Document, error) {
	r := newReader(ctx, data)
	err := r.run()
	switch {
	case ctx.Err() != nil:
		return document.Document{}, fmt.Errorf("read rtf: %w", ctx.Err())
	case errors.Is(err, errDepth):
		return document.Document{}, document.TooLarge("RTF文档的嵌套不得超过2000层")
	case err != nil:
		return document.Document{}, document.Damaged("RTF文档", err)
	}
	doc := document.Document{Blocks: r.body.blocks}
	switch {
	case len(doc.Blocks) == 0 && r.pictures > 0:
		return document.Document{}, &document.Problem{
			Reason: "文档中只有图片,没有文字",
			Remedy: "请导出为PDF后重新提交,以便识别图片中的文字",
			Err:    document.ErrNotText,
		}
	case len(doc.Blocks) == 0:
		return document.Document{}, document.Empty()
	}
	if r.pictures > 0 {
		doc.Notes = append(doc.Notes, fmt.Sprintf("文档含有%d张图片,图片中的文字没有读入", r.pictures))
	}
	if r.cutOff {
		doc.Notes = append(doc.Notes, "文件不完整,结尾部分缺失")
	}
	if r.cutTable {
		doc.Notes = append(doc.Notes, "文档中的表格超过200万格,超出部分没有读入")
	}
	return doc, nil
}
