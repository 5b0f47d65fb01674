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
		{"what happens where nothing is ruled", allows, "条例没有规定的,每人每月600元。", false},
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
