package layout

import (
	"regexp"
	"strconv"
	"strings"
)

// margin is the share of a page's height at its top and bottom in which running heads and page numbers stand.
const margin = 0.115

// pageNumber matches what is a page number by its form; bareNumber only where the pages count on.
var (
	pageNumber = regexp.MustCompile(`^(第\d+页(,?[/共]*\d*页)?|共\d+页第\d+页|[-—–\-－_~·.]+\d+[-—–\-－_~·.]+|\d+/\d+|[Pp]age\d+(of\d+)?)$`)
	bareNumber = regexp.MustCompile(`^\d{1,4}$`)
	digits     = regexp.MustCompile(`\d+`)
)

// edge is a line in a page's margin.
type edge struct {
	sheet    int
	segments []int // on the line
	text     string
	top      bool
}

// dropFurniture takes page numbers and lines that repeat on most pages' margins out of the pages.
func dropFurniture(sheets []*sheet) {
	var edges []edge
	repeated := map[string]int{} // pages by the line's text, digits aside
	offsets := map[int]int{}     // pages by the difference of a bare number and the page's own
	for i, s := range sheets {
		seen := map[string]bool{}
		for _, e := range s.edges(i) {
			edges = append(edges, e)
			if key := e.key(); !seen[key] {
				seen[key] = true
				repeated[key]++
			}
			if n, err := strconv.Atoi(e.text); err == nil && bareNumber.MatchString(e.text) {
				offsets[n-s.Number]++
			}
		}
	}
	for _, e := range edges {
		s := sheets[e.sheet]
		// Heads of left and right pages take turns, so two pages in five are enough.
		drop := repeated[e.key()] > 1 && repeated[e.key()]*5 >= len(sheets)*2 || pageNumber.MatchString(e.text)
		if n, err := strconv.Atoi(e.text); err == nil && bareNumber.MatchString(e.text) {
			drop = offsets[n-s.Number]*2 > len(sheets)
		}
		if drop {
			for _, k := range e.segments {
				s.segments[k].text = ""
			}
		}
	}
	for _, s := range sheets {
		kept := s.segments[:0]
		for _, g := range s.segments {
			if g.text != "" {
				kept = append(kept, g)
			}
		}
		s.segments = kept
	}
}

// maxEdges bounds the pieces of text in a page's margins; a page with more has no running head.
const maxEdges = 200

// edges gives the lines in a page's margins.
func (s *sheet) edges(number int) []edge {
	var inMargin []int
	for i, g := range s.segments {
		if g.bottom < margin*s.Height || g.top > (1-margin)*s.Height {
			inMargin = append(inMargin, i)
		}
	}
	if len(inMargin) > maxEdges {
		return nil
	}
	var out []edge
	used := map[int]bool{}
	for _, i := range inMargin {
		if used[i] {
			continue
		}
		e := edge{sheet: number, top: s.segments[i].bottom < margin*s.Height}
		for _, k := range inMargin {
			if !used[k] && s.segments[k].beside(s.segments[i].rect) {
				used[k] = true
				e.segments = append(e.segments, k)
				e.text += strings.Join(strings.Fields(s.segments[k].text), "")
			}
		}
		out = append(out, e)
	}
	return out
}

func (e edge) key() string {
	place := "bottom "
	if e.top {
		place = "top "
	}
	return place + digits.ReplaceAllString(e.text, "#")
}
