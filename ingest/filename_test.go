package ingest

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"wence/ingest/document"
)

func TestCleanName(t *testing.T) {
	long := strings.Repeat("关于印发", 400)
	for name, want := range map[string]string{
		"招生通知.docx": "招生通知.docx", "通知\u202Efdp.exe": "通知fdp.exe", "甲\n乙\t丙\x1b.txt": "甲 乙 丙 .txt", "\u2066\u200e": "未命名", " 通知.pdf ": "通知.pdf",
		"２０２５年　通知（一）.wps": "２０２５年　通知（一）.wps",
	} {
		if got := CleanName(name); got != want {
			t.Errorf("%q gives %q, want %q", name, got, want)
		}
	}
	one, other := CleanName(long+"甲.pdf"), CleanName(long+"乙.pdf")
	if one == other || utf8.RuneCountInString(one) != longestName || !strings.HasSuffix(one, ".pdf") || !strings.HasPrefix(one, "关于印发关于印发") {
		t.Errorf("long names give %q and %q", one, other)
	}
	if got := CleanName("a." + long); utf8.RuneCountInString(got) != longestName {
		t.Errorf("a long extension gives %q", got)
	}
}

// FuzzCleanName: whatever a name is, the clean one is short, of one line, and clean already.
func FuzzCleanName(f *testing.F) {
	f.Add("通知\u202Efdp.exe")
	f.Add(strings.Repeat("关", 200) + ".pdf")
	f.Fuzz(func(t *testing.T, name string) {
		got := CleanName(name)
		if n := utf8.RuneCountInString(got); n == 0 || n > longestName || strings.ContainsAny(got, "\n\r\u202e") || CleanName(got) != got {
			t.Errorf("%q gives %q", name, got)
		}
	})
}

// TestPrograms: a page that is called a program is refused by name, however the name is dressed up; and what is stored
// is called as people may see it.
func TestPrograms(t *testing.T) {
	page := []byte("<html><body><p>" + notice(1) + "</p></body></html>")
	for name, refused := range map[string]bool{
		"a.exe": true, "A.EXE": true, "通知.exe ": true, "通知.exe.": true, "通知.pdf\u200b.scr": true, "a.exe.html": false, "通知": false, "exe": false,
	} {
		_, err := Read(context.Background(), name, page)
		var p *document.Problem
		if refused != errors.As(err, &p) {
			t.Errorf("%q: %v", name, err)
		}
	}
	in, store := newIngester(t)
	dir := t.TempDir()
	bent := filepath.Join(dir, "通知\u202Etxt.html")
	write(t, bent, string(page))
	write(t, filepath.Join(dir, "a.exe"), string(page))
	equal(t, ingested(t, in, dir), "failed a.exe 文件名以.exe结尾,是程序的名字", "stored 通知\u202Etxt.html")
	if n := known(t, store, bent); n.Source != "通知txt.html" {
		t.Errorf("the source is called %q", n.Source)
	}
}
