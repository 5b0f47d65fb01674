package ingest

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"wence/ingest/document"
	"wence/ingest/html"
	"wence/ingest/plain"
	"wence/ingest/sniff"
)

// MaxFile is the largest file that is read, in bytes.
const MaxFile = 50 << 20

// Read turns a file's bytes into a document, by what they are and not by what the name says. The error is a
// *document.Problem where a person can do something about it.
func Read(ctx context.Context, name string, data []byte) (document.Document, error) {
	if len(data) == 0 {
		return document.Document{}, document.Empty()
	}
	if len(data) > MaxFile {
		return document.Document{}, document.TooLarge(fmt.Sprintf("单个文件不得超过%d MB", MaxFile>>20))
	}
	switch k := sniff.Type(data, name); k {
	case sniff.HTML:
		return html.Read(ctx, data)
	case sniff.Text:
		return plain.Read(ctx, data)
	case sniff.Markdown:
		return plain.ReadMarkdown(ctx, data)
	default:
		if refused := k.Refusal(); refused != nil {
			return document.Document{}, refused
		}
		return document.Document{}, &document.Problem{
			Reason: fmt.Sprintf("暂不支持这种文件(%s)", k),
			Remedy: "请另存为网页、TXT或Markdown后重新提交",
			Err:    document.ErrDamaged,
		}
	}
}

// passedOver reports files that systems leave beside others and nobody means to ingest.
func passedOver(path string) bool {
	base := filepath.Base(path)
	return strings.HasPrefix(base, ".") || strings.HasPrefix(base, "~$") || strings.HasPrefix(base, "._") ||
		base == "Thumbs.db" || base == "desktop.ini" || strings.Contains(path, "__MACOSX")
}
