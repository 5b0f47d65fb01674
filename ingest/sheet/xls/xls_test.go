package xls

import (
	"context"
	"encoding/binary"
	"errors"
	"math"
	"strings"
	"testing"

	"wence/ingest/document"
	"wence/ingest/document/documenttest"
	"wence/ingest/sniff/container"
	"wence/ingest/sniff/sampletest"
)

func TestQuotaSample(t *testing.T) {
	doc, err := Read(context.Background(), sampletest.File(t, "xls/quota.xls"))
	if err != nil {
		t.Fatal(err)
	}
	sampletest.CheckQuota(t, doc)
}

// rec is a record of a type with values: int is two bytes, int32 four, byte one, float64 eight, string its characters
// of one byte each, []rune its characters of two.
func rec(kind int, values ...any) []byte {
	var b []byte
	for _, v := range values {
		switch v := v.(type) {
		case int:
			b = binary.LittleEndian.AppendUint16(b, uint16(v))
		case int32:
			b = binary.LittleEndian.AppendUint32(b, uint32(v))
		case byte:
			b = append(b, v)
		case float64:
			b = binary.LittleEndian.AppendUint64(b, math.Float64bits(v))
		case string:
			b = append(b, v...)
		case []rune:
			for _, r := range v {
				b = binary.LittleEndian.AppendUint16(b, uint16(r))
			}
		}
	}
	out := binary.LittleEndian.AppendUint16(nil, uint16(kind))
	return append(binary.LittleEndian.AppendUint16(out, uint16(len(b))), b...)
}

// stream is a workbook of one sheet: records of the globals, and of the sheet.
func stream(globals, cells [][]byte) []byte {
	bof := rec(typeBOF, biff8, 5)
	b := append([]byte{}, bof...)
	for _, g := range globals {
		b = append(b, g...)
	}
	tab := rec(typeSheet, int32(0), byte(0), byte(0), byte(2), byte(0), "ab")
	offset := len(b) + len(tab) + 4
	b = append(b, rec(typeSheet, int32(offset), byte(0), byte(0), byte(2), byte(0), "ab")...)
	b = append(append(b, rec(typeEOF)...), bof...)
	for _, c := range cells {
		b = append(b, c...)
	}
	return append(b, rec(typeEOF)...)
}

func text(doc document.Document) string {
	return strings.ReplaceAll(strings.TrimSpace(documenttest.Text(doc)), "\n", "|")
}

