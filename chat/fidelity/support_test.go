package fidelity_test

import (
	"testing"

	"wence/chat/fidelity"
	"wence/retrieval"
)

// TestUnsupportedOfWholeNotices: how titles are bracketed, and whether notices apply.
func TestUnsupportedOfWholeNotices(t *testing.T) {
	b := newBench(t)
	law := retrieval.Hit{
		Notice:   retrieval.Notice{ID: "new", Title: "桐川市实施《中华人民共和国义务教育法》办法"},
		Passage:  retrieval.Passage{Text: "学校不得按照考试成绩排名。《桐川市义务教育条例》同时废止。"},
		Validity: retrieval.Validity{State: retrieval.InForce},
	}
	old := retrieval.Hit{
		Notice:   retrieval.Notice{ID: "old", Title: "桐川市义务教育条例"},
		Passage:  retrieval.Passage{Text: "学校可以公布考试成绩。"},
		Validity: retrieval.Validity{State: retrieval.Replaced},
	}
	cases := []struct {
		name, sentence string
		cited          []retrieval.Hit
		want           bool // it passes
	}{
		{"a title within a title in narrow brackets", "《桐川市实施〈中华人民共和国义务教育法〉办法》规定不得排名。", []retrieval.Hit{law}, true},
		{"another title", "《桐川市实施〈中华人民共和国教师法〉办法》规定不得排名。", []retrieval.Hit{law}, false},
		{"ended, beside the one that ends it", "旧条例不再算数,该条例同时废止。", []retrieval.Hit{law, old}, true},
		{"ended, of one in force", "该办法已经失效。", []retrieval.Hit{law}, false},
		{"in force, of one that ended", "现在学校仍可以公布考试成绩。", []retrieval.Hit{old}, false},
		{"what ended, told as ended", "原来学校可以公布考试成绩,目前该规定已被替代。", []retrieval.Hit{old}, true},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			var sources []*fidelity.Source
			for _, h := range tc.cited {
				sources = append(sources, fidelity.NewSource(h))
			}
			if faults := b.checker.Unsupported(tc.sentence, sources); (len(faults) == 0) != tc.want {
				t.Errorf("faults: %v", faults)
			}
		})
	}
}
