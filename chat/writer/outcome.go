package writer

import (
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
