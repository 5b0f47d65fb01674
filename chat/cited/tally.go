package cited

import (
	"strings"

	"wence/chat/evidence"
	"wence/chat/tally"
	"wence/chat/voice"
)

// mostTold is how many rows of a list are told.
const mostTold = 12

// Tally adds rows in their notice's words, and what they come to, which rests on all of them.
func (p *Page) Tally(t tally.Tally, asked string) {
	told := t.Rows[:min(len(t.Rows), mostTold)]
	if t.Kind == tally.Sum {
		told = t.Rows
	}
	rests := make([]evidence.Quote, len(told))
	for i, row := range told {
		rests[i] = row.Quote
		p.Quote(Quotation{Quote: row.Quote, Asked: asked, Paragraph: true})
	}
	if said := p.outcome(t, len(told)); said != "" {
		p.add(Statement{Text: said, Rests: rests, Paragraph: true})
		p.quoted++
	}
}

// outcome is what rows come to, "" where they say it themselves.
func (p *Page) outcome(t tally.Tally, told int) string {
	switch t.Kind {
	case tally.Sum:
		if t.Total == "" {
			return ""
		}
		values := make([]string, len(t.Rows))
		for i, row := range t.Rows {
			values[i] = row.Value
		}
		return p.voice.Say(voice.SumOf, len(values), t.Total, strings.Join(values, "+"))
	case tally.Best:
		names := make([]string, len(t.Best))
		for i, row := range t.Best {
			names[i] = row.Name + "(" + row.Value + ")"
		}
		return p.voice.Say(voice.BestOf, t.Of, t.Degree(), strings.Join(names, "、"))
	}
	if t.Of > told {
		return p.voice.Say(voice.CutAt, t.Of, told)
	}
	return ""
}
