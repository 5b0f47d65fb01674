package fidelity_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"wence/chat/verifytest"
	"wence/retrieval"
)

// TestMutated holds sentences that rules make of the sample notices: what the passages say, reworded, and the same with one
// thing changed, a figure, a bound, a day, a place, a title, the citation.
func TestMutated(t *testing.T) {
	b := newBench(t)
	corpus := verifytest.Corpus{Hits: b.Hits, Evidence: borne}
	caught := b.held(corpus, corpus.False([]string{"奉节县", "开州区", "大庆市", "沈阳市", "鹤汀县", "荻溪县", "竹屿县", "雁洲区", "澜川市", "榆川市"}), true)
	passed := b.held(corpus, corpus.True(), false)
	t.Logf("false sentences caught\n%s\ntrue sentences passed\n%s", caught, passed)
	if share := caught.share(); share < 0.998 {
		t.Errorf("%.2f %% of false sentences caught", 100*share)
	}
	if share := passed.share(); share < 0.99 {
		t.Errorf("%.2f %% of true sentences passed", 100*share)
	}
}

// borne is all that a citation of the passage may bear: its notice's record too.
func borne(h retrieval.Hit) string {
	n := h.Notice
	record := []string{n.Title, n.Number, n.Issued.Chinese(), n.Published.Chinese(), n.Effective.Chinese(), n.Expires.Chinese()}
	return strings.Join(append(slices.Concat(h.Passage.Headings, h.Passage.Columns, record), h.Passage.Text), "\n")
}

// A tally counts sentences, by the rule that made them.
type tally map[string]*count

type count struct {
	right, all int
	wrong      []string // the first few that were not held right
}

func (b bench) held(corpus verifytest.Corpus, cases []verifytest.Case, lies bool) tally {
	y := tally{}
	for _, c := range cases {
		if y[c.Rule] == nil {
			y[c.Rule] = &count{}
		}
		of := y[c.Rule]
		of.all++
		if blocked := len(b.against(corpus.Hits[c.Cite-1:c.Cite], c.Text+"[1]")) > 0; blocked == lies {
			of.right++
		} else if len(of.wrong) < 5 {
			of.wrong = append(of.wrong, c.Text+" <- "+c.From)
		}
	}
	return y
}

func (y tally) share() float64 {
	right, all := 0, 0
	for _, of := range y {
		right, all = right+of.right, all+of.all
	}
	return float64(right) / float64(max(all, 1))
}

func (y tally) String() string {
	var b strings.Builder
	for _, rule := range slices.Sorted(maps.Keys(y)) {
		of := y[rule]
		fmt.Fprintf(&b, "%5d of %5d %s\n", of.right, of.all, rule)
		for _, w := range of.wrong {
			fmt.Fprintf(&b, "\t%s\n", w)
		}
	}
	return b.String()
}
