package group

import (
	"slices"
	"time"

	"wence/retrieval"
	"wence/retrieval/zh"
)

// patience is how long after being asked back a person may take to choose.
const patience = 30 * time.Minute

// Unmet are the questions without a good answer: declined, blocked or rated badly, and those that were asked back and
// not answered for a place afterwards. Journals do not know who asks, so an answer to the same words counts as one.
func Unmet(asked []retrieval.Asked) []retrieval.Asked {
	answers := map[string][]time.Time{}
	for _, a := range asked {
		if a.Status == "answered" || a.Status == "partial" {
			key := zh.Fold(a.Question)
			answers[key] = append(answers[key], a.At)
		}
	}
	var unmet []retrieval.Asked
	for _, a := range asked {
		followed := func(at time.Time) bool { return !at.Before(a.At) && at.Sub(a.At) <= patience }
		switch {
		case a.Question == "": // of an answer that was rated and never noted
		case a.Rating.Down, a.Status == "declined", a.Status == "blocked":
			unmet = append(unmet, a)
		case a.Status == "clarify" && !slices.ContainsFunc(answers[zh.Fold(a.Question)], followed):
			unmet = append(unmet, a)
		}
	}
	return unmet
}
