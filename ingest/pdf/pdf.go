// Package pdf reads PDF files through poppler's programs, and their scanned pages through tesseract when that is
// installed.
//
//	pdfinfo   -> number of pages, password
//	pdftotext -> words with their places, in the order in which the file draws them
//	pdftohtml -> colours, where words lie over words
//	judge     -> pages whose text layer can be believed; the others are drawn (pdftoppm) and recognised (ocr)
//	layout    -> paragraphs and tables without running heads -> []document.Block with their pages
//
// Each program runs in a process group of its own, with limits on time, memory and output, on a file in a directory
// that is removed at the end.
package pdf

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"wence/ingest/document"
	"wence/ingest/pdf/layout"
	"wence/ingest/pdf/ocr"
	"wence/ingest/pdf/process"
)

// Options say where the programs are and what a file may cost. The zero value uses the defaults.
type Options struct {
	PDFInfo, PDFToText, PDFToHTML, PDFToPPM, PDFImages string        // poppler's programs; default their own names, looked up on the path
	Timeout                                            time.Duration // wall time of one run of a program; default 5 minutes
	Memory                                             int64         // address space of a program in bytes; default 2 GB
	Pages                                              int           // most pages; default 500
	OCRPages                                           int           // most pages that are recognised; default 50
	OCR                                                ocr.Options
	TempDir                                            string // default that of the system
}

func (o Options) withDefaults() Options {
	for _, p := range []struct {
		program *string
		name    string
	}{{&o.PDFInfo, "pdfinfo"}, {&o.PDFToText, "pdftotext"}, {&o.PDFToHTML, "pdftohtml"}, {&o.PDFToPPM, "pdftoppm"}, {&o.PDFImages, "pdfimages"}} {
		if *p.program == "" {
			*p.program = p.name
		}
	}
	if o.Timeout == 0 {
		o.Timeout = 5 * time.Minute
	}
	if o.Pages == 0 {
		o.Pages = 500
	}
	if o.OCRPages == 0 {
		o.OCRPages = 50
	}
	return o
}

// Read gives a file's text. The error is a *document.Problem, or the context's error.
func Read(ctx context.Context, data []byte, o Options) (document.Document, error) {
	o = o.withDefaults()
	doc, err := read(ctx, data, o)
	if err == nil {
		return doc, nil
	}
	if ctx.Err() != nil {
		return document.Document{}, fmt.Errorf("read pdf: %w", ctx.Err())
	}
	var problem *document.Problem
	switch {
	case errors.As(err, &problem):
	case errors.Is(err, process.ErrMissing):
		problem = &document.Problem{
			Reason: "没有安装PDF读取程序poppler",
			Remedy: "请管理员安装(apt-get install poppler-utils poppler-data)后重新导入",
			Err:    errors.Join(document.ErrNotText, err),
		}
	case errors.Is(err, errMaps):
		problem = &document.Problem{
			Reason: "PDF的中文字体没有嵌入,读取它需要的字符对照表poppler-data没有安装",
			Remedy: "请管理员安装(apt-get install poppler-data)后重新导入",
			Err:    errors.Join(document.ErrNotText, err),
		}
	case errors.Is(err, document.ErrEncrypted):
		problem = document.Encrypted("PDF")
	case errors.Is(err, process.ErrTime):
		problem = document.TooLarge("PDF页面内容过大,解析时间超过上限")
	case errors.Is(err, process.ErrMemory):
		problem = document.TooLarge("PDF页面内容过大,解析所需内存超过上限")
	case errors.Is(err, process.ErrOutput):
		problem = document.TooLarge("PDF的文字不得超过约100万词")
	default:
		problem = document.Damaged("PDF", err)
	}
	return document.Document{}, problem
}

func read(ctx context.Context, data []byte, o Options) (document.Document, error) {
	if err := checkStreams(ctx, data); err != nil {
		return document.Document{}, err
	}
	dir, err := os.MkdirTemp(o.TempDir, "wence-pdf-")
	if err != nil {
		return document.Document{}, err
	}
	defer os.RemoveAll(dir)
	p := poppler{options: o, file: filepath.Join(dir, "file.pdf")}
	if err := os.WriteFile(p.file, data, 0o600); err != nil {
		return document.Document{}, err
	}
	count, title, err := p.info(ctx)
	switch {
	case err != nil:
		return document.Document{}, err
	case count == 0:
		return document.Document{}, fmt.Errorf("no pages: %w", document.ErrDamaged)
	case count > o.Pages:
		return document.Document{}, document.TooLarge(fmt.Sprintf("PDF不得超过%d页", o.Pages))
	}
	pages, err := p.text(ctx, count)
	if err != nil {
		return document.Document{}, err
	}
	if pages, err = p.withoutPale(ctx, pages); err != nil {
		return document.Document{}, err
	}
	r := reader{poppler: p, pages: pages}
	if err := r.recognize(ctx); err != nil {
		return document.Document{}, err
	}
	doc := document.Document{Blocks: layout.Blocks(r.pages), Notes: r.notes}
	if len(doc.Blocks) == 0 {
		return document.Document{}, r.empty()
	}
	doc.Title = stated(title, doc.Blocks)
	return doc, nil
}

// stated is the title of the file's properties when the text holds it too: programs leave names of files and templates
// there.
func stated(title string, blocks []document.Block) string {
	folded := strings.Join(strings.Fields(title), "")
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
	return title
}
