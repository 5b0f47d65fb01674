package rules

import (
	"encoding/json"
	"fmt"
	"strings"

	"wence/chat/model"
	"wence/retrieval"
)

// A Status says what kind of answer was given.
type Status string

// The kinds of answers.
const (
	Answered Status = "answered"
	Partial  Status = "partial"  // some of what was asked is not in the notices
	Clarify  Status = "clarify"  // places or years answer differently; Choices says which
	Declined Status = "declined" // the notices do not say
	Blocked  Status = "blocked"  // not a question about education policy, or an attempt to misuse the service
)

// An Answer is what a person is told. Its JSON form is the HTTP contract.
type Answer struct {
	ID        string           `json:"id"`
	Status    Status           `json:"status"`
	Text      string           `json:"text"` // the sentences with their marks, or the words of a refusal
	Sentences []Sentence       `json:"sentences"`
	Citations []Citation       `json:"citations"`
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
	Question   string         `json:"question,omitempty"`   // what was understood, when it differs from what was asked
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

// A Sentence is a verified sentence: everything it states stands in the passages it cites. Only verify makes one; the
// zero value is empty.
type Sentence struct {
	text      string
	citations []int
}

// Text is the sentence without its marks.
func (s Sentence) Text() string { return s.text }

// Citations are the numbers of the citations that bear the sentence, from 1.
func (s Sentence) Citations() []int { return s.citations }

// Marked is the sentence with its marks: "….[1][2]".
func (s Sentence) Marked() string {
	var b strings.Builder
	b.WriteString(s.text)
	for _, n := range s.citations {
		fmt.Fprintf(&b, "[%d]", n)
	}
	return b.String()
}

// MarshalJSON writes {"text", "citations"}.
func (s Sentence) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Text      string `json:"text"`
		Citations []int  `json:"citations"`
	}{s.text, s.citations})
}

// A Citation is the passage that bears a sentence.
type Citation struct {
	N       int    `json:"n"`
	Notice  Source `json:"notice"`
	Locator string `json:"locator"`
	Quote   string `json:"quote"` // verbatim from the notice
	Link    string `json:"link"`  // to the passage on the source page
	OCR     bool   `json:"ocr,omitempty"`
}

// A Source is a notice as citations, searches and listings show it.
type Source struct {
	ID        string         `json:"id"`
	Title     string         `json:"title"`
	Number    string         `json:"number"`
	Issuer    string         `json:"issuer"`
	Region    string         `json:"region"`
	Published retrieval.Date `json:"published"`
	Issued    retrieval.Date `json:"issued"`
	Source    string         `json:"source"` // base name of the ingested file
	URL       string         `json:"url"`
	Validity  Validity       `json:"validity"`
}

// Validity is a notice's state on the day asked for.
type Validity struct {
	State      retrieval.State `json:"state"`
	From       retrieval.Date  `json:"from"`
	Until      retrieval.Date  `json:"until"`
	Note       string          `json:"note"`
	ReplacedBy string          `json:"replaced_by"` // ID of the stored successor
}

// SourceOf shows a notice as of a day.
func SourceOf(n retrieval.Notice, day retrieval.Date) Source {
	v := n.ValidityAt(day)
	s := Source{
		ID: n.ID, Title: n.DisplayTitle(), Number: n.Number, Issuer: n.Issuer, Region: n.Region.Name,
		Published: n.Published, Issued: n.Issued, Source: n.Source, URL: n.URL,
		Validity: Validity{State: v.State, From: v.From, Until: v.Until, Note: v.Note},
	}
	if v.ReplacedBy != nil {
		s.Validity.ReplacedBy = v.ReplacedBy.ID
	}
	return s
}

// Link is the address of a passage on the source page.
func Link(p retrieval.Passage) string { return fmt.Sprintf("/notices/%s#p%d", p.NoticeID, p.Seq) }
