// Package xlsx reads Excel workbooks of the Office Open XML kind (.xlsx, .xlsm). Cells come as they are displayed;
// hidden sheets, rows and columns are left out and named.
//
// Each sheet is gone through twice, both times as a stream: scan finds what is hidden, merged or never calculated, and
// excelize renders the cells with their number formats.
package xlsx

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"

	"github.com/xuri/excelize/v2"

	"wence/ingest/document"
	"wence/ingest/sheet"
	"wence/ingest/sheet/numfmt"
	"wence/ingest/sniff/container"
)

// maxUnpacked bounds a workbook in bytes, unpacked. Excelize keeps parts over 16 MB in temporary files meanwhile.
const maxUnpacked = 300 << 20

// Read gives a workbook's tables. The error is a *document.Problem, or the context's error.
func Read(ctx context.Context, data []byte) (doc document.Document, err error) {
	defer func() { // excelize indexes with numbers from the file
		if p := recover(); p != nil {
			doc, err = document.Document{}, document.Damaged("Excel表格(XLSX)", fmt.Errorf("excelize: %v", p))
		}
	}()
	doc, err = read(ctx, data)
	if err == nil {
		return doc, nil
	}
	if ctx.Err() != nil {
		return document.Document{}, fmt.Errorf("read xlsx: %w", ctx.Err())
	}
	var problem *document.Problem
	switch {
	case errors.As(err, &problem):
	case errors.Is(err, document.ErrTooLarge):
		problem = document.TooLarge("Excel表格解压后不得超过300 MB")
	default:
		problem = document.Damaged("Excel表格(XLSX)", err)
	}
	return document.Document{}, problem
}

func read(ctx context.Context, data []byte) (document.Document, error) {
	archive, err := container.Zip(data)
	if err != nil {
		return document.Document{}, err
	}
	var unpacked uint64
	for _, f := range archive.File {
		if unpacked += f.UncompressedSize64; f.UncompressedSize64 > maxUnpacked || unpacked > maxUnpacked {
			return document.Document{}, fmt.Errorf("over %d bytes unpacked: %w", maxUnpacked, document.ErrTooLarge)
		}
	}
	options := numfmt.Options()
	options.UnzipSizeLimit = maxUnpacked
	file, err := excelize.OpenReader(bytes.NewReader(data), options)
	if err != nil {
		return document.Document{}, fmt.Errorf("open workbook: %w: %w", err, document.ErrDamaged)
	}
	defer file.Close()
	entries, err := workbook(archive)
	if err != nil {
		return document.Document{}, err
	}
	var book sheet.Book
	for _, e := range entries {
		if e.hidden {
			book.Note("工作表“%s”是隐藏的,没有读入", e.name)
			continue
		}
		if err := readSheet(ctx, &book, file, e); err != nil {
			return document.Document{}, fmt.Errorf("sheet %s: %w", e.name, err)
		}
	}
	return book.Document()
}

// readSheet reads one worksheet into the book.
func readSheet(ctx context.Context, book *sheet.Book, file *excelize.File, e entry) error {
	s, err := scan(ctx, e.part)
	if err != nil {
		return err
	}
	out := sheet.Sheet{Name: e.name, Merges: s.merges, HiddenColumns: s.hiddenColumns}
	rows, err := file.Rows(e.name)
	if err != nil {
		return fmt.Errorf("rows: %w: %w", err, document.ErrDamaged)
	}
	defer rows.Close()
	for number := 1; number <= s.last && rows.Next(); number++ {
		if number%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		texts, err := rows.Columns()
		if err != nil {
			return fmt.Errorf("row %d: %w: %w", number, err, document.ErrDamaged)
		}
		row := sheet.Row{Number: number, Hidden: s.hidden[number]}
		for i, text := range texts {
			if text != "" {
				row.Cells = append(row.Cells, sheet.Cell{Column: i + 1, Text: text})
			}
		}
		if len(row.Cells) > 0 {
			out.Rows = append(out.Rows, row)
		}
	}
	if n := len(s.formulas); n > 0 {
		summed := addSums(&out, s.formulas)
		book.Note("工作表“%s”有%d个公式没有保存计算结果,其中%d个求和公式由本程序算出,其余留空", e.name, n, summed)
	}
	return book.Add(out)
}

// entry is a worksheet in the workbook's order.
type entry struct {
	name   string
	hidden bool
	part   *zip.File
}
