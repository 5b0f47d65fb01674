package chooser

import (
	"testing"

	"wence/chat/evidence"
	"wence/retrieval"
)

// TestRelated: headings are not shown, nor what a quote that is shown holds; nothing is where nothing is near.
func TestRelated(t *testing.T) {
	lines := evidence.Read(retrieval.Hit{Passage: retrieval.Passage{Text: "五、退费\n中途退出的退一半。满八周的不退。\n咨询电话:6635021\n"}}).Sentences()
	var all []Candidate
	for i, q := range lines {
		c := Candidate{Quote: q, Signals: Signals{sigCosine: 0.5}}
		if i == 0 || i == len(lines)-1 {
			c.Signals[sigHeading] = 1
		}
		all = append(all, c)
	}
	var got []string
	for _, q := range related(all) {
		got = append(got, q.Text)
	}
	if want := []string{"中途退出的退一半。满八周的不退。", "咨询电话:6635021"}; len(got) != 2 || got[0] != want[0] || got[1] != want[1] {
		t.Errorf("got %q", got)
	}
	for i := range all {
		all[i].Signals[sigCosine] = 0.1
	}
	if got := related(all); got != nil {
		t.Errorf("nothing is near, and shown is %d", len(got))
	}
}
