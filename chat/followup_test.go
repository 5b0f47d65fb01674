package chat

import (
	"slices"
	"testing"

	"wence/retrieval/place"
	"wence/retrieval/zh"
)

func TestFollow(t *testing.T) {
	lexicon, err := LoadLexicon()
	if err != nil {
		t.Fatal(err)
	}
	places, err := place.Load()
	if err != nil {
		t.Fatal(err)
	}
	f := follower{lexicon: lexicon, places: places}
	cases := []struct {
		name    string
		history []string // what the user asked before
		now     string
		want    string
	}{
		{"subject and place of one's own", []string{"大庆市普惠园补多少?"}, "奉节县骨干教师要干满几年才能调走?", "奉节县骨干教师要干满几年才能调走?"},
		{"first question", nil, "那公办园呢?", "那公办园呢?"},
		{"another subject keeps place and want", []string{"大庆市普惠性幼儿园覆盖率的目标是多少?"}, "那公办园在园幼儿占比呢?", "大庆市公办园在园幼儿占比?"},
		{"another place keeps the subject", []string{"大庆市普惠性幼儿园覆盖率是多少?"}, "那奉节县呢?", "奉节县普惠性幼儿园覆盖率是多少?"},
		{"counterpart takes its place", []string{"奉节县小学课后服务收多少钱?"}, "初中呢?", "奉节县初中课后服务收多少钱?"},
		{"only what is wanted", []string{"奉节县人才公寓有什么条件?"}, "怎么申请?", "奉节县人才公寓有什么条件?怎么申请?"},
		{"a short question keeps the place", []string{"奉节县引进硕士给多少钱?"}, "最少要干几年?", "奉节县最少要干几年?"},
		{"chain of two", []string{"奉节县小学课后服务收多少钱?", "初中呢?"}, "那大庆市呢?", "大庆市初中课后服务收多少钱?"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			var history []Turn
			for _, h := range tc.history {
				history = append(history, Turn{Role: "user", Content: h}, Turn{Role: "assistant", Content: "好的。"})
			}
			if got := f.resolve(history, zh.Fold(tc.now)).text; got != tc.want {
				t.Errorf("resolve = %q, want %q", got, tc.want)
			}
		})
	}
}

func TestParts(t *testing.T) {
	lexicon, err := LoadLexicon()
	if err != nil {
		t.Fatal(err)
	}
	places, err := place.Load()
	if err != nil {
		t.Fatal(err)
	}
	f := follower{lexicon: lexicon, places: places}
	cases := []struct {
		name, question string
		want           []string
	}{
		{"one", "公办园一年补多少钱?", []string{"公办园一年补多少钱?"}},
		{"the second goes on with the first", "引进的毕业生有住房补贴吗?给多少?", []string{"引进的毕业生有住房补贴吗?给多少?"}},
		{"two subjects", "公办园一年补多少钱?校车什么时候开通?", []string{"公办园一年补多少钱?", "校车什么时候开通?"}},
		{"greeting in front", "你好!请问班主任津贴是多少?", []string{"你好!请问班主任津贴是多少?"}},
		{"told before asked", "我家孩子今年六岁了。小学一年级什么时候报名?", []string{"小学一年级什么时候报名?"}},
		{"counterpart after a comma", "小学一个班最多多少人,初中呢?", []string{"小学一个班最多多少人,", "初中一个班最多多少人,"}},
		{"two figures of one subject", "有多少辆校车,拉多少学生?", []string{"有多少辆校车,", "拉多少学生?"}},
		{"an aside before the question", "孩子转学过来,几月份办?", []string{"孩子转学过来,几月份办?"}},
		{"nothing", "???", []string{"???"}},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			var got []string
			for _, p := range f.parts(zh.Fold(tc.question), "") {
				got = append(got, p.text)
			}
			if !slices.Equal(got, tc.want) {
				t.Errorf("parts = %q, want %q", got, tc.want)
			}
		})
	}
}
