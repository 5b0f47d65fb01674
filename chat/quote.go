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
	p, err := s.choose(ctx, r, hits)
	if err != nil {
		return err
	}
	if !p.choice.Changed {
		parts, err := s.parts(ctx, a, r, p.choice)
		if err != nil {
			return err
		}
		if parts != nil {
			s.quoteParts(a, r, parts)
			return nil
		}
	}
	a.Meta.Confidence = p.choice.Confidence
	page := cited.NewPage(r.Voice, r.Day, s.checker(r))
	switch {
	case p.isAnswered():
		p.tell(page)
		a.Status, a.Text = Answered, page.Text()
	case len(p.choice.Places) > 0:
		a.Status, a.Choices, a.Text = Clarify, p.choice.Places, r.Voice.Say(voice.WhichPlace, r.Voice.List(p.choice.Places))
	default:
		a.decline(r, p.choice.Related, s.whom(ctx, r, p.choice.Related))
	}
	a.take(page, r, s.opt.Author)
	return nil
}

// Candidates are the sentences that the chooser weighs for a question, the likeliest first: for training, and for who
// wants to know why.
func (s *Service) Candidates(ctx context.Context, q Question) ([]chooser.Candidate, error) {
	r, hits, err := s.found(ctx, q)
	if err != nil || len(hits) == 0 {
		return nil, err
	}
	return s.opt.Chooser.Candidates(ctx, r, hits)
}

// Asks are the questions that one asks in one breath, each as it is weighed; the question itself where it asks one.
func (s *Service) Asks(ctx context.Context, q Question) ([]Question, error) {
	r, err := s.reader.Read(ctx, q)
	if err != nil {
		return nil, err
	}
	parts := r.Parts()
	if parts == nil {
		return []Question{q}, nil
	}
	all := make([]Question, len(parts))
	for i, p := range parts {
		all[i] = p.Of(r)
	}
	return all, nil
}

// Texts are what is read for a question, the best found first, and the question as it is read: for training.
func (s *Service) Texts(ctx context.Context, q Question) (asked string, texts []chooser.Text, err error) {
	r, hits, err := s.found(ctx, q)
	if err != nil {
		return "", nil, err
	}
	return chooser.Asked(r), chooser.Texts(hits), nil
}

// found is a question as it is understood, and the passages found for it.
func (s *Service) found(ctx context.Context, q Question) (reading.Reading, []retrieval.Hit, error) {
	r, err := s.reader.Read(ctx, q)
	if err != nil {
		return r, nil, err
	}
	a := s.open(r)
	hits, err := s.find(ctx, &a, r)
	return r, hits, err
}
