package writer

import (
	"errors"
	"strings"
	"time"

	"wence/chat/evidence"
	"wence/chat/model"
	"wence/chat/voice"
)

// A Verdict is what a model's reply comes to.
type Verdict int

// The verdicts.
const (
	Failed   Verdict = iota // nothing that it said could be put on the page
	Answered                // what it said stands on the page
	Partial                 // the same, and it said that something asked is missing
	Absent                  // it said that the passages do not state what is asked
)

// An Outcome is what came of an assignment.
type Outcome struct {
	Verdict  Verdict
	Missing  string           // with Partial: what is missing, in the question's own words, "；" between several things; "" = not told
	Near     []evidence.Quote // with Absent: what the reply says stands there instead
	Withheld int              // sentences that did not pass
	Degraded voice.Phrase     // why the answer is less than it could be; zero when it is not
	Usage    model.Usage
	First    time.Duration // until the first piece came
	Said     time.Duration // until the first sentence was put on the page
	Judged   time.Duration // that the model took to judge its own sentences
	Took     time.Duration
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
