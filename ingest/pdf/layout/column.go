package layout

import (
	"math"
	"slices"
)

// columns are the places between a table's columns.
type columns struct {
	edges []float64
	clear float64 // width of the narrowest strip between columns, in characters
}

// strip is a place between two columns over which few rows have a word.
type strip struct {
	left, right float64
	crossed     int // rows with a word over it
}

func (s strip) middle() float64 { return (s.left + s.right) / 2 }

// findColumns finds the places that keep clear of words over (nearly) all rows. Each gap between two boxes proposes
// one; a label that spans columns may stand over it, in one row out of four.
func findColumns(rows []row) columns {
	var proposals []strip
	for _, r := range rows[:min(len(rows), showRows)] {
		for k := range r.boxes[1:] {
			a, b := r.boxes[k], r.boxes[k+1]
			s := clearest(rows, (a.left+a.right)/2, (b.left+b.right)/2)
			if s.crossed <= allowed(len(rows)) {
				proposals = append(proposals, s)
			}
		}
		if len(proposals) > maxProposals {
			break
		}
	}
	slices.SortStableFunc(proposals, func(a, b strip) int {
		if a.middle() < b.middle() {
			return -1
		}
		return 1
	})
	var kept []strip
	for _, p := range proposals {
		n := len(kept) - 1
		switch {
		case n < 0 || separate(rows, kept[n], p):
			kept = append(kept, p)
		case p.crossed < kept[n].crossed || p.crossed == kept[n].crossed && p.right-p.left > kept[n].right-kept[n].left:
			kept[n] = p
		}
	}
	c := columns{clear: math.Inf(1)}
	em := rows[0].boxes[0].em()
	for _, s := range kept {
		c.edges = append(c.edges, s.middle())
		c.clear = math.Min(c.clear, (s.right-s.left)/em)
	}
	return c
}

const (
	maxProposals = 400 // of gaps that may lie between columns
	maxCuts      = 400 // of places that are tried for one
)

// allowed is the number of rows that may have a word over the place between two columns.
func allowed(rows int) int {
	if rows < 3 {
		return 0
	}
	return max(1, rows/4)
}

// separate reports that a word lies between two strips, so that they are two.
func separate(rows []row, a, b strip) bool {
	for _, r := range rows {
		for _, x := range r.boxes {
			for _, s := range x.segments {
				for _, w := range s.words {
					if middle := (w.Left + w.Right) / 2; middle > a.middle() && middle < b.middle() {
						return true
					}
				}
			}
		}
	}
	return false
}

// clearest is the strip between two places over which the fewest rows have a word, and of those the widest.
func clearest(rows []row, from, to float64) strip {
	cuts := []float64{from, to}
	var over [][]Word // of each row, the words that reach into the place
	for _, r := range rows {
		var near []Word
		r.words(func(w Word) {
			if w.Left >= to || w.Right <= from {
				return
			}
			near = append(near, w)
			for _, x := range []float64{w.Left, w.Right} {
				if x > from && x < to && len(cuts) < maxCuts {
					cuts = append(cuts, x)
				}
			}
		})
		over = append(over, near)
	}
	slices.Sort(cuts)
	best := strip{from, from, math.MaxInt}
	for i := 1; i < len(cuts); i++ {
		s := strip{left: cuts[i-1], right: cuts[i]}
		for _, words := range over {
			if slices.ContainsFunc(words, func(w Word) bool { return w.Left < s.middle() && s.middle() < w.Right }) {
				s.crossed++
			}
		}
		switch {
		case s.crossed == best.crossed && s.left == best.right: // the strip goes on
			best.right = s.right
		case s.crossed < best.crossed, s.crossed == best.crossed && s.right-s.left > best.right-best.left:
			best = s
		}
	}
	return best
}

// words calls visit for each word of the row.
func (r row) words(visit func(Word)) {
	for _, b := range r.boxes {
		for _, s := range b.segments {
			for _, w := range s.words {
				visit(w)
			}
		}
	}
}

// of gives the first and last column that a box runs over.
func (c columns) of(b box) (from, to int) {
	slack := math.Min(0.5*b.em(), b.width()/2)
	for _, e := range c.edges {
		if b.left+slack > e {
			from++
		}
		if b.right-slack > e {
			to++
		}
	}
	return from, max(from, to)
}

// hold reports that each box lies in a column of its own.
func (c columns) hold(boxes []box) bool {
	taken := map[int]bool{}
	for _, b := range boxes {
		from, to := c.of(b)
		if from != to || taken[from] {
			return false
		}
		taken[from] = true
	}
	return true
}

// divide cuts boxes at the columns' edges: cells of a narrow column stand no farther apart than words.
func (c columns) divide(boxes []box) []box {
	var out []box
	for _, b := range boxes {
		for _, x := range c.edges {
			left, right, ok := b.split(x)
			if ok {
				out = append(out, left)
				b = right
			}
		}
		out = append(out, b)
	}
	return out
}

// split cuts a box at a place, if no word stands over it and words stand on both sides.
func (b box) split(x float64) (left, right box, ok bool) {
	var before, after []segment
	for _, s := range b.segments {
		l, r := s.split(x)
		switch {
		case len(r.words) > 0:
			before, after = append(before, l), append(after, r)
		case s.left >= x:
			after = append(after, s)
		case s.right <= x+0.3*s.em:
			before = append(before, s)
		default:
			return b, b, false
		}
	}
	if len(before) == 0 || len(after) == 0 {
		return b, b, false
	}
	return newBox(before), newBox(after), true
}
