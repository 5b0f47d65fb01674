package fidelity

import (
	"slices"
	"strings"

	"wence/retrieval/figures"
	"wence/retrieval/zh"
)

// general are words for those whom no exception is made of.
var general = zh.Words("一般 其他 其余 别的")

// isGeneral reports a figure that stands before the exceptions to it: 50周岁以下 of 年龄在50周岁以下,农村教师放宽到53周岁.
func (c claim) isGeneral(f figures.Figure) bool {
	return slices.ContainsFunc(c.cited, func(e *Source) bool {
		return slices.ContainsFunc(e.figures, func(s placedFigure) bool { return s.list && figures.Supports(s.Figure, f) })
	})
}

// strays reports a day by which something is due that is an end of a period, as of 6月1日至6月20日审核, in a sentence that
// has none of the words which the period is told by.
func (c claim) strays(f figures.Figure) bool {
	if f.Kind != figures.Date || !strings.HasSuffix(f.Text, "前") {
		return false
	}
	bounds := false
	said := pairSet(c.body)
	for _, e := range c.cited {
		for _, s := range e.figures {
			if figures.Supports(s.Figure, f) {
				return false
			}
			if figures.Bounds(s.Figure, f) {
				if len(s.words) == 0 || shared(s.words, said) > 0 {
					return false
				}
				bounds = true
			}
		}
	}
	return bounds
}
