package eval

import (
	"context"
	"fmt"

	"wence/chat"
)

// A Parter parts a question that asks several things; *chat.Service does.
type Parter interface {
	Asks(ctx context.Context, q chat.Question) ([]chat.Question, error)
}

// eachPart calls do with the cases as the program answers them: a case that asks several things with a piece of evidence
// for each is as many. An error gains the case's ID.
func eachPart(ctx context.Context, p Parter, cases []Case, do func(Case) error) error {
	for _, c := range cases {
		asked, err := p.Asks(ctx, c.Asked())
		if err != nil {
			return fmt.Errorf("case %s: %w", c.ID, err)
		}
		for _, part := range c.apart(asked) {
			if err := do(part); err != nil {
				return fmt.Errorf("case %s: %w", part.ID, err)
			}
		}
	}
	return nil
}

// apart are the cases that a case comes to that asks several things, the evidence in their order; else the case itself.
func (c Case) apart(asked []chat.Question) []Case {
	if len(asked) < 2 || len(asked) != len(c.Evidence) {
		return []Case{c}
	}
	parts := make([]Case, len(asked))
	for i, q := range asked {
		parts[i] = c
		parts[i].ID, parts[i].Question, parts[i].Evidence = fmt.Sprintf("%s/%d", c.ID, i+1), q.Text, c.Evidence[i:i+1]
	}
	return parts
}
