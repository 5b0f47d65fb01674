// Package xls reads Excel 97-2003 workbooks (.xls) and WPS tables (.et), which are the same format: BIFF8 in an OLE2
// container. Cells come as they are displayed; hidden sheets, rows and columns are left out and named. Section numbers
// are those of [MS-XLS].
//
//	Workbook stream -> records -> globals (sheets, strings, formats) -> cells of each sheet -> sheet.Book
package xls

import (
	"context"
	"errors"
	"fmt"

	"wence/ingest/document"
	"wence/ingest/sheet"
	"wence/ingest/sheet/numfmt"
	"wence/ingest/sniff/container"
)

var (
	errOld       = errors.New("not a BIFF8 workbook")
	errEncrypted = fmt.Errorf("workbook: %w", document.ErrEncrypted)
)

// Read gives a workbook's tables. The error is a *document.Problem, or the context's error.
func Read(ctx context.Context, data []byte) (document.Document, error) {
	doc, err := read(ctx, data)
	if err == nil {
		return doc, nil
	}
	if ctx.Err() != nil {
		return document.Document{}, fmt.Errorf("read xls: %w", ctx.Err())
	}
	var problem *document.Problem
	switch {
	case errors.As(err, &problem):
	case errors.Is(err, document.ErrEncrypted):
		problem = document.Encrypted("Excel表格")
	case errors.Is(err, document.ErrTooLarge):
		problem = sheet.TooLarge()
	case errors.Is(err, errOld):
		problem = &document.Problem{
			Reason: "文件是Excel 95或更早版本的格式,暂不支持",
			Remedy: "请用Excel或WPS打开,另存为XLSX后重新提交",
			Err:    errors.Join(document.ErrDamaged, err),
		}
	default:
		problem = document.Damaged("Excel表格(XLS)", err)
	}
	return document.Document{}, problem
}

func read(ctx context.Context, data []byte) (document.Document, error) {
	streams, err := container.Streams(data, "Workbook", "Book")
	if err != nil {
		return document.Document{}, err
	}
	stream := streams["Workbook"]
	if stream == nil {
		stream = streams["Book"]
	}
	return readStream(ctx, stream)
}

func readStream(ctx context.Context, stream []byte) (document.Document, error) {
	g, err := readGlobals(stream)
	if err != nil {
		return document.Document{}, err
	}
	renderer, err := numfmt.New(g.date1904)
	if err != nil {
		return document.Document{}, fmt.Errorf("number formats: %w", err)
	}
	defer renderer.Close()
	var book sheet.Book
	for _, s := range g.sheets {
		if s.hidden {
			book.Note("工作表“%s”是隐藏的,没有读入", s.name)
			continue
		}
		r := reader{globals: g, renderer: renderer, out: sheet.Sheet{Name: s.name}, rows: map[int]*sheet.Row{}}
		if err := r.read(ctx, stream, s.offset); err != nil {
			return document.Document{}, fmt.Errorf("sheet %s: %w", s.name, err)
		}
		if err := book.Add(r.sheet()); err != nil {
			return document.Document{}, err
		}
	}
	return book.Document()
}
