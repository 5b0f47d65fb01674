package layout

import (
	"cmp"
	"math"
	"slices"
	"unicode/utf8"
)

// What a watermark is known by, besides words that climb: text that is laid over text, or stands beside all of it.
const (
	climbing  = 3   // words, from which a run of them that climbs or falls is no line
	stacked   = 3   // single characters one below the other, from which they may be a margin's
	tiled     = 3   // times that a text stands on one page, from which it may be tiled
	fewBeside = 30  // characters of a page's own, below which nothing is told by standing beside them
	maxMarks  = 400 // words that may be watermarks on a page; a page with more of them repeats its text
	laidOver  = 0.1 // share of a word's area that another covers where one is laid over the other
	oversized = 2.5 // times the height of the page's other words
)

// withoutWatermarks leaves out the words that are stamped over the pages or down their margins: turned ones, ones that
// repeat at one place of several pages or all over one and lie over other words, and ones beside all others.
func withoutWatermarks(pages []Page) []Page {
	out := slices.Clone(pages)
	for i := range out {
		p := lowered(out[i])
		if out[i] = p; !p.OCR {
			out[i].Words = withoutClimbing(p.Words)
		}
	}
	repeated := placesTaken(out)
	stamped := map[place]bool{}
	for _, p := range out {
		for w := range p.marks(repeated, len(pages)) {
			stamped[placeOf(w)] = true
		}
	}
	for i, p := range out {
		if len(stamped) == 0 || p.OCR {
			continue
		}
		out[i].Words = slices.DeleteFunc(slices.Clone(p.Words), func(w Word) bool { return stamped[placeOf(w)] })
	}
	return out
}

// place is a text at a place of a page, to the nearest point or so.
type place struct {
	text      string
	left, top int
}

func placeOf(w Word) place {
	return place{w.Text, int(math.Round(w.Left / 2)), int(math.Round(w.Top / 2))}
}

// placesTaken counts the pages on which a text stands at a place.
func placesTaken(pages []Page) map[place]int {
	taken := map[place]int{}
	for _, p := range pages {
		seen := map[place]bool{}
		for _, w := range p.Words {
			if at := placeOf(w); !p.OCR && !seen[at] {
				seen[at] = true
				taken[at]++
			}
		}
	}
	return taken
}

// marks are the words of a page that are stamped on it.
func (p Page) marks(repeated map[place]int, pages int) map[Word]bool {
	times := map[string]int{}
	for _, w := range p.Words {
		times[w.Text]++
	}
	height := p.wordHeight()
	var may, text []Word
	for _, w := range p.Words {
		n := repeated[placeOf(w)]
		if n > 1 && n*5 >= pages*2 || times[w.Text] >= tiled || w.Bottom-w.Top > oversized*height {
			may = append(may, w)
		} else {
			text = append(text, w)
		}
	}
	found := map[Word]bool{}
	if p.OCR || len(may) > maxMarks || len(text) == 0 {
		return found
	}
	left, right := math.Inf(1), math.Inf(-1)
	size := 0
	for _, w := range text {
		left, right = math.Min(left, w.Left), math.Max(right, w.Right)
		size += utf8.RuneCountInString(w.Text)
	}
	over := map[string]int{}
	for _, w := range may {
		beside := (w.Right < left || w.Left > right) && size > fewBeside
		if repeated[placeOf(w)] > 1 && beside {
			found[w] = true
		}
		onText := slices.ContainsFunc(text, func(o Word) bool { return covers(w, o) })
		if onText {
			over[w.Text]++
		}
		large := w.Bottom-w.Top > oversized*height
		if repeated[placeOf(w)] > 1 && onText || large && (onText || slices.ContainsFunc(may, func(o Word) bool { return o.Text != w.Text && covers(w, o) })) {
			found[w] = true
		}
	}
	for _, w := range may { // all of a tiling, where most lie over text
		if over[w.Text]*2 > times[w.Text] && times[w.Text] >= tiled {
			found[w] = true
		}
	}
	for _, w := range stack(text, left) {
		found[w] = true
	}
	return found
}

