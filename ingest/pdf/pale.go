package pdf

import (
	"bufio"
	"bytes"
	"context"
	"math"
	"regexp"
	"slices"
	"strconv"

	"wence/ingest/pdf/layout"
	"wence/ingest/pdf/process"
)

// withoutPale leaves out what is stamped over the text in a pale colour: every word of a colour that nobody could read by
// itself and in which words lie over others. Colours cost a second run over the file, so they are asked for only where
// words lie over words at all.
func (p poppler) withoutPale(ctx context.Context, pages []layout.Page) ([]layout.Page, error) {
	over := make([]map[layout.Word]bool, len(pages))
	for i, page := range pages {
		over[i] = page.Overlaid()
	}
	if !slices.ContainsFunc(over, func(words map[layout.Word]bool) bool { return len(words) > 0 }) {
		return pages, nil
	}
	limits := p.limits(len(pages))
	limits.Output = maxText
	out, err := process.Run(ctx, limits, p.options.PDFToHTML, "-xml", "-i", "-nodrm", "-zoom", "1", "-noroundcoord", "-enc", "UTF-8", "-stdout", p.file)
	if err != nil {
		return pages, ctx.Err() // what shows no colours is read without them
	}
	pale := parsePale(out)
	stamped := map[string]bool{}
	for i, page := range pages {
		for w := range over[i] {
			if c := pale.of(page.Number, w); c != "" {
				stamped[c] = true
			}
		}
	}
	kept := slices.Clone(pages)
	for i, page := range kept {
		kept[i].Words = slices.DeleteFunc(slices.Clone(page.Words), func(w layout.Word) bool { return stamped[pale.of(page.Number, w)] })
	}
	return kept, nil
}

// paleText is a run of words in one pale colour; its words' boxes lie within it.
type paleText struct {
	box   layout.Word
	color string
}

// paleTexts are the pale texts of pages, by the page's number.
type paleTexts map[int][]paleText

// of is the pale colour of a word, "" for every other.
func (t paleTexts) of(page int, w layout.Word) string {
	const near = 0.5 // points
	for _, p := range t[page] {
		if math.Abs(p.box.Top-w.Top) < near && math.Abs(p.box.Bottom-w.Bottom) < near && p.box.Left < w.Left+near && p.box.Right > w.Right-near {
			return p.color
		}
	}
	return ""
}

var (
	sheetTag = regexp.MustCompile(`^<page number="(\d+)"`)
	fontTag  = regexp.MustCompile(`^\s*<fontspec id="(\d+)".* color="#([0-9a-f]{6})"`)
	textTag  = regexp.MustCompile(`^<text top="(-?[\d.]+)" left="(-?[\d.]+)" width="(-?[\d.]+)" height="(-?[\d.]+)" font="(\d+)"`)
)

// parsePale reads what pdftohtml -xml writes: one tag a line, fonts before their texts.
func parsePale(out []byte) paleTexts {
	colors := map[string]string{}
	texts := paleTexts{}
	page := 0
	lines := bufio.NewScanner(bytes.NewReader(out))
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		if m := sheetTag.FindSubmatch(lines.Bytes()); m != nil {
			page, _ = strconv.Atoi(string(m[1]))
		} else if m := fontTag.FindSubmatch(lines.Bytes()); m != nil && isPale(string(m[2])) {
			colors[string(m[1])] = string(m[2])
		} else if m := textTag.FindSubmatch(lines.Bytes()); m != nil && colors[string(m[5])] != "" {
			top, left := number(m[1]), number(m[2])
			box := layout.Word{Left: left, Top: top, Right: left + number(m[3]), Bottom: top + number(m[4])}
			texts[page] = append(texts[page], paleText{box, colors[string(m[5])]})
		}
	}
	return texts
}

// isPale reports a colour, six hexadecimal digits, that is hard to see on paper: bright on the whole.
func isPale(color string) bool {
	c, err := strconv.ParseUint(color, 16, 32)
	const bright = 0.7
	return err == nil && (0.3*float64(c>>16)+0.59*float64(c>>8&0xFF)+0.11*float64(c&0xFF))/0xFF > bright
}
