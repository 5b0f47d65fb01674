package chooser

import (
	"testing"

	"wence/chat/evidence"
	"wence/chat/reading"
	"wence/retrieval"
)

// likely are candidates of one notice, sentences of one passage, with their chances.
func likely(chances ...float64) []Candidate {
	var all []Candidate
	sentences := evidence.Read(retrieval.Hit{Notice: retrieval.Notice{ID: "n"}, Passage: retrieval.Passage{Text: "住校的补180元。\n走读的补90元。\n托管每天35元。"}}).Sentences()
	for i, chance := range chances {
		all = append(all, Candidate{Quote: sentences[i], Chance: chance})
	}
	return all
}

func TestSettle(t *testing.T) {
	for name, c := range map[string]struct {
		chances []float64
		answers int
		oneOf   bool
	}{
		"one is likely":                 {[]float64{0.8, 0.1}, 1, false},
		"one is likely, a second may":   {[]float64{0.7, 0.25}, 2, false},
		"none is likely, one of two is": {[]float64{0.45, 0.4}, 2, true},
		"not even one of two":           {[]float64{0.4, 0.3}, 0, false},
	} {
		out := settle(reading.Reading{}, likely(c.chances...))
		if len(out.Answers) != c.answers || out.OneOf != c.oneOf {
			t.Errorf("%s: %d answers, one of them %v", name, len(out.Answers), out.OneOf)
		}
	}
}
