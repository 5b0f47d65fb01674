package xmlss

import (
	"context"
	"errors"
	"strings"
	"testing"

	"wence/ingest/document"
	"wence/ingest/document/documenttest"
)

const head = `<?xml version="1.0" encoding="GBK"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:h="http://www.w3.org/TR/REC-html40">
<Styles><Style ss:ID="p"><NumberFormat ss:Format="0.0%"/></Style><Style ss:ID="d"><NumberFormat ss:Format="Long Date"/></Style></Styles>`

func TestRead(t *testing.T) {
	doc, err := Read(context.Background(), []byte(head+`<Worksheet ss:Name="补贴"><Table><Column ss:Index="5" ss:Hidden="1"/>
<Row><Cell ss:MergeAcross="3"><Data ss:Type="String">河湾县校车补贴(单位:万元)</Data></Cell></Row>
<Row ss:Index="3"><Cell><Data ss:Type="String">线路</Data></Cell><Cell><Data ss:Type="String">补贴</Data></Cell><Cell><Data ss:Type="String">占比</Data></Cell><Cell><Data ss:Type="String">开通</Data></Cell><Cell><Data ss:Type="String">内部</Data></Cell></Row>
<Row><Cell><ss:Data ss:Type="String"><h:B>大寨</h:B>线</ss:Data></Cell><Cell><Data ss:Type="Number">9.2</Data></Cell><Cell ss:StyleID="p"><Data ss:Type="Number">0.345</Data></Cell><Cell ss:StyleID="d"><Data ss:Type="DateTime">2026-09-01T00:00:00.000</Data></Cell><Cell><Data ss:Type="String">密</Data></Cell></Row>
<Row ss:Hidden="1"><Cell><Data ss:Type="String">停运线</Data></Cell><Cell><Data ss:Type="Number">1</Data></Cell></Row>
<Row><Cell><Data ss:Type="String">竹园线</Data></Cell><Cell ss:Index="4"><Data ss:Type="DateTime">2026-10-08T00:00:00.000</Data></Cell></Row></Table></Worksheet>
<Worksheet ss:Name="底稿"><Table><Row><Cell><Data ss:Type="String">真实余量</Data></Cell></Row></Table><WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet></Workbook>`))
	if err != nil {
		t.Fatal(err)
	}
	got := documenttest.Listed(doc)
	for _, want := range []string{"河湾县校车补贴(单位:万元)", "大寨线", "9.2", "34.5%", "2026年9月1日", "2026/10/8"} {
		if !strings.Contains(got, want) {
			t.Errorf("%s is missing in\n%s", want, got)
		}
	}
	for _, b := range doc.Blocks {
		if b.Cells != nil && b.Cells[0] == "大寨线" && strings.Join(b.Columns, "|") != "线路|补贴(万元)|占比|开通" && strings.Join(b.Columns, "|") != "线路|补贴|占比|开通" {
			t.Errorf("columns %q", b.Columns)
		}
	}
	if strings.Contains(got, "停运线") || strings.Contains(got, "密") || strings.Contains(got, "真实余量") || len(doc.Notes) != 3 {
		t.Errorf("hidden cells are read, or not told of: %s\n%q", got, doc.Notes)
	}
}

func TestDamaged(t *testing.T) {
	for _, text := range []string{head, head + "<Worksheet><Table><Row>", "<Workbook/>"} {
		_, err := Read(context.Background(), []byte(text))
		var problem *document.Problem
		if !errors.As(err, &problem) {
			t.Errorf("%.30q: error %v, want a Problem", text, err)
		}
	}
}
