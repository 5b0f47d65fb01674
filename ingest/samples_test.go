package ingest

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"wence/ingest/document"
	"wence/ingest/document/documenttest"
	"wence/ingest/sniff/sampletest"
	"wence/retrieval"
)

// folders are those of the samples.
var folders = []string{"doc", "docx", "html", "html_real", "pdf", "xls", "txt", "zip", "wrong_ext"}

// truths are the texts of samples whose row names none. The file's text in other formats stands in their place; of a
// scan one page has no truth, and recognition may err.
var truths = map[string]struct {
	files string
	max   float64
}{
	"pdf/chromium_clean_fengjie_noto.pdf": {"fengjie.truth.txt", 2},
	"pdf/chromium_clean_fengjie_wqy.pdf":  {"fengjie.truth.txt", 2},
	"pdf/kaiyuan_twocol.pdf":              {"twocol_tbl.truth.txt", 2},
	"pdf/nonembed_eten_b5.pdf":            {"daqing.truth.txt", 2},
	"pdf/nonembed_gbk_euc.pdf":            {"fengjie.truth.txt", 2},
	"pdf/nonembed_unigb_ucs2.pdf":         {"fengjie.truth.txt", 2},
	"pdf/nonembed_unigb_utf16.pdf":        {"fengjie.truth.txt", 2},
	"pdf/notounicode_identity.pdf":        {"fengjie.truth.txt", 5},
	"pdf/scanned_100.pdf":                 {"scan_p2.truth.txt scan_p3.truth.txt", 5},
	"pdf/scanned_150.pdf":                 {"scan_p2.truth.txt scan_p3.truth.txt", 5},
	"pdf/scanned_200.pdf":                 {"scan_p2.truth.txt scan_p3.truth.txt", 5},
	"pdf/scanned_200_skewnoise.pdf":       {"scan_p2.truth.txt", 5},
	"pdf/scanned_300.pdf":                 {"scan_p2.truth.txt scan_p3.truth.txt", 5},
	"wrong_ext/doc_named.docx":            {"fengjie_tbl.truth.txt", 0.5},
	"wrong_ext/doc_named.wps":             {"fengjie_tbl.truth.txt", 0.5},
	"wrong_ext/docx_named.doc":            {"fengjie_tbl.truth.txt", 0.5},
	"wrong_ext/rtf_named.doc":             {"fengjie_tbl.truth.txt", 0.5},
	"wrong_ext/pdf_named.doc":             {"fengjie_tbl.truth.txt", 2},
	"wrong_ext/html_named.doc":            {"fj_h.truth.txt", 2},
	"wrong_ext/jpg_named.pdf":             {"scan_p2.truth.txt", 5},
}

// tells are what a row's note asks for beyond that: strings that the text holds, and after "!" such as it lacks.
var tells = map[string][]string{
	"doc/tricky.doc":               {"600人", "!500人", "!500600", "一、", "(一)", "1."},
	"docx/tricky.docx":             {"600人", "!500人", "!500600", "一、", "(一)", "1."},
	"xls/quota.xls":                {"招生计划/班数:12;招生计划/人数:600", "54", "2590", "!隐藏"},
	"xls/quota.xlsx":               {"招生计划/班数:12;招生计划/人数:600", "54", "2590", "!隐藏"},
	"xls/quota_lo.xlsx":            {"招生计划/班数:12;招生计划/人数:600", "54", "2590", "!隐藏"},
	"wrong_ext/xlsx_named.xls":     {"招生计划/班数:12;招生计划/人数:600"},
	"pdf/fengjie.pdf":              {"人数(人):270"},
	"html/fengjie_utf8.html":       {"人数(人):270"},
	"html/fengjie_br_only.html":    {"人数(人):270"},
	"html/fengjie_word_paste.html": {"人数(人):270"},
	"txt/short_gbk.txt":            {"全县教育工作会议"},
	"txt/tiny_gbk.txt":             {"招生通知"},
	"wrong_ext/noext":              {"奉节县"},
}

// instead are rows where common sense disagrees.
var instead = map[string]string{
	"pdf/count_lie.pdf":       "refuse", // nothing of it can be read
	"pdf/pagetree_loop.pdf":   "refuse", // likewise
	"doc/tricky.doc":          "part",   // it holds a picture, and says so
	"wrong_ext/jpg_named.pdf": "part",   // recognised text is marked as everywhere
	"zip/nested.zip":          "part",   // one member is damaged, the others are read
	"zip/slip.zip":            "read",   // its paths are labels, and all its members are read
}

// An outcome is what became of a sample, over all its members when it is an archive.
type outcome struct {
	became  string // read, part or refuse, as in EXPECT.tsv
	records []Record
	text    string // of the passages, in words
}

