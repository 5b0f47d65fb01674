package odf

import (
	"context"
	"errors"
	"strings"
	"testing"

	"wence/ingest/document"
	"wence/ingest/document/documenttest"
	"wence/ingest/sniff/sampletest"
)

const spaces = ` xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"` +
	` xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"` +
	` xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:presentation="urn:oasis:names:tc:opendocument:xmlns:presentation:1.0"` +
	` xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"`

// file is a file whose body holds something, after styles; further parts by turns name and content.
func file(t testing.TB, styles, body string, parts ...string) []byte {
	t.Helper()
	content := `<office:document-content` + spaces + `><office:automatic-styles>` + styles + `</office:automatic-styles><office:body>` + body + `</office:body></office:document-content>`
	return sampletest.Zip(t, append([]string{"mimetype", "application/vnd.oasis.opendocument.text", "content.xml", content}, parts...)...)
}

func texts(inner ...string) string {
	return `<office:text>` + strings.Join(inner, "") + `</office:text>`
}
func p(inner string) string { return `<text:p>` + inner + `</text:p>` }
func tr(cells ...string) string {
	return `<table:table-row>` + strings.Join(cells, "") + `</table:table-row>`
}
func td(attrs, inner string) string {
	return `<table:table-cell` + attrs + `>` + p(inner) + `</table:table-cell>`
}
func sheetOf(rows ...string) string {
	return `<office:spreadsheet><table:table table:name="名额">` + strings.Join(rows, "") + `</table:table></office:spreadsheet>`
}

const covered = `<table:covered-table-cell/>`

