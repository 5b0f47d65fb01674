package fidelity

import (
	"regexp"
	"slices"
	"strings"

	"wence/retrieval/figures"
)

// qualifier is a word that narrows those whom a figure is for.
var qualifier = regexp.MustCompile(`困难|残疾|寄宿|普惠|示范|特困|脱贫|贫困|骨干|首套|应届|孤儿|低保|最低生活保障`)

// unqualified are figures that the passages give to some only, in a sentence that names none of what narrows them:
// 小学生每月120元, of 小学寄宿生每月120元. What stands in the title or a heading need not be said again.
func (c claim) unqualified() []Fault {
	if qualifier.MatchString(c.text) {
		return nil
	}
	var all []Fault
	for _, f := range c.figures {
		if f.Kind != figures.Money && f.Kind != figures.Share {
			continue
		}
		if w := c.narrowest(f); w != "" {
			all = append(all, Fault{f.Text, "资料里只对“" + w + "”这样规定"})
		}
	}
	return all
}

// narrowest is what narrows the figures that support one; "" where one of them is for all.
func (c claim) narrowest(f figures.Figure) string {
	found := ""
	for _, e := range c.cited {
		for i, s := range e.figures {
			if !figures.Supports(s.Figure, f) {
				continue
			}
			from := lastEnd(e.body[:s.Start])
			for _, g := range e.figures[:i] {
				if g.Start >= from && sameMeasure(g.Figure, s.Figure) {
					from = g.End
				}
			}
			if at := strings.LastIndex(e.body[from:s.Start], ",其中"); at >= 0 {
				from += at // of those some, whoever they are
			}
			words := qualifier.FindAllString(e.body[from:s.Start], -1)
			if len(words) == 0 || slices.ContainsFunc(words, func(w string) bool { return e.around[firstRunesOf(w, besideWord)] }) {
				return ""
			}
			found = words[0]
		}
	}
	return found
}
