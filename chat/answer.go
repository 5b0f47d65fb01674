package chat

import (
	"strings"

	"wence/chat/cited"
	"wence/chat/model"
	"wence/chat/reading"
	"wence/retrieval"
)

// What a person asks, and why it cannot be answered: see [reading.Question].
type (
	Question   = reading.Question
	Turn       = reading.Turn
	FieldError = reading.FieldError
)

// MaxQuestion is how many characters a question may have.
const MaxQuestion = reading.MaxQuestion

// What a person is told: see [cited.Sentence] and [cited.Citation].
type (
	Sentence = cited.Sentence
	Citation = cited.Citation
	Label    = cited.Label
)

// A Status says what kind of answer was given.
type Status string

// The kinds of answers.
const (
	Answered Status = "answered"
	Partial  Status = "partial"  // some of what was asked is not in the notices
	Clarify  Status = "clarify"  // places answer differently; Choices says which
	Declined Status = "declined" // the notices do not say
	Blocked  Status = "blocked"  // not a question
)

// An Answer is what a person is told. Its JSON form is the HTTP contract.
type Answer struct {
	ID        string           `json:"id"`
	Status    Status           `json:"status"`
	Text      string           `json:"text"` // the sentences with their marks, or the words of a refusal
	Sentences []Sentence       `json:"sentences"`
	Citations []Citation       `json:"citations"`
	Related   []Citation       `json:"related"` // what comes nearest, where something is not answered; at most three, without numbers
	Label     Label            `json:"label"`   // whose words the answer is in
	Choices   []string         `json:"choices"` // places to choose from
	Notes     []string         `json:"notes"`   // what a person should know beside the answer, such as an ended plan
	Meta      Meta             `json:"meta"`
	Usage     model.Usage      `json:"usage"`
	Timing    map[string]int64 `json:"timing_ms"`
}

// Meta says how an answer came about.
type Meta struct {
	Region     string         `json:"region,omitempty"`     // the place the answer is for
	AsOf       retrieval.Date `json:"as_of"`                // the day for which validity was reckoned
	Searched   []string       `json:"searched,omitempty"`   // other wordings of the question that were searched for
	Model      string         `json:"model"`                // who worded the answer; "extractive" = quoted by the program
	Confidence float64        `json:"confidence,omitempty"` // probability that the answer is right, as far as the program can tell; 0 = not reckoned
	Degraded   string         `json:"degraded,omitempty"`   // what was not available
}

// degrade adds a reason why the answer is less than it could be.
func (m *Meta) degrade(reason string) {
	switch {
	case reason == "" || strings.Contains(m.Degraded, reason):
	case m.Degraded == "":
		m.Degraded = reason
	default:
		m.Degraded += ";" + reason
	}
}
