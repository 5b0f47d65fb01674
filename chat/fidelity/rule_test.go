package fidelity_test

import (
	"testing"

	"wence/chat/fidelity"
	"wence/retrieval"
)

// TestDoubtsOfRules holds sentences against rules whose parts a sentence may put together, and may not exchange.
func TestDoubtsOfRules(t *testing.T) {
	b := newBench(t)
	const (
		care    = "第九条 父母或者其他监护人以及其他成年公民应当注意未成年人的乘车安全,不得将未成年人单独留在机动车内,不得安排未满十二周岁的未成年人在副驾驶位置乘坐。"
		listed  = "监护人不得有下列行为:\n(一)让不满十六周岁的未成年人脱离监护单独居住或者放任其离家出走;\n(二)放任未成年人辍学。"
		fines   = "学校违反前款规定的,由教育部门责令限期改正;情节严重的,处一万元以上五万元以下罚款。"
		refunds = "缺勤不足10天的,按半月收取;整月未出勤的,全额退还。"
		tax     = "凡缴纳增值税的单位和个人,除按照规定缴纳农村教育费附加的单位外,都应当缴纳教育费附加。"
		parents = "父母离异的,应当相互配合,任何一方不得拒绝或者怠于履行责任;除法律另有规定外,不得阻碍另一方。"
		signs   = "有下列情形的,可以使用繁体字:\n(一)题词的手书字;\n(二)教学、研究中需要使用的;\n(三)经国务院有关部门批准的特殊情况。"
		allows  = "县级以上人民政府应当保证教师享受教龄津贴。"
		heavy   = "总重十吨以上的车辆需通过地下敷设有燃气管道的非机动车道时,应当事先征得燃气经营企业的同意。"
		study   = "在国内外脱产学习半年以上、半脱产学习一年以上的,应当与单位订立书面合同。"
		bus     = "下列人员免费乘车:\n(一)持本人专用乘车票证年满七十周岁的老年人;\n下列人员享受优惠:\n(一)持本人专用乘车票证年满六十五周岁的老年人。"
		home    = "同一套住房六年内只安排一户家庭的学位。"
		dismiss = "因用人单位作出的辞退决定而发生的劳动争议,用人单位负举证责任。"
	)
	cases := []struct {
		name, source, sentence string
		want                   bool // it passes
	}{
		{"the subject of one clause, the ban of another", care, "父母或者其他监护人以及其他成年公民也不得把未成年人单独留在机动车内。", true},
		{"the ban turned round", care, "父母或者其他监护人可以将未成年人单独留在机动车内。", false},
		{"an item of a list of what is forbidden", listed, "监护人不得让不满十六周岁的未成年人脱离监护单独居住。", true},
		{"the first condition holds for both", fines, "学校违反前款规定、情节严重的,处一万元以上五万元以下罚款。", true},
		{"conditions exchanged", refunds, "整月未出勤的,按半月收取。", false},
		{"exempt", tax, "按照规定缴纳农村教育费附加的单位不缴纳教育费附加。", true},
		{"not exempt", tax, "缴纳增值税的单位和个人不缴纳教育费附加。", false},
		{"all, as the passage says", parents, "父母离异的应当相互配合,任何一方不得拒绝或者怠于履行责任。", true},
		{"items of a list", signs, "可以使用繁体字的有题词的手书字,教学、研究中需要使用的,以及经国务院有关部门批准的特殊情况。", true},
		{"what a text does not state", allows, "教师享受教龄津贴,这一条没有写明每月的金额。", true},
		{"a figure that a text is said not to state", allows, "教师享受教龄津贴,这一条没有写明每月600元。", false},
		{"the answer before the rule", dismiss, "不用你找:因用人单位作出的辞退决定发生劳动争议的,用人单位负举证责任。", true},
		{"what is ruled of what no text lists", "办法未列入的项目不得收费。", "办法未列入的项目可以收费。", false},
		{"what happens where nothing is ruled", allows, "条例没有规定的,每人每月600元。", false},
	}
	asked := []struct {
		name, question, source, sentence string
		want                             bool
	}{
		{"what the asker told is outside", "七吨的车要问吗", heavy, "不用:要征得同意的是总重十吨以上的车辆,七吨的不在其内。", true},
		{"and not inside", "七吨的车要问吗", heavy, "总重十吨以上的车辆应当事先征得同意,七吨的符合。", false},
		{"what the asker told is above", "去八个月要签合同吗", study, "脱产学习半年以上的应当订立合同,八个月超过了半年。", true},
		{"and not below", "去八个月要签合同吗", study, "脱产学习半年以上的应当订立合同,八个月不足半年。", false},
		{"in the next clause", "前房主的孩子四年前用过,还能报吗", home, "不可以,同一套住房六年内只安排一户家庭的学位,前房主的孩子四年前用过,还没满六年。", true},
		{"wrongly in the next clause", "前房主的孩子四年前用过,还能报吗", home, "可以,同一套住房六年内只安排一户家庭的学位,前房主的孩子四年前用过,已满六年。", false},
		{"what nobody told", "要签合同吗", study, "脱产学习半年以上的应当订立合同,八个月超过了半年。", false},
		{"a quoted figure", "六十七岁坐公交", bus, "持本人专用乘车票证年满六十五周岁的老年人享受优惠,六十七属于这一类。", true},
	}
	for _, tc := range asked {
		t.Run(tc.name, func(t *testing.T) {
			checker := fidelity.Checker{Places: b.Places, Asked: tc.question}
			cited := []*fidelity.Source{fidelity.NewSource(retrieval.Hit{Passage: retrieval.Passage{Text: tc.source}})}
			faults := append(checker.Unsupported(tc.sentence, cited), checker.Doubts(tc.sentence, cited)...)
			if (len(faults) == 0) != tc.want {
				t.Errorf("faults: %v", faults)
			}
		})
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			cited := []*fidelity.Source{fidelity.NewSource(retrieval.Hit{Passage: retrieval.Passage{Text: tc.source}})}
			faults := append(b.checker.Unsupported(tc.sentence, cited), b.checker.Doubts(tc.sentence, cited)...)
			if (len(faults) == 0) != tc.want {
				t.Errorf("faults: %v", faults)
			}
		})
	}
}
