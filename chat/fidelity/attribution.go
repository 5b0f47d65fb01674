package fidelity

import (
	"slices"
	"strings"

	"wence/retrieval/figures"
	"wence/retrieval/place"
	"wence/retrieval/zh"
)

// misplaced are figures that a sentence says of one place or notice, and only the passage of another bears. It matters
// where a sentence cites several.
func (c claim) misplaced() []Fault {
	if len(c.cited) < 2 {
		return nil
	}
	var all []Fault
	for _, f := range c.figures {
		if !tellsValue(f) {
			continue // 二类 names the row that follows
		}
		owners := c.ownersOf(c.text[:f.Start])
		if len(owners) > 0 && !slices.ContainsFunc(owners, func(e *Source) bool { return e.Bears(f) }) {
			all = append(all, Fault{f.Text, "这个数字不是这个地区或这份文件的"})
		}
	}
	return all
}

// ownersOf are the passages of the place, the notice or the table's row named last before a figure; none when none is
// named.
func (c claim) ownersOf(before string) []*Source {
	at := -1
	var owners []*Source
	for _, m := range c.mentions {
		if m.End <= len(before) && m.Start > at {
			at = m.Start
			owners = filter(c.cited, func(e *Source) bool { return e.isOf(m) })
		}
	}
	for _, t := range zh.Titles(before) {
		if t.Start > at {
			at = t.Start
			owners = filter(c.cited, func(e *Source) bool {
				return strings.Contains(searchable(e.hit.Notice.DisplayTitle()), before[t.Start:t.End])
			})
		}
	}
	for _, e := range c.cited {
		if i := strings.LastIndex(before, e.row); e.row != "" && i >= at {
			if i > at {
				owners = nil
			}
			at, owners = i, append(owners, e)
			owners = append(owners, filter(c.cited, func(o *Source) bool { return o.row == "" && o.hit.Notice.ID == e.hit.Notice.ID })...)
		}
	}
	return owners
}

func filter[T any](all []T, keep func(T) bool) []T {
	var kept []T
	for _, e := range all {
		if keep(e) {
			kept = append(kept, e)
		}
	}
	return kept
}

// Bears reports that a passage supports a figure.
func (e *Source) Bears(f figures.Figure) bool {
	return slices.ContainsFunc(e.figures, func(s placedFigure) bool { return figures.Supports(s.Figure, f) }) ||
		figures.AnySupports(figures.Find(e.text), f)
}

// isOf reports that a notice is of the place mentioned.
func (e *Source) isOf(m place.Mention) bool {
	return slices.ContainsFunc(m.Candidates, func(p place.Place) bool { return p.ID() == e.hit.Notice.Region.ID })
}
