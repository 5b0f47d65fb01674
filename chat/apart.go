package chat

import (
	"slices"
	"strings"

	"wence/retrieval"
	"wence/retrieval/figures"
	"wence/retrieval/place"
)

// misplaced are figures that a sentence says of one place or notice, and only the passage of another bears. It matters
// where a sentence cites several.
func (c claim) misplaced() []defect {
	if len(c.cited) < 2 {
		return nil
	}
	var all []defect
	for _, f := range c.figures {
		owners := c.ownersOf(c.text[:f.Start])
		if len(owners) > 0 && !slices.ContainsFunc(owners, func(e *evidence) bool { return e.bears(f) }) {
			all = append(all, defect{f.Text, "这个数字不是这个地区或这份文件的"})
		}
	}
	return all
}

// ownersOf are the passages of the place or the notice named last before a figure; none when none is named.
func (c claim) ownersOf(before string) []*evidence {
	at := -1
	var owners []*evidence
	for _, m := range c.mentions {
		if m.End <= len(before) && m.Start > at {
			at = m.Start
			owners = filter(c.cited, func(e *evidence) bool { return e.isOf(m) })
		}
	}
	for _, t := range namedTitle.FindAllStringSubmatchIndex(before, -1) {
		if t[0] > at {
			at = t[0]
			owners = filter(c.cited, func(e *evidence) bool {
				return strings.Contains(searchable(e.hit.Notice.DisplayTitle()), before[t[2]:t[3]])
			})
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

// bears reports that a passage supports a figure.
func (e *evidence) bears(f figures.Figure) bool {
	return slices.ContainsFunc(e.figures, func(s placedFigure) bool { return figures.Supports(s.Figure, f) }) ||
		supported(f, figures.Find(e.text))
}

// isOf reports that a notice is of the place mentioned.
func (e *evidence) isOf(m place.Mention) bool {
	return slices.ContainsFunc(m.Candidates, func(p place.Place) bool { return p.ID() == e.hit.Notice.Region.ID })
}

// notApart are the defects of a sentence on regions whose answers are kept apart, given by their IDs: it must be of one
// and name it.
func (c claim) notApart(apart []string) []defect {
	if !slices.ContainsFunc(c.cited, func(e *evidence) bool { return slices.Contains(apart, e.hit.Notice.Region.ID) }) {
		return nil
	}
	home := c.cited[0].hit.Notice
	for _, e := range c.cited[1:] {
		if e.hit.Notice.Region.ID != home.Region.ID {
			return []defect{{c.text, "一句话只能说一个地区"}}
		}
	}
	if home.Region.IsZero() {
		if strings.Contains(c.text, searchable(home.DisplayTitle())) {
			return nil
		}
		return []defect{{c.text, "没有写明是哪份文件"}}
	}
	if home.Region.ID == nation || strings.Contains(c.text, searchable(home.Region.Name)) ||
		slices.ContainsFunc(c.mentions, c.cited[0].isOf) {
		return nil
	}
	return []defect{{c.text, "没有写明地区"}}
}

// mayShow reports that a passage may stand beside those that answer: its notice applies where they do, and today unless
// it is one of theirs. So a figure of another place or of the past is not there to be taken.
func mayShow(h retrieval.Hit, chosen []candidate, asked []retrieval.Region) bool {
	var homes []retrieval.Region
	for _, c := range chosen {
		if c.hit.Notice.ID == h.Notice.ID {
			return true
		}
		homes = append(homes, c.hit.Notice.Region)
	}
	if len(asked) > 0 {
		homes = asked
	}
	return h.Validity.Current() && slices.ContainsFunc(homes, h.Notice.Region.AppliesAt)
}
