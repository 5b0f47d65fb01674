package writer

import (
	"time"

	"wence/chat/cited"
	"wence/chat/draft"
	"wence/chat/fidelity"
	"wence/prompts"
)

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
