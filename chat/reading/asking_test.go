package reading

import (
	"testing"

	"wence/retrieval/zh"
)

func TestComparison(t *testing.T) {
	for question, want := range map[string]string{
		"甲县和乙县的津贴哪个高?": "甲县和乙县的津贴|高", "谁的津贴更高一些": "|高", "比乙县少多少?": "比乙县|少", "两县相差多少": "两县相|差",
		"哪家交的多,一共多少": "哪家交的多,一共多少|", "学校不陪餐,罚校长多少": "学校不陪餐,罚校长多少|", "在哪做,大概花多少": "在哪做,大概花多少|",
	} {
		from, word := Comparison(question)
		if got := question[:from] + "|" + word; got != want && got != want+"?" {
			t.Errorf("%s: %s, want %s", question, got, want)
		}
	}
}

func TestAsksFormer(t *testing.T) {
	for question, want := range map[string]bool{
		"班主任津贴以前是多少": true, "竹坞的老办法给多少": true, "涨价之前在园的按老价吗": true, "按那时候的章程": true, "舊的辦法還管用嗎": true,
		"原来的学校不给转出": false, "打过去问问补助": false, "2026年8月31日以前出生": false, "新老标准差多少": false, "开原规定几点放学": false,
	} {
		if got := (Reading{Folded: zh.Fold(question)}).AsksFormer(); got != want {
			t.Errorf("%s: %v", question, got)
		}
	}
}

func TestAsksChange(t *testing.T) {
	for question, want := range map[string]bool{
		"招教笔试占比25年和26年有啥不同": true, "中考总分去年和今年各多少": true, "报名费今年比去年涨了多少": true, "补助新旧办法各多少": true, "社保要求这三年怎么变的": true,
		"2026-2027学年第二学期什么时候开学": false, "2020年9月3日出生,今年能上吗": false, "三年行动计划(2024-2026年)的目标": false, "今年秋季报名时间": false,
	} {
		r := Reading{Wording: question, Folded: zh.Fold(question), Day: "2026-11-28"}
		if got := r.AsksChange(); got != want {
			t.Errorf("%s: %v", question, got)
		}
	}
}
