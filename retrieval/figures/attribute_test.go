package figures

import (
	"strings"
	"testing"
)

func TestUnsupported(t *testing.T) {
	for _, row := range readRows(t, "testdata/compare/unsupported.tsv", 3) {
		t.Run(row[0]+"/"+row[1], func(t *testing.T) {
			var texts []string
			for _, f := range Unsupported(row[0], row[1]) {
				texts = append(texts, f.Text)
			}
			got := strings.Join(texts, " | ")
			if got == "" {
				got = "-"
			}
			if got != row[2] {
				t.Errorf("got %s, want %s", got, row[2])
			}
		})
	}
}

// TestUnsupportedParaphrase holds Unsupported to the table of Supports, where
// no figure is given to something else.
func TestUnsupportedParaphrase(t *testing.T) {
	for _, row := range readRows(t, "testdata/compare/supports.tsv", 3) {
		if found := Unsupported(row[0], row[1]); (len(found) == 0) != (row[2] == "yes") {
			t.Errorf("%s by %s: %s", row[1], row[0], describe(found))
		}
	}
}
