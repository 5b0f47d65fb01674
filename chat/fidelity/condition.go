package fidelity

import (
	"regexp"
	"slices"
	"strings"

	"wence/retrieval/figures"
	"wence/retrieval/zh"
)

// pairedShare is how much of the best match of a condition and of its consequence one sentence must hold.
const pairedShare = 0.6

// unpaired are conditions with the consequence of another: of 缺勤不足10天的减半;整月未出勤的全额退还 the two cannot be
// exchanged.
func (c claim) unpaired() []Fault {
	var all []Fault
	parts := strings.FieldsFunc(c.body, func(r rune) bool { return strings.ContainsRune(clauseEnds, r) })
	for i := 0; i+1 < len(parts); i++ {
		if !strings.HasSuffix(parts[i], "的") {
			continue
		}
		if !c.together(pairSet(parts[i]), pairSet(parts[i+1])) {
			all = append(all, Fault{parts[i], "资料里这个条件说的是另一回事"})
		}
	}
	return all
}

// together reports that one sentence of the passages holds about as much of both as any holds of either.
func (c claim) together(a, b map[string]bool) bool {
	type match struct{ a, b int }
	var all []match
	var best match
	for _, e := range c.cited {
		spans := zh.Sentences(e.body)
		for i, span := range spans {
			pairs := pairSet(e.announcement(spans, i) + e.body[span.Start:span.End])
			m := match{shared(a, pairs), shared(b, pairs)}
			all = append(all, m)
			best = match{max(best.a, m.a), max(best.b, m.b)}
		}
	}
	if best.a < fewShared || best.b < fewShared {
		return true // too little to tell by
	}
	return slices.ContainsFunc(all, func(m match) bool {
		return float64(m.a) >= pairedShare*float64(best.a) && float64(m.b) >= pairedShare*float64(best.b)
	})
}

// truncated are conditions of which a sentence says the beginning only: 大学专科毕业的, of 大学专科毕业在小学任教的.
func (c claim) truncated() []Fault {
	var all []Fault
	for _, part := range strings.FieldsFunc(c.body, func(r rune) bool { return strings.ContainsRune(clauseEnds, r) }) {
		begun, ok := strings.CutSuffix(part, "的")
		words := lastRunes(begun, conditionWord)
		if !ok || words == "" || c.borne(words+"的") {
			continue
		}
		goesOn := regexp.MustCompile(regexp.QuoteMeta(words) + `[^,;。:\n须应可]{2,20}的[,;\n]`)
		if slices.ContainsFunc(c.cited, func(e *Source) bool { return goesOn.MatchString(e.body) }) {
			all = append(all, Fault{part, "资料里的条件不止这些"})
		}
	}
	return all
}

// conditionWord is how many characters at a condition's end tell which it is.
const conditionWord = 4

// requiring are words of a condition without which it is another.
var requiring = regexp.MustCompile(`期满|届满|合格|优秀|同意|自愿|批准|完整|未能|没有|无自有`)

// A ruling is one sentence of a passage: a condition, and what follows from it.
type ruling struct{ condition, consequence string }

// rulingsIn are the sentences of a text that state a condition.
func rulingsIn(text string) []ruling {
	var all []ruling
	for _, segment := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("。;\n", r) }) {
		for at := 0; ; {
			i := strings.Index(segment[at:], ",")
			if i < 0 {
				break
			}
			if isCondition(segment[at : at+i]) {
				all = append(all, ruling{segment[:at+i], segment[at+i:]})
				break
			}
			at += i + 1
		}
	}
	return all
}

// omitted are consequences of which a sentence says a part of the condition and leaves out what it requires: 考核合格,
// or the years of 满20年. Of several rulings the one is asked that the sentence shares most with.
func (c claim) omitted() []Fault {
	pairs := pairSet(c.body)
	var all []Fault
	most := 0
	for _, e := range c.cited {
		for _, r := range rulingsIn(e.body) {
			condition, consequence := pairSet(r.condition), pairSet(r.consequence)
			in, of := shared(consequence, pairs), shared(condition, pairs)
			if in < fewShared || float64(in) < consequenceShare*float64(len(consequence)) ||
				of < fewShared || float64(of) < conditionShare*float64(len(condition)) || in+of < most {
				continue
			}
			left := c.leftOut(r.condition)
			if in+of > most || len(left) == 0 {
				all = left
			}
			most = in + of
		}
	}
	return all
}

// How much of a consequence a sentence must say to be about it, and of a condition to speak of when it follows.
const (
	consequenceShare = 0.5
	conditionShare   = 0.2
)

// isCondition reports a clause that says when or for whom.
func isCondition(s string) bool {
	return strings.HasSuffix(s, "的") || conditional.MatchString(s)
}

// conditional is a condition that ends with those whom it is about.
var conditional = regexp.MustCompile(`的(?:教师|学生|儿童|幼儿|家庭|人员|考生|学校|机构|单位|家长)$`)

// leftOut is what a condition requires and the sentence does not say.
func (c claim) leftOut(condition string) []Fault {
	var all []Fault
	for _, w := range requiring.FindAllString(condition, -1) {
		if !strings.Contains(c.body, w) && !strings.Contains(c.body, strings.TrimLeft(w, "期届未没")) {
			all = append(all, Fault{w, "资料里的这个条件没有说"})
		}
	}
	for _, f := range figures.Find(condition) {
		if f.Kind == figures.Duration && !figures.AnySupports(c.figures, f) && !slices.ContainsFunc(c.figures, func(g figures.Figure) bool { return figures.Supports(f, g) }) {
			all = append(all, Fault{f.Text, "资料里的这个条件没有说"})
		}
	}
	return all
}
