package fidelity

import (
	"regexp"
	"strings"

	"wence/retrieval/figures"
)

// changes are the words between a value and the one that takes its place.
var changes = regexp.MustCompile(`^[^。;；\n]{0,12}?(?:提高|提升|上调|调高|增加|增至|增长|升|降低|下调|调低|降|减少|减|缩短|延长|调整|修改|改|变更)(?:到|至|为|成)[^。;；\n]{0,6}$`)

// isFormer reports a value that was replaced: 由400元提高到600元.
func isFormer(text string, f figures.Figure, after []figures.Figure) bool {
	for _, g := range after {
		if sameMeasure(f, g) {
			return changes.MatchString(text[f.End:g.Start])
		}
	}
	return false
}

// amended is a wording that was put in the place of another.
var amended = regexp.MustCompile(`["“]([^"”]+)["”](?:修改|改|调整|变更)为["“]([^"”]+)["”]`)

// replaced are wordings that the passages say were replaced, in a sentence that does not say so.
func (c claim) replaced() []Fault {
	var all []Fault
	for _, e := range c.cited {
		for _, m := range amended.FindAllStringSubmatch(e.body, -1) {
			if strings.Contains(strings.ReplaceAll(c.text, m[2], ""), m[1]) && !strings.Contains(c.text, m[2]) && !formerly.In(c.text) {
				all = append(all, Fault{m[1], "这是修改以前的文字"})
			}
		}
	}
	return all
}
