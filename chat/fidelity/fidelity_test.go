package fidelity_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"wence/chat/draft"
	"wence/chat/fidelity"
	"wence/chat/verifytest"
	"wence/retrieval"
	"wence/retrieval/zh"
)

// A bench holds sentences against passages of the sample notices.
type bench struct {
	*verifytest.Samples
	checker fidelity.Checker
}

func newBench(t testing.TB) bench {
	t.Helper()
	s := verifytest.OpenSamples(t, "../testdata/samples.json", "2026-11-21")
	return bench{s, fidelity.Checker{Places: s.Places, Today: "2026-11-21"}}
}

// faults reads a sentence as a model writes it and holds it against the passages of a notice that hold the words.
func (b bench) faults(t testing.TB, file, words, written string) []fidelity.Fault {
	t.Helper()
	var passages []retrieval.Hit
	for _, w := range strings.Split(words, "|") {
		passages = append(passages, b.Find(t, file, w))
	}
	return b.against(passages, written)
}

func (b bench) against(passages []retrieval.Hit, written string) []fidelity.Fault {
	s, faults := draft.Read(written)
	if len(faults) > 0 {
		return faults
	}
	if slices.ContainsFunc(s.Cites, func(n int) bool { return n < 1 || n > len(passages) }) {
		return []fidelity.Fault{{Why: "no such passage"}}
	}
	for _, part := range append(s.Stretches, draft.Stretch{Text: s.Text, Cites: s.Cites}) {
		var cited []*fidelity.Source
		for _, n := range part.Cites {
			cited = append(cited, fidelity.NewSource(passages[n-1]))
		}
		if cited != nil {
			faults = append(faults, b.checker.Unsupported(part.Text, cited)...)
		}
	}
	var sources []*fidelity.Source
	for _, n := range s.Cites {
		sources = append(sources, fidelity.NewSource(passages[n-1]))
	}
	return append(faults, b.checker.Doubts(s.Text, sources)...)
}

// TestTrueSentencesPass holds sentences as a careful model words them against their passages.
func TestTrueSentencesPass(t *testing.T) {
	b := newBench(t)
	all := verifytest.Rows(t, "testdata/true.tsv", 3)
	failed := 0
	for _, row := range all {
		if faults := b.faults(t, row[0], row[1], row[2]); len(faults) > 0 {
			failed++
			t.Logf("%s %s: %v", row[0], row[2], faults)
		}
	}
	t.Logf("%d of %d true sentences blocked", failed, len(all))
	if failed*100 > len(all) {
		t.Errorf("%d of %d true sentences blocked, more than 1 %%", failed, len(all))
	}
}

// subtle are kinds of falsehood in which every figure, name and title is the passage's. Rules tell some of them.
var subtle = map[string]bool{"not said": true, "small change": true}

// TestFalseSentencesAreStopped holds sentences that say what the notices do not against them. All that a passage's
// figures, names and titles give away are stopped; of the subtle ones as many as before.
func TestFalseSentencesAreStopped(t *testing.T) {
	b := newBench(t)
	subtleOnes, passed := 0, 0
	for _, row := range verifytest.Rows(t, "testdata/false.tsv", 4) {
		caught := len(b.faults(t, row[1], row[2], row[3])) > 0
		switch {
		case subtle[row[0]]:
			subtleOnes++
			if !caught {
				passed++
				t.Logf("passed: %s %s", row[0], row[3])
			}
		case !caught:
			t.Errorf("let through: %s %s", row[0], row[3])
		}
	}
	t.Logf("%d of %d subtle ones let through", passed, subtleOnes)
	if mostPassed := 26; passed > mostPassed {
		t.Errorf("%d of %d subtle ones let through, want at most %d", passed, subtleOnes, mostPassed)
	}
}

// BenchmarkDoubts checks one sentence against a long passage.
func BenchmarkDoubts(b *testing.B) {
	on := newBench(b)
	cited := []*fidelity.Source{fidelity.NewSource(on.Find(b, "11", "三类地区"))}
	for b.Loop() {
		if faults := on.checker.Doubts("鹤汀县三类地区(边远山区和教学点)的乡村教师,每人每月生活补助800元。", cited); len(faults) > 0 {
			b.Fatal(faults)
		}
	}
}

var digits = regexp.MustCompile(`\d+`)

// FuzzFaults puts any words around a true sentence: whatever passes holds no number that the passage does not hold.
func FuzzFaults(f *testing.F) {
	b := newBench(f)
	source := b.Find(f, "12", "班主任津贴由每人每月400元")
	known := digits.FindAllString(zh.Fold(fidelity.Evidence(source)), -1)
	f.Add("", "")
	f.Add("根据《甲》,", "分别为")
	f.Add("由9元提高到", ",不得低于10%")
	f.Fuzz(func(t *testing.T, before, after string) {
		written := before + "班主任津贴由每人每月400元提高到600元" + after + "。[1]"
		if s, faults := draft.Read(written); len(faults) > 0 || !slices.Equal(s.Cites, []int{1}) {
			return
		}
		if len(b.against([]retrieval.Hit{source}, written)) > 0 {
			return
		}
		s, _ := draft.Read(written)
		for _, number := range digits.FindAllString(zh.Fold(s.Text), -1) {
			if !slices.Contains(known, number) {
				t.Errorf("%q passed with %s", s.Text, number)
			}
		}
	})
}

// TestBindings holds figures of a sentence against plain texts: those of something else are faults.
func TestBindings(t *testing.T) {
	b := newBench(t)
	for _, row := range verifytest.Rows(t, "testdata/bindings.tsv", 3) {
		t.Run(row[0]+"/"+row[1], func(t *testing.T) {
			hit := retrieval.Hit{Passage: retrieval.Passage{Text: row[0]}, Validity: retrieval.Validity{State: retrieval.InForce}}
			faults := b.against([]retrieval.Hit{hit}, row[1]+"[1]")
			if (len(faults) > 0) != (row[2] != "-") {
				t.Errorf("faults are %v, want %s", faults, row[2])
			}
		})
	}
}