// Overlaid are the words of a page that lie over others or under them.
func (p Page) Overlaid() map[Word]bool {
	words := lowered(p).Words // which keeps their order
	order := make([]int, len(words))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(words[a].Top, words[b].Top) })
	found := map[Word]bool{}
	for n, i := range order {
		for _, k := range order[n+1:] {
			if words[k].Top >= words[i].Bottom {
				break
			}
			if words[k].Text != words[i].Text && covers(words[i], words[k]) {
				found[p.Words[i]], found[p.Words[k]] = true, true
			}
		}
	}
	return found
}

// wordHeight is the median height of a page's words.
func (p Page) wordHeight() float64 {
	if len(p.Words) == 0 {
		return 0
	}
	heights := make([]float64, len(p.Words))
	for i, w := range p.Words {
		heights[i] = w.Bottom - w.Top
	}
	slices.Sort(heights)
	return heights[len(heights)/2]
}

// covers reports that two words lie over each other by more than lines that stand close.
func covers(a, b Word) bool {
	width := math.Min(a.Right, b.Right) - math.Max(a.Left, b.Left)
	height := math.Min(a.Bottom, b.Bottom) - math.Max(a.Top, b.Top)
	if width <= 0 || height <= 0.25*math.Min(a.Bottom-a.Top, b.Bottom-b.Top) {
		return false
	}
	smaller := math.Min((a.Right-a.Left)*(a.Bottom-a.Top), (b.Right-b.Left)*(b.Bottom-b.Top))
	return width*height > laidOver*smaller
}

// stack gives the single characters that stand one below the other at the left edge of a page's words, with all other
// words to their right: 装订线.
func stack(words []Word, left float64) []Word {
	var found []Word
	inner := math.Inf(1)
	for _, w := range words {
		if w.Left < left+0.5*(w.Bottom-w.Top) && utf8.RuneCountInString(w.Text) == 1 && w.Text[0] >= utf8.RuneSelf { // digits count rows
			found = append(found, w)
			continue
		}
		inner = math.Min(inner, w.Left)
	}
	if len(found) < stacked {
		return nil
	}
	for _, w := range found {
		if w.Right > inner-0.5*(w.Bottom-w.Top) {
			return nil
		}
	}
	return found
}

// withoutClimbing leaves out runs of short words of which each stands as far to the side of and above or below the one
// before: text that was turned.
func withoutClimbing(words []Word) []Word {
	var out []Word
	for i := 0; i < len(words); {
		n := 1
		for i+n < len(words) && climbs(words[i+n-1], words[i+n]) && (n < 2 || sameStep(words[i+n-2], words[i+n-1], words[i+n])) {
			n++
		}
		if n < climbing {
			out = append(out, words[i])
			i++
			continue
		}
		i += n
	}
	return out
}

// steepest is the greatest length of a word that climbs, in characters: a turned line comes character by character.
const steepest = 2

// climbs reports that a word follows another along a slope.
func climbs(a, b Word) bool {
	size := math.Min(a.Bottom-a.Top, a.Right-a.Left)
	across, down := middle(b.Left, b.Right)-middle(a.Left, a.Right), middle(b.Top, b.Bottom)-middle(a.Top, a.Bottom)
	return utf8.RuneCountInString(a.Text) <= steepest && utf8.RuneCountInString(b.Text) <= steepest &&
		math.Abs(across) > 0.2*size && math.Abs(across) < 3*size && math.Abs(down) > 0.1*size && math.Abs(down) < 3*size
}

// sameStep reports three words at equal distances along a slope; a wide space between two may double one.
func sameStep(a, b, c Word) bool {
	x1, y1 := middle(b.Left, b.Right)-middle(a.Left, a.Right), middle(b.Top, b.Bottom)-middle(a.Top, a.Bottom)
	x2, y2 := middle(c.Left, c.Right)-middle(b.Left, b.Right), middle(c.Top, c.Bottom)-middle(b.Top, b.Bottom)
	if x1*x2 <= 0 || y1*y2 <= 0 {
		return false
	}
	return math.Abs(math.Atan2(y1, x1)-math.Atan2(y2, x2)) < 0.12 && x2/x1 < 2.5 && x1/x2 < 2.5
}

func middle(a, b float64) float64 { return (a + b) / 2 }