// TestSamples reads every row of EXPECT.tsv as `wence ingest` would and prints the table.
func TestSamples(t *testing.T) {
	var mu sync.Mutex
	var table []string
	t.Cleanup(func() {
		slices.Sort(table)
		t.Logf("%-40s %-7s %-7s %6s %5s %8s  %s\n%s", "file", "expect", "became", "CER %", "max", "seconds", "notes", strings.Join(table, "\n"))
	})
	for _, s := range sampletest.Cases(t, folders...) {
		t.Run(s.File, func(t *testing.T) {
			t.Parallel()
			start := time.Now()
			got := sampled(t, s)
			took := time.Since(start)
			cer := checkText(t, s)
			want := s.Expect
			if instead[s.File] != "" {
				want = instead[s.File]
			}
			// A part that proves to be the whole text is as good.
			if got.became != want && !(want == "part" && got.became == "read" && s.Truth != "") {
				t.Errorf("became %s, want %s: %+v", got.became, want, got.records)
			}
			for _, tell := range tells[s.File] {
				if lacked, not := strings.CutPrefix(tell, "!"); not == strings.Contains(fold(got.text), fold(lacked)) {
					t.Errorf("tell %q fails in %.2000s", tell, got.text)
				}
			}
			mu.Lock()
			defer mu.Unlock()
			table = append(table, fmt.Sprintf("%-40s %-7s %-7s %6s %5.1f %8.1f  %s", s.File, s.Expect, got.became, cer, s.MaxCER, took.Seconds(), remarks(got.records)))
		})
	}
}

// sampled runs a sample through an ingester.
func sampled(t *testing.T, s documenttest.Sample) outcome {
	t.Helper()
	in := &Ingester{Places: gazetteer(t), Log: slog.New(slog.DiscardHandler)}
	file := File{Name: path.Base(s.File), Origin: "/" + s.File, Open: func() ([]byte, error) { return s.Data, nil }}
	var text strings.Builder
	report, err := in.Preview(context.Background(), []File{file}, func(rec Record, e retrieval.Entry) error {
		if rec.State == Failed && (rec.Reason == "" || rec.Remedy == "") {
			t.Errorf("%s failed without reason or remedy", rec.Origin)
		}
		for _, p := range e.Passages {
			text.WriteString(p.Locator + p.Reading() + "\n")
		}
		return nil
	})
	if err != nil || len(report.Records) == 0 {
		t.Fatalf("%d records, %v", len(report.Records), err)
	}
	o := outcome{records: report.Records, text: text.String(), became: "read"}
	partly := report.Count(Failed) > 0 || slices.ContainsFunc(report.Records, func(r Record) bool { return slices.ContainsFunc(r.Notes, isPartial) })
	switch {
	case report.Count(Previewed)+report.Count(Skipped) == 0:
		o.became = "refuse"
	case partly:
		o.became = "part"
	}
	return o
}

// isPartial tells notes on what was not read, or not surely, from those on what was left out as it should be.
func isPartial(note string) bool {
	return !strings.Contains(note, "个附件,内容不在其中") && !strings.Contains(note, "是隐藏的,没有读入") && !strings.Contains(note, "没有保存计算结果")
}

// checkText holds the text against its truth and gives the character error rate in per cent, "" when there is no truth.
func checkText(t *testing.T, s documenttest.Sample) string {
	t.Helper()
	if truth, ok := truths[s.File]; ok {
		s.MaxCER, s.Truth = truth.max, ""
		for _, file := range strings.Fields(truth.files) {
			s.Truth += sampletest.Truth(t, file)
		}
	}
	if s.Truth == "" {
		return ""
	}
	doc, err := Read(context.Background(), s.File, s.Data)
	if err != nil {
		t.Error(err)
		return "-"
	}
	cer := documenttest.CER(documenttest.Text(doc), s.Truth)
	if cer > s.MaxCER {
		t.Errorf("character error rate %.2f %%, at most %.2f %%", cer, s.MaxCER)
	}
	return fmt.Sprintf("%.2f", cer)
}

// remarks are what the person is told, cut short.
func remarks(records []Record) string {
	var said []string
	for _, r := range records[:min(len(records), 3)] {
		said = append(append(said, r.Reason), r.Notes...)
	}
	if r := records[len(records)-1]; len(records) > 3 {
		said = append(said, "…", r.Reason)
	}
	return strings.Join(slices.DeleteFunc(said, func(s string) bool { return s == "" }), ";")
}

// TestArchiveIsNoDocument: members are files of their own, so Read refuses to make one document of them.
func TestArchiveIsNoDocument(t *testing.T) {
	_, err := Read(context.Background(), "a.zip", sampletest.File(t, "zip/utf8_names.zip"))
	var problem *document.Problem
	if !errors.Is(err, ErrArchive) || !errors.As(err, &problem) {
		t.Errorf("error %v", err)
	}
}

// TestPagesAndRecognition: passages of a scan carry their page and say that they were recognised; no others do.
func TestPagesAndRecognition(t *testing.T) {
	in := &Ingester{Places: gazetteer(t), Log: slog.New(slog.DiscardHandler)}
	data := sampletest.File(t, "pdf/mixed_text_scan.pdf")
	file := File{Name: "a.pdf", Origin: "/a.pdf", Open: func() ([]byte, error) { return data, nil }}
	pages := map[int]int{}
	if _, err := in.Preview(context.Background(), []File{file}, func(_ Record, e retrieval.Entry) error {
		for _, p := range e.Passages {
			pages[p.Page]++
			if scanned := p.Page == 2 || p.Page == 3; p.Page == 0 || scanned && !p.OCR {
				t.Errorf("page %d, recognised %v: %.60s", p.Page, p.OCR, p.Text)
			}
		}
		if len(e.Passages) > 0 && (e.Passages[0].OCR || e.Passages[len(e.Passages)-1].OCR) {
			t.Error("text of the first or last page counts as recognised")
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if len(pages) < 4 {
		t.Errorf("passages by page: %v", pages)
	}
}
