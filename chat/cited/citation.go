package cited

import (
	"strings"

	"wence/chat/evidence"
	"wence/retrieval"
)

// A Citation is the passage that bears a sentence, or, without a number, one that is related to a question.
type Citation struct {
	N       int    `json:"n,omitempty"`
	Notice  Notice `json:"notice"`
	Locator string `json:"locator"`
	Quote   string `json:"quote"`         // verbatim from the notice
	Key     string `json:"key,omitempty"` // the part of the quote that answers, where the quote says more
	Link    string `json:"link"`          // to the passage on the source page
	OCR     bool   `json:"ocr,omitempty"`
}

// Parts are the quote up to its key, the key, and what follows. Without a key all is in the first.
func (c Citation) Parts() [3]string {
	before, after, found := strings.Cut(c.Quote, c.Key)
	if c.Key == "" || !found {
		return [3]string{c.Quote}
	}
	return [3]string{before, c.Key, after}
}

// citationOf shows a quote as of a day, without a number.
func citationOf(q evidence.Quote, day retrieval.Date) Citation {
	p := q.Hit.Passage
	return Citation{Notice: NoticeOf(q.Hit.Notice, day), Locator: p.LocatorOf(q.Text), Quote: q.Text, Key: withoutLabel(q, q.Key), Link: Link(p), OCR: p.OCR}
}

// Related shows what comes nearest to a question that is not answered.
func Related(near []evidence.Quote, day retrieval.Date) []Citation {
	all := make([]Citation, len(near))
	for i, q := range near {
		all[i] = citationOf(q, day)
	}
	return all
}
