package pdf

import (
	"bytes"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"

	"wence/ingest/document"
	"wence/ingest/document/documenttest"
	"wence/ingest/pdf/layout"
	"wence/ingest/pdf/ocr"
	"wence/ingest/sniff/sampletest"
)

// need fails the test when the programs are not installed.
func need(t testing.TB) {
	t.Helper()
	for _, program := range []string{"pdfinfo", "pdftotext", "pdftoppm", "pdfimages", "tesseract"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Fatalf("%s is not installed: apt-get install poppler-utils poppler-data tesseract-ocr tesseract-ocr-chi-sim", program)
		}
	}
}

// truths names the truth of samples for which EXPECT.tsv has none, and the greatest character error rate in per cent:
// scans are recognised, and one page of them is without its truth.
var truths = map[string]struct {
	file string
	max  float64
}{
	"pdf/chromium_clean_fengjie_noto.pdf": {"fengjie.truth.txt", 2},
	"pdf/chromium_clean_fengjie_wqy.pdf":  {"fengjie.truth.txt", 2},
	"pdf/kaiyuan_twocol.pdf":              {"twocol_tbl.truth.txt", 2},
	"pdf/nonembed_eten_b5.pdf":            {"daqing.truth.txt", 2},
	"pdf/nonembed_gbk_euc.pdf":            {"fengjie.truth.txt", 2},
	"pdf/nonembed_unigb_ucs2.pdf":         {"fengjie.truth.txt", 2},
	"pdf/nonembed_unigb_utf16.pdf":        {"fengjie.truth.txt", 2},
	"pdf/scanned_100.pdf":                 {"scan_p2.truth.txt scan_p3.truth.txt", 5},
}

// slow are more scans, which take long and which the table of package ingest holds; and that of TestMixedPages.
var slow = []string{
	"pdf/scanned_150.pdf", "pdf/scanned_200.pdf", "pdf/scanned_200_skewnoise.pdf", "pdf/scanned_300.pdf", "pdf/notounicode_identity.pdf",
	"pdf/mixed_text_scan.pdf",
}

// refused are samples of which a part may be read, and is not.
var refused = map[string]error{
	"pdf/count_lie.pdf":     document.ErrDamaged,
	"pdf/pagetree_loop.pdf": document.ErrDamaged,
	"pdf/empty.pdf":         document.ErrDamaged,
	"pdf/random.pdf":        document.ErrDamaged,
	"pdf/truncated.pdf":     document.ErrDamaged,
	"pdf/truncated_2k.pdf":  document.ErrDamaged,
	"pdf/enc_userpw.pdf":    document.ErrEncrypted,
	"pdf/flate_bomb_1g.pdf": document.ErrTooLarge,
}

