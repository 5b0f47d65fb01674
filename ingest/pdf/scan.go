package pdf

import (
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"strings"
	"unicode"

	"wence/ingest/charset"
	"wence/ingest/document"
	"wence/ingest/pdf/layout"
	"wence/ingest/pdf/ocr"
	"wence/ingest/pdf/process"
)

// reader replaces the pages whose text layer is missing or lies.
type reader struct {
	poppler
	pages   []layout.Page
	notes   []string
	missing bool        // recognition is not installed
	scanned int         // pages that need recognition
	dpi     map[int]int // resolution of the pictures that pages are, by their numbers
}

// trust is what a page's text layer is worth.
type trust int

const (
	believed trust = iota
	sparse         // next to no text: blank, a figure, or a picture of a page
	lying          // characters that are not those which the page shows
)

const (
	leastCommon = 0.30 // share of common characters; good pages have 0.54 and more, lying ones 0.04
	fewHan      = 20   // Chinese characters, below which a page may be a picture
	fewLatin    = 60   // letters and digits, likewise
)

// judge tells a text layer that can be believed from one that lies: fonts without a table of characters yield
// characters of foreign scripts and private use, or Chinese characters that nobody uses.
func judge(p layout.Page) trust {
	var text strings.Builder
	han, latin, odd, total := 0, 0, 0, 0
	for _, w := range p.Words {
		text.WriteString(w.Text)
		for _, r := range w.Text {
			total++
			switch {
			case unicode.Is(unicode.Han, r):
				han++
			case r < 0x250 && (unicode.IsLetter(r) || unicode.IsDigit(r)):
				latin++
			case unicode.Is(unicode.Co, r), r == unicode.ReplacementChar, unicode.IsLetter(r) && !unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Hiragana, unicode.Katakana):
				odd++
			}
		}
	}
	share, counted := charset.Common(text.String())
	switch {
	case odd*10 > total*3, counted >= fewHan && share < leastCommon:
		return lying
	case han < fewHan && latin < fewLatin:
		return sparse
	}
	return believed
}

// recognize finds the pages to be recognised, and puts what was recognised in their place. Without recognition the
// text of lying pages is dropped, and a note names the pages.
func (r *reader) recognize(ctx context.Context) error {
	lies, scans, err := r.suspects(ctx)
	if err != nil {
		return err
	}
	r.scanned = len(lies) + len(scans)
	todo := append(append([]int{}, lies...), scans...)
	var done, failed []int
	lowest := 100.0
	for _, i := range todo {
		if r.missing || len(done) >= r.options.OCRPages {
			failed = append(failed, i)
			continue
		}
		page, err := r.recognizePage(ctx, r.pages[i])
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil:
			r.missing = r.missing || errors.Is(err, ocr.ErrMissing)
			failed = append(failed, i)
		case len(page.Words) > 0:
			r.pages[i] = page.Page
			done, lowest = append(done, i), math.Min(lowest, page.Confidence)
		}
	}
	for _, i := range lies {
		if !r.pages[i].OCR {
			r.pages[i].Words = nil
		}
	}
	r.note(done, failed, lies, lowest)
	return nil
}

// suspects gives the indexes of pages whose text layer lies and of those that are pictures.
func (r *reader) suspects(ctx context.Context) (lies, scans []int, err error) {
	var few []int
	for i, p := range r.pages {
		switch judge(p) {
		case lying:
			lies = append(lies, i)
		case sparse:
			few = append(few, i)
		}
	}
	if len(few) == 0 {
		return lies, nil, nil
	}
	r.dpi, err = r.pictured(ctx, r.pages)
	if err != nil && !errors.Is(err, process.ErrMissing) {
		return nil, nil, err
	}
	drawn := 0
	for _, i := range few {
		if r.dpi[r.pages[i].Number] > 0 {
			scans = append(scans, i)
			continue
		}
		if len(r.pages[i].Words) > 0 || drawn >= r.options.OCRPages {
			continue
		}
		drawn++
		ink, err := r.inked(ctx, r.pages[i])
		if ctx.Err() != nil || process.OverLimit(err) { // not what shows no ink
			return nil, nil, err
		}
		if ink { // text drawn as shapes
			scans = append(scans, i)
		}
	}
	return lies, scans, nil
}

