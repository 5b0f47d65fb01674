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
