package plain

import (
	"context"
	"strings"
	"testing"

	"wence/ingest/document/documenttest"
)

// TestSamples reads every sample text file and prints the table of figures.
func TestSamples(t *testing.T) {
	t.Logf("%-38s %-6s %8s %8s  %s", "file", "expect", "CER %", "max", "notes")
	for _, s := range documenttest.Samples(t, func(file string) bool {
		return strings.HasPrefix(file, "txt/") || strings.HasSuffix(file, ".txt") || strings.HasPrefix(file, "wrong_ext/gbk_text")
	}) {
		t.Run(s.File, func(t *testing.T) {
			read := Read
			if strings.HasSuffix(s.File, ".md") {
				read = ReadMarkdown
			}
			doc, err := read(context.Background(), s.Data)
			if err != nil {
				t.Fatal(err)
			}
			cer := 0.0
			if s.Truth != "" {
				cer = documenttest.CER(documenttest.Text(doc), s.Truth)
			}
			t.Logf("%-38s %-6s %8.2f %8.1f  %s", s.File, s.Expect, cer, s.MaxCER, strings.Join(doc.Notes, ";"))
			if s.Truth != "" && cer > s.MaxCER {
				t.Errorf("CER %.2f %%, at most %.2f %%", cer, s.MaxCER)
			}
			if partial := s.Expect == "part"; partial != (len(doc.Notes) > 0) {
				t.Errorf("expected %s, notes %q", s.Expect, doc.Notes)
			}
			if len(doc.Blocks) == 0 {
				t.Error("no blocks")
			}
		})
	}
}
