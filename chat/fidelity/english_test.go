package fidelity_test

import (
	"testing"

	"wence/chat/fidelity"
	"wence/retrieval"
)

// TestEnglishSentences holds English sentences against Chinese passages: by their numbers, whatever words they are in.
func TestEnglishSentences(t *testing.T) {
	b := newBench(t)
	source := fidelity.NewSource(retrieval.Hit{
		Notice: retrieval.Notice{Title: "荻溪县学生资助办法", Number: "荻教〔2025〕12号", Issued: "2025-08-20", Effective: "2025-09-01"},
		Passage: retrieval.Passage{Text: "家庭经济困难寄宿生每生每年补助1250元,初中生每人1500元,分两学期发放。申请应当在9月10日17:00前提交,逾期不予受理。" +
			"学校自受理之日起5个工作日内审核。县财政每年安排专项资金150万元,其中百分之三十用于奖励。父母均为残疾人的,由每月300元提高到500元。年满六周岁的儿童应当入学。" +
			"咨询电话:0571-88776655。具体见附件第三条。"},
		Validity: retrieval.Validity{State: retrieval.InForce},
	})
	cases := []struct {
		sentence string
		want     bool // it passes
	}{
		{"Boarding pupils from poor families receive 1,250 yuan a year, and junior high students RMB 1,500.", true},
		{"Yes: the grant is paid in two instalments, one each semester.", true},
		{"Applications must be handed in by 5 p.m. on September 10; late ones are not accepted.", true},
		{"The deadline is 17:00 on 10 September 2025.", true},
		{"The school reviews an application within five working days of accepting it.", true},
		{"The county sets aside 1.5 million yuan a year, of which 30% goes to awards.", true},
		{"Children who have turned 6 must enrol, according to the rules of Dixi County.", true},
		{"You can call 0571-88776655.", true},
		{"The measures (荻教〔2025〕12号) took effect on September 1, 2025.", true},
		{"It was raised from 300 to 500 yuan a month where both parents are disabled.", true},
		{"It is 300 yuan a month where both parents are disabled.", false},
		{"Boarding pupils receive 1,350 yuan a year.", false},
		{"Applications must be handed in by 6 p.m. on September 10.", false},
		{"The deadline is September 12.", false},
		{"The county sets aside 2.5 million yuan a year.", false},
		{"The school reviews an application within seven working days.", false},
		{"Apply at www.example.com or call 0571-88776656.", false},
	}
	for _, tc := range cases {
		t.Run(tc.sentence, func(t *testing.T) {
			cited := []*fidelity.Source{source}
			faults := append(b.checker.Unsupported(tc.sentence, cited), b.checker.Doubts(tc.sentence, cited)...)
			if (len(faults) == 0) != tc.want {
				t.Errorf("faults: %v", faults)
			}
		})
	}
}
