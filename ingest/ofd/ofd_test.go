package ofd

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"wence/ingest/document"
)

const space = ` xmlns:ofd="http://www.ofdspec.org/2016"`

// packed is an OFD file of the given parts, by turns name and content, over those that every file has.
func packed(t testing.TB, parts ...string) []byte {
	t.Helper()
	all := append([]string{
		"OFD.xml", `<?xml version="1.0" encoding="UTF-8"?><ofd:OFD` + space + ` DocType="OFD" Version="1.0"><ofd:DocBody><ofd:DocInfo><ofd:DocID>1</ofd:DocID></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
	}, parts...)
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(all); i += 2 {
		f, err := w.Create(all[i])
		if err != nil {
			t.Fatal(err)
		}
		f.Write([]byte(all[i+1]))
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// root is a document of so many pages with one template.
func root(pages int) string {
	list := ""
	for i := range pages {
		list += fmt.Sprintf(`<ofd:Page ID="%d" BaseLoc="Pages/Page_%d/Content.xml"/>`, i+10, i)
	}
	return `<ofd:Document` + space + `><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>` +
		`<ofd:TemplatePage ID="3" BaseLoc="Tpls/Tpl_0/Content.xml"/></ofd:CommonData><ofd:Pages>` + list + `</ofd:Pages></ofd:Document>`
}

// page is a page that draws objects.
func page(objects ...string) string {
	return `<ofd:Page` + space + `><ofd:Content><ofd:Layer ID="1"><ofd:PageBlock>` + strings.Join(objects, "\n") + `</ofd:PageBlock></ofd:Layer></ofd:Content></ofd:Page>`
}

// text is a line of 5 mm characters at a place.
func text(left, top float64, s string) string {
	n := len([]rune(s))
	return fmt.Sprintf(`<ofd:TextObject ID="9" Font="1" Size="5" Boundary="%g %g %d 6"><ofd:TextCode X="0" Y="4.5" DeltaX="g %d 5">%s</ofd:TextCode></ofd:TextObject>`, left, top, 5*n, n-1, s)
}

func listed(doc document.Document) string {
	var out []string
	for _, b := range doc.Blocks {
		s := fmt.Sprint(b.Page, ":", b.Text, strings.Join(b.Cells, "/"))
		if b.Columns != nil {
			s += "<" + strings.Join(b.Columns, ",") + ">"
		}
		out = append(out, s)
	}
	return strings.Join(out, "|")
}

func TestRead(t *testing.T) {
	const one, two = "一、家庭经济困难学生每生每年补助标准为一千二百五十元,由县财政", "承担。"
	lines := []string{text(30, 40, "关于发放助学金的通知"), text(25, 60, one), text(25, 68, two)}
	table := []string{
		text(30, 100, "学校"), text(80, 100, "班数"), text(130, 100, "人数"), text(30, 110, "实验小学"), text(80, 110, "6"), text(130, 110, "270"),
		text(30, 120, "朝阳小学"), text(80, 120, "5"), text(130, 120, "225"),
	}
	first := "Doc_0/Pages/Page_0/Content.xml"
	const want = "1:关于发放助学金的通知|1:" + one + two
	cases := []struct {
		name  string
		parts []string
		want  string
		note  string
	}{
		{"paragraphs", []string{"Doc_0/Document.xml", root(1), first, page(lines...)}, want, ""},
		{"objects out of order", []string{"Doc_0/Document.xml", root(1), first, page(lines[2], lines[1], lines[0])}, want, ""},
		{"places from the root", []string{"Doc_0/Document.xml", strings.ReplaceAll(root(1), `"Pages/`, `"/Doc_0/Pages/`), first, page(lines...)}, want, ""},
		{"a table", []string{"Doc_0/Document.xml", root(1), first, page(table...)}, "1:学校/班数/人数|1:实验小学/6/270<学校,班数,人数>|1:朝阳小学/5/225<学校,班数,人数>", ""},
		{"a template", []string{"Doc_0/Document.xml", root(1), "Doc_0/Tpls/Tpl_0/Content.xml", page(text(60, 20, "某县教育局文件")),
			first, strings.Replace(page(lines...), "<ofd:Content>", `<ofd:Template TemplateID="3"/><ofd:Content>`, 1)}, "1:某县教育局文件|" + want, ""},
		{"scaled, in one run, an invisible line", []string{"Doc_0/Document.xml", root(1), first, page(
			`<ofd:TextObject Size="1" CTM="5 0 0 5 0 0" Boundary="30 40 60 6"><ofd:TextCode X="0" Y="0.9" DeltaX="g 3 1 1">助学 标准</ofd:TextCode></ofd:TextObject>`,
			strings.Replace(text(30, 50, "看不见的字"), "<ofd:TextObject", `<ofd:TextObject Visible="false"`, 1))}, "1:助学 标准", ""},
		{"a page without text", []string{"Doc_0/Document.xml", root(2), first, page(lines...), "Doc_0/Pages/Page_1/Content.xml", page(`<ofd:ImageObject Boundary="0 0 210 297"/>`)}, want, "第2页没有文字"},
		{"a page that is missing", []string{"Doc_0/Document.xml", root(2), first, page(lines...)}, want, "1页已损坏"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			doc, err := Read(context.Background(), packed(t, tc.parts...))
			if err != nil {
				t.Fatal(err)
			}
			if got := listed(doc); got != tc.want {
				t.Errorf("got  %s\nwant %s", got, tc.want)
			}
			if notes := strings.Join(doc.Notes, ";"); !strings.Contains(notes, tc.note) || tc.note == "" && notes != "" {
				t.Errorf("notes %q, want %q", notes, tc.note)
			}
		})
	}
}

func TestReadRefuses(t *testing.T) {
	const first = "Doc_0/Pages/Page_0/Content.xml"
	whole := packed(t, "Doc_0/Document.xml", root(1), first, page(text(30, 40, "通知")))
	cases := []struct {
		name string
		data []byte
		want error
	}{
		{"cut off", whole[:len(whole)-40], document.ErrDamaged},
		{"no document", packed(t), document.ErrDamaged},
		{"no XML", packed(t, "Doc_0/Document.xml", "text"), document.ErrDamaged},
		{"encrypted", packed(t, "Encryptions.xml", "<x/>"), document.ErrEncrypted},
		{"too many pages", packed(t, "Doc_0/Document.xml", root(maxPages+1)), document.ErrTooLarge},
		{"nested without end", packed(t, "Doc_0/Document.xml", root(1), first, strings.Repeat("<a>", maxDepth+1)), document.ErrTooLarge},
		{"a bomb", packed(t, "Doc_0/Document.xml", root(1), first, "<a>"+strings.Repeat(" ", maxPart)+"</a>"), document.ErrTooLarge},
		{"a picture", packed(t, "Doc_0/Document.xml", root(1), first, page(`<ofd:ImageObject/>`)), document.ErrNoText},
		{"numbers of glyphs", packed(t, "Doc_0/Document.xml", root(1), first, page(text(30, 40, strings.Repeat("黻黼黹鼗鼙", 5)))), document.ErrNotText},
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

// FuzzPage: whatever a page says, a Problem with a remedy or text, and no character that the page does not hold.
func FuzzPage(f *testing.F) {
	f.Add(page(text(30, 40, "通知"), text(30, 50, "1.标准")))
	f.Add(page(`<ofd:TextObject Size="NaN" CTM="1 2 x" Boundary="-1 1e9 0"><ofd:TextCode X="a" DeltaX="g 99999999 5 g">甲</ofd:TextCode></ofd:TextObject>`))
	f.Fuzz(func(t *testing.T, content string) {
		doc, err := Read(context.Background(), packed(t, "Doc_0/Document.xml", root(1), "Doc_0/Pages/Page_0/Content.xml", content))
		var p *document.Problem
		if err != nil && (!errors.As(err, &p) || p.Remedy == "") || err == nil && len(doc.Blocks) == 0 {
			t.Fatalf("got %+v, %v", doc, err)
		}
		size := 0
		for _, b := range doc.Blocks {
			size += len(strings.ReplaceAll(b.Text+strings.Join(b.Cells, ""), " ", ""))
		}
		if size > len(content) {
			t.Errorf("%d bytes of text from %d", size, len(content))
		}
	})
}
