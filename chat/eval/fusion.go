package eval

import (
	"context"
	"fmt"

	"wence/retrieval/fusion"
)

// FusionLessons searches for the answerable cases of a set and notes which candidates hold evidence.
func FusionLessons(ctx context.Context, finder Finder, set string, cases []Case) ([]fusion.Lesson, error) {
	var all []fusion.Lesson
	for _, c := range cases {
		if !c.Answerable {
			continue
		}
		q := c.Asked()
		q.History = nil
		hits, err := finder.Search(ctx, q, allCandidates)
		if err != nil {
			return nil, fmt.Errorf("case %s: %w", c.ID, err)
		}
		l := fusion.Lesson{Set: set, Document: c.ID}
		if len(c.Notices) > 0 {
			l.Document = c.Notices[0]
		}
		for _, h := range hits {
			l.Candidates = append(l.Candidates, h.Signals)
			l.Right = append(l.Right, c.heldBy(h.Notice, h.Passage))
		}
		all = append(all, l)
	}
	return all, nil
}

// allCandidates asks a search for all that it weighed.
const allCandidates = -1
