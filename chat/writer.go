package chat

import (
	"context"
	"errors"
	"regexp"
	"time"
	"unicode/utf8"

	"wence/chat/draft"
	"wence/chat/fidelity"
	"wence/chat/model"
	"wence/prompts"
	"wence/retrieval"
	"wence/retrieval/figures"
)

// Bounds of a writer.
const (
	wordingTime   = 50 * time.Second // of all calls for one answer; the server's limit is above it
	mostSentences = 12               // that are let through
	mostHeld      = 8                // that are withheld before the model is given up
	mostDraft     = 6000             // characters of one reply
)

// A writer has a model word one answer. The program has decided by then what is answered and from which passages; the
// model's draft is cut into sentences as it comes, and each is held against the passages before it is said.
//
//	parts -> handles -> prompt -> model -> Cutter -> Read -> scrutiny -> composer
//	                       ^                                         |
//	                       +---------- repair, once <--- withheld ---+
type writer struct {
	question string
	parts    []settled
	handles  []handle
	scrutiny scrutiny
	composer *composer
	tell     func() // after each sentence that was said
	places   []string

	held      []prompts.Failure
	heldLast  bool // the sentence before was withheld
	repairing bool
	lost      bool // what comes is not worth reading on
	said      int
	usage     model.Usage
	began     time.Time
	timing    map[string]int64
}

// A model's work may fail in whole or in part. What is missing then comes from the extractive answerer; this says so.
const (
	modelDown     = "对话模型暂不可用,本次直接摘引原文"
	modelBusy     = "提问较多,对话模型正忙,本次直接摘引原文"
	modelBroke    = "对话模型中途断开,未说完的部分直接摘引原文"
	modelRefused  = "模型的措辞没有通过核对,本次直接摘引原文"
	modelReplaced = "模型的部分措辞没有通过核对,已改为摘引原文"
)

// run words the answer as far as the model's sentences pass, and says what was not available, "" when all was.
func (w *writer) run(ctx context.Context, m Model, set *prompts.Set) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, wordingTime)
	defer cancel()
	w.began = time.Now()
	prompt, err := set.Answer(prompts.Answer{
		Question: w.question, Passages: shown(w.handles), Places: w.places, Most: min(4+2*len(w.parts)+2*len(w.places), mostSentences),
	})
	if err != nil {
		return modelDown, err
	}
	err = w.draft(ctx, m, prompt)
	if err == nil && len(w.held) > 0 && !w.lost {
		err = w.repair(ctx, m, set)
	}
	w.timing["model"] = time.Since(w.began).Milliseconds()
	return w.outcome(err), err
}

// outcome is what is said of words that did not wholly come about.
func (w *writer) outcome(err error) string {
	switch {
	case errors.Is(err, model.ErrBusy) && w.said == 0:
		return modelBusy
	case err != nil && w.said == 0:
		return modelDown
	case w.said == 0:
		return modelRefused
	case w.complete():
		return ""
	case err != nil:
		return modelBroke
	}
	return modelReplaced
}

// draft reads one reply, sentence by sentence. A reply that breaks off loses the sentence it broke off in.
func (w *writer) draft(ctx context.Context, m Model, prompt prompts.Prompt) error {
	var c draft.Cutter
	read := 0
	usage, err := m.Write(ctx, prompt, func(piece string) bool {
		w.note("first_token")
		if read += utf8.RuneCountInString(piece); read > mostDraft {
			w.lost = true
		}
		for _, sentence := range c.Add(piece) {
			w.take(sentence)
		}
		return !w.lost
	})
	w.usage.Add(usage)
	if err != nil || w.lost {
		return err
	}
	for _, sentence := range c.Rest() {
		w.take(sentence)
	}
	return nil
}

// repair asks once for other words for the sentences that were withheld.
func (w *writer) repair(ctx context.Context, m Model, set *prompts.Set) error {
	var said []string
	for _, s := range w.composer.sentences {
		said = append(said, s.text)
	}
	prompt, err := set.Repair(prompts.Repair{
		Question: w.question, Passages: shown(w.handles), Places: w.places, Said: said, Failed: w.held,
	})
	if err != nil {
		return err
	}
	w.repairing, w.heldLast = true, false
	return w.draft(ctx, m, prompt)
}

// note records when something happened first.
func (w *writer) note(name string) {
	if _, ok := w.timing[name]; !ok {
		w.timing[name] = time.Since(w.began).Milliseconds()
	}
}