func TestSamples(t *testing.T) {
	need(t)
	temp := t.TempDir()
	t.Logf("%-38s %7s %7s %8s", "file", "CER %", "max", "time")
	for _, tc := range sampletest.Cases(t, "pdf") {
		if slices.Contains(slow, tc.File) {
			continue
		}
		t.Run(tc.File, func(t *testing.T) {
			start := time.Now()
			doc, err := Read(context.Background(), tc.Data, Options{TempDir: temp, OCR: ocr.Options{TempDir: temp}})
			took := time.Since(start)
			if want, ok := refused[tc.File]; ok || tc.Expect == "refuse" {
				var problem *document.Problem
				if !errors.As(err, &problem) || !errors.Is(err, want) || problem.Remedy == "" {
					t.Errorf("error %v after %v, want a Problem of %v", err, took, want)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if truth, ok := truths[tc.File]; ok {
				tc.MaxCER, tc.Truth = truth.max, ""
				for _, file := range strings.Fields(truth.file) {
					tc.Truth += sampletest.Truth(t, file)
				}
			}
			cer := 0.0
			if tc.Truth != "" {
				cer = documenttest.CER(documenttest.Text(doc), tc.Truth)
			}
			t.Logf("%-38s %7.2f %7.2f %8v %q", tc.File, cer, tc.MaxCER, took.Round(time.Millisecond), doc.Notes)
			if cer > tc.MaxCER {
				t.Errorf("character error rate %.2f %%, want at most %.2f %%", cer, tc.MaxCER)
			}
			if (tc.Expect == "part") != (len(doc.Notes) > 0) {
				t.Errorf("notes %q of a file to be read as %q", doc.Notes, tc.Expect)
			}
		})
	}
	if left, _ := os.ReadDir(temp); len(left) > 0 {
		t.Errorf("%d files are left in the temporary folder", len(left))
	}
}

func TestTable(t *testing.T) {
	need(t)
	// The fifth row stands on two pages in the first two files.
	for file, page := range map[string]int{"pdf/fengjie.pdf": 6, "pdf/rotated_page2.pdf": 6, "pdf/kaiyuan_twocol.pdf": 6} {
		doc, err := Read(context.Background(), sampletest.File(t, file), Options{})
		if err != nil {
			t.Fatal(err)
		}
		var rows []string
		for _, b := range doc.Blocks {
			if b.Columns != nil {
				rows = append(rows, fmt.Sprint(b.Page, norm.NFKC.String(strings.Join(b.Columns, ",")), strings.Join(b.Cells, ",")))
			}
		}
		want := fmt.Sprint(page, "学校名称,办学性质,招生计划/班数(个),招生计划/人数(人),是否寄宿,咨询电话", "奉节县诗仙小学,公办,6,270,否,023-56550005")
		if len(rows) != 7 || rows[4] != want {
			t.Errorf("%s: %d rows:\n%s\nwant\n%s", file, len(rows), strings.Join(rows, "\n"), want)
		}
	}
}

func TestMixedPages(t *testing.T) {
	need(t)
	doc, err := Read(context.Background(), sampletest.File(t, "pdf/mixed_text_scan.pdf"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range doc.Blocks {
		if b.OCR != (b.Page == 2 || b.Page == 3) {
			t.Errorf("page %d: OCR %v: %s", b.Page, b.OCR, b.Text)
		}
	}
	if len(doc.Notes) != 1 || !strings.HasPrefix(doc.Notes[0], "第2-3页的文字由OCR识别") {
		t.Errorf("notes %q", doc.Notes)
	}
}

func TestWithoutRecognition(t *testing.T) {
	need(t)
	without := Options{OCR: ocr.Options{Tesseract: "no-such-program"}}
	for _, tc := range []struct {
		file  string
		pages int // with text; 0 = refused
		note  string
	}{
		{"pdf/mixed_text_scan.pdf", 2, "第2-3页是扫描图像或没有可用的文字,需要OCR识别"},
		{"pdf/scanned_100.pdf", 0, "apt-get install tesseract-ocr"},
		{"pdf/notounicode_identity.pdf", 0, "apt-get install tesseract-ocr"},
	} {
		doc, err := Read(context.Background(), sampletest.File(t, tc.file), without)
		pages := map[int]bool{}
		for _, b := range doc.Blocks {
			pages[b.Page] = true
		}
		notes := strings.Join(doc.Notes, "\n")
		var problem *document.Problem
		if errors.As(err, &problem) {
			notes = problem.Remedy
		}
		if len(pages) != tc.pages || (err != nil) != (tc.pages == 0) || !strings.Contains(notes, tc.note) {
			t.Errorf("%s: text of %d pages, %q, error %v", tc.file, len(pages), notes, err)
		}
	}
}

func TestLimits(t *testing.T) {
	need(t)
	data := sampletest.File(t, "pdf/fengjie.pdf")
	var problem *document.Problem
	if _, err := Read(context.Background(), data, Options{Pages: 3}); !errors.As(err, &problem) || !strings.Contains(problem.Reason, "3页") {
		t.Errorf("over the pages: %v", err)
	}
	if _, err := Read(context.Background(), data, Options{PDFInfo: "no-such-program"}); !errors.As(err, &problem) || !strings.Contains(problem.Remedy, "apt-get install poppler-utils") {
		t.Errorf("without poppler: %v", err)
	}
	if _, err := Read(context.Background(), data, Options{Timeout: time.Millisecond}); !errors.Is(err, document.ErrTooLarge) {
		t.Errorf("over the time: %v", err)
	}
	doc, err := Read(context.Background(), sampletest.File(t, "pdf/scanned_100.pdf"), Options{OCRPages: 1})
	if err != nil || len(doc.Notes) != 2 || !strings.Contains(doc.Notes[1], "第2页没有识别:每个文件最多识别1页") {
		t.Errorf("over the pages to recognise: notes %q, %v", doc.Notes, err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Read(ctx, data, Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// packed is a PDF of one page whose content is so many packed streams of so many megabytes of spaces.
func packed(t *testing.T, streams, megabytes int) []byte {
	t.Helper()
	var content bytes.Buffer
	z := zlib.NewWriter(&content)
	for range megabytes {
		if _, err := z.Write(bytes.Repeat([]byte(" "), 1<<20)); err != nil {
			t.Fatal(err)
		}
	}
	z.Close()
	file := []byte("%PDF-1.5\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n" +
		"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>\nendobj\n")
	for i := range streams {
		file = fmt.Appendf(file, "%d 0 obj\n<</Filter/FlateDecode/Length %d>>\nstream\n", 4+i, content.Len())
		file = append(append(file, content.Bytes()...), "\nendstream\nendobj\n"...)
	}
	return append(file, "trailer\n<</Root 1 0 R>>\n%%EOF"...)
}

// TestPackedStreams: what a file's streams hold is counted before any program runs, so that no clock decides.
func TestPackedStreams(t *testing.T) {
	tests := []struct {
		name               string
		streams, megabytes int
		want               error
	}{
		{"as fonts are", 3, 20, nil},
		{"one too large", 1, 129, document.ErrTooLarge},
		{"many too large together", 9, 60, document.ErrTooLarge},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			if err := checkStreams(context.Background(), packed(t, tc.streams, tc.megabytes)); !errors.Is(err, tc.want) {
				t.Errorf("error %v, want %v", err, tc.want)
			}
		})
	}
}

// TestLimitWhileDrawing: a page whose drawing ends at a limit is over it; it is no empty page.
func TestLimitWhileDrawing(t *testing.T) {
	need(t)
	slow := filepath.Join(t.TempDir(), "pdftoppm")
	if err := os.WriteFile(slow, []byte("#!/bin/sh\nkill -XCPU $$\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := Read(context.Background(), packed(t, 1, 1), Options{PDFToPPM: slow}); !errors.Is(err, document.ErrTooLarge) {
		t.Errorf("error %v, want a Problem over a limit", err)
	}
}

// TestWithoutMaps: text whose font is not embedded is not left out without a word where poppler-data is missing. The
// stand-in says what poppler 22 says then, and ends as it does.
func TestWithoutMaps(t *testing.T) {
	need(t)
	without := filepath.Join(t.TempDir(), "pdftotext")
	script := "#!/bin/sh\necho \"Syntax Error: Missing language pack for 'Adobe-GB1' mapping\" >&2\n" +
		`echo '<page width="595" height="842">'; echo '<word xMin="1" yMin="1" xMax="50" yMax="9">Notice</word>'` + "\n"
	if err := os.WriteFile(without, []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	_, err := Read(context.Background(), packed(t, 1, 1), Options{PDFToText: without})
	var problem *document.Problem
	if !errors.As(err, &problem) || !errors.Is(err, document.ErrNotText) || !strings.Contains(problem.Remedy, "apt-get install poppler-data") {
		t.Errorf("error %v, want a Problem that names poppler-data", err)
	}
}

func TestJudge(t *testing.T) {
	tests := []struct {
		name, text string
		want       trust
	}{
		{"notice", strings.Repeat("各学校要认真组织实施本通知的各项要求。", 3), believed},
		{"table of figures", strings.Repeat("600 700 2590 ", 10), believed},
		{"English", strings.Repeat("Notice of the education committee ", 3), believed},
		{"blank", "", sparse},
		{"signature", "2023年9月20日", sparse},
		{"foreign scripts", strings.Repeat("ᒽಁೄᗏ", 20), lying},
		{"private use", strings.Repeat("\uE012\uE345的", 20), lying},
		{"characters that nobody uses", strings.Repeat("龘靐齉爩麤灪龗鱻", 5), lying},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			if got := judge(layout.Page{Words: []layout.Word{{Text: tc.text}}}); got != tc.want {
				t.Errorf("trust %d, want %d", got, tc.want)
			}
		})
	}
}

func TestParseBoxes(t *testing.T) {
	pages := parseBoxes([]byte("<doc>\n<page width=\"595.3\" height=\"841.9\">\n" +
		"  <word xMin=\"1.5\" yMin=\"-2\" xMax=\"3\" yMax=\"4\">a&amp;b\x01</word>\n  <word xMin=\"1\" yMin=\"2\" xMax=\"3\" yMax=\"4\">\x02</word>\n" +
		"</page>\n<page width=\"1\" height=\"1\">\n</page>\n"))
	want := "[{1 595.3 841.9 [{a&b 1.5 -2 3 4 0}] false} {2 1 1 [] false}]"
	if got := fmt.Sprint(pages); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestStated(t *testing.T) {
	blocks := []document.Block{{Text: "关于印发某办法"}, {Text: "的通知"}}
	for title, want := range map[string]string{"关于印发某办法的通知": "关于印发某办法的通知", "Microsoft Word - 1.doc": "", "通知": ""} {
		if got := stated(title, blocks); got != want {
			t.Errorf("stated(%q) = %q, want %q", title, got, want)
		}
	}
}

// FuzzParseBoxes: whatever pdftotext writes, the blocks have text and pages that exist, and nothing panics.
func FuzzParseBoxes(f *testing.F) {
	f.Add("<page width=\"595\" height=\"841\">\n<word xMin=\"1\" yMin=\"2\" xMax=\"3\" yMax=\"4\">甲</word>\n<word xMin=\"9\" yMin=\"2\" xMax=\"13\" yMax=\"4\">乙</word>")
	f.Add("<page width=\"1\" height=\"1\">\n<word xMin=\"99999999999999999999999999999999999999999\" yMin=\"-2\" xMax=\"3\" yMax=\"4\">x</word>")
	f.Fuzz(func(t *testing.T, out string) {
		pages := parseBoxes([]byte(out))
		for _, p := range pages {
			judge(p)
		}
		for _, b := range layout.Blocks(pages) {
			if (b.Text == "") == (b.Cells == nil) || b.Page < 1 || b.Page > len(pages) {
				t.Fatalf("block %+v of %d pages", b, len(pages))
			}
		}
	})
}
