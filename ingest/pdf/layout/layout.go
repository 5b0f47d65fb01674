// Package layout makes paragraphs and tables out of words with their places on pages, as a PDF's text layer or a
// recognised image gives them.
//
// The order of the words is taken as the reading order: it is right in columns, where geometry alone is not. Geometry
// decides what the order cannot say:
//
//	words -> without watermarks -> segments (no gap) -> without running heads and page numbers
//	      -> boxes (lines one below the other) -> rows of boxes -> tables, or lines joined to paragraphs -> blocks
package layout

import (
	"slices"

	"wence/ingest/document"
)

// Word is a piece of text without a space in it. Places are in any unit, from the page's upper left corner.
type Word struct {
	Text                     string
	Left, Top, Right, Bottom float64
	Line                     int // number of its line where recognition tells, from 1; 0 = geometry tells
}

// Page is a page with its words in reading order.
type Page struct {
	Number        int // 1-based
	Width, Height float64
	Words         []Word
	OCR           bool // recognised from an image
}

// Blocks gives the pages' paragraphs and table rows. A line at which a paragraph may go on, as at a page's end, is
// Broken.
func Blocks(pages []Page) []document.Block {
	pages = withoutWatermarks(pages)
	sheets := make([]*sheet, len(pages))
	for i, p := range pages {
		sheets[i] = newSheet(p)
	}
	dropFurniture(sheets)
	var w writer
	for _, s := range sheets {
		w.page(s)
	}
	w.flush()
	return w.blocks
}

// sheet is a page under work.
type sheet struct {
	Page
	segments []segment
}

// newSheet turns a page upright and puts its words together.
func newSheet(p Page) *sheet {
	s := &sheet{Page: upright(p)}
	for _, w := range s.Words {
		if last := len(s.segments) - 1; last >= 0 && s.segments[last].goesOn(w) {
			s.segments[last].add(w)
		} else {
			g := newSegment(w)
			g.ocr = p.OCR
			s.segments = append(s.segments, g)
		}
	}
	return s
}

// Heights of words in characters: fonts such as Noto state boxes that reach over the lines above and below.
const (
	tall   = 1.6
	turned = 3.2 // of two characters, from which a page's text runs down
	usual  = 1.25
	sample = 5 // words that show it
)

// lowered gives the words of a page whose boxes are far higher than their characters the usual height.
func lowered(p Page) Page {
	var heights []float64
	for _, w := range p.Words {
		wide := 0
		for _, r := range w.Text {
			if r >= 0x2E80 {
				wide++
			}
		}
		if s := newSegment(w); wide > 1 && s.em > 0 {
			heights = append(heights, s.height()/s.em)
		}
	}
	slices.Sort(heights)
	if p.OCR || len(heights) < sample || heights[len(heights)/2] <= tall || heights[len(heights)/2] > turned {
		return p
	}
	p.Words = slices.Clone(p.Words)
	for i, w := range p.Words {
		cut := (w.Bottom - w.Top) * (1 - usual/heights[len(heights)/2]) / 2
		p.Words[i].Top, p.Words[i].Bottom = w.Top+cut, w.Bottom-cut
	}
	return p
}

// upright turns a page whose text runs upwards or downwards. The lines of text that runs downwards follow each other
// from right to left.
func upright(p Page) Page {
	vertical, long := 0, 0
	leftwards, rightwards := 0, 0
	for i, w := range p.Words {
		if len([]rune(w.Text)) < 3 {
			continue
		}
		if long++; w.Bottom-w.Top > 1.5*(w.Right-w.Left) {
			vertical++
		}
		if i > 0 && w.Right < p.Words[i-1].Left+1 {
			leftwards++
		} else if i > 0 && w.Left > p.Words[i-1].Right-1 {
			rightwards++
		}
	}
	if vertical*2 <= long {
		return p
	}
	words := slices.Clone(p.Words)
	for i, w := range words {
		if leftwards >= rightwards {
			words[i] = Word{w.Text, w.Top, p.Width - w.Right, w.Bottom, p.Width - w.Left, w.Line}
		} else {
			words[i] = Word{w.Text, p.Height - w.Bottom, w.Left, p.Height - w.Top, w.Right, w.Line}
		}
	}
	p.Words, p.Width, p.Height = words, p.Height, p.Width
	return p
}
