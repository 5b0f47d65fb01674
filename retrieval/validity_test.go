package retrieval

import "testing"

func TestValidityAt(t *testing.T) {
	successor := &Successor{ID: "n", Title: "新办法", Number: "雪政发〔2025〕1号", Since: "2025-07-01"}
	repeal := &Successor{ID: "r", Title: "关于废止部分文件的决定", Since: "2025-07-01", Repeal: true}
	valid, over := "有效", "废止"
	cases := []struct {
		name string
		n    Notice
		day  Date
		want State
	}{
		{"nothing stated", Notice{}, "2024-01-01", Unknown},
		{"issued", Notice{Issued: "2023-09-20"}, "2024-01-01", InForce},
		{"not yet", Notice{Issued: "2023-09-20", Effective: "2024-03-01"}, "2024-01-01", NotYet},
		{"last day", Notice{Issued: "2023-09-20", Expires: "2024-01-01"}, "2024-01-01", InForce},
		{"the day after", Notice{Issued: "2023-09-20", Expires: "2024-01-01"}, "2024-01-02", Ended},
		{"a plan that ran out, 有效 on its page", Notice{Issued: "2020-05-21", Declared: "有效", Horizon: Period{"2018-01-01", "2020-12-31"}}, "2021-01-01", Ended},
		{"marked as repealed", Notice{Issued: "2020-05-21", Declared: "废止"}, "2021-01-01", Repealed},
		{"a report rules nothing", Notice{Title: "某市教育局前期调研报告", Published: "2021-01-08"}, "2021-02-01", Unknown},
		{"nor does a draft", Notice{Title: "某市招生办法(征求意见稿)", Published: "2021-01-08"}, "2021-02-01", Unknown},
		{"a rule about reports", Notice{Title: "关于提交述职报告的通知", Published: "2021-01-08"}, "2021-02-01", InForce},
		{"replaced", Notice{Issued: "2020-05-21", ReplacedBy: successor}, "2025-07-01", Replaced},
		{"before it is replaced", Notice{Issued: "2020-05-21", ReplacedBy: successor}, "2025-06-30", InForce},
		{"repealed by a decision", Notice{Issued: "2020-05-21", ReplacedBy: repeal}, "2025-07-01", Repealed},
		{"before the repeal that its page tells of", Notice{Issued: "2020-05-21", Declared: "废止", ReplacedBy: repeal}, "2024-01-01", InForce},
		{"a person says that it stands", Notice{Issued: "2020-05-21", ReplacedBy: successor}.Amend(Amendment{Declared: &valid}), "2025-07-01", InForce},
		{"a person says that a plan goes on", Notice{Horizon: Period{"2018-01-01", "2020-12-31"}}.Amend(Amendment{Declared: &valid}), "2021-01-01", InForce},
		{"a person cannot mean a day after the last", Notice{Expires: "2020-12-31"}.Amend(Amendment{Declared: &valid}), "2021-01-01", Ended},
		{"a report is no rule", Notice{Title: "关于学前教育发展情况的调研报告", Issued: "2023-09-20"}, "2024-01-01", Unknown},
		{"nor is what explains one", Notice{Title: "《雪原县教师培训办法》政策解读（图文）", Published: "2023-09-20"}, "2024-01-01", Unknown},
		{"a notice about reports is one", Notice{Title: "关于报送年度工作报告的通知", Issued: "2023-09-20"}, "2024-01-01", InForce},
		{"a person says that it is repealed", Notice{Issued: "2020-05-21", Declared: "有效"}.Amend(Amendment{Declared: &over}), "2021-01-01", Repealed},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			v := tc.n.ValidityAt(tc.day)
			if v.State != tc.want {
				t.Errorf("state %s, want %s", v.State, tc.want)
			}
			if !v.Current() && v.Note == "" {
				t.Error("nothing says why the notice does not apply")
			}
		})
	}
}
