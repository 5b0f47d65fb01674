package chooser

import (
	"cmp"
	"slices"
	"strings"

	"wence/chat/evidence"
	"wence/chat/reading"
	"wence/retrieval"
	"wence/retrieval/figures"
	"wence/retrieval/zh"
)

// Bars of one matter.
const (
	alikeFrom = 0.6 // share of their pairs of characters that two sentences on one matter have in common
	standFrom = 0.3 // the chance from which a newer text is taken to tell the matter, were it alone
)

// versions leaves of candidates those of the texts that are asked about: where several tell one matter the one that
// applies, or where an earlier one is asked for those that it took the place of. former are the others. Where what is left
// does not answer, all stay.
func versions(r reading.Reading, all []Candidate) (left, former []Candidate) {
	if namesOne(all) || !r.AsksNow() {
		return all, nil
	}
	kinds := kindsOf(all)
	for _, c := range all {
		if slices.ContainsFunc(all, func(o Candidate) bool { return c.isReplacedBy(o, kinds) }) {
			former = append(former, c)
		} else {
			left = append(left, c)
		}
	}
	if r.AsksFormer() {
		left, former = slices.DeleteFunc(former, func(c Candidate) bool { return c.Hit.Notice.IsDraft() }), left
	}
	left = inherit(weighed(left), former)
	if len(left) == 0 || left[0].Chance < answerFrom {
		return all, nil
	}
	return left, former
}

// namesOne reports that the question names one notice of the candidates'. A title may be that of all versions of a text.
func namesOne(all []Candidate) bool {
	one := ""
	for _, c := range all {
		switch id := c.Hit.Notice.ID; {
		case !c.Hit.Named || id == one:
		case one == "":
			one = id
		default:
			return false
		}
	}
	return one != ""
}

// weighed are candidates with their chances among each other.
func weighed(all []Candidate) []Candidate {
	all = slices.Clone(all)
	chances(all)
	return all
}

// inherit gives to candidates the chances of those that tell their matter in another text: what is asked is the matter.
func inherit(heirs, others []Candidate) []Candidate {
	for i := range heirs {
		told := heirs[i].Chance
		for _, o := range others {
			if heirs[i].tellsAlike(o) {
				told += o.Chance
			}
		}
		heirs[i].Chance = min(told, 1)
	}
	slices.SortStableFunc(heirs, func(a, b Candidate) int { return cmp.Compare(b.Chance, a.Chance) })
	return heirs
}

// isReplacedBy reports that the other's text stands in the place of the candidate's: it says so, or it is the rule that
// the candidate's was a draft of, or a later one of the same kind, place and matter. kinds are kindsOf the candidates.
func (c Candidate) isReplacedBy(o Candidate, kinds map[string]string) bool {
	a, b := c.Hit.Notice, o.Hit.Notice
	switch {
	case a.ID == b.ID:
		return false
	case c.Hit.Validity.State == retrieval.Replaced || c.Hit.Validity.State == retrieval.Repealed:
		return o.Hit.Validity.Current() && (c.Hit.Validity.ReplacedBy == nil || c.Hit.Validity.ReplacedBy.ID == b.ID || o.Alone >= standFrom)
	case !o.Hit.Validity.Current() || a.Region.ID != b.Region.ID || kinds[a.ID] != kinds[b.ID]:
		return false
	case a.IsDraft() != b.IsDraft():
		return a.IsDraft()
	}
	return dayOf(a) < dayOf(b) && o.Alone >= standFrom && c.tellsAlike(o)
}

// tellsAlike reports sentences that are alike but for their figures.
func (c Candidate) tellsAlike(o Candidate) bool {
	a, b := masked(c.Words()), masked(o.Words())
	return a == b || min(shared(a, b), shared(b, a)) >= alikeFrom
}

// kindOf is what texts of one kind and place have in common: the title but for years and remarks, such as (征求意见稿).
func kindOf(n retrieval.Notice) string {
	title, _ := zh.CutAside(masked(retrieval.TitleKey(n.DisplayTitle())))
	return strings.ReplaceAll(title, "征求意见稿", "")
}

// masked is a text without its figures.
func masked(text string) string { return zh.WithoutNumbers(zh.Fold(text)) }

// kindsOf are the kinds of the candidates' texts by their IDs: each is compared with every other.
func kindsOf(all []Candidate) map[string]string {
	kinds := make(map[string]string)
	for _, c := range all {
		if _, known := kinds[c.Hit.Notice.ID]; !known {
			kinds[c.Hit.Notice.ID] = kindOf(c.Hit.Notice)
		}
	}
	return kinds
}

// dayOf is the day that orders texts.
func dayOf(n retrieval.Notice) retrieval.Date { return cmp.Or(n.Issued, n.Published, n.Effective) }

// formerly are the sentences of former texts that bear a figure of the question which no answer bears: 还是600元吗 is told
// what was 600元.
func formerly(r reading.Reading, answers []evidence.Quote, former []Candidate) []evidence.Quote {
	for _, f := range figures.Find(r.Folded) {
		bears := func(q evidence.Quote) bool { return figures.AnySupports(figures.Find(q.Words()), f) }
		if slices.ContainsFunc(answers, bears) {
			continue
		}
		for _, c := range former {
			if bears(c.Quote) {
				return []evidence.Quote{c.Quote.Whole()}
			}
		}
	}
	return nil
}
