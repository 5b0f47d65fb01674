package docx

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"wence/ingest/document"
	"wence/ingest/document/documenttest"
	"wence/ingest/sniff/sampletest"
)

// build packs parts into a document; "body" stands for the content of word/document.xml's body.
func build(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, content := range parts {
		if name == "body" {
			name, content = "word/document.xml", `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`+content+`</w:body></w:document>`
		}
		p, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		p.Write([]byte(content))
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// para is a paragraph with its properties and its runs' XML.
func para(properties, runs string) string {
	return "<w:p><w:pPr>" + properties + "</w:pPr>" + runs + "</w:p>"
}

func text(s string) string { return "<w:r><w:t>" + s + "</w:t></w:r>" }

func numbered(num, level int, s string) string {
	return para(fmt.Sprintf(`<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr>`, level, num), text(s))
}

func lines(doc document.Document) string {
	return strings.ReplaceAll(strings.TrimSpace(documenttest.Text(doc)), "\n", "|")
}

func TestSamples(t *testing.T) {
	t.Logf("%-28s %7s %7s", "file", "CER %", "max")
	for _, tc := range sampletest.Cases(t, "docx") {
		t.Run(tc.File, func(t *testing.T) {
			doc, err := Read(context.Background(), tc.Data)
			if tc.Expect == "refuse" {
				var problem *document.Problem
				if !errors.As(err, &problem) {
					t.Fatalf("error %v, want a Problem", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if tc.Truth == "" {
				return
			}
			cer := documenttest.CER(documenttest.Text(doc), tc.Truth)
			t.Logf("%-28s %7.2f %7.2f", tc.File, cer, tc.MaxCER)
			if cer > tc.MaxCER {
				t.Errorf("character error rate %.2f %%, want at most %.2f %%", cer, tc.MaxCER)
			}
		})
	}
}

func TestTrickySample(t *testing.T) {
	doc, err := Read(context.Background(), sampletest.File(t, "docx/tricky.docx"))
	if err != nil {
		t.Fatal(err)
	}
	got := norm.NFKC.String(documenttest.Text(doc))
	for _, want := range []string{"一、指导思想", "二、具体举措", "(一)聚焦党的建设", "1.打造党建示范点", "2.培养党员", "(二)聚焦改革", "招生人数由600人调整"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing", want)
		}
	}
	if n := strings.Count(got, "文本框:重要提示内容"); n != 1 {
		t.Errorf("text box read %d times", n)
	}
	if t.Failed() {
		t.Log(got)
	}
}

func TestBody(t *testing.T) {
	tests := []struct{ name, body, want string }{
		{"a deleted paragraph mark joins", para(`<w:rPr><w:del/></w:rPr>`, text("前半")) + para("", text("后半")), "前半后半"},
		{"deleted mark at the end", para("", text("一段")) + para(`<w:rPr><w:del/></w:rPr>`, text("末段")), "一段|末段"},
		{"moved text once", para("", `<w:moveFrom>`+text("移")+`</w:moveFrom>`) + para("", `<w:moveTo>`+text("移")+`</w:moveTo>`), "移"},
		{"hidden run", para("", text("见")+`<w:r><w:rPr><w:vanish/></w:rPr><w:t>密</w:t></w:r>`), "见"},
		{"vanish off", para("", `<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>显</w:t></w:r>`), "显"},
		{"line break cuts a title", para("", text("关于印发")+`<w:r><w:br/></w:r>`+text("办法的通知")), "关于印发|办法的通知"},
		{"tab is a space", para("", text("电话")+`<w:r><w:tab/></w:r>`+text("023")), "电话 023"},
		{"field code", para("", `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>`+text("码")+
			`<w:r><w:fldChar w:fldCharType="separate"/></w:r>`+text("果")+`<w:r><w:fldChar w:fldCharType="end"/></w:r>`+text("后")), "果后"},
		{"prompt of a control", `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>` + para("", text("单击此处输入")) + `</w:sdtContent></w:sdt>` +
			`<w:sdt><w:sdtPr/><w:sdtContent>` + para("", text("填好的")) + `</w:sdtContent></w:sdt>`, "填好的"},
		{"boxes", para("", `<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>`+text("是")), "☑是"},
		{"ruby", para("", `<w:r><w:ruby><w:rt>`+text("pin")+`</w:rt><w:rubyBase>`+text("拼")+`</w:rubyBase></w:ruby></w:r>`), "拼"},
		{"frame of one cell", `<w:tbl><w:tr><w:tc>` + para("", text("甲")) + para("", text("乙")) + `</w:tc></w:tr></w:tbl>`, "甲|乙"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			doc, err := Read(context.Background(), build(t, map[string]string{"body": tc.body}))
			if err != nil {
				t.Fatal(err)
			}
			if got := lines(doc); got != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}

const testLists = `<w:numbering xmlns:w="w">
<w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:pStyle w:val="Chapter"/><w:lvlText w:val="第%1章"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlRestart w:val="0"/><w:pStyle w:val="Article"/><w:lvlText w:val="第%2条"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="8"><w:numStyleLink w:val="S"/></w:abstractNum>
<w:abstractNum w:abstractNumId="9"><w:styleLink w:val="S"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:suff w:val="nothing"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="9"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="9"/></w:num>
</w:numbering>`

const testStyles = `<w:styles xmlns:w="w">
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Chapter"><w:basedOn w:val="a"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Article"><w:basedOn w:val="Chapter"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Hid"><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="character" w:styleId="HidRun"><w:basedOn w:val="HidRun"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="toc 1"/></w:style>
</w:styles>`

func styled(id, runs string) string { return para(`<w:pStyle w:val="`+id+`"/>`, runs) }

// TestRaised: the raised mark of a note is no digit of the figure before it, and a square is one.
func TestRaised(t *testing.T) {
	const high = `<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r>`
	doc, err := Read(context.Background(), build(t, map[string]string{"body": para("", text("每人补助1000元")+high+text("。")) + para("", text("租金每m")+high+text("3元。"))}))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := lines(doc), "每人补助1000元[2]。|租金每m²3元。"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestStylesAndLists(t *testing.T) {
	tests := []struct{ name, body, want string }{
		{"numbers by style, articles run through", styled("Chapter", text("总则")) + styled("Article", text("甲")) + styled("Chapter", text("附则")) + styled("Article", text("乙")),
			"第一章 总则|第一条 甲|第二章 附则|第二条 乙"},
		{"numId 0 takes the number away", para(`<w:pStyle w:val="Chapter"/><w:numPr><w:numId w:val="0"/></w:numPr>`, text("总则")), "总则"},
		{"instances of one list go on", numbered(4, 0, "甲") + numbered(2, 0, "乙") + numbered(4, 0, "丙"), "1.甲|2.乙|3.丙"},
		{"an override restarts once", numbered(4, 0, "甲") + numbered(3, 0, "乙") + numbered(3, 0, "丙"), "1.甲|5.乙|6.丙"},
		{"an empty numbered paragraph counts", numbered(4, 0, "甲") + numbered(4, 0, "") + numbered(4, 0, "乙"), "1.甲|3.乙"},
		{"a hidden one does not", numbered(4, 0, "甲") + para(`<w:numPr><w:numId w:val="4"/></w:numPr><w:rPr><w:vanish/></w:rPr>`, "") + numbered(4, 0, "乙"), "1.甲|2.乙"},
		{"hidden by paragraph style", para("", text("见")) + styled("Hid", text("密")), "见"},
		{"toggle of both styles shows", styled("Hid", `<w:r><w:rPr><w:rStyle w:val="HidRun"/></w:rPr><w:t>显</w:t></w:r>`), "显"},
		{"table of contents", styled("T1", text("总则 1")) + para("", text("正文")), "正文"},
		{"numbers alone fill a column", `<w:tbl><w:tr><w:tc>` + numbered(4, 0, "") + `</w:tc><w:tc>` + para("", text("甲校")) + `</w:tc></w:tr></w:tbl>`, "1.\t甲校"},
		{"unknown list", numbered(99, 0, "甲"), "甲"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			doc, err := Read(context.Background(), build(t, map[string]string{
				"body": tc.body, "word/styles.xml": testStyles, "word/numbering.xml": testLists,
			}))
			if err != nil {
				t.Fatal(err)
			}
			if got := lines(doc); got != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}

func TestLevels(t *testing.T) {
	doc, err := Read(context.Background(), build(t, map[string]string{
		"body":            styled("Chapter", text("总则")) + styled("Article", text("甲")) + para(`<w:outlineLvl w:val="2"/>`, text("乙")),
		"word/styles.xml": testStyles,
	}))
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []int{1, 0, 3} {
		if got := doc.Blocks[i].Level; got != want {
			t.Errorf("block %d: level %d, want %d", i, got, want)
		}
	}
}

func TestTable(t *testing.T) {
	c := func(properties, s string) string {
		return "<w:tc><w:tcPr>" + properties + "</w:tcPr>" + para("", text(s)) + "</w:tc>"
	}
	tr := func(cells ...string) string { return "<w:tr>" + strings.Join(cells, "") + "</w:tr>" }
	body := "<w:tbl>" +
		tr(c(`<w:vMerge w:val="restart"/>`, "学校名称"), c(`<w:gridSpan w:val="2"/>`, "招生计划"), c(`<w:vMerge w:val="restart"/>`, "咨询电话")) +
		tr(c(`<w:vMerge/>`, ""), c("", "班数(个)"), c("", "人数(人)"), c(`<w:vMerge/>`, "")) +
		tr(c("", "甲校"), c("", "12"), c("", "600"), c(`<w:vMerge w:val="restart"/>`, "023-1")) +
		`<w:tr><w:trPr><w:del/></w:trPr>` + c("", "删校") + c("", "1") + c("", "2") + c("", "3") + `</w:tr>` +
		tr(c("", "乙校"), c("", "14"), c("", "700"), c(`<w:vMerge/>`, "")) +
		`<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>` + c("", "26") + c("", "1300") + `</w:tr>` +
		"</w:tbl>"
	doc, err := Read(context.Background(), build(t, map[string]string{"body": body}))
	if err != nil {
		t.Fatal(err)
	}
	want := "学校名称\t招生计划\t\t咨询电话|\t班数(个)\t人数(人)\t|甲校\t12\t600\t023-1|乙校\t14\t700\t023-1|\t26\t1300"
	if got := lines(doc); strings.TrimRight(got, "\t") != want {
		t.Errorf("got %q\nwant %q", got, want)
	}
	columns := "学校名称,招生计划/班数(个),招生计划/人数(人),咨询电话"
	if got := strings.Join(doc.Blocks[3].Columns, ","); got != columns {
		t.Errorf("columns %q, want %q", got, columns)
	}
}

func TestNotesAndTitle(t *testing.T) {
	parts := map[string]string{
		"_rels/.rels":              `<Relationships><Relationship Type="http://x/officeDocument" Target="/word/document9.xml"/></Relationships>`,
		"word/document9.xml":       `<w:document xmlns:w="w"><w:body>` + para("", text("关于某事的通知")) + para("", text("双培养机制")+`<w:r><w:footnoteReference w:id="2"/></w:r>`+text("。")+`<w:r><w:drawing><blip/></w:drawing></w:r>`) + `<w:altChunk/></w:body></w:document>`,
		"word/footnotes.xml":       `<w:footnotes xmlns:w="w"><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote><w:footnote w:id="2">` + para("", text("解释")) + `</w:footnote></w:footnotes>`,
		"docProps/core.xml":        `<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:title>关于某事的通知</dc:title></cp:coreProperties>`,
		"word/header1.xml":         `<w:hdr xmlns:w="w">` + para("", text("页眉")) + `</w:hdr>`,
		"word/_rels/x.xml.rels":    "<a/>",
		"customXml/item1.xml":      "<a/>",
		"word/theme/theme1.xml":    "<a/>",
		"word/document.xml.backup": "",
	}
	doc, err := Read(context.Background(), build(t, parts))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := lines(doc), "关于某事的通知|双培养机制。|脚注:解释"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if doc.Title != "关于某事的通知" {
		t.Errorf("title %q", doc.Title)
	}
	if len(doc.Notes) != 2 {
		t.Errorf("notes %q, want one on pictures and one on foreign content", doc.Notes)
	}
	parts["docProps/core.xml"] = strings.Replace(parts["docProps/core.xml"], "某事", "去年之事", 1)
	if doc, err = Read(context.Background(), build(t, parts)); err != nil || doc.Title != "" {
		t.Errorf("a left-over title is taken: %q, %v", doc.Title, err)
	}
}

func TestRefusals(t *testing.T) {
	tests := []struct {
		name  string
		parts map[string]string
		want  error
	}{
		{"no main part", map[string]string{"word/other.xml": ""}, document.ErrDamaged},
		{"no text", map[string]string{"body": "<w:p/>"}, document.ErrEmpty},
		{"only a picture", map[string]string{"body": para("", `<w:r><w:drawing><blip/></w:drawing></w:r>`)}, document.ErrNotText},
		{"not XML", map[string]string{"word/document.xml": "<a><b></a>"}, document.ErrDamaged},
		{"nested too deep", map[string]string{"body": strings.Repeat("<w:ins>", 3000) + strings.Repeat("</w:ins>", 3000)}, document.ErrTooLarge},
		{"part too large", map[string]string{"word/document.xml": strings.Repeat(" ", maxPart+1)}, document.ErrTooLarge},
		{"damaged numbering", map[string]string{"body": para("", text("甲")), "word/numbering.xml": "<w:numbering"}, document.ErrDamaged},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			_, err := Read(context.Background(), build(t, tc.parts))
			var problem *document.Problem
			if !errors.As(err, &problem) || !errors.Is(err, tc.want) || problem.Reason == "" || problem.Remedy == "" {
				t.Errorf("error %v, want a Problem of %v", err, tc.want)
			}
		})
	}
}

func TestBreaksOff(t *testing.T) {
	doc, err := Read(context.Background(), build(t, map[string]string{
		"word/document.xml": `<w:document xmlns:w="w"><w:body>` + para("", text("读到")) + "<w:p><w:r>",
	}))
	if err != nil || lines(doc) != "读到" || len(doc.Notes) != 1 {
		t.Errorf("blocks %q, notes %q, error %v", lines(doc), doc.Notes, err)
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := Read(ctx, build(t, map[string]string{"body": strings.Repeat("<w:p><w:r><w:t>x</w:t></w:r></w:p>", 5000)}))
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want the context's", err)
	}
}

// FuzzBody: any body gives a Document of sound blocks or a Problem, and no panic.
func FuzzBody(f *testing.F) {
	f.Add(para("", text("甲")))
	f.Add(numbered(1, 0, "乙"))
	f.Add(`<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="3"/><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>`)
	f.Fuzz(func(t *testing.T, body string) {
		doc, err := Read(context.Background(), build(t, map[string]string{"body": body, "word/styles.xml": testStyles, "word/numbering.xml": testLists}))
		var problem *document.Problem
		if err != nil && !errors.As(err, &problem) {
			t.Fatalf("error %v is no Problem", err)
		}
		for _, b := range doc.Blocks {
			if (b.Text == "") == (b.Cells == nil) || strings.ContainsAny(b.Text, "\n\r") {
				t.Fatalf("block %+v", b)
			}
		}
	})
}

func BenchmarkRead(b *testing.B) {
	data := sampletest.File(b, "docx/report_long.docx")
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := Read(context.Background(), data); err != nil {
			b.Fatal(err)
		}
	}
}
