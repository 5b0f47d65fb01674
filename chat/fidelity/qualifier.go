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
			words := qualifier.FindAllString(e.body[from:s.Start], -1)
			if len(words) == 0 || slices.ContainsFunc(words, func(w string) bool { return e.around[firstRunesOf(w, besideWord)] }) {
				return ""
			}
			found = words[0]
		}
	}
	return found
}

// doer is who does something, by the verb: 由监护人提出, 由县财政承担.
var doer = regexp.MustCompile(`由(\p{Han}{2,8}?)(于|统一|统筹|负责|承担|制定|安排|审核|提出|组织|协商|解释|核定)`)

// otherDoer are those whom a sentence has do what the passages say others do.
func (c claim) otherDoer() []Fault {
	var all []Fault
	for _, m := range doer.FindAllStringSubmatch(c.body, -1) {
		told, same := false, false
		for _, e := range c.cited {
			for _, o := range doer.FindAllStringSubmatch(e.body, -1) {
				if o[2] == m[2] {
					told, same = true, same || strings.Contains(o[1], m[1]) || strings.Contains(m[1], o[1]) || sharePair(o[1], m[1])
				}
			}
		}
		if told && !same {
			all = append(all, Fault{m[0], "资料里是别人做的"})
		}
	}
	return all
}

// sharePair reports that two names have a pair of characters in common: 县级教育部门, 教育局.
func sharePair(a, b string) bool { return shared(pairSet(a), pairSet(b)) > 0 }
