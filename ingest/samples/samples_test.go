package samples

import (
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/text/encoding/simplifiedchinese"

	"wence/retrieval/zh"
)

const mark = "本文件为问策演示样例，地名、机构与数字均为虚构。"

// Files that are not UTF-8, and what they are instead.
var gb18030 = []string{"02-lanjiang-student-aid.html"}

// texts reads every notice: base name to its text, without markup. Cells and paragraphs stay apart by line breaks.
func texts(t *testing.T) map[string]string {
	t.Helper()
	names, err := fs.Glob(FS(), "*")
	if err != nil {
		t.Fatal(err)
	}
	out := make(map[string]string, len(names))
	for _, name := range names {
		b, err := fs.ReadFile(FS(), name)
		if err != nil {
			t.Fatal(err)
		}
		if slices.Contains(gb18030, name) {
			if b, err = simplifiedchinese.GB18030.NewDecoder().Bytes(b); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
		}
		out[name] = string(b)
		if path.Ext(name) == ".html" {
			out[name] = stripTags(string(b))
		}
	}
	return out
}

func stripTags(page string) string {
	var b strings.Builder
	for z := html.NewTokenizer(strings.NewReader(page)); ; {
		switch z.Next() {
		case html.ErrorToken:
			return b.String()
		case html.TextToken:
			b.Write(z.Text())
		case html.StartTagToken:
			b.WriteByte('\n')
		}
	}
}

func TestNoticesSayThatTheyAreSamples(t *testing.T) {
	notices := texts(t)
	if len(notices) < 8 {
		t.Fatalf("%d notices, want at least 8", len(notices))
	}
	for name, text := range notices {
		if path.Ext(name) == ".html" { // page furniture stands around the notice
			if !strings.Contains(text, mark) {
				t.Errorf("%s: not marked as a sample", name)
			}
			continue
		}
		lines := strings.Split(strings.TrimSpace(text), "\n")
		if want := zh.Fold(mark); zh.Fold(lines[0]) != want && zh.Fold(lines[len(lines)-1]) != want {
			t.Errorf("%s: neither the first nor the last line marks it as a sample", name)
		}
	}
}

func TestEncodings(t *testing.T) {
	for name, text := range texts(t) {
		b, err := fs.ReadFile(FS(), name)
		if err != nil {
			t.Fatal(err)
		}
		if is := !utf8.Valid(b); is != slices.Contains(gb18030, name) {
			t.Errorf("%s: other than UTF-8 = %v, claimed %v", name, is, !is)
		}
		if strings.ContainsRune(text, utf8.RuneError) {
			t.Errorf("%s: replacement character", name)
		}
		if is := zh.IsTraditional(text); is != (name == "15-zhuyu-kindergarten.txt") {
			t.Errorf("%s: Traditional = %v", name, is)
		}
	}
}

func TestNoticesReadAsNotices(t *testing.T) {
	for name, text := range texts(t) {
		if n := utf8.RuneCountInString(text); n < 800 || n > 4000 {
			t.Errorf("%s: %d characters", name, n)
		}
		if !strings.Contains(zh.Fold(text), "岚江省") {
			t.Errorf("%s: does not say in which province it applies", name)
		}
	}
}
