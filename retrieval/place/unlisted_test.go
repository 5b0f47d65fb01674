package place

import (
	"os"
	"strings"
	"testing"
)

// withNames writes names into their text the way testdata/names.txt does.
func withNames(text string, names []Name) string {
	var b strings.Builder
	from := 0
	for _, n := range names {
		mark := ""
		if n.Division {
			mark = "*"
		}
		b.WriteString(text[from:n.Start] + "[" + text[n.Start:n.End] + mark + "]")
		from = n.End
	}
	return b.String() + text[from:]
}

func TestNames(t *testing.T) {
	g := gazetteer(t)
	data, err := os.ReadFile("testdata/names.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name, want, _ := strings.Cut(line, ": ")
		t.Run(name, func(t *testing.T) {
			text := strings.NewReplacer("[", "", "*]", "", "]", "").Replace(want)
			if got := withNames(text, g.Names(text)); got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
		})
	}
}

// FuzzNames: names stand in order and apart, on the borders of characters.
func FuzzNames(f *testing.F) {
	f.Add("我想问柳溪县石牛镇中心小学和宜春十中")
	g := gazetteer(f)
	f.Fuzz(func(t *testing.T, text string) {
		at := 0
		for _, n := range g.Names(text) {
			if n.Start < at || n.End <= n.Start || n.End > len(text) {
				t.Fatalf("name %d-%d after %d in %q", n.Start, n.End, at, text)
			}
			at = n.End
		}
	})
}
