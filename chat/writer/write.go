package writer

import (
	"context"
	"time"
	"unicode/utf8"

	"wence/chat/draft"
	"wence/chat/fidelity"
	"wence/chat/model"
	"wence/prompts"
)

// Write has the model answer, and puts on the page what passes.
func (w *Writer) Write(ctx context.Context, a Assignment) Outcome {
	ctx, cancel := context.WithTimeout(ctx, writingTime)
	defer cancel()
	r := &reply{Writer: w, Assignment: a, ctx: ctx, began: time.Now()}
	prompt, err := a.prompt(w.opt.Prompts)
	if err == nil {
		err = r.hear(prompt)
	}
	if err == nil && len(r.held) > 0 && !r.lost && !r.absent {
		err = r.repair()
	}
	r.settle(err)
	if err != nil {
		w.opt.Log.WarnContext(ctx, "model did not answer", "model", w.Name(), "error", err)
	}
	out := r.outcome(err)
	w.opt.Log.InfoContext(ctx, "model heard", "model", w.Name(), "verdict", out.Verdict, "said", r.said, "replaced", r.replaced,
		"judged", r.judged, "withheld", out.Withheld, "tokens", out.Usage.TotalTokens)
	return out
}

// A reply is what a model writes, as it is read sentence by sentence.
type reply struct {
	*Writer
	Assignment
	ctx context.Context

	said      int
	replaced  int       // by quotations
	waiting   []pending // for the judge
	held      []prompts.Failure
	heldLast  bool   // the sentence before was withheld
	opening   string // a yes or a no without a mark, that the next sentence says why
	repairing bool
	before    int  // sentences that were kept when the repair began
	absent    bool // the reply says that something is missing
	missing   []string
	heard     bool // it says something
	marked    bool // a sentence cited something
	near      []near
	home      string // ID of the place that the sentence before speaks of
	lost      bool   // what comes is not worth reading on
	usage     model.Usage
	began     time.Time
	first     time.Duration
	saidFirst time.Duration
	judged    time.Duration // how long the judge took
}

// kept counts the sentences that were said, replaced or wait.
func (r *reply) kept() int { return r.said + r.replaced + len(r.waiting) }

// A near sentence says what stands in the passages instead of what is asked.
type near struct {
	text    string
	handles []int
}

// hear reads one reply. A reply that breaks off loses the sentence it broke off in.
func (r *reply) hear(prompt prompts.Prompt) error {
	var c draft.Cutter
	read := 0
	usage, err := r.opt.Model.Write(r.ctx, prompt, func(piece string) bool {
		if r.first == 0 {
			r.first = time.Since(r.began)
		}
		if read += utf8.RuneCountInString(piece); read > longestDraft {
			r.lost = true
		}
		for _, cut := range c.Add(piece) {
			r.take(cut)
		}
		return !r.lost
	})
	r.usage.Add(usage)
	if err != nil || r.lost {
		return err
	}
	for _, cut := range c.Rest() {
		r.take(cut)
	}
	return nil
}

// repair asks once for other words for the sentences that were withheld.
func (r *reply) repair() error {
	var said []string
	for _, s := range r.Page.Sentences() {
		said = append(said, s.Text())
	}
	for _, p := range r.waiting {
		said = append(said, p.Text)
	}
	prompt, err := r.opt.Prompts.Repair(prompts.Repair{Question: r.Question, Passages: r.shown(), Said: said, Failed: r.held})
	if err != nil {
		return err
	}
	r.repairing, r.heldLast, r.before = true, false, r.kept()
	return r.hear(prompt)
}

// take deals with a sentence: it is said, quoted instead, or withheld.
func (r *reply) take(c draft.Cut) {
	text, ok := r.afterMarker(c.Text)
	if r.lost || !ok {
		return
	}
	text, r.opening = r.opening+text, ""
	s, faults := draft.Read(text)
	r.heard = r.heard || s.Text != ""
	if c.Overlong {
		faults = append(faults, fidelity.Fault{Why: "句子太长"})
	}
	switch {
	case r.absent && !r.repairing:
		r.aside(s)
	case len(faults) > 0:
		r.withhold(text, faults)
	case isOpening(s):
		r.opening = text
	case r.isChatter(s):
	default:
		r.check(s, c)
	}
}

// check says a sentence that its passages bear, or keeps it for the judge.
func (r *reply) check(s draft.Sentence, c draft.Cut) {
	r.marked = r.marked || len(s.Cites) > 0
	faults := r.faults(s)
	if len(faults) == 0 && r.heldLast && leansOn.At(s.Text) != "" {
		faults = []fidelity.Fault{{What: leansOn.At(s.Text), Why: "承接的上一句没有通过核对"}}
	}
	if len(faults) > 0 {
		r.withhold(c.Text, faults)
		return
	}
	r.heldLast = false
	p := pending{s, c, r.doubts(s)}
	asked := r.opt.Judge == All || r.opt.Judge == Doubtful && len(p.doubts) > 0
	if asked || len(r.waiting) > 0 { // none overtakes one that waits
		r.waiting = append(r.waiting, p)
	} else {
		r.say(p, len(p.doubts) == 0)
	}
	if r.kept() >= mostSentences {
		r.lost = true
	}
}
