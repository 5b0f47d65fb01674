package ingest

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"wence/ingest/document"
	"wence/ingest/document/documenttest"
	"wence/ingest/sniff/sampletest"
	"wence/retrieval"
)

// unlisted are samples that EXPECT.tsv has no row for, with what must become of them.
var unlisted = map[string]string{
	"html_real/tests_cjddsb_1.html": "read", "html_real/tests_xds_1.html": "part", "html_real/tests_zyyfy_1.html": "read", "rtf/fengjie.rtf": "read",
	"img/page2_100.jpg": "part", "img/page2_150.jpg": "part", "img/page2_200.jpg": "part", "img/page2_200_skewnoise.jpg": "part", "img/page2_300.jpg": "part",
	"img/page3_100.jpg": "part", "img/page3_150.jpg": "part", "img/page3_200.jpg": "part", "img/tablepage_300-7.png": "part",
}

// truths are the texts of samples for which EXPECT.tsv names none, and the greatest character error rate in per cent. The
// file's text in other formats stands in their place; of a scan one page has no truth, and recognition may err.
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
	"wrong_ext/noext":                     {"fengjie_tbl.truth.txt", 2},
	"wrong_ext/gbk_text_named.pdf":        {"fengjie.truth.txt", 0.5},
	"wrong_ext/html_named.xls":            {"tableonly.truth.txt", 10},
	"xls/html_as_xls.xls":                 {"tableonly.truth.txt", 10},
	"wrong_ext/doc_named.docx":            {"fengjie_tbl.truth.txt", 0.5},
	"wrong_ext/doc_named.wps":             {"fengjie_tbl.truth.txt", 0.5},
	"wrong_ext/docx_named.doc":            {"fengjie_tbl.truth.txt", 0.5},
	"wrong_ext/rtf_named.doc":             {"fengjie_tbl.truth.txt", 0.5},
	"wrong_ext/pdf_named.doc":             {"fengjie_tbl.truth.txt", 2},
	"wrong_ext/html_named.doc":            {"fj_h.truth.txt", 2},
	"wrong_ext/jpg_named.pdf":             {"scan_p2.truth.txt", 5},
	"rtf/fengjie.rtf":                     {"fengjie_tbl.truth.txt", 0.5},
	"img/page2_100.jpg":                   {"scan_p2.truth.txt", 5},
	"img/page2_150.jpg":                   {"scan_p2.truth.txt", 5},
	"img/page2_200.jpg":                   {"scan_p2.truth.txt", 5},
	"img/page2_200_skewnoise.jpg":         {"scan_p2.truth.txt", 5},
	"img/page2_300.jpg":                   {"scan_p2.truth.txt", 5},
	"img/page3_100.jpg":                   {"scan_p3.truth.txt", 5},
	"img/page3_150.jpg":                   {"scan_p3.truth.txt", 5},
	"img/page3_200.jpg":                   {"scan_p3.truth.txt", 5},
}

// tells are what a row's note asks for beyond that: strings that the text or the origins hold, and after "!" such as they
// lack.
var tells = map[string][]string{
	"doc/tricky.doc":           {"600人", "!500人", "!500600", "一、", "(一)", "1."},
	"docx/tricky.docx":         {"600人", "!500人", "!500600", "一、", "(一)", "1."},
	"xls/quota.xls":            {"招生计划/班数:12;招生计划/人数:600", "54", "2590", "!隐藏"},
	"xls/quota.xlsx":           {"招生计划/班数:12;招生计划/人数:600", "54", "2590", "!隐藏"},
	"xls/quota_lo.xlsx":        {"招生计划/班数:12;招生计划/人数:600", "54", "2590", "!隐藏"},
	"wrong_ext/xlsx_named.xls": {"招生计划/班数:12;招生计划/人数:600"},
	"wrong_ext/html_named.xls": {"人数(人):600"},
	"xls/html_as_xls.xls":      {"人数(人):600"},
	"pdf/tricky.pdf":           {"600人", "!500人"},
	"pdf/fengjie.pdf":          {"人数(人):270"},
	"zip/gbk_names.zip":        {"zip!/附件1奉节县2023年招生计划表.xlsx", "zip!/网页/通知.html"},
	"zip/utf8_names.zip":       {"zip!/附件1奉节县2023年招生计划表.xlsx", "zip!/网页/通知.html"},
	"zip/nested.zip":           {"zip!/内层.zip/网页/通知.html", "zip!/坏文件.pdf"},
	"zip/slip.zip":             {"zip!/etc/escaped.txt", "!.."},
	"txt/short_gbk.txt":        {"全县教育工作会议"},
	"txt/tiny_gbk.txt":         {"招生通知"},
	"wrong_ext/noext":          {"奉节县"},
}

