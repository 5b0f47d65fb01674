package fidelity

import (
	"slices"
	"strings"

	"wence/retrieval/zh"
)

// A rule is a sentence of a passage, with its conditions: the clauses that end in 的.
type rule struct {
	pairs      map[string]bool // of the sentence and of what announces its list
	conditions []map[string]bool
	refers     bool // a condition is that of another article: 违反第十五条规定的
}

// rulesIn are the rules of a passage.
func (e *Source) rulesIn() []rule {
	spans := zh.Sentences(e.body)
	all := make([]rule, len(spans))
	for i, span := range spans {
		text := e.body[span.Start:span.End]
		all[i].pairs = pairSet(e.announcement(spans, i) + text)
		for _, clause := range conditionsIn(text) {
			all[i].conditions = append(all[i].conditions, pairSet(clause))
			all[i].refers = all[i].refers || refersOn(clause)
		}
	}
	return all
}

// before are words for a rule that stands before another.
var before = zh.Words("前款 前条 前项 前述 上款 上条 本条 本办法 本条例 本规定")

// refersOn reports a condition that is another rule's: 违反第十五条规定的, 违反前款规定的.
func refersOn(condition string) bool {
	_, article, found := strings.Cut(condition, "第")
	return found && strings.Contains(article, "条") || before.In(condition)
}

// conditionsIn are the clauses of a text that say when what follows holds. One that is an item of a list is none.
func conditionsIn(text string) []string {
	var all []string
	last := ""
	eachClause(text, func(clause, end string) {
		if last != "" && !startsWithAny(clause, "以及", "及", "或者", "或", "和", "并") {
			all = append(all, last)
		}
		if last = ""; strings.HasSuffix(clause, "的") && (end == "," || end == "\uFF0C") {
			last = clause
		}
	})
	return all
}

func startsWithAny(s string, words ...string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(s, w) })
}

// unpaired are conditions with the consequence of another: of 缺勤不足10天的减半;整月未出勤的全额退还 the two cannot be
// exchanged.
func (c claim) unpaired() []Fault {
	var rules []rule
	for _, e := range c.cited {
		rules = append(rules, e.rulesIn()...)
	}
	var all []Fault
	for _, condition := range conditionsIn(c.body) {
		earlier, rest, _ := strings.Cut(c.body, condition)
		consequence := strings.TrimLeft(rest, clauseEnds)
		if i := strings.IndexAny(consequence, clauseEnds); i >= 0 {
			consequence = consequence[:i]
		}
		if belongsElsewhere(pairSet(earlier[lastEnd(earlier):]+condition), pairSet(consequence), rules) {
			all = append(all, Fault{condition, "资料里这个条件说的是另一回事"})
		}
	}
	return all
}

// pairedShare is how much of the best match of a consequence a rule must hold that may be the one.
const pairedShare = 0.6

// belongsElsewhere reports a consequence that only rules with other conditions have.
func belongsElsewhere(condition, consequence map[string]bool, rules []rule) bool {
	best, known := 0, 0
	for _, r := range rules {
		best, known = max(best, shared(consequence, r.pairs)), max(known, shared(condition, r.pairs))
	}
	if best < fewShared || known < fewShared {
		return false // too little to tell by
	}
	return !slices.ContainsFunc(rules, func(r rule) bool {
		if float64(shared(consequence, r.pairs)) < pairedShare*float64(best) {
			return false
		}
		return len(r.conditions) == 0 || r.refers || float64(shared(condition, r.pairs)) >= pairedShare*float64(known) ||
			slices.ContainsFunc(r.conditions, func(own map[string]bool) bool { return shared(condition, own) >= fewShared })
	})
}
