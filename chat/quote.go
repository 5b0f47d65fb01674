package chat

import (
	"context"

	"wence/chat/chooser"
	"wence/chat/cited"
	"wence/chat/reading"
	"wence/chat/voice"
	"wence/retrieval"
)

// quote answers in the notices' own words: the chooser's.
func (s *Service) quote(ctx context.Context, a *Answer, r reading.Reading, hits []retrieval.Hit) error {
	choice, err := s.opt.Chooser.Choose(ctx, r, hits)
	if err != nil {
		return err
	}
	a.Meta.Confidence = choice.Confidence
	page := cited.NewPage(r.Voice, r.Day, s.checker(r))
	switch {
	case len(choice.Places) > 0:
		a.Status, a.Choices, a.Text = Clarify, choice.Places, r.Voice.Say(voice.WhichPlace, r.Voice.List(choice.Places))
	case len(choice.Answers) == 0:
		a.decline(r, choice.Related)
	default:
		for i, q := range choice.Answers {
			lead := ""
			if choice.Apart {
				lead = q.Hit.Notice.Region.Name + ":"
			}
			page.Quote(cited.Quotation{Quote: q, Asked: r.Folded, Lead: lead, Paragraph: i > 0})
		}
		a.Status, a.Text = Answered, page.Text()
	}
	a.take(page, r, s.opt.Author)
	return nil
}

// Candidates are the sentences that the chooser weighs for a question, the likeliest first: for training, and for who
// wants to know why.
func (s *Service) Candidates(ctx context.Context, q Question) ([]chooser.Candidate, error) {
	r, err := s.reader.Read(ctx, q)
	if err != nil {
		return nil, err
	}
	a := s.open(r)
	hits, err := s.find(ctx, &a, r)
	if err != nil || len(hits) == 0 {
		return nil, err
	}
	return s.opt.Chooser.Candidates(ctx, r, hits)
}
