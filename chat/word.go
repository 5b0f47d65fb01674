package chat

import (
	"cmp"
	"context"
	"slices"

	"wence/chat/model"
	"wence/prompts"
)

// A Model writes drafts; *model.OpenAI does. What it writes is not believed.
type Model interface {
	// Name names the model in Meta.Model and in the keys of caches.
	Name() string
	// Write sends the prompt and gives the pieces of the reply to each as they come, until each returns false; see
	// [model.OpenAI.Write].
	Write(ctx context.Context, p prompts.Prompt, each func(piece string) bool) (model.Usage, error)
}

// word has the model word what was decided to be answered, as far as its sentences pass. What they do not say is left
// to the composer, which quotes. Without a model, or where there is nothing to word, it does nothing.
func (s *Service) word(ctx context.Context, a *Answer, asked string, parts []settled, c *composer, t *teller) {
	parts = slices.DeleteFunc(slices.Clone(parts), func(p settled) bool { return !p.isForModel() })
	if s.opt.Model == nil || len(parts) == 0 {
		return
	}
	t.emit(Event{"status", StatusEvent{Stage: "answering", Text: c.voice.script("正在组织回答")}})
	w := &writer{
		question: asked, parts: parts, handles: handlesFor(parts), composer: c, places: placesApart(parts), timing: a.Timing,
		tell: func() { t.tell(c.citations(), c.text) },
	}
	w.scrutiny = s.scrutiny(w.handles, c.verifier.places, regionsApart(parts))
	degraded, err := w.run(ctx, s.opt.Model, s.opt.Prompts)
	if err != nil {
		s.opt.Log.WarnContext(ctx, "model did not word the answer", "model", s.opt.Model.Name(), "error", err)
	}
	s.opt.Log.InfoContext(ctx, "answer worded", "model", s.opt.Model.Name(), "said", w.said, "withheld", len(w.held),
		"tokens", w.usage.TotalTokens, "degraded", degraded)
	a.Usage.Add(w.usage)
	a.Meta.degrade(degraded)
	if w.said > 0 {
		a.Meta.Model = s.opt.Model.Name()
	}
	c.worded = w.covers
}

// regionsApart are the regions whose answers are kept apart.
func regionsApart(parts []settled) []string {
	var ids []string
	for _, p := range parts {
		if len(p.choices) == 0 {
			continue
		}
		for _, c := range p.chosen {
			ids = append(ids, c.hit.Notice.Region.ID)
		}
	}
	return ids
}

// standing is the question as the model is shown it: with what the history says, where it was needed.
func (r reading) standing(q Question) string { return cmp.Or(r.resolved, q.Text) }
