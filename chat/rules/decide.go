package rules

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"wence/retrieval"
)

// Bars of the decision. Set on the development set: see README, "Quality".
const (
	answerBar     = 0.40 // probability from which a sentence is an answer
	rivalCoverage = 0.7  // of the best coverage: it speaks of the same thing
	rivalNear     = 0.5  // of what the best has of the question in the clause of its figure
	rivalShare    = 0.6  // of the best probability: another place's sentence that answers as well
	secondShare   = 0.85 // of the best probability: a further sentence that adds something
	subjectBar    = 0.6  // coverage from which a sentence is about the subject, although it does not answer
	mostApart     = 3    // places whose answers are kept apart; with more the asker chooses
)

// A decision is what to do with the candidates for one question.
type decision struct {
	status  Status
	chosen  []candidate // what answers, in order
	nearest *candidate  // for a refusal: the right subject without what was asked
	choices []string    // names of the places that answer differently
	vague   bool        // the question says too little to be searched for
}

// answeredBy reports that a candidate says what is asked: where only a figure answers, one of the wanted kind must
// stand in it.
func (a asked) answeredBy(c candidate) bool {
	return c.answers >= answerBar && !c.astray && (c.figure || !a.want.figurative())
}

// isVague reports a question that names no place, no notice and hardly a subject: 补贴多少钱? A longer word such as
// 班主任津贴 is a subject.
func (u understanding) isVague() bool {
	const short = 2 // characters
	if !strings.ContainsFunc(u.text, unicode.IsLetter) {
		return true // 12345, ???
	}
	if len(u.regions) > 0 || u.named != (named{}) || len(u.features) > 1 || u.want == wantText {
		return false
	}
	return len(u.features) == 0 || utf8.RuneCountInString(u.features[0].words[0]) <= short
}

// decide chooses among the candidates, which are in order.
func decide(u understanding, all []candidate) decision {
	good := slices.DeleteFunc(slices.Clone(all), func(c candidate) bool { return !u.asked.answeredBy(c) })
	if len(good) == 0 {
		d := decision{status: Declined}
		if len(all) > 0 {
			d.nearest = &all[0]
		}
		return d
	}
	switch {
	case len(u.regions) > 1:
		return apart(eachPlace(u.regions, good))
	case u.region.IsZero():
		if rivals := rivals(good); len(rivals) > 1 {
			return apart(rivals)
		}
	}
	if u.want.figurative() && !several.MatchString(u.bare) {
		return decision{status: Answered, chosen: good[:1:1]} // one figure was asked for
	}
	return decision{status: Answered, chosen: withSecond(good)}
}

// several are words of a question that asks for more than one figure.
var several = regexp.MustCompile(`[和与跟及、,]|分别|各|还有|哪`)

// eachPlace are the best candidates for each of the places asked about, each once.
func eachPlace(asked []retrieval.Region, good []candidate) []candidate {
	var best []candidate
	for _, r := range asked {
		i := slices.IndexFunc(good, func(c candidate) bool { return c.hit.Notice.Region.AppliesAt(r) })
		if i < 0 || slices.ContainsFunc(best, func(c candidate) bool { return sameStretch(c, good[i]) }) {
			continue
		}
		best = append(best, good[i])
	}
	return best
}

// rivals are the best candidates of each place that answers about as well as the best.
func rivals(good []candidate) []candidate {
	var best []candidate
	seen := map[string]bool{}
	for _, c := range good {
		id := c.hit.Notice.Region.ID
		if !seen[id] && c.answers >= rivalShare*good[0].answers && c.signals[sigCoverage] >= rivalCoverage*good[0].signals[sigCoverage] &&
			c.tight >= rivalNear*good[0].tight {
			seen[id] = true
			best = append(best, c)
		}
	}
	return best
}

// apart keeps the answers of several places apart, or asks which place when there are too many.
func apart(rivals []candidate) decision {
	d := decision{status: Answered, chosen: rivals}
	for _, c := range rivals {
		d.choices = append(d.choices, simplified.placeName(c.hit.Notice))
	}
	if len(rivals) > mostApart {
		d.status, d.chosen = Clarify, nil
	}
	return d
}

// withSecond is the best candidate, and the next of another stretch of text that answers about as well and covers a
// feature that the best does not.
func withSecond(good []candidate) []candidate {
	chosen := good[:1:1]
	for _, c := range good[1:] {
		if c.answers < secondShare*good[0].answers {
			break
		}
		if c.hit.Passage.NoticeID == good[0].hit.Passage.NoticeID && !overlaps(c, good[0]) && adds(c, good[0]) {
			return append(chosen, c)
		}
	}
	return chosen
}

func sameStretch(a, b candidate) bool {
	return a.hit.Passage.ID == b.hit.Passage.ID && a.quote == b.quote
}

// overlaps reports that of two quotes one holds the other.
func overlaps(a, b candidate) bool {
	return a.hit.Passage.ID == b.hit.Passage.ID && (strings.Contains(a.quote, b.quote) || strings.Contains(b.quote, a.quote))
}

// adds reports that a covers a feature that b does not.
func adds(a, b candidate) bool {
	for i := range a.covers {
		if a.covers[i] && !b.covers[i] {
			return true
		}
	}
	return false
}

// placeName names a notice's place for people.
func (v voice) placeName(n retrieval.Notice) string {
	if n.Region.IsZero() {
		return v.say(sayNoPlace)
	}
	return n.Region.Name
}
