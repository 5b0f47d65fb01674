package mhtml

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"mime/quotedprintable"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"wence/ingest/document"
)

const sentence = "家庭经济困难学生每生每年补助1250元,由县财政承担,每年9月发放。"

// htmlPage is a page with text under a title, encoded in GBK.
func htmlPage(t testing.TB, text string) []byte {
	t.Helper()
	data, err := simplifiedchinese.GBK.NewEncoder().Bytes([]byte("<html><head><meta charset=gb2312><title>关于助学金的通知</title></head><body><p>" + text + "</p></body></html>"))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// encode puts data into a transfer encoding.
func encode(t testing.TB, encoding string, data []byte) string {
	t.Helper()
	switch encoding {
	case "base64":
		text := base64.StdEncoding.EncodeToString(data)
		var lines strings.Builder
		for ; len(text) > 76; text = text[76:] {
			lines.WriteString(text[:76] + "\r\n")
		}
		return lines.String() + text
	case "quoted-printable":
		var b bytes.Buffer
		w := quotedprintable.NewWriter(&b)
		w.Write(data)
		w.Close()
		return b.String()
	}
	return string(data)
}

// part is a part of a message with the given head lines.
func part(t testing.TB, encoding, head string, data []byte) string {
	t.Helper()
	return "Content-Transfer-Encoding: " + encoding + "\r\n" + head + "\r\n\r\n" + encode(t, encoding, data)
}

// saved is a whole file of parts.
func saved(head string, parts ...string) string {
	const boundary = "----MultipartBoundary--x----"
	file := head + "MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"" + boundary + "\"\r\n\r\n\r\n"
	for _, p := range parts {
		file += "--" + boundary + "\r\n" + p + "\r\n"
	}
	return file + "--" + boundary + "--\r\n"
}

func TestRead(t *testing.T) {
	whole := part(t, "quoted-printable", "Content-Type: text/html\r\nContent-ID: <a@x>\r\nContent-Location: http://www.xp.gov.cn/t1.html", htmlPage(t, sentence))
	picture := part(t, "base64", "Content-Type: image/png\r\nContent-Location: http://www.xp.gov.cn/a.png", bytes.Repeat([]byte{0, 1, 2}, 500))
	frames := part(t, "quoted-printable", "Content-Type: text/html", []byte("<html><frameset><frame src=a.html></frameset></html>"))
	nested := "Content-Type: multipart/alternative; boundary=in\r\n\r\n--in\r\nContent-Type: text/plain\r\n\r\nno\r\n--in\r\n" + whole + "\r\n--in--"
	chrome := saved("From: <Saved by Blink>\r\nSnapshot-Content-Location: http://www.xp.gov.cn/t1.html\r\nSubject: =?utf-8?Q?x?=\r\n", whole, picture)
	cases := []struct{ name, file, url, note string }{
		{"a browser's", chrome, "http://www.xp.gov.cn/t1.html", ""},
		{"line ends of Unix", strings.ReplaceAll(chrome, "\r\n", "\n"), "http://www.xp.gov.cn/t1.html", ""},
		{"base64, pictures first", saved("", picture, part(t, "base64", "Content-Type: text/html; charset=\"gb2312\"", htmlPage(t, sentence))), "", ""},
		{"8bit", saved("", part(t, "8bit", "Content-Type: text/html", htmlPage(t, sentence))), "", ""},
		{"one part", "From: x\r\nSubject: y\r\nMIME-Version: 1.0\r\n" + part(t, "quoted-printable", "Content-Type: text/html; charset=gb2312", htmlPage(t, sentence)), "", ""},
		{"frames", saved("", frames, part(t, "base64", "Content-Type: text/html", htmlPage(t, "版权")), part(t, "base64", "Content-Type: text/html", htmlPage(t, sentence))), "", ""},
		{"a message within", saved("", nested), "http://www.xp.gov.cn/t1.html", ""},
		{"cut in a picture", chrome[:len(chrome)-300], "http://www.xp.gov.cn/t1.html", "文件不完整"},
		{"the page named", strings.Replace(saved("", part(t, "8bit", "Content-Type: text/html", htmlPage(t, "这一页是广告,请不要把它当作通知来读。")), whole), "type=", "start=\"<a@x>\"; type=", 1), "http://www.xp.gov.cn/t1.html", ""},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			doc, err := Read(context.Background(), []byte(tc.file))
			if err != nil {
				t.Fatal(err)
			}
			if len(doc.Blocks) != 1 || doc.Blocks[0].Text != sentence || doc.Title != "关于助学金的通知" || doc.URL != tc.url {
				t.Errorf("got %+v", doc)
			}
			if notes := strings.Join(doc.Notes, ";"); !strings.Contains(notes, tc.note) || tc.note == "" && notes != "" {
				t.Errorf("notes %q, want %q", notes, tc.note)
			}
		})
	}
}

func TestReadRefuses(t *testing.T) {
	cases := []struct {
		name, file string
		want       error
	}{
		{"no page", saved("", part(t, "base64", "Content-Type: image/png", []byte("x"))), document.ErrNoText},
		{"boundary never met", "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n--b\n", document.ErrDamaged},
		{"only a head", "MIME-Version: 1.0\nContent-Type: multipart/related", document.ErrDamaged},
		{"a page over the limit", saved("", part(t, "8bit", "Content-Type: text/html", make([]byte, maxPage))), document.ErrTooLarge},
		{"nothing", "", document.ErrNoText},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			_, err := Read(context.Background(), []byte(tc.file))
			var p *document.Problem
			if !errors.Is(err, tc.want) || !errors.As(err, &p) || p.Remedy == "" {
				t.Errorf("got %v, want %v", err, tc.want)
			}
		})
	}
}

// FuzzRead: whatever the bytes, a Problem with a remedy or a document with text; a message is opened to no more than its size.
func FuzzRead(f *testing.F) {
	f.Add([]byte(saved("", part(f, "quoted-printable", "Content-Type: text/html", htmlPage(f, sentence)), part(f, "base64", "Content-Type: image/png", []byte("x")))))
	f.Add([]byte("MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<p>" + sentence))
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := Read(context.Background(), data)
		var p *document.Problem
		if err != nil && (!errors.As(err, &p) || p.Remedy == "") || err == nil && len(doc.Blocks) == 0 {
			t.Errorf("got %+v, %v", doc, err)
		}
		size := 0
		for _, p := range open(data).pages {
			size += len(p.text)
		}
		if size > len(data) {
			t.Errorf("%d bytes of pages from %d", size, len(data))
		}
	})
}
