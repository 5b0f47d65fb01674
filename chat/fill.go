package chat

import (
	"context"
	"strings"

	"wence/chat/cited"
	"wence/chat/evidence"
	"wence/chat/fidelity"
	"wence/chat/reading"
	"wence/chat/voice"
	"wence/chat/writer"
	"wence/retrieval"
)

// fill completes an answer: a model proposes it, where one is configured and does not fail; else it is quoted.
func (s *Service) fill(ctx context.Context, a *Answer, r reading.Reading, t *teller) error {
	if r.IsGreeting() {
		a.Status, a.Text, a.Label = Blocked, r.Voice.Say(voice.Welcome), cited.NewPage(r.Voice, r.Day, s.checker(r)).Label(s.opt.Author)
		return nil
	}
	t.emit(Event{"status", StatusEvent{Stage: "searching", Text: r.Voice.Say(voice.Searching)}})
	hits, err := s.find(ctx, a, r)
	if err != nil {
		return err
	}
	if len(hits) == 0 && s.empty(ctx) {
		a.decline(r, nil, "")
		a.Text = r.Voice.Say(voice.Empty)
		a.take(cited.NewPage(r.Voice, r.Day, s.checker(r)), r, s.opt.Author)
		return nil
	}
	if s.writer != nil && len(hits) > 0 {
		t.emit(Event{"status", StatusEvent{Stage: "answering", Text: r.Voice.Say(voice.Answering)}})
		if s.write(ctx, a, r, hits, t) {
			return nil
		}
	}
	return s.quote(ctx, a, r, hits)
}

// empty reports a store without a notice, as far as it can tell.
func (s *Service) empty(ctx context.Context) bool {
	status, err := s.opt.Store.Status(ctx)
	return err == nil && status.Notices == 0
}

// write has the model answer. It reports false when nothing that it said can be used.
func (s *Service) write(ctx context.Context, a *Answer, r reading.Reading, hits []retrieval.Hit, t *teller) bool {
	checker := s.checker(r)
	page := cited.NewPage(r.Voice, r.Day, checker)
	passages := shown(hits)
	out := s.writer.Write(ctx, writer.Assignment{
		Question: r.Text, History: turns(r.History), Day: r.Day, Places: names(r.Places), Note: about(r), Passages: passages,
		Checker: checker, Page: page, Told: func() { t.tell(page.Citations(), page.Text()) },
		Judging: func() { t.emit(Event{"status", StatusEvent{Stage: "checking", Text: r.Voice.Say(voice.Checking)}}) },
	})
	a.Usage.Add(out.Usage)
	a.Timing["model"], a.Timing["first_token"] = out.Took.Milliseconds(), out.First.Milliseconds()
	a.Timing["first_sentence"], a.Timing["check"] = out.Said.Milliseconds(), out.Judged.Milliseconds()
	a.Meta.degrade(r.Voice.Say(out.Degraded))
	switch out.Verdict {
	case writer.Failed:
		return false
	case writer.Absent:
		near := out.Near
		if len(near) == 0 {
			near = nearest(r, passages)
		}
		a.decline(r, near, s.whom(ctx, r, near))
	case writer.Answered:
		a.Status, a.Text = Answered, page.Text()
	case writer.Partial:
		a.Status, a.Text = Partial, page.Text()+"\n"+missing(r.Voice, out.Missing)
	}
	a.Meta.Model = s.writer.Name()
	a.take(page, r, s.opt.Author)
	return true
}

// checker holds sentences against passages.
func (s *Service) checker(r reading.Reading) fidelity.Checker {
	return fidelity.Checker{Places: r.Gazetteer, Asked: r.Text, Today: r.Day}
}

// take puts what stands on a page into the answer.
func (a *Answer) take(page *cited.Page, r reading.Reading, author cited.Author) {
	a.Sentences, a.Citations, a.Label = page.Sentences(), page.Citations(), page.Label(author)
	a.Notes = append(a.Notes, page.Notes()...)
	for _, place := range r.Uncovered() {
		a.Notes = append(a.Notes, r.Voice.Say(voice.NotCovered, strings.Join(place.Path, "")))
	}
	if regions := page.Regions(r.Places); len(regions) > 1 {
		a.Choices = names(regions)
	}
}

// decline says that the notices do not say, shows what comes nearest, and says whom to ask.
func (a *Answer) decline(r reading.Reading, near []evidence.Quote, ask string) {
	a.Status, a.Text = Declined, r.Voice.Say(voice.NoBasis)
	if len(near) > 0 {
		a.Text += r.Voice.Say(voice.Related)
	}
	a.Text += ask
	a.Related = cited.Related(near, r.Day)
}

// missing says what the notices do not state of what was asked.
func missing(v voice.Voice, what string) string {
	if what == "" {
		return v.Say(voice.Rest)
	}
	return v.Say(voice.Missing, what)
}

// about tells a model what the program knows of the corpus and the question.
func about(r reading.Reading) string {
	var all []string
	for _, p := range r.Uncovered() {
		all = append(all, "库里没有收录"+strings.Join(p.Path, "")+"的文件。")
	}
	return strings.Join(all, "")
}

// mostRelated is how many quotes go with a question that is not answered.
const mostRelated = 3

// nearest are the stretches of the best passages that share most with the question.
func nearest(r reading.Reading, passages []*evidence.Passage) []evidence.Quote {
	var all []evidence.Quote
	for _, p := range passages[:min(len(passages), mostRelated)] {
		q, _ := p.Bearing(r.Folded)
		all = append(all, q)
	}
	return all
}

// names are the names of regions, each once.
func names(regions []retrieval.Region) []string {
	all := make([]string, 0, len(regions))
	for _, r := range regions {
		all = append(all, r.Name)
	}
	return all
}
