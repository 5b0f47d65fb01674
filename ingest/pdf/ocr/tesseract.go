package ocr

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"wence/ingest/pdf/layout"
	"wence/ingest/pdf/process"
	"wence/retrieval/zh"
)

// Recognized is a page with tesseract's mean confidence in it, in per cent.
type Recognized struct {
	layout.Page
	Confidence float64
	Language   string // the model that read it, for further pages of the same document

	sure []float64 // tesseract's confidence in each word
}

// Page segmentation modes of tesseract: 3 finds columns and tables itself, 6 takes the page as one block of text.
const (
	automatic = 3
	oneBlock  = 6
)

// retry is the mean confidence below which the other mode is tried.
const retry = 70

// The models of the two scripts, and the confidence of the first below which the second is tried: the first reads
// Traditional text, too, as Simplified, and is a little less sure of it.
const (
	simplified  = "chi_sim"
	traditional = "chi_tra"
	surely      = 95
)

// Recognize reads the image in a file. Its resolution is dpi, or the file's own when dpi is 0. The error wraps
// ErrMissing or one of process's.
func Recognize(ctx context.Context, o Options, file string, dpi int) (Recognized, error) {
	o = o.withDefaults()
	if o.Language != "" {
		return recognizeIn(ctx, o, file, dpi)
	}
	o.Language = simplified
	best, err := recognizeIn(ctx, o, file, dpi)
	if err != nil || best.Confidence >= surely || len(best.Words) == 0 {
		return best, err
	}
	o.Language = traditional
	other, err := recognizeIn(ctx, o, file, dpi)
	if err == nil && other.surer(best) > 1 {
		return other, nil
	}
	return best, ctx.Err() // where the second is not installed, too
}

// surer says by how much a reading is surer than another of the words that the two read otherwise with as many characters:
// figures, rules and the characters that both scripts share tell nothing of which it is.
func (r Recognized) surer(than Recognized) float64 {
	sum, chars := 0.0, 0
	for i, w := range r.Words {
		at, most := -1, 0.0
		for k, o := range than.Words {
			width, height := min(w.Right, o.Right)-max(w.Left, o.Left), min(w.Bottom, o.Bottom)-max(w.Top, o.Top)
			if width > 0 && height > 0 && width*height > most {
				at, most = k, width*height
			}
		}
		n := utf8.RuneCountInString(w.Text)
		if at >= 0 && than.Words[at].Text != w.Text && utf8.RuneCountInString(than.Words[at].Text) == n && strings.ContainsFunc(w.Text, zh.IsHan) {
			sum += (r.sure[i] - than.sure[at]) * float64(n)
			chars += n
		}
	}
	return sum / float64(max(chars, 1))
}

// recognizeIn reads with the options' model.
func recognizeIn(ctx context.Context, o Options, file string, dpi int) (Recognized, error) {
	image := []string{file, "stdout", "-l", o.Language}
	if dpi > 0 {
		image = append(image, "--dpi", strconv.Itoa(dpi))
	}
	best, err := recognize(ctx, o, image, automatic)
	best.Language = o.Language
	if err != nil || best.Confidence >= retry {
		return best, err
	}
	other, err := recognize(ctx, o, image, oneBlock)
	other.Language = o.Language
	if err == nil && other.Confidence > best.Confidence && len(other.Words)*2 > len(best.Words) {
		return other, nil
	}
	return best, ctx.Err()
}

// recognize runs tesseract with the arguments that name the image, in one mode.
func recognize(ctx context.Context, o Options, image []string, mode int) (Recognized, error) {
	args := slices.Concat(image, []string{"--psm", strconv.Itoa(mode), "tsv"})
	out, err := process.Run(ctx, process.Limits{Time: 20 * o.Timeout, CPU: o.Timeout, Memory: o.Memory}, o.Tesseract, args...)
	if err != nil {
		if errors.Is(err, process.ErrMissing) || strings.Contains(err.Error(), "loading language") {
			return Recognized{}, fmt.Errorf("%w: %w", ErrMissing, err)
		}
		return Recognized{}, err
	}
	return parse(string(out)), nil
}

// Columns of tesseract's TSV.
const (
	columnLevel = 0
	columnLeft  = 6
	columnConf  = 10
	columnText  = 11
	levelPage   = 1
	levelLine   = 4
	levelWord   = 5
)

// parse reads tesseract's TSV. The pages of an image file of several are put one below the other.
func parse(tsv string) Recognized {
	r := Recognized{Page: layout.Page{Number: 1, OCR: true}}
	sum, chars, below, lines, opens := 0.0, 0, 0.0, 0, false
	for line := range strings.Lines(tsv) {
		f := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if len(f) <= columnText {
			continue
		}
		var n [4]float64
		for i := range n {
			n[i], _ = strconv.ParseFloat(f[columnLeft+i], 64)
		}
		left, top, width, height := n[0], n[1], n[2], n[3]
		switch level, _ := strconv.Atoi(f[columnLevel]); level {
		case levelPage:
			below = r.Height
			r.Width, r.Height = max(r.Width, width), r.Height+height
		case levelLine:
			lines++
			opens = true
		case levelWord:
			text := strings.TrimSpace(f[columnText])
			if opens { // no line begins with a mark that parts words: the number before it was not recognised
				text = strings.TrimSpace(strings.TrimLeft(text, "、"))
			}
			if text == "" {
				continue
			}
			opens = false
			r.Words = append(r.Words, layout.Word{Text: text, Left: left, Top: below + top, Right: left + width, Bottom: below + top + height, Line: lines})
			confidence, _ := strconv.ParseFloat(f[columnConf], 64)
			r.sure = append(r.sure, confidence)
			count := utf8.RuneCountInString(text)
			sum += confidence * float64(count)
			chars += count
		}
	}
	if chars > 0 {
		r.Confidence = sum / float64(chars)
	}
	return r
}