// headersKept begins the note of pages whose table must keep its headers.
const headersKept = "rows of the table keep their headers"

// instead are rows where common sense disagrees, with the reason.
var instead = map[string]struct{ became, because string }{
	"pdf/count_lie.pdf":       {"refuse", "nothing of it can be read, and it says so"},
	"pdf/pagetree_loop.pdf":   {"refuse", "nothing of it can be read, and it says so"},
	"doc/tricky.doc":          {"part", "it holds a picture, and says so"},
	"wrong_ext/jpg_named.pdf": {"part", "recognised text is marked, as everywhere"},
	"zip/nested.zip":          {"part", "one member is damaged, the others are read"},
	"zip/slip.zip":            {"read", "its paths are labels, and all its members are read"},
}

// An outcome is what became of a sample, over all its members when it is an archive.
type outcome struct {
	sample  documenttest.Sample
	became  string // read, part or refuse, as in EXPECT.tsv
	cer     string // in per cent; "" when the sample has no truth
	took    time.Duration
	records []Record
	text    string // of the notice, when the sample is one
	said    string // by origins and passages, in words
}

// TestSamples reads every sample as `wence ingest` would and prints the table.
func TestSamples(t *testing.T) {
	var mu sync.Mutex
	var table []outcome
	t.Cleanup(func() { t.Log(printed(table)) })
	for _, s := range everySample(t) {
		t.Run(s.File, func(t *testing.T) {
			t.Parallel()
			got := sampled(t, s)
			got.check(t)
			mu.Lock()
			defer mu.Unlock()
			table = append(table, got)
		})
	}
}

