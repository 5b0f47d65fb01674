package html

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"wence/ingest/document"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestGolden reads each page of testdata and compares the document with the golden file beside it.
func TestGolden(t *testing.T) {
	pages, err := filepath.Glob("testdata/*.html")
	if err != nil || len(pages) == 0 {
		t.Fatal("no pages", err)
	}
	for _, name := range pages {
		t.Run(filepath.Base(name), func(t *testing.T) {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			doc, err := Read(context.Background(), data)
			if err != nil {
				t.Fatal(err)
			}
			got := golden(t, doc)
			file := strings.TrimSuffix(name, ".html") + ".golden.json"
			if *update {
				if err := os.WriteFile(file, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// golden writes a document as JSON, one block a line, empty fields left out.
func golden(t *testing.T, doc document.Document) []byte {
	t.Helper()
	var out bytes.Buffer
	line := func(v any) {
		enc := json.NewEncoder(&out)
		enc.SetEscapeHTML(false)
		if err := enc.Encode(v); err != nil {
			t.Fatal(err)
		}
	}
	line(map[string]any{"title": doc.Title, "url": doc.URL, "notes": doc.Notes})
	for _, f := range doc.Meta {
		line([]string{"meta", f.Label, f.Value})
	}
	for _, l := range doc.Attachments {
		line([]string{"attachment", l.Name, l.URL})
	}
	for _, b := range doc.Blocks {
		m := map[string]any{}
		if b.Cells == nil {
			m["text"] = b.Text
		} else {
			m["cells"], m["table"] = b.Cells, b.Table
		}
		if b.Columns != nil {
			m["columns"] = b.Columns
		}
		if b.Header {
			m["header"] = true
		}
		if b.Level > 0 {
			m["level"] = b.Level
		}
		line(m)
	}
	return out.Bytes()
}

func TestReadRefuses(t *testing.T) {
	cases := []struct {
		name string
		data []byte
		want error
		hint string // in the remedy
	}{
		{"nothing", nil, document.ErrEmpty, "重新提交"},
		{"too large", make([]byte, maxBytes+1), document.ErrTooLarge, "拆分"},
		{"not text", bytes.Repeat([]byte{0, 1, 2, 0xFF}, 100), document.ErrNotText, "另存"},
		{"drawn by a script", []byte(`<html><body><div id="app"></div><script>render("正文")</script></body></html>`), document.ErrNoText, "另存为"},
		{"only an embedded PDF", []byte(`<html><body><embed src="a.pdf"></body></html>`), document.ErrNoText, "附件"},
		{"only a picture", []byte(`<html><body><p><img src="a.jpg"></p></body></html>`), document.ErrNoText, "图片"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			_, err := Read(context.Background(), tc.data)
			var p *document.Problem
			if !errors.Is(err, tc.want) || !errors.As(err, &p) || !strings.Contains(p.Remedy, tc.hint) {
				t.Errorf("got %v %+v, want %v with %q", err, p, tc.want, tc.hint)
			}
		})
	}
}

func TestReadStopsWithContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Read(ctx, []byte("<p>通知</p>")); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// TestReadDeep holds the text of pages nested beyond the parser's bound, the site around it left out.
func TestReadDeep(t *testing.T) {
	const text = "各学校：</p><p>现将招生工作有关事项通知如下，请认真执行，确保公平。"
	const menu = `<div><a href="/">首页</a><a href="/a">概况</a><a href="/b">公开</a></div>`
	cases := []struct{ name, page string }{
		{"nested divs", menu + strings.Repeat("<div>", 2000) + "<p>" + text + "</p>" + strings.Repeat("</div>", 2000)},
		{"unclosed fonts", menu + "<div>" + strings.Repeat(`<font size="3"><span><b>`, 700) + "<p>" + text + "</p></div>"},
		{"nested tables", menu + strings.Repeat("<table><tr><td>", 700) + "<p>" + text + "</p>"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			doc, err := Read(context.Background(), []byte("<html><head><title>招生工作通知</title></head><body>"+tc.page+"</body></html>"))
			if err != nil {
				t.Fatal(err)
			}
			if len(doc.Notes) == 0 || doc.Title != "招生工作通知" {
				t.Errorf("title %q, notes %q", doc.Title, doc.Notes)
			}
			var got []string
			for _, b := range doc.Blocks {
				got = append(got, b.Text)
			}
			if strings.Join(got, "</p><p>") != text {
				t.Errorf("got %q", got)
			}
		})
	}
}

// FuzzRead holds: no panic; blocks are text or cells, in one line, valid UTF-8; data rows are as long as their columns.
func FuzzRead(f *testing.F) {
	pages, _ := filepath.Glob("testdata/*.html")
	for _, name := range pages {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte(`<table><tr><td rowspan=3 colspan=99999>通知<td>a<tr><th>b</table><ol start=-5><li>甲`))
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := Read(context.Background(), data)
		if err != nil {
			return
		}
		if len(doc.Blocks) == 0 {
			t.Fatal("no blocks and no error")
		}
		for _, b := range doc.Blocks {
			line := b.Text + strings.Join(b.Cells, "")
			if (b.Text == "") == (b.Cells == nil) || strings.ContainsAny(line, "\r\n") || !utf8.ValidString(line) {
				t.Fatalf("block %+v", b)
			}
			if b.Columns != nil && len(b.Columns) != len(b.Cells) || (b.Table > 0) != (b.Cells != nil) {
				t.Fatalf("row %+v", b)
			}
		}
	})
}

func BenchmarkRead(b *testing.B) {
	small, err := os.ReadFile("testdata/hanweb.html")
	if err != nil {
		b.Fatal(err)
	}
	row := "<tr><td>示例小学</td><td>12</td><td>540</td></tr>"
	para := "<p>　　各学校要认真执行招生政策，确保公平公正，不得提前组织考试。</p>\n"
	page := func(n int) []byte {
		return []byte("<html><head><title>招生通知</title></head><body><div id=zoom>" + strings.Repeat(para, n) +
			"<table><tr><th>学校</th><th>班数</th><th>人数</th></tr>" + strings.Repeat(row, n) + "</table></div></body></html>")
	}
	for _, bench := range []struct {
		name string
		data []byte
	}{{"small", small}, {"30 KB", page(150)}, {"7 MB", page(35_000)}} {
		b.Run(bench.name, func(b *testing.B) {
			b.SetBytes(int64(len(bench.data)))
			for b.Loop() {
				if _, err := Read(context.Background(), bench.data); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// TestNestedTable: a table that divides one cell leaves the table around it a table; one that holds the page does not.
func TestNestedTable(t *testing.T) {
	const head = "<tr><td rowspan=2>学校</td><td colspan=2>招生计划</td></tr><tr><td>班数</td><td>人数</td></tr>"
	const divided = "<tr><td>朝阳小学<table><tr><td>南校区</td><td>2</td></tr><tr><td>北校区</td><td>3</td></tr></table></td><td>5</td><td>225</td></tr>"
	data := "<table>" + head + "<tr><td>实验小学</td><td>6</td><td>270</td></tr>" + divided + "<tr><td>育才小学</td><td>4</td><td>180</td></tr></table>"
	cases := []struct{ name, body string }{
		{"in a page", data},
		{"in a table that arranges the page", "<table><tr><td><a href=/>首页</a></td><td>" + data + "</td></tr><tr><td>版权所有</td><td>联系我们</td></tr></table>"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			doc, err := Read(context.Background(), []byte("<html><body><h1>招生计划</h1><p>各学校:现将今年的招生计划印发给你们,请认真执行。</p>"+tc.body+"</body></html>"))
			if err != nil {
				t.Fatal(err)
			}
			var rows []string
			for _, b := range doc.Blocks {
				if b.Columns != nil {
					rows = append(rows, strings.Join(b.Cells, ",")+" of "+b.Columns[2])
				}
			}
			want := "实验小学,6,270 of 招生计划/人数|朝阳小学 南校区 2 北校区 3,5,225 of 招生计划/人数|育才小学,4,180 of 招生计划/人数"
			if got := strings.Join(rows, "|"); got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
		})
	}
}