func TestCells(t *testing.T) {
	percent := []rune("0.0%")
	globals := [][]byte{
		rec(typeFormat, 164, len(percent), byte(1), percent),
		rec(typeXF, 0, 0), rec(typeXF, 0, 164), rec(typeXF, 0, 14),
		// Three strings; the second runs over into the next record and turns from narrow to wide, with a formatting run.
		rec(typeStrings, int32(3), int32(3), 2, byte(1), []rune("甲校"), 4, byte(8), 1, "ab"),
		rec(typeContinue, byte(1), []rune("乙丙"), int32(0), 1, byte(0), "c"),
	}
	tests := []struct {
		name  string
		cells [][]byte
		want  string
	}{
		{"shared strings", [][]byte{rec(typeStringCell, 0, 0, 0, int32(0)), rec(typeStringCell, 0, 1, 0, int32(1)), rec(typeStringCell, 0, 2, 0, int32(2)), rec(typeStringCell, 0, 3, 0, int32(9))}, "ab|甲校\tab乙丙\tc"},
		{"number", [][]byte{rec(typeNumber, 0, 0, 0, 2590.5)}, "ab|2590.5"},
		{"number as a percentage", [][]byte{rec(typeNumber, 0, 0, 1, 0.955)}, "ab|95.5%"},
		{"date", [][]byte{rec(typeNumber, 0, 0, 2, 45170.0)}, "ab|2023/9/1"},
		{"RK integer, hundredths and float", [][]byte{rec(typeMulRK, 0, 0, 0, int32(600<<2|2), 0, int32(155<<2|3), 0, int32(math.Float64bits(2.5)>>32), 2)}, "ab|600\t1.55\t2.5"},
		{"negative RK", [][]byte{rec(typeRK, 0, 0, 0, int32(-5<<2|2))}, "ab|-5"},
		{"formula's number", [][]byte{rec(typeFormula, 0, 0, 0, 54.0, 0, int32(0))}, "ab|54"},
		{"formula's text", [][]byte{rec(typeFormula, 0, 0, 0, 0, 0, 0, 0xFFFF, 0), rec(typeString, 2, byte(1), []rune("合计"))}, "ab|合计"},
		{"formula's text over two records", [][]byte{rec(typeFormula, 0, 0, 0, 0, 0, 0, 0xFFFF, 0), rec(typeString, 4, byte(0), "ab"), rec(typeContinue, byte(1), []rune("合计"))}, "ab|ab合计"},
		{"formula's error and truth", [][]byte{rec(typeFormula, 0, 0, 0, 2, 7, 0, 0xFFFF, 0), rec(typeFormula, 0, 1, 0, 1, 1, 0, 0xFFFF, 0)}, "ab|#DIV/0!\tTRUE"},
		{"label", [][]byte{rec(typeLabel, 0, 0, 0, 2, byte(1), []rune("甲校"))}, "ab|甲校"},
		{"the last of two counts", [][]byte{rec(typeRK, 0, 0, 0, int32(1<<2|2)), rec(typeRK, 0, 0, 0, int32(2<<2|2))}, "ab|2"},
		{"rows out of order", [][]byte{rec(typeRK, 1, 0, 0, int32(2<<2|2)), rec(typeRK, 0, 0, 0, int32(1<<2|2))}, "ab|1|2"},
		{"embedded chart", [][]byte{rec(typeRK, 0, 0, 0, int32(1<<2|2)), rec(typeBOF, biff8, 0x20), rec(typeRK, 5, 0, 0, int32(9<<2|2)), rec(typeEOF)}, "ab|1"},
		{"hidden row and column", [][]byte{
			rec(typeRow, 1, 0, 0, 0, 0, 0, 0x20, 0), rec(typeColumnInfo, 1, 1, 0, 0, 1),
			rec(typeMulRK, 0, 0, 0, int32(1<<2|2), 0, int32(2<<2|2), 1), rec(typeRK, 1, 0, 0, int32(3<<2|2)),
		}, "ab|1"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			doc, err := readStream(context.Background(), stream(globals, tc.cells))
			if err != nil {
				t.Fatal(err)
			}
			if got := text(doc); got != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}

func TestMerges(t *testing.T) {
	label := func(row, column int, s string) []byte {
		return rec(typeLabel, row, column, 0, len([]rune(s)), byte(1), []rune(s))
	}
	doc, err := readStream(context.Background(), stream(nil, [][]byte{
		label(0, 0, "学校"), label(0, 1, "计划"), label(1, 1, "班数"), label(1, 2, "人数"),
		label(2, 0, "甲校"), label(2, 1, "12"), label(2, 2, "600"),
		rec(typeMerges, 2, 0, 1, 0, 0, 0, 0, 1, 2),
	}))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := strings.Join(doc.Blocks[len(doc.Blocks)-1].Columns, ","), "学校,计划/班数,计划/人数"; got != want {
		t.Errorf("columns %q, want %q", got, want)
	}
}

func TestRefusals(t *testing.T) {
	whole := stream(nil, nil)
	tests := []struct {
		name   string
		stream []byte
		want   error
	}{
		{"no cells", whole, document.ErrEmpty},
		{"no stream", nil, document.ErrDamaged},
		{"cut off", whole[:20], document.ErrDamaged},
		{"encrypted", stream([][]byte{rec(typeFilePass, 1)}, nil), document.ErrEncrypted},
		{"Excel 95", rec(typeBOF, 0x0500, 5), errOld},
		{"Excel 4", rec(0x0409, 0, 0), errOld},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			if _, err := readStream(context.Background(), tc.stream); !errors.Is(err, tc.want) {
				t.Errorf("error %v, want %v", err, tc.want)
			}
		})
	}
	for name, data := range map[string][]byte{"no container": []byte("x"), "Word file": sampletest.File(t, "doc/tricky.doc")} {
		var problem *document.Problem
		if _, err := Read(context.Background(), data); !errors.As(err, &problem) || problem.Remedy == "" {
			t.Errorf("%s: error %v is no Problem", name, err)
		}
	}
}

// FuzzStream: any stream gives sound blocks or an error, and no panic.
func FuzzStream(f *testing.F) {
	s, err := container.Streams(sampletest.File(f, "xls/quota.xls"), "Workbook")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(s["Workbook"])
	f.Add(stream([][]byte{rec(typeStrings, int32(3), int32(3), 9, byte(9), "ab"), rec(typeContinue, byte(1), "x")}, [][]byte{rec(typeStringCell, 0, 0, 0, int32(0)), rec(typeMerges, 1, 0, 9, 0, 9)}))
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, _ := readStream(context.Background(), data)
		for _, b := range doc.Blocks {
			if (b.Text == "") == (b.Cells == nil) || b.Columns != nil && len(b.Columns) != len(b.Cells) {
				t.Fatalf("block %+v", b)
			}
		}
	})
}
