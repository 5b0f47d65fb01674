package chat

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"wence/chat/draft"
	"wence/chat/fidelity"
	"wence/chat/model"
	"wence/prompts"
	"wence/retrieval"
	"wence/retrieval/figures"
)

const (
	rewriteTime  = 8 * time.Second
	longestWords = 150  // characters of a rewritten question
	fromTalk     = 0.65 // of its pairs of characters must stand in the conversation
)

// rewrite has the model make a question stand on its own that leans on its history in a way the program did not
// resolve. ok is false when there is none, or when the model put in what nobody said.
func (s *Service) rewrite(ctx context.Context, a *Answer, q Question, r reading) (Question, bool) {
	if s.opt.Model == nil || len(q.History) == 0 {
		return Question{}, false
	}
	ctx, cancel := context.WithTimeout(ctx, rewriteTime)
	defer cancel()
	ask := prompts.Rewrite{Question: q.Text}
	for _, t := range q.History[max(0, len(q.History)-MaxHistory):] {
		ask.Turns = append(ask.Turns, prompts.Turn{Role: t.Role, Content: t.Content})
	}
	prompt, err := s.opt.Prompts.Rewrite(ask)
	if err != nil {
		s.opt.Log.ErrorContext(ctx, "question not rewritten", "error", err)
		return Question{}, false
	}
	text, usage, err := s.writeLine(ctx, prompt)
	a.Usage.Add(usage)
	if err != nil {
		s.opt.Log.WarnContext(ctx, "question not rewritten", "model", s.opt.Model.Name(), "error", err)
		return Question{}, false
	}
	out := Question{Text: mask(text), Region: q.Region, AsOf: q.AsOf}
	if out.check() != nil || searchable(out.Text) == searchable(q.Text) || !fromConversation(out.Text, q, r) {
		return Question{}, false
	}
	return out, true
}

// writeLine is the model's reply as one line.
func (s *Service) writeLine(ctx context.Context, prompt prompts.Prompt) (string, model.Usage, error) {
	var c draft.Cutter
	var b strings.Builder
	usage, err := s.opt.Model.Write(ctx, prompt, func(piece string) bool {
		for _, sentence := range c.Add(piece) {
			b.WriteString(sentence.Text)
		}
		return b.Len() <= draft.Longest
	})
	if err != nil {
		return "", usage, err
	}
	for _, sentence := range c.Rest() {
		b.WriteString(sentence.Text)
	}
	text := strings.TrimSpace(b.String())
	if n := utf8.RuneCountInString(text); n == 0 || n > longestWords || strings.Contains(text, "\n") || len(draft.Unwelcome(text)) > 0 {
		return "", usage, fmt.Errorf("rewrite: %d characters are no question", n)
	}
	return text, usage, nil
}

// fromConversation reports a question whose words, places and figures all stand in the conversation.
func fromConversation(text string, q Question, r reading) bool {
	said := q.Text
	for _, t := range q.History {
		said += "\n" + t.Content
	}
	folded, claim := searchable(said), searchable(text)
	for _, m := range r.ground.places.Find(claim) {
		if !strings.Contains(folded, claim[m.Start:m.End]) {
			return false
		}
	}
	sources := figures.Find(said)
	if slices.ContainsFunc(figures.Find(claim), func(f figures.Figure) bool { return !figures.AnySupports(sources, f) }) {
		return false
	}
	return fidelity.Likeness(claim, said) >= fromTalk
}

// retry settles a question anew in other words, when it leans on its history and nothing answered it as it was. What
// does not do better is dropped; where it is asked is not the model's to change.
func (s *Service) retry(ctx context.Context, a *Answer, q Question, r reading, parts []settled) ([]settled, reading, error) {
	if slices.ContainsFunc(parts, func(p settled) bool { return p.status == Answered }) {
		return parts, r, nil
	}
	again, ok := s.rewrite(ctx, a, q, r)
	if !ok {
		return parts, r, nil
	}
	other, err := s.understand(ctx, again)
	if err != nil || len(r.regions) > 0 && !slices.EqualFunc(r.regions, other.regions, sameRegion) {
		return parts, r, nil
	}
	reach := other.ground.reach(other.regions, other.voice)
	if reach.refusal != "" {
		return parts, r, nil
	}
	better, err := s.settle(ctx, a, other, reach.regions)
	if err != nil {
		return nil, r, err
	}
	if !slices.ContainsFunc(better, func(p settled) bool { return p.status == Answered }) {
		return parts, r, nil
	}
	other.resolved, a.Meta.Question = again.Text, again.Text
	return better, other, nil
}

func sameRegion(a, b retrieval.Region) bool { return a.ID == b.ID }
