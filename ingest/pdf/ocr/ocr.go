// Package ocr recognises the text of images with tesseract, when that is installed.
//
// An image's bytes go through Read and become a document; pages that another reader has drawn go through a Recognizer.
// What comes out is marked as recognised, because single characters of it will be wrong: figures above all.
package ocr

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	_ "image/gif"  // for DecodeConfig
	_ "image/jpeg" // for DecodeConfig
	_ "image/png"  // for DecodeConfig
	"os"
	"path/filepath"
	"time"

	_ "golang.org/x/image/bmp"  // for DecodeConfig
	_ "golang.org/x/image/tiff" // for DecodeConfig
	_ "golang.org/x/image/webp" // for DecodeConfig

	"wence/ingest/document"
	"wence/ingest/pdf/layout"
	"wence/ingest/pdf/process"
)

// Options say where the program is and what it may cost. The zero value uses the defaults.
type Options struct {
	Tesseract string        // program; default "tesseract", looked up on the path
	Language  string        // its model; default "chi_sim", or "chi_tra" where that is installed and surer of the text
	Timeout   time.Duration // processor time for one page; default 30 s. On the clock it may take twenty times as long
	Memory    int64         // address space in bytes; default 2 GB
	TempDir   string        // default that of the system
}

func (o Options) withDefaults() Options {
	if o.Tesseract == "" {
		o.Tesseract = "tesseract"
	}
	if o.Timeout == 0 {
		o.Timeout = 30 * time.Second
	}
	return o
}

// maxPixels bounds an image.
const maxPixels = 40_000_000

// Remedy is what the person can do where recognition is missing.
const Remedy = "请管理员安装OCR程序(apt-get install tesseract-ocr tesseract-ocr-chi-sim)后重新导入,或提交带文字的版本"

// ErrMissing is recognition that is not installed: the program, or its model of the language.
var ErrMissing = errors.New("recognition is not installed")

// Read recognises an image (JPEG, PNG, GIF, BMP, TIFF, WebP). The error is a *document.Problem, or the context's error.
func Read(ctx context.Context, data []byte, o Options) (document.Document, error) {
	config, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return document.Document{}, document.Damaged("图片", err)
	}
	if config.Width*config.Height > maxPixels {
		return document.Document{}, document.TooLarge("图片不得超过4000万像素")
	}
	dir, err := os.MkdirTemp(o.TempDir, "wence-ocr-")
	if err != nil {
		return document.Document{}, fmt.Errorf("read image: %w", err)
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, "image")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		return document.Document{}, fmt.Errorf("read image: %w", err)
	}
	page, err := Recognize(ctx, o, file, resolution(config))
	switch {
	case ctx.Err() != nil:
		return document.Document{}, fmt.Errorf("read image: %w", ctx.Err())
	case errors.Is(err, ErrMissing):
		return document.Document{}, &document.Problem{Reason: "图片中的文字需要OCR识别,而OCR程序没有安装", Remedy: Remedy, Err: errors.Join(document.ErrNotText, err)}
	case errors.Is(err, process.ErrTime):
		return document.Document{}, document.TooLarge(fmt.Sprintf("图片的识别时间不得超过%v", o.withDefaults().Timeout))
	case err != nil:
		return document.Document{}, document.Damaged("图片", err)
	}
	doc := document.Document{Blocks: layout.Blocks([]layout.Page{page.Page}), Notes: []string{Note("图片", page.Confidence)}}
	if len(doc.Blocks) == 0 {
		return document.Document{}, &document.Problem{
			Reason: "图片中没有识别出文字", Remedy: "请提交更清晰的图片(不低于150 dpi)或带文字的版本", Err: document.ErrNotText,
		}
	}
	return doc, nil
}

// Images of whole pages: their least width in pixels, and the resolutions that recognition is told for them. Left alone it
// believes what cameras and programs put into files, and takes lines apart.
const (
	pageWidth = 800
	paper     = 8.27 // inches
	leastDPI  = 100
	mostDPI   = 300
)

// resolution is that at which an image is a sheet of paper, 0 = unknown for a smaller piece.
func resolution(c image.Config) int {
	width := min(c.Width, c.Height)
	if width < pageWidth {
		return 0
	}
	return min(max(int(float64(width)/paper), leastDPI), mostDPI)
}

// unsure is the mean confidence below which the note warns once more.
const unsure = 80

// Note says that what was recognised, and how surely.
func Note(what string, confidence float64) string {
	note := what + "的文字由OCR识别,数字和个别文字可能有误,引用前请核对原件"
	if confidence < unsure {
		note += fmt.Sprintf("(识别把握较低:%.0f%%)", confidence)
	}
	return note
}
