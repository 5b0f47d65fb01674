package pptx

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"wence/ingest/document"
	"wence/ingest/document/documenttest"
	"wence/ingest/sniff/sampletest"
)

const spaces = ` xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"` +
	` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"`

const kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

// show is a presentation of slides, shown in the order that order gives (1-based), with further parts.
func show(t testing.TB, order []int, slides []string, parts ...string) []byte {
	t.Helper()
	list, rels := "", ""
	for _, n := range order {
		list += fmt.Sprintf(`<p:sldId id="%d" r:id="rId%d"/>`, 255+n, n)
	}
	for i, s := range slides {
		rels += fmt.Sprintf(`<Relationship Id="rId%d" Type="%sslide" Target="slides/slide%d.xml"/>`, i+1, kinds, i+1)
		parts = append(parts, fmt.Sprintf("ppt/slides/slide%d.xml", i+1), s)
	}
	return sampletest.Zip(t, append([]string{
		"[Content_Types].xml", `<Types/>`,
		"_rels/.rels", `<Relationships><Relationship Id="rId1" Type="` + kinds + `officeDocument" Target="/ppt/presentation.xml"/></Relationships>`,
		"ppt/presentation.xml", `<p:presentation` + spaces + `><p:sldIdLst>` + list + `</p:sldIdLst></p:presentation>`,
		"ppt/_rels/presentation.xml.rels", `<Relationships>` + rels + `</Relationships>`,
	}, parts...)...)
}

func slideOf(shapes ...string) string {
	return `<p:sld` + spaces + `><p:cSld><p:spTree>` + strings.Join(shapes, "") + `</p:spTree></p:cSld></p:sld>`
}

// shape is a shape of a placeholder's kind, "" for a text box.
func shape(kind string, paragraphs ...string) string {
	ph := ""
	if kind != "" {
		ph = `<p:ph type="` + kind + `"/>`
	}
	return `<p:sp><p:nvSpPr><p:cNvPr id="2" name="x"/><p:nvPr>` + ph + `</p:nvPr></p:nvSpPr><p:txBody><a:bodyPr/>` + strings.Join(paragraphs, "") + `</p:txBody></p:sp>`
}

func par(text string) string {
	return `<a:p><a:r><a:rPr lang="zh-CN"/><a:t>` + text + `</a:t></a:r></a:p>`
}

// auto is a paragraph with an automatic number.
func auto(level int, kind, text string) string {
	return fmt.Sprintf(`<a:p><a:pPr lvl="%d"><a:buAutoNum type="%s"/></a:pPr><a:r><a:t>%s</a:t></a:r></a:p>`, level, kind, text)
}

func tc(attrs, text string) string {
	return `<a:tc` + attrs + `><a:txBody>` + par(text) + `</a:txBody><a:tcPr/></a:tc>`
}

