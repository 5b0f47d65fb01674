package cited

import (
	"encoding/json"
	"fmt"
	"strings"
)

// A Sentence is a verified sentence: everything it states stands in the passages it cites. Only a [Page] makes one; the
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
