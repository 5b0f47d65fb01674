package xlsx

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"runtime"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"wence/ingest/document"
	"wence/ingest/document/documenttest"
	"wence/ingest/sniff/sampletest"
)

// build writes a workbook with fill.
func build(t testing.TB, fill func(f *excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	fill(f)
	b, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// pack writes a workbook of one sheet from the sheet's XML.
func pack(t testing.TB, sheetXML string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, content := range map[string]string{
		"[Content_Types].xml":        `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
		"_rels/.rels":                `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="s" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml":   sheetXML,
	} {
		p, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		p.Write([]byte(content))
	}
	w.Close()
	return b.Bytes()
}

func text(doc document.Document) string {
	return strings.ReplaceAll(strings.TrimSpace(documenttest.Text(doc)), "\n", "|")
}

func TestQuotaSamples(t *testing.T) {
	for _, file := range []string{"xls/quota.xlsx", "xls/quota_lo.xlsx", "wrong_ext/xlsx_named.xls"} {
		t.Run(file, func(t *testing.T) {
			doc, err := Read(context.Background(), sampletest.File(t, file))
			if err != nil {
				t.Fatal(err)
			}
			sampletest.CheckQuota(t, doc)
		})
	}
}

func TestLargeSamples(t *testing.T) {
	tests := []struct {
		file   string
		blocks int
		want   error
		memory uint64 // bytes of heap in use at the end
	}{
		{"xls/big_200k.xlsx", 200_000, nil, 400 << 20},
		{"xls/farcell.xlsx", 3, nil, 100 << 20},
		{"xls/bomb.xlsx", 0, document.ErrTooLarge, 100 << 20},
	}
	for _, tc := range tests {
		t.Run(tc.file, func(t *testing.T) {
			data := sampletest.File(t, tc.file)
			runtime.GC()
			doc, err := Read(context.Background(), data)
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			t.Logf("%s: %d blocks, heap %d MB", tc.file, len(doc.Blocks), m.HeapAlloc>>20)
			if !errors.Is(err, tc.want) || len(doc.Blocks) != tc.blocks {
				t.Errorf("%d blocks, error %v; want %d, %v", len(doc.Blocks), err, tc.blocks, tc.want)
			}
			if m.HeapAlloc > tc.memory {
				t.Errorf("took %d bytes", m.HeapAlloc)
			}
		})
	}
}

func TestCells(t *testing.T) {
	data := build(t, func(f *excelize.File) {
		code := "yyyy\"年\"m\"月\""
		percent, _ := f.NewStyle(&excelize.Style{NumFmt: 10})
		month, _ := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
		f.SetSheetRow("Sheet1", "A1", &[]any{"项目", "值"})
		f.SetSheetRow("Sheet1", "A2", &[]any{"比例", 0.955})
		f.SetSheetRow("Sheet1", "A3", &[]any{"时间", 45170})
		f.SetSheetRow("Sheet1", "A4", &[]any{"电话", 13800138000})
		f.SetSheetRow("Sheet1", "A5", &[]any{"标准", 0.1 + 0.2})
		f.SetCellRichText("Sheet1", "A6", []excelize.RichTextRun{{Text: "富"}, {Text: "文本"}})
		f.SetCellStyle("Sheet1", "B2", "B2", percent)
		f.SetCellStyle("Sheet1", "B3", "B3", month)
	})
	doc, err := Read(context.Background(), data)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := text(doc), "项目\t值|比例\t95.50%|时间\t2023年9月|电话\t13800138000|标准\t0.3|富文本"; strings.TrimSpace(got) != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestFormulas(t *testing.T) {
	cell := func(ref, content string) string { return `<c r="` + ref + `">` + content + `</c>` }
	tests := []struct{ name, formula, want string }{
		{"sum of a range", "SUM(A1:A2)", "30"},
		{"sum of cells", "SUM($A$1,A2)", "30"},
		{"sum of a sum", "SUM(A1:A2,C1)", "60"},
		{"circle", "SUM(B1:B9)", ""},
		{"other function", "AVERAGE(A1:A2)", ""},
		{"of another sheet", "SUM(x!A1:A2)", ""},
		{"of a percentage", "SUM(D1:D1)", ""},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			doc, err := Read(context.Background(), pack(t, `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`+
				`<row r="1">`+cell("A1", "<v>10</v>")+cell("C1", "<f>SUM(A1:A2)</f>")+`<c r="D1" t="str"><v>95%</v></c></row>`+
				`<row r="2">`+cell("A2", "<v>20</v>")+`</row><row r="9">`+cell("A9", "<v>9</v>")+cell("B9", "<f>"+tc.formula+"</f>")+`</row></sheetData></worksheet>`))
			if err != nil {
				t.Fatal(err)
			}
			last := doc.Blocks[len(doc.Blocks)-1]
			got := strings.TrimPrefix(strings.TrimPrefix(last.Text+strings.Join(last.Cells, ","), "9"), ",")
			if got != tc.want {
				t.Errorf("result %q, want %q (%s)", got, tc.want, text(doc))
			}
			if len(doc.Notes) != 1 || !strings.Contains(doc.Notes[0], "2个公式没有保存计算结果") {
				t.Errorf("notes %q", doc.Notes)
			}
		})
	}
}

func TestHidden(t *testing.T) {
	doc, err := Read(context.Background(), pack(t, `<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:cols><x:col min="2" max="3" hidden="1"/></x:cols><x:sheetData>`+
		`<x:row><x:c t="inlineStr"><x:is><x:t>甲</x:t></x:is></x:c><x:c><x:v>1</x:v></x:c><x:c><x:v>2</x:v></x:c><x:c><x:v>3</x:v></x:c></x:row>`+
		`<x:row ht="0"><x:c><x:v>4</x:v></x:c></x:row></x:sheetData></x:worksheet>`))
	if err != nil {
		t.Fatal(err)
	}
	if got := text(doc); got != "s|甲\t3" || len(doc.Notes) != 2 {
		t.Errorf("got %q, notes %q", got, doc.Notes)
	}
}

func TestRefusals(t *testing.T) {
	rows := strings.Repeat(`<row><c><v>1</v></c></row>`, 300_001)
	merges := strings.Repeat(`<mergeCell ref="A1:B1"/>`, maxMerges+1)
	whole := pack(t, "<worksheet/>")
	tests := []struct {
		name string
		data []byte
		want error
	}{
		{"empty", whole, document.ErrEmpty},
		{"cut off", whole[:len(whole)/2], document.ErrDamaged},
		{"no zip", []byte("PK\x03\x04"), document.ErrDamaged},
		{"damaged sheet", pack(t, "<worksheet><sheetData><row"), document.ErrDamaged},
		{"too many rows", pack(t, "<worksheet><sheetData>"+rows+"</sheetData></worksheet>"), document.ErrTooLarge},
		{"too many merges", pack(t, "<worksheet><mergeCells>"+merges+"</mergeCells></worksheet>"), document.ErrTooLarge},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			_, err := Read(context.Background(), tc.data)
			var problem *document.Problem
			if !errors.As(err, &problem) || !errors.Is(err, tc.want) {
				t.Errorf("error %v, want a Problem of %v", err, tc.want)
			}
		})
	}
}

// FuzzSheet: any sheet XML gives sound blocks or a Problem, and no panic.
func FuzzSheet(f *testing.F) {
	f.Add(`<worksheet><sheetData><row r="3" hidden="1"><c r="B3" t="str"><f>SUM(A1:A2)</f><v>x</v></c></row></sheetData><mergeCells><mergeCell ref="A1:C3"/></mergeCells></worksheet>`)
	f.Add(`<worksheet><cols><col min="1" max="9" hidden="true"/></cols><sheetData><row><c><f>SUM(A1)</f></c></row></sheetData></worksheet>`)
	f.Fuzz(func(t *testing.T, xml string) {
		doc, err := Read(context.Background(), pack(t, xml))
		var problem *document.Problem
		if err != nil && !errors.As(err, &problem) {
			t.Fatalf("error %v is no Problem", err)
		}
		for _, b := range doc.Blocks {
			if (b.Text == "") == (b.Cells == nil) || b.Columns != nil && len(b.Columns) != len(b.Cells) {
				t.Fatalf("block %+v", b)
			}
		}
	})
}
