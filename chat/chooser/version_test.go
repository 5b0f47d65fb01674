package chooser

import (
	"testing"

	"wence/chat/evidence"
	"wence/chat/reading"
	"wence/retrieval"
	"wence/retrieval/zh"
)

// candidate is a sentence of a notice.
func candidate(n retrieval.Notice, text string, chance float64) Candidate {
	h := retrieval.Hit{Notice: n, Validity: n.ValidityAt("2026-05-01"), Passage: retrieval.Passage{Text: text}}
	return Candidate{Quote: evidence.Read(h).All(), Chance: chance, Alone: chance}
}

func TestVersions(t *testing.T) {
	notice := func(id, title, number string, issued retrieval.Date) retrieval.Notice {
		return retrieval.Notice{ID: id, Title: title, Number: number, Issued: issued}
	}
	replaced := notice("1", "补助办法", "1号", "2021-03-01")
	replaced.ReplacedBy = &retrieval.Successor{ID: "2", Title: "通知", Since: "2026-02-01"}
	by := notice("2", "通知", "8号", "2026-02-01")
	old, now := candidate(replaced, "补助标准为每人每月600元。", 0.6), candidate(by, "补助标准调整为每人每月800元。", 0.3)
	draft := candidate(notice("3", "管理办法(征求意见稿)", "", "2026-03-20"), "租金每月2元。", 0.6)
	final := candidate(notice("4", "管理办法", "1号", "2026-02-20"), "租金每月5元。", 0.3)
	last := candidate(notice("5", "2024年标准", "6号", "2024-02-08"), "小学每年720元。", 0.5)
	this := candidate(notice("6", "2026年标准", "4号", "2026-02-06"), "小学每年790元。", 0.4)
	for _, tc := range []struct {
		name, question string
		all            []Candidate
		want           string
	}{
		{"replaced", "补助多少", []Candidate{old, now}, "2"},
		{"its figure", "还是600元吗", []Candidate{old, now}, "2"},
		{"formerly", "补助以前是多少", []Candidate{old, now}, "1"},
		{"draft", "租金多少", []Candidate{draft, final}, "4"},
		{"later of a kind", "小学多少", []Candidate{last, this}, "6"},
		{"of its year", "2024年小学多少", []Candidate{last, this}, "5"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			r := reading.Reading{Question: reading.Question{Text: tc.question}, Wording: tc.question, Folded: zh.Fold(tc.question), Day: "2026-05-01"}
			left, _ := versions(r, tc.all)
			if got := left[0].Hit.Notice.ID; got != tc.want {
				t.Errorf("told %s, want %s", got, tc.want)
			}
		})
	}
	a, b := candidate(notice("7", "细则", "17号", "2025-08-20"), "补助每天5元。", 0.5), candidate(notice("8", "细则", "17号", "2025-08-20"), "补助每天6元。", 0.5)
	if !a.isTwinOf(b) || a.isTwinOf(this) {
		t.Error("two of one number are twins, and others none")
	}
	plain, special := candidate(by, "寄宿生每年补助1500元。", 0.3), candidate(by, "少数民族寄宿生每年补助1600元。", 0.6)
	for question, want := range map[string]string{"寄宿生补助多少": plain.Text, "少数民族寄宿生补助多少": special.Text} {
		if got := ruleForAll(reading.Reading{Folded: question}, []Candidate{special, plain})[0].Text; got != want {
			t.Errorf("%s: %s", question, got)
		}
	}
}