func TestRead(t *testing.T) {
	numbered := `<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="一, 二, 三, ..." style:num-suffix="、"/>` +
		`<text:list-level-style-number text:level="2" style:num-format="1" style:num-prefix="(" style:num-suffix=")"/></text:list-style>`
	hidden := `<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>` +
		`<style:style style:name="HP" style:family="paragraph" style:parent-style-name="HB"/><style:style style:name="HB" style:family="paragraph"><style:text-properties text:display="none"/></style:style>`
	unseen := `<style:style style:name="ta" style:family="table"><style:table-properties table:display="false"/></style:style>` +
		`<style:style style:name="dp" style:family="drawing-page"><style:drawing-page-properties presentation:visibility="hidden"/></style:style>`
	cases := []struct {
		name, styles, body string
		parts              []string
		want, note         string
	}{
		{"white space", "", texts(p("每人\n   每年<text:s text:c=\"2\"/>2000<text:tab/>元<text:line-break/>另起")), nil, "每人 每年  2000 元|另起", ""},
		{"headings", "", texts(`<text:h text:outline-level="2">一、总则</text:h>`, p("正文")), nil, "一、总则#2|正文", ""},
		{"headings numbered by the outline", "", texts(`<text:h text:outline-level="1">总则</text:h>`, `<text:h text:outline-level="1">标准</text:h>`),
			[]string{"styles.xml", `<office:document-styles` + spaces + `><office:styles><text:outline-style><text:outline-level-style text:level="1" style:num-format="1" loext:num-list-format="第%1%条"/></text:outline-style></office:styles></office:document-styles>`},
			"第1条 总则#1|第2条 标准#1", ""},
		{"lists within lists", numbered, texts(`<text:list text:style-name="L"><text:list-item>` + p("对象") + p("第二段") + `<text:list><text:list-item>` + p("幼儿") + `</text:list-item><text:list-item>` + p("小学生") + `</text:list-item></text:list></text:list-item><text:list-item>` + p("标准") + `</text:list-item></text:list>`),
			nil, "一、对象|第二段|(1)幼儿|(2)小学生|二、标准", ""},
		{"a list that goes on, one that starts anew", numbered, texts(`<text:list text:style-name="L"><text:list-item>`+p("甲")+`</text:list-item></text:list>`, p("间"),
			`<text:list text:style-name="L" text:continue-numbering="true"><text:list-item>`+p("乙")+`</text:list-item></text:list><text:list text:style-name="L"><text:list-item>`+p("丙")+`</text:list-item></text:list>`),
			nil, "一、甲|间|二、乙|一、丙", ""},
		{"deleted, hidden, remarks", hidden, texts(`<text:tracked-changes><text:changed-region><text:deletion>`+p("500")+`</text:deletion></text:changed-region></text:tracked-changes>`,
			p(`标准<text:change/>600<text:span text:style-name="H">密</text:span>元<office:annotation>`+p("批注")+`</office:annotation>`), `<text:p text:style-name="HP">全隐</text:p>`,
			`<text:section text:display="none">`+p("隐藏节")+`</text:section>`), nil, "标准600元", ""},
		{"contents, footnote, text box", "", texts(`<text:table-of-content>`+p("一、总则 1")+`</text:table-of-content>`,
			p(`奖励<text:note><text:note-citation>1</text:note-citation><text:note-body>`+p("含税")+`</text:note-body></text:note>2000元<draw:frame><draw:text-box>`+p("框内")+`</draw:text-box></draw:frame>`)),
			nil, "框内|奖励2000元|脚注:含税", ""},
		{"a table with merged cells", "", texts(`<table:table><table:table-header-rows>` + tr(td(` table:number-rows-spanned="2"`, "学段"), td(` table:number-columns-spanned="2"`, "标准"), covered) + tr(covered, td("", "一档"), td("", "二档")) +
			`</table:table-header-rows>` + tr(td("", "幼儿园"), td(` table:number-columns-repeated="2"`, "1000")) + `</table:table>`), nil, "^学段/标准/|^/一档/二档|幼儿园/1000/1000<学段,标准/一档,标准/二档>", ""},
		{"a picture", "", texts(p(`文<draw:frame><draw:image/></draw:frame>`)), nil, "文", "1张图片"},
		{"a sheet", unseen, sheetOf(tr(td("", "学校"), td("", "名额")), `<table:table-row table:visibility="collapse">`+td("", "隐藏小学")+td("", "9")+`</table:table-row>`,
			`<table:table-row table:number-rows-repeated="2">`+td("", "一小")+td(` office:value="3"`, "3")+`</table:table-row>`,
			tr(td("", "合计"), `<table:table-cell table:formula="of:=SUM([.B2])" table:number-columns-repeated="1"/>`, `<table:table-cell table:number-columns-repeated="16382"/>`),
			`<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>`),
			nil, "名额#1|^学校/名额|一小/3<学校,名额>|一小/3<学校,名额>|合计/<学校,名额>", "1行是隐藏的"},
		{"a hidden sheet", unseen, `<office:spreadsheet><table:table table:name="旧" table:style-name="ta">` + tr(td("", "旧表")) + `</table:table><table:table table:name="Sheet1">` + tr(td("", "新表")) + `</table:table></office:spreadsheet>`,
			nil, "新表", "“旧”是隐藏的"},
		{"slides", unseen, `<office:presentation><draw:page><draw:frame presentation:class="title"><draw:text-box>` + p("题") + `</draw:text-box></draw:frame><draw:frame presentation:class="page-number"><draw:text-box>` + p("7") + `</draw:text-box></draw:frame><presentation:notes>` + p("备注") + `</presentation:notes></draw:page>` +
			`<draw:page draw:style-name="dp">` + p("隐") + `</draw:page><draw:page><draw:custom-shape>` + p("三") + `</draw:custom-shape></draw:page></office:presentation>`, nil, "1:题|3:三", "第2页是隐藏的"},
		{"damaged behind its beginning", "", texts(p("前"), `<text:p>后<`), nil, "前|后", "之后已损坏"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			doc, err := Read(context.Background(), file(t, tc.styles, tc.body, tc.parts...))
			if err != nil {
				t.Fatal(err)
			}
			if got := documenttest.Listed(doc); got != tc.want {
				t.Errorf("got  %s\nwant %s", got, tc.want)
			}
			if notes := strings.Join(doc.Notes, ";"); !strings.Contains(notes, tc.note) || tc.note == "" && notes != "" {
				t.Errorf("notes %q, want %q", notes, tc.note)
			}
		})
	}
}

