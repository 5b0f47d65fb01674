package writer

import (
	"slices"
	"strings"
	"unicode/utf8"

	"wence/chat/cited"
	"wence/chat/draft"
	"wence/chat/evidence"
	"wence/chat/fidelity"
	"wence/chat/voice"
	"wence/retrieval"
	"wence/retrieval/figures"
	"wence/retrieval/place"
	"wence/retrieval/zh"
)

// Shares of a sentence's pairs of characters that stand in a passage.
const (
	statesLeast = 0.5  // of a sentence without a mark, from which it states something of the passage
	bearsLeast  = 0.25 // of a sentence with several marks, below which a passage adds nothing
)

// leansOn is how a sentence begins that means nothing, or something else, without the one before it.
var leansOn = zh.Words("其 该 此 这 上述 前述 前者 后者 它 他们 她们 同样 也 否则 反之 因此 所以")

// isChatter reports a sentence without a mark that states nothing of the passages: a greeting, a closing wish, that
// they do not say.
func (r *reply) isChatter(s draft.Sentence) bool {
	if s.Text == "" {
		return true
	}
	if len(s.Cites) > 0 || len(figures.Find(s.Text)) > 0 {
		return false
	}
	return !slices.ContainsFunc(r.Passages, func(p *evidence.Passage) bool {
		return fidelity.Likeness(s.Text, p.Hit.Passage.Reading()) >= statesLeast
	})
}

// longestOpening is how many characters a yes or a no has at most, its full stop among them.
const longestOpening = 6

// isOpening reports a yes or a no that stands for itself, without a mark: the sentence behind it says why. 不能。
func isOpening(s draft.Sentence) bool {
	first, _ := utf8.DecodeRuneInString(s.Text)
	return len(s.Cites) == 0 && utf8.RuneCountInString(s.Text) <= longestOpening && strings.ContainsRune("不没可能是有要需会行算对得属", first)
}

// declining are words that a model says of itself: no passage says whether a question can be answered.
var declining = zh.Words(zh.Join("无法 不能 难以 无从", "回答您 回答你 回答这 回答该 为您解答 为你解答 给出答案 作答"))

// faults are what no passage bears of a sentence, as a whole and of each stretch with marks of its own.
func (r *reply) faults(s draft.Sentence) []fidelity.Fault {
	if len(s.Cites) == 0 {
		return []fidelity.Fault{{What: s.Text, Why: "没有注明出处"}}
	}
	if declining.In(zh.Fold(s.Text)) {
		return []fidelity.Fault{{What: s.Text, Why: "所引资料没有说能否回答"}}
	}
	all := []draft.Stretch{{Text: s.Text, Cites: s.Cites}}
	for _, part := range s.Stretches {
		if len(part.Cites) > 0 {
			all = append(all, part)
		}
	}
	var faults []fidelity.Fault
	for _, part := range all {
		sources := make([]*fidelity.Source, len(part.Cites))
		for i, h := range part.Cites {
			if h < 1 || h > len(r.Passages) {
				return []fidelity.Fault{{Why: "引用了不存在的资料"}}
			}
			sources[i] = r.Passages[h-1].Source
		}
		for _, f := range r.Checker.Unsupported(part.Text, sources) {
			if !slices.Contains(faults, f) {
				faults = append(faults, f)
			}
		}
	}
	return faults
}

// statement is a sentence with the quotes that bear it. A notice that does not apply is marked so in front, and where
// several places are spoken of, one that the sentence does not name.
func (r *reply) statement(s draft.Sentence) cited.Statement {
	out := cited.Statement{Text: s.Text, Rests: r.rests(s)}
	out.Text = r.standing(out) + r.whose(out) + out.Text
	return out
}

// rests are the quotes that bear a sentence, without those that add nothing to the others.
func (r *reply) rests(s draft.Sentence) []evidence.Quote {
	var all, kept []evidence.Quote
	var sources []*fidelity.Source
	for _, h := range s.Cites {
		q, how := r.Passages[h-1].Bearing(s.Text)
		all = append(all, q)
		if how >= bearsLeast {
			kept, sources = append(kept, q), append(sources, r.Passages[h-1].Source)
		}
	}
	if len(kept) == 0 {
		kept, sources = all[:1], []*fidelity.Source{r.Passages[s.Cites[0]-1].Source}
	}
	if len(kept) < len(all) && len(r.Checker.Unsupported(s.Text, sources)) > 0 {
		return all
	}
	return kept
}

// standings mark a sentence on a notice that does not apply.
var standings = map[retrieval.State]voice.Phrase{
	retrieval.Ended: voice.Ended, retrieval.Repealed: voice.Repealed, retrieval.Replaced: voice.Replaced, retrieval.NotYet: voice.NotYet,
}

func (r *reply) standing(s cited.Statement) string {
	for _, q := range s.Rests {
		if v := q.Hit.Validity; !v.Current() {
			return r.Page.Voice().Say(standings[v.State])
		}
	}
	return ""
}

// whose names the place of a sentence that does not, where it is one, and another than that of the sentence before. It
// matters where the place asked about is wider, or none is named and there are several.
func (r *reply) whose(s cited.Statement) string {
	first := s.Rests[0].Hit
	home := first.Notice.Region
	matters := first.Reach == retrieval.ReachBelow || first.Reach == "" && r.local()
	if len(home.Path) == 0 || !matters || r.Page.Voice() == voice.English ||
		slices.ContainsFunc(s.Rests, func(q evidence.Quote) bool { return q.Hit.Notice.Region.ID != home.ID }) {
		return ""
	}
	named := strings.Contains(zh.Fold(s.Text), zh.Fold(home.Name)) || slices.ContainsFunc(r.Checker.Places.Find(s.Text), func(m place.Mention) bool {
		return slices.ContainsFunc(m.Candidates, func(p place.Place) bool { return retrieval.RegionOf(p).AppliesAt(home) })
	})
	before := r.home
	if r.home = home.ID; named || before == home.ID {
		return ""
	}
	return home.Name + ":"
}
