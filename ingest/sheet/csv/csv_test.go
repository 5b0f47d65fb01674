package csv

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"wence/ingest/document"
	"wence/ingest/document/documenttest"
	"wence/ingest/sheet"
)

func TestRead(t *testing.T) {
	const plan = "学校名称,招生人数,咨询电话\n甲校,600,023-56550001\n乙校,700,023-56550002\n"
	gbk, err := simplifiedchinese.GBK.NewEncoder().String(plan)
	if err != nil {
		t.Fatal(err)
	}
	const want = "学校名称\t招生人数\t咨询电话|甲校\t600\t023-56550001|乙校\t700\t023-56550002"
	tests := []struct{ name, data, want string }{
		{"UTF-8", plan, want},
		{"byte order mark", "\ufeff" + plan, want},
		{"GBK", gbk, want},
		{"tabs", strings.ReplaceAll(plan, ",", "\t"), want},
		{"semicolons", strings.ReplaceAll(plan, ",", ";"), want},
		{"numbers kept as text", strings.ReplaceAll(plan, "023-56550001", `="023-56550001"`), want},
		{"title above", "2023年招生计划\n\n" + plan, "2023年招生计划|" + want},
		{"separator within quotes", "名称,数量\n\"甲,乙\",3\n丙,4\n", "名称\t数量|甲,乙\t3|丙\t4"},
		{"line end within quotes", "名称,数量\n\"甲\n乙\",3\n丙,4\n", "名称\t数量|甲 乙\t3|丙\t4"},
		{"ragged rows", "名称,数量\n甲\n乙,4,备\n", "名称\t数量\t|甲\t\t|乙\t4\t备"},
		{"no separator", "第一行\n第二行\n", "第一行|第二行"},
		{"quote left open", "名称,数量\n\"甲,3\n" + strings.Repeat("中心学校,4\n", 40000), ""},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			doc, err := Read(context.Background(), []byte(tc.data))
			if err != nil {
				t.Fatal(err)
			}
			got := strings.ReplaceAll(strings.TrimSpace(documenttest.Text(doc)), "\n", "|")
			if tc.want != "" && got != tc.want {
				t.Errorf("got %q\nwant %q", got, tc.want)
			}
			if tc.want == "" && (len(doc.Blocks) < 40000 || len(doc.Notes) != 1) {
				t.Errorf("%d blocks, notes %q", len(doc.Blocks), doc.Notes)
			}
		})
	}
}

func TestColumns(t *testing.T) {
	doc, err := Read(context.Background(), []byte("学校名称,招生人数\n甲校,600\n乙校,700\n"))
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(doc.Blocks[2].Columns, doc.Blocks[2].Cells); got != "[学校名称 招生人数] [乙校 700]" {
		t.Errorf("last row %s", got)
	}
}

func TestRefusals(t *testing.T) {
	tests := []struct {
		name, data string
		want       error
	}{
		{"empty", "", document.ErrEmpty},
		{"only separators", ",,,\n,,,\n", document.ErrEmpty},
		{"too many rows", strings.Repeat("a,b\n", sheet.MaxRows+1), document.ErrTooLarge},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			_, err := Read(context.Background(), []byte(tc.data))
			var problem *document.Problem
			if !errors.As(err, &problem) || !errors.Is(err, tc.want) {
				t.Errorf("error %v, want a Problem of %v", err, tc.want)
			}
		})
	}
}

// FuzzRead: any text gives sound blocks or a Problem, and no panic.
func FuzzRead(f *testing.F) {
	f.Add([]byte("a,b\n\"c\nd\",e\n"))
	f.Add([]byte("a\tb\n\n\"c\td\n=\"1\""))
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := Read(context.Background(), data)
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

// TestExported: a label in two lines parts no table, and what was merged in the workbook holds for all its rows.
func TestExported(t *testing.T) {
	doc, err := Read(context.Background(), []byte("学区,学校,\"人数\n(人)\"\n城东,一小,20\n,二小,30\n\n岗位,名额\n语文,3\n"))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, b := range doc.Blocks {
		if b.Columns != nil {
			got = append(got, strings.Join(b.Cells, " ")+"<"+strings.Join(b.Columns, ",")+">")
		}
	}
	if want := "城东 一小 20<学区,学校,人数(人)>|城东 二小 30<学区,学校,人数(人)>|语文 3<岗位,名额>"; strings.Join(got, "|") != want {
		t.Errorf("got %q, want %q", strings.Join(got, "|"), want)
	}
}