func TestTitle(t *testing.T) {
	meta := `<office:document-meta xmlns:office="o" xmlns:dc="d"><office:meta><dc:title>助学金办法</dc:title></office:meta></office:document-meta>`
	for text, want := range map[string]string{"云岭县助学金办法": "助学金办法", "另一份文件": ""} {
		doc, err := Read(context.Background(), file(t, "", texts(p(text)), "meta.xml", meta))
		if err != nil || doc.Title != want {
			t.Errorf("%s: title %q, %v; want %q", text, doc.Title, err, want)
		}
	}
}

func TestReadRefuses(t *testing.T) {
	whole := file(t, "", texts(p("字")))
	wide := strings.Repeat(`<table:table-cell table:number-columns-repeated="1000">`+p(strings.Repeat("字", 100))+`</table:table-cell>`, 50)
	cases := []struct {
		name string
		data []byte
		want error
	}{
		{"cut off", whole[:len(whole)-40], document.ErrDamaged},
		{"no content", sampletest.Zip(t, "mimetype", "application/vnd.oasis.opendocument.text"), document.ErrDamaged},
		{"encrypted", file(t, "", "", "META-INF/manifest.xml", `<manifest:manifest xmlns:manifest="m"><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>`), document.ErrEncrypted},
		{"nothing in it", file(t, "", texts()), document.ErrEmpty},
		{"pictures alone", file(t, "", texts(p(`<draw:image/>`))), document.ErrNoText},
		{"nested without end", file(t, "", texts(strings.Repeat("<text:span>", 3000))), document.ErrTooLarge},
		{"a bomb", file(t, "", texts(strings.Repeat(" ", 65<<20))), document.ErrTooLarge},
		{"a sheet that repeats itself without end", file(t, "", sheetOf(`<table:table-row table:number-rows-repeated="1000000">`+td(` table:number-columns-repeated="16000"`, "x")+`</table:table-row>`)), document.ErrTooLarge},
		{"many wide rows", file(t, "", sheetOf(strings.Repeat(tr(td(` table:number-columns-repeated="16384"`, "x")), 200))), document.ErrTooLarge},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			_, err := Read(context.Background(), tc.data)
			var p *document.Problem
			if !errors.Is(err, tc.want) || !errors.As(err, &p) || p.Remedy == "" {
				t.Errorf("got %v, want %v", err, tc.want)
			}
		})
	}
	t.Run("a table in a text is cut", func(t *testing.T) {
		doc, err := Read(context.Background(), file(t, "", texts(`<table:table>`, strings.Repeat(`<table:table-row table:number-rows-repeated="1000">`+wide+`</table:table-row>`, 20), `</table:table>`)))
		size := 0
		for _, b := range doc.Blocks {
			size += len(strings.Join(b.Cells, ""))
		}
		if err != nil || size > 2*maxAgain || !strings.Contains(strings.Join(doc.Notes, ";"), "超出部分") {
			t.Errorf("%d bytes, notes %q, %v", size, doc.Notes, err)
		}
	})
}

// FuzzBody: whatever a body says, a Problem with a remedy, or text.
func FuzzBody(f *testing.F) {
	f.Add(`<text:list-style style:name="L"><text:list-level-style-number text:level="9" text:display-levels="99"/></text:list-style>`, texts(`<text:list text:style-name="L"><text:list-item text:start-value="-7">`+p("x")+`</text:list-item></text:list>`))
	f.Add("", sheetOf(tr(td(` table:number-columns-spanned="-1" table:number-rows-spanned="2147483648"`, "x"))))
	f.Fuzz(func(t *testing.T, styles, body string) {
		doc, err := Read(context.Background(), file(t, styles, body))
		var p *document.Problem
		if err != nil && (!errors.As(err, &p) || p.Remedy == "") || err == nil && len(doc.Blocks) == 0 {
			t.Fatalf("got %+v, %v", doc, err)
		}
	})
}
