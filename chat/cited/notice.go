package cited

import (
	"fmt"

	"wence/retrieval"
)

// A Notice is a notice as citations, searches and listings show it.
type Notice struct {
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

// NoticeOf shows a notice as of a day.
func NoticeOf(n retrieval.Notice, day retrieval.Date) Notice {
	v := n.ValidityAt(day)
	shown := Notice{
		ID: n.ID, Title: n.DisplayTitle(), Number: n.Number, Issuer: n.Issuer, Region: n.Region.Name,
		Published: n.Published, Issued: n.Issued, Source: n.Source, URL: n.URL,
		Validity: Validity{State: v.State, From: v.From, Until: v.Until, Note: v.Note},
	}
	if v.ReplacedBy != nil {
		shown.Validity.ReplacedBy = v.ReplacedBy.ID
	}
	return shown
}

// Link is the address of a passage on the source page.
func Link(p retrieval.Passage) string { return fmt.Sprintf("/notices/%s#p%d", p.NoticeID, p.Seq) }