// scanDPI is the resolution at which pages are drawn for recognition; more is slower and no better. A picture of fewer
// dots, down to coarseDPI, is drawn as it is: dots between its own blur it, and 丹霞县 becomes 丹急具.
const (
	scanDPI   = 200
	coarseDPI = 100
)

func (r *reader) recognizePage(ctx context.Context, p layout.Page) (ocr.Recognized, error) {
	dpi := resolution(p, r.drawn(p.Number))
	file, err := r.render(ctx, p.Number, dpi)
	if err != nil {
		return ocr.Recognized{}, err
	}
	defer os.Remove(file)
	page, err := ocr.Recognize(ctx, r.options.OCR, file, dpi)
	page.Number = p.Number
	if err == nil && len(page.Words) > 0 && r.options.OCR.Language == "" {
		r.options.OCR.Language = page.Language // a document is in one script
	}
	return page, err
}

// drawn is the resolution at which a page is drawn, in dpi.
func (r *reader) drawn(page int) int {
	if own := r.dpi[page]; own >= coarseDPI {
		return min(own, scanDPI)
	}
	return scanDPI
}

// resolution lowers a resolution for pages that are larger than paper.
func resolution(p layout.Page, dpi int) int {
	side := math.Max(p.Width, p.Height) / 72
	return max(1, min(dpi, int(maxSide/math.Max(side, 1))))
}

// note says which pages were recognised, and which were not and why.
func (r *reader) note(done, failed, lies []int, confidence float64) {
	if len(done) > 0 {
		r.notes = append(r.notes, ocr.Note(r.ranges(done), confidence))
	}
	if len(lies) > 0 {
		r.notes = append(r.notes, r.ranges(lies)+"的文字层是乱码,没有采用")
	}
	switch {
	case len(failed) == 0:
	case r.missing:
		r.notes = append(r.notes, r.ranges(failed)+"是扫描图像或没有可用的文字,需要OCR识别:"+ocr.Remedy)
	case len(done) >= r.options.OCRPages:
		r.notes = append(r.notes, fmt.Sprintf("%s没有识别:每个文件最多识别%d页", r.ranges(failed), r.options.OCRPages))
	default:
		r.notes = append(r.notes, r.ranges(failed)+"识别失败,没有读入")
	}
}

// ranges names pages: 第1、3-5页.
func (r *reader) ranges(indexes []int) string {
	marked := map[int]bool{}
	for _, i := range indexes {
		marked[r.pages[i].Number] = true
	}
	var parts []string
	for n := 1; n <= len(r.pages); n++ {
		if !marked[n] {
			continue
		}
		first := n
		for marked[n+1] {
			n++
		}
		if first == n {
			parts = append(parts, fmt.Sprint(n))
		} else {
			parts = append(parts, fmt.Sprintf("%d-%d", first, n))
		}
	}
	return "第" + strings.Join(parts, "、") + "页"
}

// empty is the Problem of a file from which no text came.
func (r *reader) empty() *document.Problem {
	switch {
	case r.scanned > 0 && r.missing:
		return &document.Problem{Reason: "PDF是扫描件或文字层不可用,需要OCR识别,而OCR程序没有安装", Remedy: ocr.Remedy, Err: document.ErrNotText}
	case r.scanned > 0:
		return &document.Problem{Reason: "PDF是扫描件,没有识别出文字", Remedy: "请提交更清晰的扫描件(不低于150 dpi)或带文字的版本", Err: document.ErrNotText}
	}
	return &document.Problem{Reason: "PDF中没有可读的内容", Remedy: "请打开文件确认内容,另存后重新提交", Err: document.ErrDamaged}
}
