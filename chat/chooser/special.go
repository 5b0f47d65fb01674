package chooser

import (
	"slices"
	"strings"

	"wence/chat/reading"
	"wence/retrieval/zh"
)

// ruleForAll puts the rule for all before that for some of them, which the question does not name: 1500元 before 1600元
// (少数民族). The rule for all has the chance of both, for the question is about their matter.
func ruleForAll(r reading.Reading, all []Candidate) []Candidate {
	if len(all) == 0 {
		return all
	}
	at := slices.IndexFunc(all, func(c Candidate) bool { return all[0].isSpecialOf(c, r.Folded) })
	if at < 0 {
		return all
	}
	rule := all[at]
	rule.Chance = min(1, rule.Chance+all[0].Chance)
	return slices.Insert(slices.Delete(slices.Clone(all), at, at+1), 0, rule)
}

// isSpecialOf reports that a sentence says all that another of its notice does, and of whom besides, of whom the question
// does not speak.
func (c Candidate) isSpecialOf(o Candidate, question string) bool {
	if c.Hit.Notice.ID != o.Hit.Notice.ID || c.Text == o.Text {
		return false
	}
	own, others := masked(c.Words()), masked(o.Words())
	if len(own) <= len(others) || shared(others, own) < wholly {
		return false
	}
	before, more := rune(0), 0
	for _, char := range own {
		pair := string([]rune{before, char})
		if zh.IsHan(before) && zh.IsHan(char) && !strings.Contains(others, pair) {
			if strings.Contains(question, pair) {
				return false
			}
			more++
		}
		before = char
	}
	return 0 < more && more <= mostMore
}

const (
	wholly   = 0.9 // share of a rule's pairs of characters that the special one has, too
	mostMore = 8   // pairs that name a group
)
