package eval

import (
	"context"
	"slices"
	"strings"

	"wence/chat"
	"wence/chat/chooser"
	"wence/chat/evidence"
)

// A Weigher weighs the sentences that might answer a question; *chat.Service does.
type Weigher interface {
	Parter
	Candidates(ctx context.Context, q chat.Question) ([]chooser.Candidate, error)
}

// ChoiceLessons weighs the sentences of all cases. A sentence is right when it holds evidence of the case in one of its
// notices. A case that asks several things with a piece of evidence for each is as many lessons.
func ChoiceLessons(ctx context.Context, w Weigher, cases []Case) ([]chooser.Lesson, error) {
	var all []chooser.Lesson
	err := eachPart(ctx, w, cases, func(part Case) error {
		candidates, err := w.Candidates(ctx, part.Asked())
		if err == nil {
			all = append(all, part.lesson(candidates))
		}
		return err
	})
	return all, err
}

// lesson marks which candidates answer the case.
func (c Case) lesson(candidates []chooser.Candidate) chooser.Lesson {
	l := chooser.Lesson{ID: c.ID, Group: c.Document()}
	for _, candidate := range candidates {
		l.Signals = append(l.Signals, candidate.Signals)
		l.Right = append(l.Right, c.holds(candidate.Quote))
	}
	return l
}

// Document is what cross-validation keeps together: the notice that answers, or that comes nearest; the case where neither is known.
func (c Case) Document() string {
	for _, names := range [][]string{c.Notices, c.Near} {
		if len(names) > 0 {
			return names[0]
		}
	}
	return c.ID
}

// fewestClause is how many characters of a clause of the evidence make a sentence of several right.
const fewestClause = 8

// holds reports that a sentence answers the case, for it gives its evidence: a whole string of it, a clause of one, or a
// part. None answers an unanswerable case.
func (c Case) holds(q evidence.Quote) bool {
	if !c.Answerable || len(c.Notices) > 0 && !slices.Contains(c.Notices, q.Hit.Notice.Source) {
		return false
	}
	words := squeeze(q.Text)
	return slices.ContainsFunc(c.Evidence, func(e string) bool {
		if holdsRow(q.Text, e) {
			return true
		}
		e = squeeze(e)
		if strings.Contains(words, e) || len([]rune(words)) >= fewestClause && strings.Contains(e, words) {
			return true
		}
		return slices.ContainsFunc(strings.FieldsFunc(e, func(r rune) bool { return strings.ContainsRune(",;。", r) }), func(clause string) bool {
			return len([]rune(clause)) >= fewestClause && strings.Contains(words, clause)
		})
	})
}
