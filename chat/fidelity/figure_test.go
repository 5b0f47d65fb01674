package fidelity_test

import (
	"testing"

	"wence/chat/fidelity"
	"wence/retrieval"
)

// TestFiguresThatFollow: what a sentence counts, adds up, or says of a day with its year follows from its passages, or
// does not.
func TestFiguresThatFollow(t *testing.T) {
	b := newBench(t)
	cases := []struct {
		passage, sentence string
		want              bool // it passes
	}{
		{"总分为680分。", "桐川市桐教考〔2026〕5号规定总分为680分。", true},
		{"总分为680分。", "桐川市槐教考〔2026〕5号规定总分为680分。", false},
		{"报名11月1日9:00至11月10日17:00。", "报名到2026年11月10日17:00截止。", true},
		{"报名11月1日9:00至11月10日17:00。", "报名到2025年11月10日17:00截止。", false},
		{"报名11月1日9:00至11月10日17:00。", "报名到2026年11月10日9:00截止。", false},
		{"报名2025年11月1日至11月10日。", "报名到2026年11月10日截止。", false},
		{"统筹到甲小学、乙小学就读。", "统筹到甲小学、乙小学两所学校就读。", true},
		{"统筹到甲小学、乙小学就读。", "统筹到甲小学、乙小学三所学校就读。", false},
		{"城东小学:含东门社区、丝厂社区。", "丝厂社区的孩子归城东小学。", true},
		{"城东小学:含东门社区、丝厂社区。", "丝厂社区的孩子归城西小学。", false},
		{"校内奖学金:一等900元,二等500元。", "三等奖学金900元。", false},
		{"录取分数不得低于统招线下40分。", "最多可以比统招线低45分。", false},
		{"家庭有三名子女就读的,减半。", "两个孩子都在这里就读的,减半。", false},
		{"原办法停止执行。", "原办法已被桐教考〔2026〕5号替代。", true},
		{"原办法停止执行。", "原办法已被槐教考〔2026〕5号替代。", false},
		{"两种方式只能选一种。", "两种只能选一种。", true},
		{"10月15日前补报。", "今天已是11月21日,补报期已经过了。", true},
		{"10月15日前补报。", "今天已是11月22日,补报期已经过了。", false},
		{"10月15日前补报。", "11月21日前补报。", false},
		{"甲小学、乙小学对口升入丙中学。", "这两所小学对口升入丙中学。", true},
		{"甲园招240人。乙园招400人。", "甲园招240人,乙园招400人,合计640人。", true},
		{"甲园招240人。乙园招400人。", "甲园招240人,乙园招400人,合计641人。", false},
		{"甲园招240人。乙园招400人。", "甲园招240人,乙园招410人,合计650人。", false},
		{"甲园招240人。乙园招400人。", "两园合计640人。", false},
		{"2025年每生75元。2026年每生80元。", "2025年每生75元,2026年每生80元,涨了5元。", true},
		{"2025年每生75元。2026年每生80元。", "2025年每生75元,2026年每生80元,涨了6元。", false},
	}
	for _, tc := range cases {
		t.Run(tc.sentence, func(t *testing.T) {
			source := fidelity.NewSource(retrieval.Hit{
				Notice:   retrieval.Notice{Title: "桐川市招生工作的通知", Number: "桐教考〔2026〕5号", Published: "2026-03-28"},
				Passage:  retrieval.Passage{Text: tc.passage},
				Validity: retrieval.Validity{State: retrieval.InForce},
			})
			cited := []*fidelity.Source{source}
			faults := b.checker.Unsupported(tc.sentence, cited)
			if !tc.want {
				faults = append(faults, b.checker.Doubts(tc.sentence, cited)...)
			}
			if (len(faults) == 0) != tc.want {
				t.Errorf("faults: %v", faults)
			}
		})
	}
}
