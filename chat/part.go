package chat

import (
	"context"
	"slices"
	"strings"

	"wence/chat/age"
	"wence/chat/chooser"
	"wence/chat/cited"
	"wence/chat/evidence"
	"wence/chat/reading"
	"wence/chat/tally"
	"wence/chat/voice"
	"wence/retrieval"
	"wence/retrieval/zh"
)

// A part is one of the questions that are asked in one breath, with what answers it.
type part struct {
	reading.Reading
	said   string // the question as it was asked
	choice chooser.Choice
	tally  *tally.Tally // of rows, where they are asked about; nil = one is
}

// isAnswered reports that there is something to tell.
func (p part) isAnswered() bool { return p.tally != nil || len(p.choice.Answers) > 0 }

// isToldBy reports that what likeliest answers the part is told for another: 笔试、面试各占多少 is two questions and one
// sentence, and a clause of a story is none.
func (p part) isToldBy(parts []part) bool {
	near := p.choice.Nearest
	return p.choice.Confidence >= toldFrom && slices.ContainsFunc(parts, func(o part) bool {
		return slices.ContainsFunc(o.choice.Answers, func(q evidence.Quote) bool { return q.Holds(near) })
	})
}

// Bars of parts, by the chance that what is told answers.
const (
	besideFrom  = 0.55 // where another part of the question is not answered
	alongFrom   = 0.5  // where another part is answered from the same notice
	toldFrom    = 0.2  // a sentence that is told for another part answers this one too
	bearingFrom = 0.3  // a notice whose rows are counted
)

// choose answers one question from what was found.
func (s *Service) choose(ctx context.Context, r reading.Reading, hits []retrieval.Hit) (part, error) {
	choice, err := s.opt.Chooser.Choose(ctx, r, hits)
	if err != nil {
		return part{}, err
	}
	p := part{Reading: r, choice: choice}
	if ask, ok := tally.Read(r.Folded); ok && choice.Bearing >= bearingFrom && len(choice.Places) == 0 {
		p.tally, err = s.count(ctx, ask, choice.Nearest)
	}
	return p, err
}

// count counts over the rows of the table, or the sentences alike, that a quote is of; nil where they do not tell.
func (s *Service) count(ctx context.Context, ask tally.Ask, of evidence.Quote) (*tally.Tally, error) {
	passages, err := s.opt.Store.Passages(ctx, of.Hit.Notice.ID)
	if err != nil {
		return nil, err
	}
	var rows []evidence.Quote
	for _, p := range passages {
		hit := of.Hit
		hit.Passage = p
		if slices.Equal(p.Columns, of.Hit.Passage.Columns) && slices.Equal(p.Headings, of.Hit.Passage.Headings) && !planted(hit) {
			rows = append(rows, evidence.Read(hit).Sentences()...)
		}
	}
	if of.Hit.Passage.Columns == nil {
		rows = tally.Alike(of, rows)
	}
	if t, ok := tally.Of(ask, rows); ok {
		return &t, nil
	}
	return nil, nil
}

// parts answers each of the questions that a reading asks in one breath; nil where it asks one, or none is answered. whole
// is what was chosen for all of it.
func (s *Service) parts(ctx context.Context, a *Answer, r reading.Reading, whole chooser.Choice) ([]part, error) {
	var all []part
	for _, asked := range r.Parts() {
		own, err := s.reader.Read(ctx, asked.Of(r))
		if err != nil {
			return nil, err
		}
		if own.Voice = r.Voice; len(own.Places) == 0 {
			own.Places = r.Places
		}
		hits, err := s.search(ctx, a, own, nil) // a model that restates was asked for the whole, or failed
		if err != nil {
			return nil, err
		}
		p, err := s.choose(ctx, own, hits)
		if err != nil {
			return nil, err
		}
		p.said = asked.Said
		all = append(all, p)
	}
	if r.AsksChange() {
		tellVersions(all, whole)
	}
	if slices.ContainsFunc(all, func(p part) bool { return !p.isAnswered() }) {
		for i := range all {
			if all[i].choice.Confidence < besideFrom {
				all[i].choice.Answers = nil
			}
		}
	}
	if !slices.ContainsFunc(all, part.isAnswered) {
		return nil, nil
	}
	tellAlong(all)
	return all, nil
}

// tellAlong gives to a part that is not answered what likeliest answers it, where that stands in a notice that answers another
// part: who asks two things of one matter has found the notice.
func tellAlong(all []part) {
	answers := func(o part, notice string) bool {
		return slices.ContainsFunc(o.choice.Answers, func(q evidence.Quote) bool { return q.Hit.Notice.ID == notice })
	}
	for i := range all {
		c := &all[i].choice
		if !all[i].isAnswered() && c.Confidence >= alongFrom && slices.ContainsFunc(all, func(o part) bool { return answers(o, c.Nearest.Hit.Notice.ID) }) {
			c.Answers = []evidence.Quote{c.Nearest.Whole()}
		}
	}
}

// tellVersions gives to a part that is not answered what another version says of the matter of one that is: of a rule's
// two years, the other.
func tellVersions(all []part, whole chooser.Choice) {
	told := slices.IndexFunc(all, func(p part) bool { return len(p.choice.Answers) > 0 })
	for i := range all {
		if told < 0 || all[i].isAnswered() {
			continue
		}
		if q, ok := whole.OtherVersion(all[told].choice.Answers[0]); ok {
			all[i].choice.Answers, all[i].choice.Confidence = []evidence.Quote{q}, all[told].choice.Confidence
			return
		}
	}
}

// quoteParts answers with the quotations of the parts, and says which are not answered.
func (s *Service) quoteParts(a *Answer, r reading.Reading, parts []part) {
	page := cited.NewPage(r.Voice, r.Day, s.checker(r))
	var missing []string
	var near []evidence.Quote
	a.Meta.Confidence = 1
	for _, p := range parts {
		switch {
		case p.isAnswered():
			a.Meta.Confidence = min(a.Meta.Confidence, p.choice.Confidence)
			p.tell(page)
		case !p.isToldBy(parts):
			missing = append(missing, p.said)
			near = append(near, p.choice.Related...)
		}
	}
	a.Status, a.Text = Answered, page.Text()
	if len(missing) > 0 {
		a.Status, a.Text = Partial, page.Text()+"\n"+r.Voice.Say(voice.NotFound, strings.Join(missing, ";"))
		a.Related = cited.Related(near[:min(len(near), mostRelated)], r.Day)
	}
	a.take(page, r, s.opt.Author)
}

// tell puts what answers a part on a page.
func (p part) tell(page *cited.Page) {
	if p.tally != nil {
		page.Tally(*p.tally, p.Folded)
		return
	}
	for i, q := range p.choice.Answers {
		lead := ""
		switch {
		case p.choice.Apart:
			lead = q.Hit.Notice.Region.Name + ":"
		case p.choice.Twins && i == 0:
			lead = p.Voice.Say(voice.Twins)
		case p.choice.OneOf && i == 0:
			lead = p.Voice.Say(voice.OneOf)
		}
		page.Quote(cited.Quotation{Quote: q, Asked: p.Folded, Lead: lead, Paragraph: true})
	}
	for _, q := range p.choice.Answers {
		if v, ok := age.Of(p.Folded, zh.Fold(q.Words()), p.Day); ok {
			page.Age(v, q)
			break
		}
	}
	for _, q := range p.choice.Former {
		page.Quote(cited.Quotation{Quote: q, Asked: p.Folded, Lead: p.Voice.Say(voice.Former), Paragraph: true})
	}
}
