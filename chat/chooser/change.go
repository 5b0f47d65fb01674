package chooser

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"wence/chat/evidence"
	"wence/retrieval/figures"
)

// mostVersions of a rule are told together.
const mostVersions = 3

// change is a sentence with those that tell its matter in other texts of its place, the oldest first: what changed. It is
// empty where there are no others, or they are hardly likely to answer together.
func change(all []Candidate) Choice {
	var best []Candidate
	for _, c := range all {
		if versions := c.inVersions(all); chanceOf(versions) > chanceOf(best) {
			best = versions
		}
	}
	if len(best) < 2 || chanceOf(best) < changeFrom {
		return Choice{}
	}
	slices.SortFunc(best, func(a, b Candidate) int { return cmp.Compare(dayOf(a.Hit.Notice), dayOf(b.Hit.Notice)) })
	return Choice{Answers: whole(best), Changed: true, Confidence: chanceOf(best)}
}

// inVersions are the candidate and the likeliest of each other text of its place that tells its matter.
func (c Candidate) inVersions(all []Candidate) []Candidate {
	versions := []Candidate{c}
	seen := map[string]bool{c.Hit.Notice.ID: true}
	for _, o := range all { // the likeliest first
		n := o.Hit.Notice
		if len(versions) < mostVersions && !seen[n.ID] && !n.IsDraft() && n.Region.ID == c.Hit.Notice.Region.ID && c.isOnMatterOf(o) {
			seen[n.ID], versions = true, append(versions, o)
		}
	}
	return versions
}

// isOnMatterOf reports sentences of which one says, but for figures, most of what the other does.
func (c Candidate) isOnMatterOf(o Candidate) bool {
	a, b := masked(c.Words()), masked(o.Words())
	if len(figures.Find(c.Words())) > 0 != (len(figures.Find(o.Words())) > 0) && min(utf8.RuneCountInString(a), utf8.RuneCountInString(b)) < shortestMatter {
		return false // one is a heading
	}
	return max(shared(a, b), shared(b, a)) >= alikeFrom
}

// shortestMatter is the length of a sentence without its figures, in characters, from which it says more than a heading.
const shortestMatter = 6

// OtherVersion is the likeliest of the weighed sentences that tells the matter of a quote in another text of its place.
func (c Choice) OtherVersion(of evidence.Quote) (evidence.Quote, bool) {
	versions := Candidate{Quote: of}.inVersions(c.weighed)
	if len(versions) < 2 {
		return evidence.Quote{}, false
	}
	return versions[1].Quote.Whole(), true
}

// chanceOf is the chance that one of several answers.
func chanceOf(all []Candidate) float64 {
	total := 0.0
	for _, c := range all {
		total += c.Chance
	}
	return min(total, 1)
}
