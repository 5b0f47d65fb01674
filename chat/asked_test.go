package chat

import (
	"testing"

	"wence/retrieval"
	"wence/retrieval/figures"
)

// TestFigureAsked: which figures of a sentence answer a question.
func TestFigureAsked(t *testing.T) {
	cases := []struct {
		name, question, sentence string
		want                     []string
	}{
		{"how long is not how long before", "公寓可以住几年", "提供人才公寓,并提前一年招聘", nil},
		{"unless that is asked", "要提前多久招", "提供人才公寓,并提前一年招聘", []string{"一年"}},
		{"how long is not how often", "公寓可以住几年", "每年引进50名", nil},
		{"how often is not how long", "安保人员多久培训一次", "三年行动目标,定期培训", nil},
		{"how often", "教师大比武几年搞一次", "每两年举办一届", []string{"每两年"}},
		{"an hour is not a season", "课后服务几点结束", "暑假托管于17:30结束", []string{"17:30"}},
		{"a count is not how often", "有多少个教育集团", "每年互派,培育5个教育集团", []string{"5个"}},
		{"how many times is", "一年开几次会", "每半年召开一次", []string{"每半年", "一次"}},
		{"families are no 家", "惠及多少个家庭", "惠及1万个家庭", []string{"1万个"}},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			var got []string
			for _, f := range askedOf(tc.question).find(tc.sentence) {
				got = append(got, f.Text)
			}
			for _, w := range tc.want {
				if !holdsText(askedOf(tc.question).find(tc.sentence), w) {
					t.Errorf("%q is missing in %v", w, got)
				}
			}
			if len(tc.want) == 0 && len(got) > 0 {
				t.Errorf("%v answers, and must not", got)
			}
		})
	}
}

func holdsText(found []figures.Figure, text string) bool {
	for _, f := range found {
		if f.Text == text {
			return true
		}
	}
	return false
}

func TestOtherYear(t *testing.T) {
	plan := retrieval.Notice{ID: "n", Published: "2023-09-26", Horizon: retrieval.Period{From: "2023-01-01", Until: "2027-12-31"}}
	report := retrieval.Notice{ID: "r", Title: "2021年教育工作"}
	cases := []struct {
		name, question string
		notice         retrieval.Notice
		sentence       string
		want           bool
	}{
		{"no year asked", "达标比例多少", report, "到2025年达到90%", false},
		{"the year", "2025年达标比例多少", report, "到2025年达到90%", false},
		{"another", "2030年达标比例多少", report, "到2025年达到90%", true},
		{"within a range", "2019年的目标", report, "2018—2020年达到90%", false},
		{"what goes on", "2026年补贴多少", report, "自2023年秋季学期起每人300元", false},
		{"what had not begun", "2020年补贴多少", report, "自2023年秋季学期起每人300元", true},
		{"the year of the notice", "2021年补充多少教师", report, "补充300名教师", false},
		{"before the notice", "2019年补充多少教师", report, "补充300名教师", true},
		{"a rule after its year", "2025年给多少", report, "每人给300元", false},
		{"in the plan's period", "2025年建多少", plan, "到2027年建3个", false},
		{"which year it is", "2026年了,达标比例多少", report, "到2025年达到90%", false},
		{"a document's number is no year", "达标比例多少", report, "(国发〔2017〕4号)", false},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			x := extractor{understanding: understanding{asked: askedOf(tc.question)}}
			if got := x.isOfOtherYear(tc.notice, tc.sentence); got != tc.want {
				t.Errorf("%v, want %v (asked %d)", got, tc.want, x.year)
			}
		})
	}
}

func TestProof(t *testing.T) {
	cases := []struct {
		question, quote string
		want            bool
	}{
		{"转学要交哪些材料", "户口簿、申请表各1份", true},
		{"调进城区要交哪些材料", "一等奖获得者本人可调入城区工作", false},
		{"名师评选条件是什么", "每年评选名师8人", false},
		{"名师评选条件是什么", "应当具有高级职称", true},
		{"办学条件达标比例", "达到90%", true},
		{"推门听课不合格怎么处罚", "组织人员不定期推门听课", false},
		{"选课走班从哪个年级开始", "开展选课走班", false},
		{"住房补贴多少", "1-3万元", true},
	}
	for _, tc := range cases {
		if got := askedOf(tc.question).proven(tc.quote); got != tc.want {
			t.Errorf("%s / %s: %v, want %v", tc.question, tc.quote, got, tc.want)
		}
	}
}

func TestKinship(t *testing.T) {
	cases := []struct {
		name, question, sentence string
		want                     float64
	}{
		{"of another", "老师一学期听几节课", "校长每学期听课不少于20节", -1},
		{"of the same", "老师一学期听几节课", "每位教师每学期听课不少于10节", 0},
		{"of the clause before", "小学收多少", "小学收费标准,每学期300元", 0},
		{"a longer word", "校长听几节课", "副校长每学期听课不少于20节", -1},
		{"several at once", "初中心理老师几个", "中小学每校配备不少于1名", 0},
		{"several levels at once", "市级名校长给多少", "国家级、省市级的名校长给予3万元", 0},
		{"nothing of the kind", "津贴多少", "每月300元", 0},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			x := extractor{understanding: understanding{bare: tc.question}}
			clauses := clausesOf(tc.sentence)
			if got := x.kinship(tc.sentence, clauses, len(clauses)-1); got != tc.want {
				t.Errorf("%v, want %v", got, tc.want)
			}
		})
	}
}
