package pdf

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"wence/ingest/document/documenttest"
	"wence/ingest/sniff/sampletest"
)

// written is a PDF of one page with what its content stream draws, in Helvetica.
func written(content string) []byte {
	return []byte("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n" +
		"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj\n" +
		fmt.Sprintf("4 0 obj<</Length %d>>stream\n%s\nendstream endobj\n", len(content), content) +
		"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R>>\n")
}

// TestPale: words in a pale colour in which words lie over the text are stamped; pale labels that lie over nothing, and
// dark words over others, are text.
func TestPale(t *testing.T) {
	need(t)
	text := func(color string, x, y int, words string) string {
		return fmt.Sprintf("BT %s /F1 12 Tf %d %d Td (%s) Tj ET ", color, x, y, words)
	}
	body := text("0 g", 80, 700, "Tuition is 1860 yuan a term for every pupil of the school") + text("0 g", 80, 660, "and boarding is 340 yuan a term in all of its houses")
	for _, tc := range []struct{ name, stamp, want string }{
		{"over the text", text("0.88 g", 200, 703, "SAMPLE") + text("0.88 g", 300, 500, "SAMPLE"), ""},
		{"in colour", text("1 0.8 0.8 rg", 200, 703, "SAMPLE"), ""},
		{"beside the text", text("0.88 g", 80, 600, "SAMPLE"), "SAMPLE"},
		{"dark over the text", text("0.2 g", 200, 703, "SAMPLE"), "SAMPLE"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			doc, err := Read(context.Background(), written(body+tc.stamp), Options{TempDir: t.TempDir()})
			if err != nil {
				t.Fatal(err)
			}
			got := documenttest.Text(doc)
			if strings.Contains(got, "SAMPLE") != (tc.want != "") || !strings.Contains(got, "1860 yuan") || !strings.Contains(got, "340 yuan") {
				t.Errorf("text %q", got)
			}
		})
	}
}

// TestScanResolution: a scan is drawn at its own resolution, a coarse or fine one at the usual.
func TestScanResolution(t *testing.T) {
	need(t)
	for file, want := range map[string]int{"pdf/scanned_100.pdf": 100, "pdf/scanned_150.pdf": 150, "pdf/scanned_300.pdf": scanDPI} {
		p := poppler{options: Options{}.withDefaults(), file: filepath.Join(t.TempDir(), "file.pdf")}
		if err := os.WriteFile(p.file, sampletest.File(t, file), 0o600); err != nil {
			t.Fatal(err)
		}
		pages, err := p.text(context.Background(), 2)
		if err != nil {
			t.Fatal(err)
		}
		r := reader{poppler: p, pages: pages}
		if _, scans, err := r.suspects(context.Background()); err != nil || len(scans) == 0 {
			t.Fatalf("%s: scans %v, error %v", file, scans, err)
		}
		if got := r.drawn(1); got != want {
			t.Errorf("%s is drawn at %d dpi, want %d", file, got, want)
		}
	}
	if got := (&reader{dpi: map[int]int{1: 72}}).drawn(1); got != scanDPI {
		t.Errorf("72 dpi: drawn at %d", got)
	}
}
