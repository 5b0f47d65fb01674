package cited

import (
	"testing"

	"wence/chat/evidence"
	"wence/chat/fidelity"
	"wence/chat/voice"
	"wence/retrieval"
)

// TestQuotedTwice: the same words of a notice are told once, a row once for each figure that is asked for, and nothing is cited
// that no sentence rests on.
func TestQuotedTwice(t *testing.T) {
	row := func(notice string, passage int32) evidence.Quote {
		return evidence.Read(retrieval.Hit{Notice: retrieval.Notice{ID: notice, Title: "补助标准"},
			Passage: retrieval.Passage{ID: passage, Text: "寄宿生\t600\t750", Columns: []string{"对象", "补助/小学", "补助/初中"}}}).All()
	}
	for _, tc := range []struct {
		name             string
		quotations       []Quotation
		sentences, cited int
	}{
		{"the same", []Quotation{{Quote: row("a", 1)}, {Quote: row("a", 1)}}, 1, 1},
		{"another figure of a row", []Quotation{{Quote: row("a", 1), Asked: "小学补助多少"}, {Quote: row("a", 1), Asked: "初中补助多少"}}, 2, 1},
		{"the same words further on", []Quotation{{Quote: row("a", 1)}, {Quote: row("a", 2)}}, 1, 1},
		{"a copy of the notice", []Quotation{{Quote: row("a", 1)}, {Quote: row("b", 2)}}, 1, 1},
	} {
		p := NewPage(voice.Simplified, "2026-11-30", fidelity.Checker{})
		for _, q := range tc.quotations {
			p.Quote(q)
		}
		if len(p.Sentences()) != tc.sentences || len(p.Citations()) != tc.cited {
			t.Errorf("%s: %d citations of %s", tc.name, len(p.Citations()), p.Text())
		}
	}
}
