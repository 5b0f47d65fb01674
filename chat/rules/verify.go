package rules

import (
	"fmt"

	"wence/chat/draft"
	"wence/chat/fidelity"
	"wence/retrieval"
	"wence/retrieval/place"
)

// A verifier holds drafts against the passages that they cite.
type verifier struct {
	passages []retrieval.Hit // citation n is passages[n-1]
	places   *place.Gazetteer
}

// verify is the only door to a Sentence. Each mark must name a passage that was given; each figure, title and place in
// the draft must stand, equal in value and unit, in a passage that the draft cites, or in what that passage's notice
// says of itself. Otherwise it returns the faults, and no sentence.
func (v verifier) verify(d draft.Stretch) (Sentence, []fidelity.Fault) {
	if len(d.Cites) == 0 {
		return Sentence{}, []fidelity.Fault{{What: d.Text, Why: "没有注明出处"}}
	}
	cited := make([]retrieval.Hit, len(d.Cites))
	for i, n := range d.Cites {
		if n < 1 || n > len(v.passages) {
			return Sentence{}, []fidelity.Fault{{What: fmt.Sprintf("[%d]", n), Why: "引用了不存在的出处"}}
		}
		cited[i] = v.passages[n-1]
	}
	sources := make([]*fidelity.Source, len(cited))
	for i, h := range cited {
		sources[i] = fidelity.NewSource(h)
	}
	if faults := (fidelity.Checker{Places: v.places}).Unsupported(d.Text, sources); len(faults) > 0 {
		return Sentence{}, faults
	}
	return Sentence{text: d.Text, citations: d.Cites}, nil
}
