package writer

import (
	"context"
	"errors"
	"strings"
	"time"
	"unicode/utf8"

	"wence/chat/cited"
	"wence/chat/draft"
	"wence/chat/fidelity"
	"wence/chat/model"
	"wence/chat/voice"
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

// say puts a sentence on the page, or, where it is not borne, the words that it rests on.
func (r *reply) say(p pending, borne bool) {
	if !borne {
		r.quote(p.Sentence, p.cut.Paragraph)
		return
	}
	statement := r.statement(p.Sentence)
	statement.Paragraph = p.cut.Paragraph || statement.Paragraph
	if faults := r.Page.Say(statement); len(faults) > 0 {
		r.withhold(p.cut.Text, faults)
		return
	}
	r.said++
	r.put()
}

// put tells that something new stands on the page.
func (r *reply) put() {
	if r.saidFirst == 0 {
		r.saidFirst = time.Since(r.began)
	}
	if r.Told != nil {
		r.Told()
	}
}

// quote puts quotations in the place of a sentence that its passages do not plainly bear, one of each.
func (r *reply) quote(s draft.Sentence, paragraph bool) {
	r.replaced++
	for i, h := range s.Cites[:min(len(s.Cites), mostQuoted)] {
		q, _ := r.Passages[h-1].Bearing(s.Text)
		r.Page.Quote(cited.Quotation{Quote: q, Paragraph: paragraph || i > 0})
	}
	r.put()
}

// withhold keeps a sentence back, with the reasons for the repair.
func (r *reply) withhold(text string, faults []fidelity.Fault) {
	r.heldLast = true
	if r.repairing {
		return
	}
	f := prompts.Failure{Sentence: text}
	for _, fault := range faults {
		f.Reasons = append(f.Reasons, fault.String())
	}
	if r.held = append(r.held, f); len(r.held) >= mostHeld {
		r.lost = true
	}
}

// outcome is what the reply came to.
func (r *reply) outcome(err error) Outcome {
	out := Outcome{
		Missing: strings.Join(r.missing, "；"), Withheld: len(r.held), Usage: r.usage, First: r.first, Said: r.saidFirst, Judged: r.judged, Took: time.Since(r.began),
	}
	dropped := len(r.held)
	if r.repairing {
		dropped = max(0, dropped-(r.kept()-r.before))
	}
	stands := r.said+r.replaced > 0
	switch {
	case r.absent && !stands, err == nil && r.heard && !stands && !r.marked && len(r.held) == 0:
		out.Verdict, out.Near = Absent, r.nearest()
	case !stands:
		out.Degraded = failure(err)
	case r.absent:
		out.Verdict = Partial
	default:
		out.Verdict = Answered
	}
	switch {
	case !stands:
	case err != nil:
		out.Degraded = voice.ModelBroke
	case r.replaced+dropped > 0:
		out.Degraded = voice.ModelReplaced
	}
	return out
}

// failure says why nothing of a reply could be used.
func failure(err error) voice.Phrase {
	switch {
	case errors.Is(err, model.ErrBusy):
		return voice.ModelBusy
	case err != nil:
		return voice.ModelDown
	}
	return voice.ModelRefused
}
