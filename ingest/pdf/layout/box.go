package layout

import (
	"math"
	"strings"
)

// box is a run of lines one below the other: a table cell, or paragraphs.
type box struct {
	rect
	segments []segment
}

func newBox(segments []segment) box {
	b := box{rect: segments[0].rect, segments: segments}
	for _, s := range segments[1:] {
		b.rect = b.rect.union(s.rect)
	}
	return b
}

// text is the box's text as a cell gives it.
func (b box) text() string {
	text := ""
	for _, s := range b.segments {
		text = joinCell(text, s.text)
	}
	return text
}

// longNumber is the number of digits from which a cell may be too narrow for a number.
const longNumber = 5

// joinCell puts two lines of a cell together. The last digits of a number that was too long for the cell stand alone on
// the second; elsewhere two numbers are two.
func joinCell(a, b string) string {
	digits := len(a) - len(strings.TrimRight(a, "0123456789"))
	if digits >= longNumber && len(b) < digits && strings.Trim(b, "0123456789") == "" {
		return a + b
	}
	return joinLines(a, b)
}

func (b box) em() float64 { return b.segments[0].em }

// boxes puts segments that follow one below the other together. Where the next segment stands to the right of one
// within a box, that one begins a cell: what is above it is cut off.
func boxes(segments []segment) []box {
	var out []box
	from := 0
	end := func(to int) {
		if from < to {
			out = append(out, newBox(segments[from:to:to]))
		}
		from = to
	}
	for i := 1; i < len(segments); i++ {
		if segments[i-1].above(segments[i].rect) && (aligned(segments[i-1], segments[i]) || room(segments[i-1], segments[i]) < 0.25) {
			continue
		}
		for k := from + 1; k < i; k++ {
			if segments[k].beside(segments[i].rect) && segments[i].left > segments[k].right && parted(segments[k-1], segments[k]) {
				end(k)
				break
			}
		}
		end(i)
	}
	end(len(segments))
	return out
}

// parted reports that two lines one below the other may belong to different texts.
func parted(a, b segment) bool { return !aligned(a, b) || room(a, b) > 0.45 }

// aligned reports that two lines share their left edge or their middle.
func aligned(a, b segment) bool {
	return math.Abs(a.left-b.left) < 0.6*b.em || math.Abs(a.left+a.right-b.left-b.right) < 1.2*b.em
}

// room is the distance between two lines in line heights.
func room(a, b segment) float64 { return (b.top - a.bottom) / b.height() }

// row is a run of boxes, each to the right of the one before it.
type row struct {
	rect
	boxes []box
	page  int
}

// rows puts boxes together that follow one to the right of the other. They need not be at one height: programs draw a
// table row by row, and a cell that is merged downwards with its first row.
func rows(all []box, page int) []row {
	var out []row
	for _, b := range all {
		if n := len(out) - 1; n >= 0 && out[n].takes(b) {
			out[n].boxes = append(out[n].boxes, b)
			out[n].rect = out[n].rect.union(b.rect)
			continue
		}
		out = append(out, row{rect: b.rect, boxes: []box{b}, page: page})
	}
	return out
}

// takes reports that a box stands to the right of the row's last, and not below the row.
func (r row) takes(b box) bool {
	last := r.boxes[len(r.boxes)-1]
	return b.left > last.right-0.2*b.em() && b.top < r.bottom-0.2*b.segments[0].height()
}

// height is where most of the row's cells begin: a cell merged downwards begins elsewhere.
func (r row) height() (top, bottom float64) {
	best := -1
	for _, b := range r.boxes {
		n := 0
		for _, o := range r.boxes {
			if math.Abs(o.top-b.top) < 0.5*o.em() {
				n++
			}
		}
		if n >= best {
			best, top, bottom = n, b.top, b.bottom
		}
	}
	return top, bottom
}
