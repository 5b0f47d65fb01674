package chat

import (
	"strings"
	"testing"

	"wence/retrieval"
)

// TestTrueSentencesPass holds sentences as a careful model words them against their passages.
func TestTrueSentencesPass(t *testing.T) {
	corpus := openSamples(t)
	all := rows(t, "honest.tsv", 3)
	failed := 0
	for _, row := range all {
		var passages []retrieval.Hit
		for _, words := range strings.Split(row[1], "|") {
			passages = append(passages, corpus.find(t, row[0], words))
		}
		p, defects := readPlain(row[2])
		if len(defects) == 0 {
			_, defects = corpus.scrutiny(passages...).check(p)
		}
		if len(defects) > 0 {
			failed++
			t.Logf("%s %s: %v", row[0], row[2], defects)
		}
	}
	t.Logf("%d of %d true sentences blocked", failed, len(all))
	if failed*100 > len(all) {
		t.Errorf("%d of %d true sentences blocked, more than 1 %%", failed, len(all))
	}
}

// TestFalseSentencesAreStopped holds sentences that say what the notices do not against them.
func TestFalseSentencesAreStopped(t *testing.T) {
	corpus := openSamples(t)
	for _, row := range rows(t, "hostile.tsv", 4) {
		t.Run(row[0]+" "+row[3], func(t *testing.T) {
			var passages []retrieval.Hit
			for _, words := range strings.Split(row[2], "|") {
				passages = append(passages, corpus.find(t, row[1], words))
			}
			p, defects := readPlain(row[3])
			if len(defects) > 0 {
				return
			}
			if s, defects := corpus.scrutiny(passages...).check(p); len(defects) == 0 {
				t.Errorf("let through: %s", s.Marked())
			}
		})
	}
}

// BenchmarkScrutiny checks one sentence against a long passage.
func BenchmarkScrutiny(b *testing.B) {
	corpus := openSamples(b)
	s := corpus.scrutiny(corpus.find(b, "11", "三类地区"))
	p, _ := readPlain("鹤汀县三类地区(边远山区和教学点)的乡村教师,每人每月生活补助800元。[1]")
	for b.Loop() {
		if _, defects := s.check(p); len(defects) > 0 {
			b.Fatal(defects)
		}
	}
}

// FuzzScrutiny puts any words around a true sentence: whatever passes holds no number that the passage does not hold.
func FuzzScrutiny(f *testing.F) {
	corpus := openSamples(f)
	source := corpus.find(f, "12", "班主任津贴由每人每月400元")
	s := corpus.scrutiny(source)
	text := searchable(evidenceOf(source))
	f.Add("", "")
	f.Add("根据《甲》,", "分别为")
	f.Add("由9元提高到", ",不得低于10%")
	f.Fuzz(func(t *testing.T, before, after string) {
		p, defects := readPlain(before + "班主任津贴由每人每月400元提高到600元" + after + "。[1]")
		if len(defects) > 0 {
			return
		}
		sentence, defects := s.check(p)
		if len(defects) > 0 {
			return
		}
		for _, number := range digits.FindAllString(searchable(sentence.text), -1) {
			if !strings.Contains(text, number) && !holdsNumber(text, strings.ReplaceAll(number, ",", "")) {
				t.Errorf("%q passed with %s", sentence.text, number)
			}
		}
	})
}
