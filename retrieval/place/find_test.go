package place

import (
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"
)

// load returns the gazetteer that all tests share: loading it is most of a test's time.
var load = sync.OnceValues(Load)

func gazetteer(t testing.TB) *Gazetteer {
	t.Helper()
	g, err := load()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// markedText writes mentions into their text the way testdata/find.txt does.
func markedText(text string, mentions []Mention) string {
	var b strings.Builder
	from := 0
	for _, m := range mentions {
		var names []string
		for _, p := range m.Candidates {
			names = append(names, p.FullName())
		}
		b.WriteString(text[from:m.Start] + "[" + text[m.Start:m.End] + "=" + strings.Join(names, "/"))
		if m.Part {
			b.WriteString("*")
		}
		b.WriteString("]")
		from = m.End
	}
	return b.String() + text[from:]
}

// plain takes the marks off a text of testdata/find.txt.
func plain(marked string) string {
	var b strings.Builder
	for marked != "" {
		before, rest, found := strings.Cut(marked, "[")
		b.WriteString(before)
		if !found {
			break
		}
		mention, after, _ := strings.Cut(rest, "]")
		written, _, _ := strings.Cut(mention, "=")
		b.WriteString(written)
		marked = after
	}
	return b.String()
}

func TestFind(t *testing.T) {
	data, err := os.ReadFile("testdata/find.txt")
	if err != nil {
		t.Fatal(err)
	}
	g := gazetteer(t)
	cases := 0
	for line := range strings.Lines(string(data)) {
		name, want, found := strings.Cut(strings.TrimSuffix(line, "\n"), ": ")
		if !found || strings.HasPrefix(line, "#") {
			continue
		}
		cases++
		t.Run(name, func(t *testing.T) {
			text := plain(want)
			if got := markedText(text, g.Find(text)); got != want {
				t.Errorf("\n got %s\nwant %s", got, want)
			}
		})
	}
	if cases < 150 {
		t.Errorf("only %d cases read", cases)
	}
}

func TestFindShort(t *testing.T) {
	g := gazetteer(t)
	for text, want := range map[string]bool{"奉节": true, "奉节县": false, "重庆市奉节": true, "重庆奉节县": false, "锡盟": true} {
		if got := g.Find(text); len(got) != 1 || got[0].Short != want {
			t.Errorf("Find(%q) = %v, want one mention with Short %v", text, got, want)
		}
	}
}

func TestMentionPlace(t *testing.T) {
	g := gazetteer(t)
	if got := g.Find("鼓楼区教育局")[0].Place(); !got.IsZero() {
		t.Errorf("Place of an unclear mention = %v, want none", got)
	}
	if got := g.Find("奉节县")[0].Place().Code; got != "500236" {
		t.Errorf("Place of 奉节县 has code %q, want 500236", got)
	}
}

// Mentions must lie in the text, in order, apart, on character borders, and mean something.
func FuzzFind(f *testing.F) {
	for _, text := range []string{
		"", "奉节县", "重庆市 奉节县", "內蒙古錫林郭勒盟烏拉蓋管理區", "新 县\xff和\x80平", "X市朝阳区", "鼓楼区、南京市", "　奉　节　县　", "县县县县", "大庆69中",
		"\u2F24庆市", "𠀀奉节𠀀县", "中山七路", "奉\u200b节县",
	} {
		f.Add(text)
	}
	g := gazetteer(f)
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, m := range g.Find(text) {
			if m.Start < end || m.End <= m.Start || m.End > len(text) {
				t.Fatalf("span [%d, %d) after %d in %d bytes", m.Start, m.End, end, len(text))
			}
			if !utf8.ValidString(text[m.Start:m.End]) {
				t.Fatalf("span [%d, %d) cuts a character of %q", m.Start, m.End, text)
			}
			if len(m.Candidates) == 0 || slices.ContainsFunc(m.Candidates, Place.IsZero) {
				t.Fatalf("mention %q means %v", text[m.Start:m.End], m.Candidates)
			}
			end = m.End
		}
	})
}
