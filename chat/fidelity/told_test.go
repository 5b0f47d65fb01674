package fidelity_test

import (
	"testing"

	"wence/chat/fidelity"
	"wence/retrieval"
)

// TestTold: what the asker tells of himself may be repeated in a clause about him, and never as a rule.
func TestTold(t *testing.T) {
	b := newBench(t)
	const (
		days   = "儿童当月在园不满10个工作日的,保教费减半收取。"
		sick   = "一学期病假累计超过30日的,停发超过当月的补助。"
		years  = "连续任教满10年的,每人每月另加120元;满20年的,每人每月另加200元。"
		house  = "同一套住房小学六年内只提供一个学位。"
		prize  = "同一学生在校期间最多获奖两次,且不得重复获得同一等次。"
		notice = "评审结果公示7个工作日。"
		trip   = "小学一至三年级不组织集中外出研学。"
	)
	for _, tc := range []struct {
		question, source, sentence string
		want                       bool // it passes
	}{
		{"娃这个月只去了7天,保教费全交吗", days, "不用全交,您家孩子只去了7天,保教费减半收取。", true},
		{"娃这个月去了15天,保教费全交吗", days, "儿童当月在园不满15天的,保教费减半收取。", false},
		{"娃这个月去了15天,保教费全交吗", days, "您的孩子在园15天的减半收取。", false},
		{"病假请了20天停发吗", sick, "不停,您病假请了20天,没有超过30日。", true},
		{"病假请了20天停发吗", sick, "一学期病假累计超过20日的,停发超过当月的补助。", false},
		{"我教了15年,加多少", years, "您教了15年,还不满20年,每人每月另加120元。", true},
		{"我教了15年,加多少", years, "连续任教满15年的,每人每月另加120元。", false},
		{"我教了15年,加多少", years, "连续任教不满20年的,每人每月另加200元。", false},
		{"前房东的娃前年才用这房上的一年级,我家还能用吗", house, "不能,同一套住房小学六年内只提供一个学位,前房东的娃前年才用这房上一年级,还没满六年。", true},
		{"前房东的娃前年才用这房上的一年级,我家还能用吗", house, "同一套住房小学三年内只提供一个学位。", false},
		{"我儿子拿过一等奖,还能拿吗", prize, "不得重复获得同一等次,您儿子拿过一等奖,就不能再拿一等奖。", true},
		{"公示是5天吗", notice, "评审结果公示5天。", false},
		{"公示是5天吗", notice, "是的,您要的评审结果公示了5天。", false},
		{"补助是不是500元", notice, "您的补助500元。", false},
		{"孩子二年级能去研学吗", trip, "不能,小学一至三年级不组织集中外出研学,您家孩子才二年级。", true},
		{"孩子二年级能去研学吗", trip, "二年级可以组织集中外出研学。", false},
	} {
		t.Run(tc.sentence, func(t *testing.T) {
			checker := fidelity.Checker{Places: b.Places, Asked: tc.question}
			cited := []*fidelity.Source{fidelity.NewSource(retrieval.Hit{Passage: retrieval.Passage{Text: tc.source}})}
			faults := append(checker.Unsupported(tc.sentence, cited), checker.Doubts(tc.sentence, cited)...)
			if (len(faults) == 0) != tc.want {
				t.Errorf("faults: %v", faults)
			}
		})
	}
}
