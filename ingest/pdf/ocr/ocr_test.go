package ocr

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/png"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"wence/ingest/document"
	"wence/ingest/document/documenttest"
	"wence/ingest/sniff/sampletest"
)

func need(t testing.TB) {
	t.Helper()
	if _, err := exec.LookPath("tesseract"); err != nil {
		t.Fatal("tesseract is not installed: apt-get install tesseract-ocr tesseract-ocr-chi-sim tesseract-ocr-chi-tra")
	}
}

func TestSamples(t *testing.T) {
	need(t)
	temp := t.TempDir()
	// The table of package ingest holds the others.
	for _, file := range []string{"page2_100.jpg", "page3_150.jpg"} {
		t.Run(file, func(t *testing.T) {
			start := time.Now()
			doc, err := Read(context.Background(), sampletest.File(t, "img/"+file), Options{TempDir: temp})
			if err != nil {
				t.Fatal(err)
			}
			cer := documenttest.CER(documenttest.Text(doc), sampletest.Truth(t, "scan_p"+file[4:5]+".truth.txt"))
			t.Logf("%-26s CER %.2f %% in %v", file, cer, time.Since(start).Round(time.Millisecond))
			if cer > 5 {
				t.Errorf("character error rate %.2f %%, want at most 5 %%", cer)
			}
			for _, b := range doc.Blocks {
				if !b.OCR || b.Page != 1 {
					t.Errorf("block %+v is not marked", b)
				}
			}
			if len(doc.Notes) != 1 || !strings.Contains(doc.Notes[0], "OCR") {
				t.Errorf("notes %q", doc.Notes)
			}
		})
	}
	if left, _ := os.ReadDir(temp); len(left) > 0 {
		t.Errorf("%d files are left in the temporary folder", len(left))
	}
}

// drawn is a white image as PNG.
func drawn(t testing.TB, width, height int) []byte {
	t.Helper()
	img := image.NewGray(image.Rect(0, 0, width, height))
	for i := range img.Pix {
		img.Pix[i] = 0xFF
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestRefusals(t *testing.T) {
	need(t)
	blank := drawn(t, 200, 200)
	cut := sampletest.File(t, "img/page2_100.jpg")[:20_000]
	tests := []struct {
		name    string
		data    []byte
		options Options
		want    error
		remedy  string
	}{
		{"no image", []byte("\xFF\xD8\xFFno image"), Options{}, document.ErrDamaged, ""},
		{"too many pixels", drawn(t, 8000, 5001), Options{}, document.ErrTooLarge, ""},
		{"blank", blank, Options{}, document.ErrNotText, "150 dpi"},
		{"not installed", blank, Options{Tesseract: "no-such-program"}, ErrMissing, "apt-get install tesseract-ocr"},
		{"model not installed", blank, Options{Language: "xxx"}, ErrMissing, "apt-get install tesseract-ocr"},
		{"over the time", sampletest.File(t, "img/page2_300.jpg"), Options{Timeout: 10 * time.Millisecond}, document.ErrTooLarge, ""},
		{"cut off", cut, Options{}, nil, ""},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			doc, err := Read(context.Background(), tc.data, tc.options)
			if tc.want == nil { // what there is of it may be read
				if err == nil && len(doc.Blocks) == 0 {
					t.Error("neither text nor a Problem")
				}
				return
			}
			var problem *document.Problem
			if !errors.As(err, &problem) || !errors.Is(err, tc.want) || !strings.Contains(problem.Remedy, tc.remedy) {
				t.Errorf("error %v, want a Problem of %v", err, tc.want)
			}
		})
	}
}

// TestTraditional: a scan in Traditional characters is read in them, by the model that is surer of it.
func TestTraditional(t *testing.T) {
	need(t)
	data, err := os.ReadFile("testdata/traditional.png")
	if err != nil {
		t.Fatal(err)
	}
	doc, err := Read(context.Background(), data, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if text := documenttest.Text(doc); !strings.Contains(text, "學前教育補助") || !strings.Contains(text, "900元") {
		t.Errorf("text %q", text)
	}
}

// TestSurer: which script a page is in is told by the words that the two models read otherwise, not by its figures.
func TestSurer(t *testing.T) {
	read := func(words ...string) Recognized {
		tsv := ""
		for i, w := range words {
			text, sure, _ := strings.Cut(w, " ")
			tsv += fmt.Sprintf("5\t1\t1\t1\t1\t%d\t%d\t20\t30\t40\t%s\t%s\n", i, 10+40*i, sure, text)
		}
		return parse(tsv)
	}
	simple := read("教育 80", "7.3 20", "学费 90", "标准 92")
	other := read("教育 99", "7.3 99", "學費 70", "標準 72")
	if got := other.surer(simple); got != -20 {
		t.Errorf("surer by %v, want -20", got)
	}
}

func TestParse(t *testing.T) {
	r := parse("level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n" +
		"1\t1\t0\t0\t0\t0\t0\t0\t600\t800\t-1\t\n4\t1\t1\t1\t1\t0\t10\t20\t70\t40\t-1\t\n5\t1\t1\t1\t1\t1\t10\t20\t30\t40\t90.5\t教育\n5\t1\t1\t1\t1\t2\t50\t20\t30\t40\t60.5\t 局\n" +
		"5\t1\t1\t1\t1\t2\t50\t20\t30\t40\t95\t \n1\t2\t0\t0\t0\t0\t0\t0\t500\t700\t-1\t\n4\t2\t1\t1\t1\t0\t10\t20\t30\t40\t-1\t\n5\t2\t1\t1\t1\t1\t10\t20\t30\t40\t80.5\t通知\nshort\tline\n")
	want := "{{1 600 1500 [{教育 10 20 40 60 1} {局 50 20 80 60 1} {通知 10 820 40 860 2}] true} 80.5  [90.5 60.5 80.5]}"
	if got := fmt.Sprint(r); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestLostNumber: the dash of 一、 is taken for a rule, and no quote begins with what follows it.
func TestLostNumber(t *testing.T) {
	r := parse("4\t1\t1\t1\t1\t0\t10\t20\t70\t40\t-1\t\n5\t1\t1\t1\t1\t1\t10\t20\t30\t40\t90\t、\n5\t1\t1\t1\t1\t2\t50\t20\t30\t40\t90\t申请\n5\t1\t1\t1\t1\t3\t90\t20\t30\t40\t90\t、补助\n" +
		"4\t1\t1\t1\t2\t0\t10\t60\t70\t40\t-1\t\n5\t1\t1\t1\t2\t1\t10\t60\t30\t40\t90\t、普惠园\n")
	var texts []string
	for _, w := range r.Words {
		texts = append(texts, w.Text)
	}
	if got := strings.Join(texts, "|"); got != "申请|、补助|普惠园" {
		t.Errorf("words %s", got)
	}
}

// FuzzParse: any TSV gives words with text and a confidence that is a number.
func FuzzParse(f *testing.F) {
	f.Add("1\t1\t0\t0\t0\t0\t0\t0\t600\t800\t-1\t\n5\t1\t1\t1\t1\t1\t10\t20\t30\t40\t90.5\t教育\n")
	f.Fuzz(func(t *testing.T, tsv string) {
		for _, w := range parse(tsv).Words {
			if strings.TrimSpace(w.Text) == "" {
				t.Fatalf("word %+v", w)
			}
		}
	})
}
