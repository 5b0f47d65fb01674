package ingest

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"time"

	"wence/ingest/document"
	"wence/ingest/html"
	"wence/ingest/mhtml"
	"wence/ingest/odf"
	"wence/ingest/ofd"
	"wence/ingest/pdf"
	"wence/ingest/pdf/ocr"
	"wence/ingest/plain"
	"wence/ingest/sheet/csv"
	"wence/ingest/sheet/xls"
	"wence/ingest/sheet/xlsx"
	"wence/ingest/sheet/xmlss"
	"wence/ingest/slide/pptx"
	"wence/ingest/sniff"
	"wence/ingest/word/doc"
	"wence/ingest/word/docx"
	"wence/ingest/word/rtf"
)

// MaxFile is the largest file that is read, in bytes. Formats have lower limits of their own.
const MaxFile = 50 << 20

// maxTime is how long one file may be read inside this process, by the clock. The readers' other limits keep honest
// files under ten seconds on a quiet machine; this one is for a reader in a loop, and wide enough for a machine that has
// much else to do. PDF files and images are read by other programs, which have limits of their own.
const maxTime = 5 * time.Minute

// ErrArchive is an archive given to Read: its members are files of their own.
var ErrArchive = errors.New("archive holds several files")

// A reader reads one format. Its error is a *document.Problem, or the context's.
type reader func(ctx context.Context, data []byte) (document.Document, error)

// inProcess are the readers that run inside this process.
var inProcess = map[sniff.Kind]reader{
	sniff.HTML: html.Read, sniff.MHTML: mhtml.Read, sniff.Text: plain.Read, sniff.Markdown: plain.ReadMarkdown, sniff.CSV: csv.Read,
	sniff.DOCX: docx.Read, sniff.DOC: doc.Read, sniff.RTF: rtf.Read, sniff.XLSX: xlsx.Read, sniff.XLS: xls.Read, sniff.OFD: ofd.Read,
	sniff.PPTX: pptx.Read, sniff.ODT: odf.Read, sniff.ODS: odf.Read, sniff.ODP: odf.Read, sniff.SheetXML: xmlss.Read,
}

// Read turns a file's bytes into a document, by what they are and not by what the name says. The error is a
// *document.Problem, or the context's; for an archive it wraps ErrArchive.
func Read(ctx context.Context, name string, data []byte) (document.Document, error) {
	switch {
	case len(data) == 0:
		return document.Document{}, document.Empty()
	case len(data) > MaxFile:
		return document.Document{}, tooLarge(int64(len(data)))
	}
	if err := refuseProgram(name); err != nil {
		return document.Document{}, err
	}
	doc, err := readKind(ctx, sniff.Type(data, name), data)
	if err == nil {
		err = checkSize(doc)
	}
	if err != nil {
		return document.Document{}, err
	}
	doc.Blocks = document.Abreast(doc.Blocks)
	return doc, nil
}

func readKind(ctx context.Context, kind sniff.Kind, data []byte) (document.Document, error) {
	switch kind {
	case sniff.PDF:
		return pdf.Read(ctx, data, pdf.Options{})
	case sniff.Image:
		return ocr.Read(ctx, data, ocr.Options{})
	case sniff.ZIP:
		return document.Document{}, &document.Problem{
			Reason: "压缩包里的文件须逐个读取", Remedy: "请解压后提交其中的文件", Err: errors.Join(document.ErrNotText, ErrArchive),
		}
	}
	read := inProcess[kind]
	if read == nil {
		return document.Document{}, kind.Refusal()
	}
	return within(ctx, maxTime, func(ctx context.Context) (document.Document, error) { return read(ctx, data) })
}

// What one document may hold. The longest notices have a tenth of it; what is understood of a text takes some hundred
// times its size in memory.
const (
	maxText    = 4 << 20  // bytes of paragraphs
	maxRows    = 250_000  // table rows
	maxRowText = 16 << 20 // bytes of table rows
)

// checkSize refuses a document that is over the bounds, however small the file was.
func checkSize(doc document.Document) error {
	text, rows, rowText := 0, 0, 0
	for _, b := range doc.Blocks {
		text += len(b.Text)
		if b.Cells != nil {
			rows++
		}
		for _, c := range b.Cells {
			rowText += len(c) + 1
		}
	}
	switch {
	case text > maxText:
		return document.TooLarge(fmt.Sprintf("一个文件的正文不得超过%d MB(约%d万字)", maxText>>20, maxText/3/10_000))
	case rows > maxRows:
		return document.TooLarge(fmt.Sprintf("一个文件的表格不得超过%d万行", maxRows/10_000))
	case rowText > maxRowText:
		return document.TooLarge(fmt.Sprintf("一个文件的表格文字不得超过%d MB", maxRowText>>20))
	}
	return nil
}

// within runs work on a goroutine of its own. A panic becomes a Problem; work that neither ends within the limit nor
// minds its context is left behind, so that a reader caught in a loop costs its file and not the run.
func within[T any](ctx context.Context, limit time.Duration, work func(ctx context.Context) (T, error)) (T, error) {
	type result struct {
		value T
		err   error
	}
	timed, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	done := make(chan result, 1)
	go func() {
		var r result
		defer func() {
			if p := recover(); p != nil {
				r.err = document.Damaged("文档", &panicError{p, debug.Stack()})
			}
			done <- r
		}()
		r.value, r.err = work(timed)
	}()
	var r result
	select {
	case r = <-done:
	case <-timed.Done():
		r.err = timed.Err()
	}
	if ctx.Err() == nil && errors.Is(r.err, context.DeadlineExceeded) {
		r.err = document.TooLarge(fmt.Sprintf("读取时间不得超过%.0f分钟", limit.Minutes()))
	}
	return r.value, r.err
}

// A panicError is a panic in a reader.
type panicError struct {
	value any
	stack []byte
}

// Error says what the panic was of.
func (e *panicError) Error() string { return fmt.Sprintf("reader panicked: %v", e.value) }

// LogValue adds where it was, for whoever mends the reader.
func (e *panicError) LogValue() slog.Value {
	return slog.GroupValue(slog.Any("panic", e.value), slog.String("stack", string(e.stack)))
}
