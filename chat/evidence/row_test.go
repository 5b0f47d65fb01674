package evidence

import (
	"testing"

	"wence/retrieval"
	"wence/retrieval/zh"
)

// TestRowForQuestion: of a row the figures of what was not asked stay behind, where the labels tell; all others stand.
func TestRowForQuestion(t *testing.T) {
	levels := []string{"学段", "项目", "标准/城区(元/年)", "标准/乡镇(元/年)"}
	kinds := []string{"类别", "公办园/县城(元/年)", "公办园/乡村(元/年)", "民办园/县城(元/年)", "民办园/乡村(元/年)", "联系电话"}
	fees := []string{"学校", "学费(元)", "住宿费(元)", "班数(个)"}
	aid := []string{"学段", "寄宿生补助(元)", "非寄宿生补助(元)"}
	tests := []struct {
		name, question string
		columns        []string
		row, want      string
	}{
		{"one of two levels", "乡镇小学补助多少", levels, "小学\t寄宿\t625\t650", "学段:小学;项目:寄宿;标准/乡镇(元/年):650"},
		{"both levels", "城区和乡镇分别多少", levels, "小学\t寄宿\t625\t650", "学段:小学;项目:寄宿;标准/城区(元/年):625;标准/乡镇(元/年):650"},
		{"neither", "小学补助多少", levels, "小学\t寄宿\t625\t650", "学段:小学;项目:寄宿;标准/城区(元/年):625;标准/乡镇(元/年):650"},
		{"upper and lower label", "乡村公办园经费多少", kinds, "经费\t800\t950\t620\t710\t5550001", "类别:经费;公办园/乡村(元/年):950;联系电话:5550001"},
		{"one of two fees", "一中学费多少", fees, "一中\t800\t350\t12", "学校:一中;学费(元):800;班数(个):12"},
		{"two fees", "一中学费和住宿费多少", fees, "一中\t800\t350\t12", "学校:一中;学费(元):800;住宿费(元):350;班数(个):12"},
		{"a label within another", "小学非寄宿生补助多少", aid, "小学\t1250\t625", "学段:小学;非寄宿生补助(元):625"},
		{"the label within another", "小学寄宿生补助多少", aid, "小学\t1250\t625", "学段:小学;寄宿生补助(元):1250"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			q := Read(retrieval.Hit{Passage: retrieval.Passage{Text: tc.row, Columns: tc.columns}}).All()
			if got := q.For(zh.Fold(tc.question)); got != tc.want {
				t.Errorf("got  %s\nwant %s", got, tc.want)
			}
		})
	}
}
