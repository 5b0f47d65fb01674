package lexical

import (
	"cmp"
	"slices"
)

// hits are the best in.K passages, the best in.K of in.Among, and those of in.Also, as far as they pass, in order.
func (r *ranking) hits(a *accumulator) []Hit {
	full := int32(len(r.in.Filter))
	top := topK{k: min(r.in.K, a.used)}
	for i := range a.cells {
		if c := &a.cells[i]; c.key != 0 && c.passed == full {
			top.offer(scored{c.id(), c.score})
		}
	}
	own := topK{k: min(r.in.K, len(r.in.Among))}
	for _, id := range r.in.Among {
		if c := a.find(id); c != nil && c.passed == full {
			own.offer(scored{id, c.score})
		}
	}
	best := slices.Concat(top.best(), own.best())
	for _, id := range r.in.Also {
		if c := a.find(id); c != nil && c.passed == full {
			best = append(best, scored{id, c.score})
		}
	}
	slices.SortFunc(best, byRank)
	best = slices.Compact(best)
	hits := make([]Hit, len(best))
	for i, s := range best {
		hits[i] = Hit{ID: s.id, Score: float64(s.score)}
		if r.mass > 0 {
			hits[i].Matched = min(1, float64(a.find(s.id).mass/r.mass))
		}
	}
	return hits
}

type scored struct {
	id    int32
	score float32
}

// byRank is a total order: higher scores first, then lower ids.
func byRank(a, b scored) int { return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.id, b.id)) }

// topK keeps the best k of what it is offered. It collects twice as many and then halves them, which is as fast as a
// heap and shorter.
type topK struct {
	k      int
	kept   []scored
	bar    scored // the last of k found so far
	barred bool
}

func (t *topK) offer(s scored) {
	if t.k <= 0 || t.barred && byRank(s, t.bar) > 0 {
		return
	}
	if t.kept = append(t.kept, s); len(t.kept) >= 2*t.k {
		t.halve()
	}
}

func (t *topK) halve() {
	slices.SortFunc(t.kept, byRank)
	if len(t.kept) >= t.k && t.k > 0 {
		t.kept = t.kept[:t.k]
		t.bar, t.barred = t.kept[t.k-1], true
	}
}

func (t *topK) best() []scored {
	t.halve()
	return t.kept
}
