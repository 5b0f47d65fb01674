package pdf

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"

	"wence/ingest/document"
	"wence/ingest/pdf/layout"
	"wence/ingest/pdf/process"
)

// poppler runs poppler's programs on one file.
type poppler struct {
	options Options
	file    string
}

// limits are those of one run over so many pages. Ordinary pages take a hundredth of a second each; a file that was made
// to cost more is stopped by the processor time that it takes. The clock stops only what hangs: a busy machine is no
// fault of the file's.
func (p poppler) limits(pages int) process.Limits {
	return process.Limits{
		Time:   p.options.Timeout,
		CPU:    5*time.Second + time.Duration(pages)*time.Second/20,
		Memory: p.options.Memory,
	}
}

var (
	pagesLine = regexp.MustCompile(`(?m)^Pages:\s+(\d+)`)
	titleLine = regexp.MustCompile(`(?m)^Title:[ \t]+(.*)$`)
)

// info opens the file: it gives the number of pages and the title that the file states.
func (p poppler) info(ctx context.Context) (pages int, title string, err error) {
	out, err := process.Run(ctx, p.limits(1), p.options.PDFInfo, "-enc", "UTF-8", p.file)
	if err != nil {
		if strings.Contains(err.Error(), "Incorrect password") {
			return 0, "", fmt.Errorf("pdfinfo: %w", document.ErrEncrypted)
		}
		return 0, "", err
	}
	if m := pagesLine.FindSubmatch(out); m != nil {
		pages, _ = strconv.Atoi(string(m[1]))
	}
	if m := titleLine.FindSubmatch(out); m != nil {
		title = strings.TrimSpace(string(m[1]))
	}
	return pages, title, nil
}

// text gives the pages with their words in the order in which the file draws them. Other orders than -raw lose hyphens
// at line ends and mix columns.
func (p poppler) text(ctx context.Context, pages int) ([]layout.Page, error) {
	limits := p.limits(pages)
	limits.Output = maxText
	out, complaints, err := process.Said(ctx, limits, p.options.PDFToText, "-raw", "-bbox", "-enc", "UTF-8", p.file, "-")
	if err != nil {
		return nil, err
	}
	if packs := languagePack.FindSubmatch(complaints); packs != nil {
		return nil, fmt.Errorf("pdftotext: %s: %w", packs[1], errMaps)
	}
	return parseBoxes(out), nil
}

// languagePack matches what poppler says when it leaves out the text of a font that is not embedded, because the tables
// of that font's characters are not installed. It ends as if all were well.
var languagePack = regexp.MustCompile(`Missing language pack for '(.*?)' mapping`)

// errMaps is such text, left out.
var errMaps = errors.New("poppler lacks the character maps of a font that is not embedded")

// maxText bounds what pdftotext writes, in bytes: a hundred for each word.
const maxText = 128 << 20

var (
	pageTag = regexp.MustCompile(`^\s*<page width="([\d.]+)" height="([\d.]+)"`)
	wordTag = regexp.MustCompile(`^\s*<word xMin="(-?[\d.]+)" yMin="(-?[\d.]+)" xMax="(-?[\d.]+)" yMax="(-?[\d.]+)">(.*)</word>`)
)

// parseBoxes reads what pdftotext -bbox writes: one tag a line. An XML reader would stop at the control characters that
// damaged fonts yield.
func parseBoxes(out []byte) []layout.Page {
	var pages []layout.Page
	lines := bufio.NewScanner(bytes.NewReader(out))
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		if m := pageTag.FindSubmatch(lines.Bytes()); m != nil {
			pages = append(pages, layout.Page{Number: len(pages) + 1, Width: number(m[1]), Height: number(m[2])})
			continue
		}
		m := wordTag.FindSubmatch(lines.Bytes())
		if m == nil || len(pages) == 0 {
			continue
		}
		text := printable(html.UnescapeString(string(m[5])))
		if text != "" {
			page := &pages[len(pages)-1]
			page.Words = append(page.Words, layout.Word{
				Text: text, Left: number(m[1]), Top: number(m[2]), Right: number(m[3]), Bottom: number(m[4]),
			})
		}
	}
	return pages
}

// printable drops control characters and what is no character.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x20 || r >= 0x7F && r < 0xA0 || r == '\u00AD' || r == '\u200B' || r == '\uFEFF' {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

func number(b []byte) float64 {
	n, _ := strconv.ParseFloat(string(b), 64)
	return n
}

// pictured gives the pages on which pictures cover a quarter of the page or more, with their mean resolution in dpi.
func (p poppler) pictured(ctx context.Context, pages []layout.Page) (map[int]int, error) {
	out, err := process.Run(ctx, p.limits(len(pages)), p.options.PDFImages, "-list", p.file)
	if err != nil {
		return nil, err
	}
	covered, dots := map[int]float64{}, map[int]float64{} // square points; those times dpi
	for line := range strings.Lines(string(out)) {
		// page num type width height color comp bpc enc interp object ID x-ppi y-ppi size ratio
		f := strings.Fields(line)
		if len(f) < 14 || f[2] == "smask" {
			continue
		}
		page, _ := strconv.Atoi(f[0])
		width, height := number([]byte(f[3])), number([]byte(f[4]))
		if x, y := number([]byte(f[12])), number([]byte(f[13])); x > 0 && y > 0 {
			area := width / x * 72 * height / y * 72
			covered[page] += area
			dots[page] += area * max(x, y)
		}
	}
	large := map[int]int{}
	for _, page := range pages {
		if n := covered[page.Number]; n > 0 && n >= page.Width*page.Height/4 {
			large[page.Number] = int(dots[page.Number]/n + 0.5)
		}
	}
	return large, nil
}

// render draws a page in grey and gives the image's file.
func (p poppler) render(ctx context.Context, page, dpi int) (string, error) {
	root := filepath.Join(filepath.Dir(p.file), fmt.Sprintf("page%d", page))
	n := strconv.Itoa(page)
	limits := p.limits(1)
	limits.CPU *= 2
	_, err := process.Run(ctx, limits, p.options.PDFToPPM, "-gray", "-r", strconv.Itoa(dpi), "-f", n, "-l", n, "-singlefile", p.file, root)
	return root + ".pgm", err
}

// inked reports that a page shows more than specks.
func (p poppler) inked(ctx context.Context, page layout.Page) (bool, error) {
	file, err := p.render(ctx, page.Number, resolution(page, 20))
	if err != nil {
		return false, err
	}
	defer os.Remove(file)
	image, err := os.ReadFile(file)
	if err != nil {
		return false, err
	}
	const header, dark = 20, 160
	ink := 0
	for _, v := range image[min(len(image), header):] {
		if v < dark {
			ink++
		}
	}
	return ink*500 > len(image), nil
}

// maxSide bounds a rendered page's longer side in pixels.
const maxSide = 4000
