package chat

import (
	"context"

	"wence/chat/cited"
	"wence/chat/reading"
	"wence/chat/rules"
	"wence/retrieval"
)

// A Quoter answers by quoting; *rules.Service does.
type Quoter interface {
	Answer(ctx context.Context, q rules.Question, emit func(rules.Event)) (rules.Answer, error)
}

// quote answers without a model.
func (s *Service) quote(ctx context.Context, a *Answer, r reading.Reading, _ []retrieval.Hit) error {
	q := rules.Question{Text: r.Text, Region: r.Region, AsOf: r.Day}
	for _, t := range r.History {
		q.History = append(q.History, rules.Turn(t))
	}
	was, err := s.opt.Quoter.Answer(ctx, q, nil)
	if err != nil {
		return err
	}
	a.Status, a.Text, a.Choices, a.Notes = Status(was.Status), was.Text, was.Choices, was.Notes
	for _, sentence := range was.Sentences {
		a.Sentences = append(a.Sentences, cited.Verified(sentence.Text(), sentence.Citations()))
	}
	for _, c := range was.Citations {
		a.Citations = append(a.Citations, Citation{
			N: c.N, Locator: c.Locator, Quote: c.Quote, Link: c.Link, OCR: c.OCR,
			Notice: cited.Notice{
				ID: c.Notice.ID, Title: c.Notice.Title, Number: c.Notice.Number, Issuer: c.Notice.Issuer, Region: c.Notice.Region,
				Published: c.Notice.Published, Issued: c.Notice.Issued, Source: c.Notice.Source, URL: c.Notice.URL, Validity: cited.Validity(c.Notice.Validity),
			},
		})
	}
	a.Label = cited.NewPage(r.Voice, r.Day, s.checker(r)).Label(s.opt.Author)
	a.Meta.Confidence = was.Meta.Confidence
	a.Meta.degrade(was.Meta.Degraded)
	return nil
}
