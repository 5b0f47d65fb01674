package ofd

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"wence/ingest/document"
	"wence/ingest/pdf/layout"
)

// box is a place on a page in millimetres from its upper left corner: left, top, width, height.
type box [4]float64

func parseBox(s string) box {
	var b box
	copy(b[:], numbers(s))
	return b
}

func numbers(s string) []float64 {
	var out []float64
	for _, f := range strings.Fields(s) {
		n, err := strconv.ParseFloat(f, 64)
		if err != nil || n != n || n > 1e6 || n < -1e6 {
			n = 0
		}
		out = append(out, n)
	}
	return out
}

// page reads what a page and its templates draw. The page is as far as it could be read when there is an error.
func (f *file) page(name string, b body) (layout.Page, error) {
	area, templates := b.box, []string{}
	words, err := f.drawn(name, func(e element) {
		switch e.name {
		case "PhysicalBox":
			area = parseBox(string(e.text))
		case "Template":
			if t := b.templates[e.attr("TemplateID")]; t != "" && len(templates) < maxTemplates {
				templates = append(templates, t)
			}
		}
	})
	for _, t := range templates {
		under, underErr := f.drawn(t, func(element) {})
		words, err = append(under, words...), errors.Join(err, underErr)
	}
	return layout.Page{Width: area[2], Height: area[3], Words: inOrder(words)}, err
}

// maxTemplates is how many templates of a page are read.
const maxTemplates = 4

// drawn are the words of a part's text objects; other elements go to visit.
func (f *file) drawn(name string, visit func(element)) ([]layout.Word, error) {
	var words []layout.Word
	err := f.walk(name, func(e element) {
		if e.name == "TextCode" && e.over != nil && e.over.name == "TextObject" && e.over.attr("Visible") != "false" {
			words = append(words, e.words()...)
			return
		}
		visit(e)
	})
	if f.words += len(words); err == nil && f.words > maxWords {
		err = document.TooLarge(fmt.Sprintf("OFD文件的文字不得超过%d万词", maxWords/10_000))
	}
	return words, err
}

// words cuts a text code at its spaces. Its first character stands at X and Y in its object's space, DeltaX moves from one
// to the next, and CTM and Boundary carry all that onto the page (GB/T 33190-2016, 8.5 and 11.3).
func (e element) words() []layout.Word {
	boundary, matrix := parseBox(e.over.attr("Boundary")), numbers(e.over.attr("CTM"))
	if len(matrix) != 6 {
		matrix = []float64{1, 0, 0, 1, 0, 0}
	}
	size, _ := strconv.ParseFloat(e.over.attr("Size"), 64)
	if size <= 0 || size > 1e4 {
		size = boundary[3]
	}
	at := func(x, y float64) (float64, float64) {
		return boundary[0] + matrix[0]*x + matrix[2]*y + matrix[4], boundary[1] + matrix[1]*x + matrix[3]*y + matrix[5]
	}
	origin := numbers(e.attr("X") + " " + e.attr("Y"))
	if len(origin) != 2 {
		origin = []float64{0, size}
	}
	steps := deltas(e.attr("DeltaX"), len(e.text))
	var words []layout.Word
	x, fresh := origin[0], true
	for i, r := range []rune(string(e.text)) {
		step := width(r) * size
		if i < len(steps) {
			step = steps[i]
		}
		if unicode.IsSpace(r) || !unicode.IsPrint(r) {
			x, fresh = x+step, true
			continue
		}
		left, top := at(x, origin[1]-0.85*size)
		right, bottom := at(x+width(r)*size, origin[1]+0.15*size)
		left, right, top, bottom = min(left, right), max(left, right), min(top, bottom), max(top, bottom)
		if fresh {
			words, fresh = append(words, layout.Word{Left: left, Top: top, Right: right, Bottom: bottom}), false
		}
		w := &words[len(words)-1]
		w.Text += string(r)
		w.Left, w.Top, w.Right, w.Bottom = min(w.Left, left), min(w.Top, top), max(w.Right, right), max(w.Bottom, bottom)
		x += step
	}
	return words
}

// width is a character's own in ems.
func width(r rune) float64 {
	if r >= 0x2E80 {
		return 1
	}
	return 0.5
}

// deltas spells a list of steps out, in which "g 10 5" stands for ten steps of 5; at most n of them.
func deltas(s string, n int) []float64 {
	fields := strings.Fields(s)
	var out []float64
	for i := 0; i < len(fields) && len(out) < n; i++ {
		times := 1
		if fields[i] == "g" && i+2 < len(fields) {
			times, _ = strconv.Atoi(fields[i+1])
			i += 2
		}
		step := numbers(fields[i])[0]
		for range min(times, n-len(out)) {
			out = append(out, step)
		}
	}
	return out
}

// inOrder leaves words in the order of the file where that runs down the page, as it does in most files, with a jump up
// for a column or a cell; else it goes by their places, line by line.
func inOrder(words []layout.Word) []layout.Word {
	up := 0
	for i := 1; i < len(words); i++ {
		if words[i].Bottom < words[i-1].Top {
			up++
		}
	}
	if up*4 <= len(words) {
		return words
	}
	slices.SortStableFunc(words, func(a, b layout.Word) int { return cmp.Compare(a.Top+a.Bottom, b.Top+b.Bottom) })
	var out, line []layout.Word
	flush := func() {
		slices.SortStableFunc(line, func(a, b layout.Word) int { return cmp.Compare(a.Left, b.Left) })
		out, line = append(out, line...), nil
	}
	for _, w := range words {
		if len(line) > 0 && (w.Top+w.Bottom)/2 > line[0].Bottom {
			flush()
		}
		line = append(line, w)
	}
	flush()
	return out
}