// take says a sentence that passes and withholds one that does not.
func (w *writer) take(c draft.Cut) {
	if w.lost {
		return
	}
	p, faults := draft.Read(c.Text)
	if c.Overlong {
		faults = append(faults, fidelity.Fault{Why: "句子太长"})
	}
	if len(faults) == 0 && w.isChatter(p) {
		return
	}
	if len(faults) == 0 && w.heldLast && leansOn.MatchString(p.Text) {
		faults = []fidelity.Fault{{What: leansOn.FindString(p.Text), Why: "承接的上一句没有通过核对"}}
	}
	var s Sentence
	if len(faults) == 0 {
		s, faults = w.scrutiny.check(p)
	}
	if len(faults) == 0 {
		w.say(w.pruned(p, s), c.Paragraph)
		return
	}
	w.withhold(c.Text, faults)
}

// leansOn is how a sentence begins that means nothing, or something else, without the one before it.
var leansOn = regexp.MustCompile(`^(?:其中|其|该|此|这|上述|前述|前者|后者|它|他们|她们|同样|也|否则|反之|因此|所以)`)

// isChatter reports a sentence without a mark that states nothing of the notices: a greeting, a closing wish.
func (w *writer) isChatter(p draft.Sentence) bool {
	if p.Text == "" {
		return true
	}
	if len(p.Cites) > 0 || len(figures.Find(p.Text)) > 0 {
		return false
	}
	for _, h := range w.handles {
		if fidelity.Likeness(p.Text, h.hit.Passage.Reading()) >= sayMost {
			return false
		}
	}
	return true
}

// withhold keeps a sentence back, with the reasons for the repair.
func (w *writer) withhold(text string, faults []fidelity.Fault) {
	w.heldLast = true
	if w.repairing {
		return
	}
	f := prompts.Failure{Sentence: text}
	for _, d := range faults {
		f.Reasons = append(f.Reasons, d.String())
	}
	if w.held = append(w.held, f); len(w.held) >= mostHeld {
		w.lost = true
	}
}

// pruned leaves out citations that bear nothing of a sentence.
func (w *writer) pruned(p draft.Sentence, s Sentence) Sentence {
	if p.Stretches != nil {
		return s
	}
	for i := len(p.Cites) - 1; i >= 0 && len(p.Cites) > 1; i-- {
		if fidelity.Likeness(p.Text, w.handles[p.Cites[i]-1].hit.Passage.Reading()) >= sayLess {
			continue
		}
		fewer := draft.Sentence{Text: p.Text, Cites: append(append([]int{}, p.Cites[:i]...), p.Cites[i+1:]...)}
		if without, faults := w.scrutiny.check(fewer); len(faults) == 0 {
			p, s = fewer, without
		}
	}
	return s
}

// say adds a verified sentence to the answer: its handles become citations, each with the stretch that bears it, and a
// notice that does not apply is marked so in front.
func (w *writer) say(s Sentence, paragraph bool) {
	w.heldLast = false
	d := draft.Stretch{Text: w.standing(s) + s.text}
	if w.composer.said(Sentence{text: d.Text}) {
		return
	}
	for _, n := range s.citations {
		h := w.handles[n-1]
		d.Cites = append(d.Cites, w.composer.cite(candidate{hit: h.hit, quote: h.quoteFor(s.text)}))
	}
	final, faults := w.composer.verifier.verify(d)
	if len(faults) > 0 {
		w.withhold(s.text, faults)
		return
	}
	for _, n := range s.citations {
		w.handles[n-1].said = append(w.handles[n-1].said, s.text)
	}
	gap := ""
	if paragraph || len(w.places) > 0 {
		gap = "\n"
	}
	w.composer.say(final, gap)
	w.note("first_sentence")
	w.tell()
	if w.said++; w.said >= mostSentences {
		w.lost = true
	}
}

// sayStanding tells that the notice a sentence rests on does not apply.
var sayStanding = map[retrieval.State]phrase{
	retrieval.Ended:    {"(所引文件已届满)", "(The notice has ended.) "},
	retrieval.Repealed: {"(所引文件已废止)", "(The notice was repealed.) "},
	retrieval.Replaced: {"(所引文件已被替代)", "(The notice was replaced.) "},
	retrieval.NotYet:   {"(所引文件尚未施行)", "(The notice is not in force yet.) "},
}

// standing is said before a sentence on a notice that does not apply.
func (w *writer) standing(s Sentence) string {
	for _, n := range s.citations {
		if v := w.handles[n-1].hit.Validity; !v.Current() {
			return w.composer.voice.say(sayStanding[v.State])
		}
	}
	return ""
}