func TestRead(t *testing.T) {
	table := `<p:graphicFrame><a:graphic><a:graphicData><a:tbl><a:tblPr firstRow="1"/><a:tblGrid/>` +
		`<a:tr>` + tc(` rowSpan="2"`, "学段") + tc(` gridSpan="2"`, "标准") + tc(` hMerge="1"`, "") + `</a:tr>` +
		`<a:tr>` + tc(` vMerge="1"`, "") + tc("", "一档") + tc("", "二档") + `</a:tr>` +
		`<a:tr>` + tc("", "幼儿园") + tc("", "1000") + tc("", "800") + `</a:tr></a:tbl></a:graphicData></a:graphic></p:graphicFrame>`
	diagram := `<p:graphicFrame><a:graphic><a:graphicData><dgm:relIds r:dm="rId9" r:lo="rId8"/></a:graphicData></a:graphic></p:graphicFrame>`
	cases := []struct {
		name  string
		data  []byte
		want  string
		title string
		note  string
	}{
		{"title before text, page by page", show(t, []int{1, 2}, []string{
			slideOf(shape("subTitle", par("云岭县教育局")), shape("ctrTitle", par("资助政策解读"))),
			slideOf(shape("title", par("一、对象")), shape("", par("困难幼儿"), par("孤儿"))),
		}), "1:资助政策解读#1|1:云岭县教育局|2:一、对象#1|2:困难幼儿|2:孤儿", "资助政策解读", ""},
		{"order of the list, not of the names", show(t, []int{2, 1}, []string{slideOf(shape("", par("后"))), slideOf(shape("", par("先")))}), "1:先|2:后", "", ""},
		{"a hidden slide", show(t, []int{1, 2}, []string{slideOf(shape("", par("看得见"))),
			strings.Replace(slideOf(shape("", par("旧标准500元"))), "<p:sld ", `<p:sld show="0" `, 1)}), "1:看得见", "", "第2页是隐藏的"},
		{"page number and footer", show(t, []int{1}, []string{slideOf(shape("sldNum", par("7")), shape("ftr", par("内部资料")), shape("", par("正文")))}), "1:正文", "", ""},
		{"a hidden shape", show(t, []int{1}, []string{slideOf(strings.Replace(shape("", par("旧")), `id="2"`, `id="2" hidden="1"`, 1), shape("", par("新")))}), "1:新", "", ""},
		{"automatic numbers", show(t, []int{1}, []string{slideOf(shape("",
			auto(0, "ea1JpnChsDbPeriod", "对象"), auto(1, "arabicParenBoth", "幼儿"), auto(1, "arabicParenBoth", "小学生"),
			auto(0, "ea1JpnChsDbPeriod", "标准"), auto(1, "arabicPeriod", "每年1000元"), par("说明"), auto(0, "circleNumDbPlain", "从头数")))}),
			"1:一、对象|1:(1)幼儿|1:(2)小学生|1:二、标准|1:1.每年1000元|1:说明|1:①从头数", "", ""},
		{"a group, and a copy for old programs", show(t, []int{1}, []string{slideOf(`<p:grpSp>` + shape("", par("组内")) + `</p:grpSp>` +
			`<mc:AlternateContent xmlns:mc="m"><mc:Choice>` + shape("", par("新写法")) + `</mc:Choice><mc:Fallback>` + shape("", par("旧写法")) + `</mc:Fallback></mc:AlternateContent>`)}),
			"1:组内|1:新写法", "", ""},
		{"a table with a head of two rows", show(t, []int{1}, []string{slideOf(table)}), "1:^学段/标准/|1:^/一档/二档|1:幼儿园/1000/800<学段,标准/一档,标准/二档>", "", ""},
		{"a diagram", show(t, []int{1}, []string{slideOf(diagram)},
			"ppt/slides/_rels/slide1.xml.rels", `<Relationships><Relationship Id="rId9" Type="`+kinds+`diagramData" Target="../diagrams/data1.xml"/></Relationships>`,
			"ppt/diagrams/data1.xml", `<dgm:dataModel`+spaces+`><dgm:ptLst><dgm:pt type="doc"/><dgm:pt><dgm:t>`+par("网上报名")+`</dgm:t></dgm:pt><dgm:pt type="pres"><dgm:t>`+par("版式")+`</dgm:t></dgm:pt><dgm:pt><dgm:t>`+par("现场审核")+`</dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>`),
			"1:网上报名|1:现场审核", "", ""},
		{"a title in no place for one", show(t, []int{1}, []string{slideOf(shape("", par("某小学2026年新生家长会")), shape("", par("报到：8月29日")))}),
			"1:某小学2026年新生家长会|1:报到：8月29日", "某小学2026年新生家长会", ""},
		{"a picture", show(t, []int{1, 2}, []string{slideOf(`<p:pic/>`), slideOf(shape("", par("字")))}), "2:字", "", "第1页只有图片"},
		{"a slide that is damaged", show(t, []int{1, 2}, []string{slideOf(shape("", par("前"))) + "<", `<p:sld` + spaces + `><p:cSld><p:sp>`}, "x", "y"), "1:前", "", "第2页已损坏"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			doc, err := Read(context.Background(), tc.data)
			if err != nil {
				t.Fatal(err)
			}
			if got := documenttest.Listed(doc); got != tc.want || doc.Title != tc.title {
				t.Errorf("got  %s, title %q\nwant %s, title %q", got, doc.Title, tc.want, tc.title)
			}
			if notes := strings.Join(doc.Notes, ";"); !strings.Contains(notes, tc.note) || tc.note == "" && notes != "" {
				t.Errorf("notes %q, want %q", notes, tc.note)
			}
		})
	}
}

func TestReadRefuses(t *testing.T) {
	whole := show(t, []int{1}, []string{slideOf(shape("", par("字")))})
	many := make([]int, maxSlides+1)
	for i := range many {
		many[i] = 1
	}
	cases := []struct {
		name string
		data []byte
		want error
	}{
		{"cut off", whole[:len(whole)-40], document.ErrDamaged},
		{"no presentation", sampletest.Zip(t, "[Content_Types].xml", "<Types/>"), document.ErrDamaged},
		{"no slide can be read", show(t, []int{1}, []string{"<"}), document.ErrDamaged},
		{"nothing on it", show(t, []int{1}, []string{slideOf()}), document.ErrEmpty},
		{"pictures alone", show(t, []int{1}, []string{slideOf(`<p:pic/>`)}), document.ErrNoText},
		{"too many slides", show(t, many, []string{slideOf()}), document.ErrTooLarge},
		{"nested without end", show(t, []int{1}, []string{strings.Repeat("<p:grpSp>", 3000)}), document.ErrTooLarge},
		{"a bomb", show(t, []int{1}, []string{slideOf(strings.Repeat(" ", 65<<20))}), document.ErrTooLarge},
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
}

// FuzzSlide: whatever a slide says, a Problem with a remedy, or text.
func FuzzSlide(f *testing.F) {
	f.Add(slideOf(shape("title", par("题")), shape("", auto(8, "arabicPeriod", "一")), `<p:pic/>`))
	f.Add(slideOf(`<a:tbl><a:tr>` + tc(` rowSpan="-3" gridSpan="99999999"`, "x") + `</a:tr></a:tbl>`))
	f.Fuzz(func(t *testing.T, content string) {
		doc, err := Read(context.Background(), show(t, []int{1}, []string{content}))
		var p *document.Problem
		if err != nil && (!errors.As(err, &p) || p.Remedy == "") || err == nil && len(doc.Blocks) == 0 {
			t.Fatalf("got %+v, %v", doc, err)
		}
	})
}
