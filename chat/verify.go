package chat

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
	if faults := fidelity.Unsupported(d.Text, cited, v.places); len(faults) > 0 {
		return Sentence{}, faults
	}
	return Sentence{text: d.Text, citations: d.Cites}, nil
}

// A scrutiny holds the sentences of a model against the passages that they cite. A model rewords, so more is asked of
// its sentences than of the program's own: that the words stand there too, that nothing is turned round, and that each
// figure is said of what the passage says it of.
type scrutiny struct {
	verifier verifier // its passages are those that the model was shown; a handle is a citation
	sources  []*fidelity.Source
	checker  fidelity.Checker
}

// scrutiny is what holds a model's sentences against the passages that it was shown. The regions apart, given by their
// IDs, are those whose answers are kept apart.
func (s *Service) scrutiny(shown []handle, places *place.Gazetteer, apart []string) scrutiny {
	out := scrutiny{
		verifier: verifier{places: places},
		checker:  fidelity.Checker{Places: places, Wordings: s.lexicon.Wordings, Apart: apart},
	}
	for _, h := range shown {
		out.verifier.passages = append(out.verifier.passages, h.hit)
		out.sources = append(out.sources, h.source)
	}
	return out
}

// check returns the verified sentence, its citations being handles, or the faults.
func (s scrutiny) check(d draft.Sentence) (Sentence, []fidelity.Fault) {
	sentence, faults := s.verifier.verify(draft.Stretch{Text: d.Text, Cites: d.Cites})
	if len(faults) > 0 {
		return Sentence{}, faults
	}
	for _, part := range d.Stretches {
		if len(part.Cites) > 0 {
			_, found := s.verifier.verify(part)
			faults = append(faults, found...)
		}
	}
	cited := make([]*fidelity.Source, len(d.Cites))
	for i, n := range d.Cites {
		cited[i] = s.sources[n-1]
	}
	if faults = append(faults, s.checker.Faults(d.Text, cited)...); len(faults) > 0 {
		return Sentence{}, faults
	}
	return sentence, nil
}
