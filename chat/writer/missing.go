package writer

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"wence/chat/draft"
	"wence/chat/evidence"
	"wence/chat/fidelity"
	"wence/prompts"
	"wence/retrieval/figures"
)

// afterMarker is what is to be read of a sentence; ok is false when there is nothing. The line by which a model says
// that something is missing is taken in.
func (r *reply) afterMarker(text string) (rest string, ok bool) {
	rest, found := strings.CutPrefix(strings.TrimLeft(text, "*# "), prompts.Absent)
	if !found {
		return text, true
	}
	if !r.repairing {
		r.absent = true
	}
	rest = strings.TrimLeft(rest, "* :：。")
	return rest, rest != ""
}

// Bounds of what is told to be missing.
const (
	longestMissing = 60  // characters of one thing
	mostMissing    = 3   // things
	asAsked        = 0.6 // share of its pairs of characters that stand in the question
)

// aside reads a sentence behind the line that says that something is missing. One with marks says what stands in the
// passages instead. Of one without, the words are shown only if they are the asker's own: no passage bears them.
func (r *reply) aside(s draft.Sentence) {
	if len(s.Cites) > 0 {
		r.near = append(r.near, near{s.Text, s.Cites})
		return
	}
	text := strings.TrimRight(s.Text, "。.")
	if n := utf8.RuneCountInString(text); len(r.missing) == mostMissing || n == 0 || n > longestMissing || len(figures.Find(text)) > 0 {
		return
	}
	if fidelity.Likeness(text, r.Question) >= asAsked {
		r.missing = append(r.missing, text)
	}
}

// mostNear is how many quotes go with an answer that is missing.
const mostNear = 3

// nearest are the quotes behind what the reply says stands in the passages instead, best first; each passage once.
func (r *reply) nearest() []evidence.Quote {
	type weighed struct {
		evidence.Quote
		how float64
	}
	var all []weighed
	for _, n := range r.near {
		for _, h := range n.handles {
			if h < 1 || h > len(r.Passages) {
				continue
			}
			p := r.Passages[h-1]
			if slices.ContainsFunc(all, func(w weighed) bool { return w.Passage == p }) {
				continue
			}
			q, how := p.Bearing(n.text)
			all = append(all, weighed{q, how})
		}
	}
	slices.SortStableFunc(all, func(a, b weighed) int { return cmp.Compare(b.how, a.how) })
	var out []evidence.Quote
	for _, w := range all[:min(len(all), mostNear)] {
		out = append(out, w.Quote)
	}
	return out
}