// everySample are the rows of EXPECT.tsv and the files that it has no row for. The test fails when it knows nothing of a
// file.
func everySample(t *testing.T) []documenttest.Sample {
	t.Helper()
	all := sampletest.Cases(t, "doc", "docx", "html", "html_real", "pdf", "xls", "txt", "zip", "wrong_ext")
	for file, expect := range unlisted {
		all = append(all, documenttest.Sample{File: file, Data: sampletest.File(t, file), Expect: expect})
	}
	known := map[string]bool{"EXPECT.tsv": true, "README.md": true}
	for i, s := range all {
		known[s.File] = true
		if truth, ok := truths[s.File]; ok {
			all[i].MaxCER, all[i].Truth = truth.max, ""
			for _, file := range strings.Fields(truth.files) {
				all[i].Truth += sampletest.Truth(t, file)
			}
		}
	}
	const folder = "../../shared/samples"
	if err := fs.WalkDir(os.DirFS(folder), ".", func(file string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && !strings.HasPrefix(file, "truth/") && !known[file] {
			t.Errorf("%s has no row", file)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return all
}

// sampled runs a sample through an ingester.
func sampled(t *testing.T, s documenttest.Sample) outcome {
	t.Helper()
	in := &Ingester{Places: gazetteer(t), Log: slog.New(slog.DiscardHandler)}
	file := File{Name: path.Base(s.File), Origin: "/" + s.File, Open: func() ([]byte, error) { return s.Data, nil }}
	o := outcome{sample: s, became: "read"}
	start := time.Now()
	var said strings.Builder
	report, err := in.Preview(context.Background(), []File{file}, func(rec Record, e retrieval.Entry) error {
		if rec.State == Failed && (rec.Reason == "" || rec.Remedy == "") {
			t.Errorf("%s failed without reason or remedy", rec.Origin)
		}
		o.text += e.Notice.Text
		said.WriteString(rec.Origin + "\n")
		for _, p := range e.Passages {
			said.WriteString(p.Locator + p.Reading() + "\n")
		}
		return nil
	})
	if err != nil || len(report.Records) == 0 {
		t.Fatalf("%d records, %v", len(report.Records), err)
	}
	o.records, o.said, o.took = report.Records, said.String(), time.Since(start)
	partly := report.Count(Failed) > 0 || slices.ContainsFunc(report.Records, func(r Record) bool { return slices.ContainsFunc(r.Notes, isPartial) })
	switch {
	case report.Count(Previewed)+report.Count(Skipped) == 0:
		o.became = "refuse"
	case partly:
		o.became = "part"
	}
	if s.Truth != "" {
		o.cer = fmt.Sprintf("%.2f", documenttest.CER(o.text, s.Truth))
	}
	return o
}

// wanted is what must become of a sample.
func (o outcome) wanted() string { return firstOf(instead[o.sample.File].became, o.sample.Expect) }

// check holds what became of a sample against its row, its truth and its note.
func (o outcome) check(t *testing.T) {
	t.Helper()
	s := o.sample
	// A part that proves to be the whole text is as good.
	if o.became != o.wanted() && !(o.wanted() == "part" && o.became == "read" && s.Truth != "") {
		t.Errorf("became %s, want %s: %+v", o.became, o.wanted(), o.records)
	}
	if cer, _ := strconv.ParseFloat(o.cer, 64); cer > s.MaxCER {
		t.Errorf("character error rate %.2f %%, at most %.2f %%", cer, s.MaxCER)
	}
	asked := tells[s.File]
	if s.Note == headersKept {
		asked = []string{"招生计划/人数(人):270"}
	}
	for _, tell := range asked {
		if lacked, not := strings.CutPrefix(tell, "!"); not == strings.Contains(fold(o.said), fold(lacked)) {
			t.Errorf("tell %q fails in %.2000s", tell, o.said)
		}
	}
}

// printed is the table with its sums.
func printed(table []outcome) string {
	slices.SortFunc(table, func(a, b outcome) int { return strings.Compare(a.sample.File, b.sample.File) })
	var b strings.Builder
	fmt.Fprintf(&b, "\n%-38s %-7s %-7s %6s %5s %7s  %s\n", "file", "expect", "became", "CER %", "max", "seconds", "what was said")
	asExpected, measured, exact := 0, 0, 0
	for _, o := range table {
		limit := ""
		if o.cer != "" {
			limit, measured = fmt.Sprintf("%.1f", o.sample.MaxCER), measured+1
		}
		if o.cer == "0.00" {
			exact++
		}
		if o.became == o.sample.Expect {
			asExpected++
		}
		fmt.Fprintf(&b, "%-38s %-7s %-7s %6s %5s %7.1f  %.120s\n", o.sample.File, o.sample.Expect, o.became, o.cer, limit, o.took.Seconds(),
			firstOf(instead[o.sample.File].because, remarks(o.records)))
	}
	fmt.Fprintf(&b, "%d samples, %d of them without a row; %d as expected, %d otherwise with a reason; %d measured against a truth, %d of them without one wrong character\n",
		len(table), len(unlisted), asExpected, len(table)-asExpected, measured, exact)
	return b.String()
}

// isPartial tells notes on what was not read, or not surely, from those on what was left out as it should be.
func isPartial(note string) bool {
	return !strings.Contains(note, "个附件,内容不在其中") && !strings.Contains(note, "是隐藏的,没有读入") && !strings.Contains(note, "没有保存计算结果")
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
