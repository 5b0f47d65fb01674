package fidelity

import (
	"slices"
	"strings"

	"wence/retrieval/zh"
)

// pairedShare is how much of the best match of a condition and of its consequence one sentence must hold.
const pairedShare = 0.6

// unpaired are conditions with the consequence of another: of 缺勤不足10天的减半;整月未出勤的全额退还 the two cannot be
// exchanged.
func (c claim) unpaired() []Fault {
	var all []Fault
	parts := strings.FieldsFunc(c.body, func(r rune) bool { return strings.ContainsRune(clauseEnds, r) })
	for i := 0; i+1 < len(parts); i++ {
		if !strings.HasSuffix(parts[i], "的") {
			continue
		}
		if !c.together(pairSet(parts[i]), pairSet(parts[i+1])) {
			all = append(all, Fault{parts[i], "资料里这个条件说的是另一回事"})
		}
	}
	return all
}

// together reports that one sentence of the passages holds about as much of both as any holds of either.
func (c claim) together(a, b map[string]bool) bool {
	type match struct{ a, b int }
	var all []match
	var best match
	for _, e := range c.cited {
		spans := zh.Sentences(e.body)
		for i, span := range spans {
			pairs := pairSet(e.announcement(spans, i) + e.body[span.Start:span.End])
			m := match{shared(a, pairs), shared(b, pairs)}
			all = append(all, m)
			best = match{max(best.a, m.a), max(best.b, m.b)}
		}
	}
	if best.a < fewShared || best.b < fewShared {
		return true // too little to tell by
	}
	return slices.ContainsFunc(all, func(m match) bool {
		return float64(m.a) >= pairedShare*float64(best.a) && float64(m.b) >= pairedShare*float64(best.b)
	})
}
