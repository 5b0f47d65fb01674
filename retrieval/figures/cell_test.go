package figures

import "testing"

func TestFindCell(t *testing.T) {
	for _, c := range []struct{ cell, label, want string }{
		{"600", "补助标准（元/生/年）", "money:600元/生/年"},
		{"600", "补助标准(元/生·年)", "money:600元/生/年"},
		{"600", "补助标准（元/（生·年））", "money:600元/生/年"},
		{"600", "补助标准（单位：元/生/年）", "money:600元/生/年"},
		{"1,200", "金额(元)", "money:1200元"},
		{"12.5", "金额（万元）", "money:12.5万元"},
		{" 1-3 ", "金额(万元)", "money:1-3万元"},
		{"2000", "金额(元)", "money:2000元"},
		{"46.0", "金额(万元)", "money:46万元"},
		{"2.0", "版本", "-"},
		{"2000", "年度", "date:2000年"},
		{"95", "毛入园率(%)", "share:95%"},
		{"95", "毛入园率（％）", "share:95%"},
		{"300", "招生人数", "count:300人"},
		{"300", "招生计划(名)", "count:300人"},
		{"12", "班级数（个）", "count:12个"},
		{"12", "班数", "count:12班"},
		{"5", "单位：所", "count:5所"},
		{"3", "学制(年)", "duration:3年"},
		{"30", "办理时限（工作日）", "duration:30个工作日"},
		{"600[1]", "金额(元)", "money:600元"},
		{"600元", "金额(万元)", "money:600元"},
		{"约600", "金额(元)", "money:约600元"},
		{"600", "备注", "number:600"},
		{"600", "", "number:600"},
		{"600", "标准（不含税）", "number:600"},
		{"600", "标准（每年（含）", "number:600"},
		{"小学600", "金额(元)", "number:600"},
		{"600 800", "金额(元)", "number:600 | number:800"},
		{"", "金额(元)", "-"},
		{"县一中", "名额", "-"},
		{"无", "金额(元)", "-"},
	} {
		t.Run(c.label+"/"+c.cell, func(t *testing.T) {
			found := FindCell(c.cell, c.label)
			if got := describe(found); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
			for _, f := range found {
				if c.cell[f.Start:f.End] != f.Text {
					t.Errorf("span [%d,%d) does not hold %q", f.Start, f.End, f.Text)
				}
			}
		})
	}
}
