package html

import (
	"context"
	"errors"
	"strings"
	"testing"

	"wence/ingest/document"
	"wence/ingest/document/documenttest"
)

// TestSamples reads every sample page and prints the table of figures.
func TestSamples(t *testing.T) {
	t.Logf("%-42s %-6s %8s %8s  %s", "file", "expect", "CER %", "max", "notes")
	for _, s := range documenttest.Samples(t, func(file string) bool {
		return strings.HasPrefix(file, "html") && strings.HasSuffix(file, ".html") || strings.HasPrefix(file, "wrong_ext/html") || file == "xls/html_as_xls.xls"
	}) {
		t.Run(s.File, func(t *testing.T) {
			doc, err := Read(context.Background(), s.Data)
			var p *document.Problem
			if s.Expect == "refuse" {
				if !errors.As(err, &p) {
					t.Errorf("got %v, want a problem", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			cer := 0.0
			if s.Truth != "" {
				cer = documenttest.CER(documenttest.Text(doc), s.Truth)
			}
			t.Logf("%-42s %-6s %8.2f %8.1f  %s", s.File, s.Expect, cer, s.MaxCER, strings.Join(doc.Notes, ";"))
			if s.Truth != "" && cer > s.MaxCER {
				t.Errorf("CER %.2f %%, at most %.2f %%", cer, s.MaxCER)
			}
			if s.Expect == "read" && len(doc.Notes) > 0 {
				t.Errorf("notes %q on a page that is read whole", doc.Notes)
			}
			// A page expected in part may be read whole, if its text proves it.
			if s.Expect == "part" && len(doc.Notes) == 0 && s.Truth == "" {
				t.Error("no note on a page read in part")
			}
		})
	}
}
