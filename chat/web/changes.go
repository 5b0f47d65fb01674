package web

import (
	"context"
	"slices"
	"time"

	"wence/chat/cited"
	"wence/retrieval"
)

// changes are what is new to those who look after the notices.
type changes struct {
	Since     retrieval.Date // the day with which today is compared
	Added     []cited.Notice // first stored after that day
	Changed   []cited.Notice // whose file is another than on that day
	Turned    []turned       // whose validity is another than on that day
	Withdrawn []cited.Notice // on that day or after
	Groups    []unmetGroup   // of questions without a good answer, the first of which came after that day
}

// turned is a notice whose validity changed.
type turned struct {
	cited.Notice
	Before retrieval.State
}

// None reports that nothing changed.
func (c changes) None() bool {
	return len(c.Added)+len(c.Changed)+len(c.Turned)+len(c.Withdrawn)+len(c.Groups) == 0
}

// changesSince looks through all notices.
func (s *server) changesSince(ctx context.Context, then time.Time) (changes, error) {
	all := changes{Since: retrieval.DateOf(then)}
	today := s.day("")
	err := s.eachNotice(ctx, func(n retrieval.Notice) {
		if n.Withdrawn != "" {
			if n.Withdrawn >= all.Since {
				all.Withdrawn = append(all.Withdrawn, cited.NoticeOf(n, today))
			}
			return
		}
		switch {
		case n.Added > all.Since:
			all.Added = append(all.Added, cited.NoticeOf(n, today))
		case n.Changed > all.Since:
			all.Changed = append(all.Changed, cited.NoticeOf(n, today))
		}
		if before, now := n.ValidityAt(all.Since).State, n.ValidityAt(today).State; before != now {
			all.Turned = append(all.Turned, turned{cited.NoticeOf(n, today), before})
		}
	})
	return all, err
}

// begunSince are the groups none of whose questions is older.
func begunSince(groups []unmetGroup, since time.Time) []unmetGroup {
	return slices.DeleteFunc(slices.Clone(groups), func(g unmetGroup) bool {
		return g.Oldest().At.Before(since)
	})
}
