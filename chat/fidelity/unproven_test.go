package fidelity_test

import (
	"testing"

	"wence/chat/fidelity"
	"wence/retrieval"
)

// TestUnproven: what no passage has as it is told is doubted where it may be true all the same, and held back else.
func TestUnproven(t *testing.T) {
	const borne, doubted, held = "borne", "doubted", "held"
	b := newBench(t)
	cases := []struct{ name, asked, passage, sentence, want string }{
		{"as it stands", "", "每学期补助600元。", "每学期补助600元。", borne},
		{"another amount", "", "每学期补助600元。", "每学期补助800元。", held},
		{"an amount that the asker has", "还是每学期800元吗", "每学期补助600元。", "是的，每学期补助800元。", held},
		{"a day that the asker has", "截止到9月30日吧", "9月20日前向学校提出。", "9月30日前向学校提出。", held},
		{"an amount of the asker's own", "先叫我打2000元占位", "不得收取预留学位费。", "这2000元您可以不交。", doubted},
		{"a length that the asker has", "我请了18天假", "一个月内请假超过15天的,当月不发。", "您请假18天,当月不发。", doubted},
		{"a number that the asker has without a unit", "我老公37了", "年龄在40周岁以下的可以报名。", "您爱人37岁,可以报名。", doubted},
		{"a length that nobody has", "我请了假", "一个月内请假超过15天的,当月不发。", "请假18天的,当月不发。", held},
		{"another measure word", "", "一户有两名以上学生乘车的,从第二名起减半。", "家里有两个以上孩子坐车的,从第二个起减半。", doubted},
		{"a month that counts nothing", "", "当月缺勤累计6至10个工作日的,退30%。", "一个月里缺勤累计6至10个工作日的,退30%。", doubted},
		{"the next month", "", "退费在次月10日前打入家长账户。", "退费在下个月10日前打入家长账户。", doubted},
		{"the next month, another day", "", "退费在次月10日前打入家长账户。", "退费在下个月15日前打入家长账户。", held},
		{"a rate told elsewhere", "", "特需托管（每生每月）。小学收60元。", "小学特需托管每生每月60元。", doubted},
		{"another rate", "", "特需托管（每生每月）。小学收60元。", "小学特需托管每生每学期60元。", held},
		{"a bound told elsewhere", "", "每学期教辅支出上限:小学60元,初中140元。", "初中教辅支出每学期不超过140元。", doubted},
		{"a bound dropped", "", "初中教辅支出每学期不超过140元。", "初中教辅支出每学期140元。", held},
		{"a shortened name", "", "临棠市第二职业技术学校每晚7点发还手机。", "临棠二职每晚7点发还手机。", doubted},
		{"another name", "", "临棠市第二职业技术学校每晚7点发还手机。", "明德小学每晚7点发还手机。", held},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			cited := []*fidelity.Source{fidelity.NewSource(retrieval.Hit{
				Passage: retrieval.Passage{Text: tc.passage}, Validity: retrieval.Validity{State: retrieval.InForce},
			})}
			checker := fidelity.Checker{Places: b.Places, Asked: tc.asked}
			faults, doubts, got := checker.Unsupported(tc.sentence, cited), checker.Doubts(tc.sentence, cited), borne
			switch {
			case len(faults) > 0:
				got = held
			case len(doubts) > 0:
				got = doubted
			}
			if got != tc.want {
				t.Errorf("%s, want %s; faults %v, doubts %v", got, tc.want, faults, doubts)
			}
		})
	}
}
