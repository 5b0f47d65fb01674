package reading

import (
	"slices"
	"testing"

	"wence/retrieval"
	"wence/retrieval/scope"
	"wence/retrieval/zh"
)

func TestParts(t *testing.T) {
	two := []retrieval.Region{{ID: "a", Name: "甲县", Path: []string{"甲县"}}, {ID: "b", Name: "乙县", Path: []string{"乙县"}}}
	cases := []struct {
		text  string
		scope scope.Scope
		want  []string
	}{
		{"校车票价多少钱?", scope.Scope{}, nil},
		{"我是外地户口,孩子能报名吗?", scope.Scope{}, nil},
		{"公办园保教费280元,对吗?", scope.Scope{}, nil},
		{"三校合计招生多少人、班", scope.Scope{}, nil},
		{"校车票价多少钱,什么时候申请,找谁问?", scope.Scope{}, []string{"校车票价多少钱", "校车票价 什么时候申请", "校车票价 找谁问"}},
		{"骨干教师要什么条件?女教师55岁可以报吗?", scope.Scope{}, []string{"骨干教师要什么条件", "骨干教师 女教师55岁可以报吗"}},
		{"骨干教师1.评多少人2.补多少钱", scope.Scope{}, []string{"骨干教师 评多少人", "骨干教师 补多少钱"}},
		{"我想问一下校车:①票价多少 ②最大多少岁", scope.Scope{}, []string{"校车 票价多少", "校车 最大多少岁"}},
		{"骨干教师的名额和津贴分别是多少?", scope.Scope{}, []string{"骨干教师的名额是多少", "骨干教师的津贴是多少"}},
		{"教师招聘笔试和面试分别在什么时候?", scope.Scope{}, []string{"教师招聘笔试在什么时候", "教师招聘面试在什么时候"}},
		{"甲县和乙县的班主任津贴哪个高?", scope.Scope{Places: two, Rest: "和的班主任津贴哪个高?"}, []string{"甲县班主任津贴是多少", "乙县班主任津贴是多少"}},
		{"甲县比乙县津贴少多少?", scope.Scope{Places: two, Rest: "比津贴少多少?"}, []string{"甲县津贴是多少", "乙县津贴是多少"}},
		{"甲县、乙县津贴分别是多少?", scope.Scope{Places: two, Rest: "、津贴分别是多少?"}, []string{"甲县津贴是多少?", "乙县津贴是多少?"}},
	}
	for _, tc := range cases {
		t.Run(tc.text, func(t *testing.T) {
			r := Reading{Question: Question{Text: tc.text}, Wording: tc.text, Scope: tc.scope, Folded: zh.Fold(tc.text)}
			var got []string
			for _, p := range r.Parts() {
				got = append(got, p.Text)
			}
			if !slices.Equal(got, tc.want) {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}
