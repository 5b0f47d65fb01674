package plain

import (
	"strings"
	"testing"

	"wence/chat"
	"wence/chat/cited"
	"wence/retrieval"
)

var told = chat.Answer{
	Status: chat.Answered,
	Text:   "每班每月补助500元。[1]\n每学期发放。[2]",
	Citations: []chat.Citation{
		{N: 1, Notice: cited.Notice{Title: "甲县办法", Number: "甲教〔2020〕1号", Validity: cited.Validity{State: retrieval.Ended}}, Locator: "三、(一)", Link: "/notices/a#p3"},
		{N: 2, Notice: cited.Notice{Title: "乙县通知"}, Link: "/notices/b#p1"},
	},
	Related: []chat.Citation{{Notice: cited.Notice{Title: "丙县通知"}, Quote: "名称\t标准\n小学\t600元", Link: "/notices/c#p9"}},
	Notes:   []string{"《甲县办法》:已届满。"},
	Label:   chat.Label{Kind: cited.LabelQuoted, Text: "本回答摘引文件原文。"},
}

const toldText = `每班每月补助500元。[1]
每学期发放。[2]

注意:《甲县办法》:已届满。

来源:
[1] 《甲县办法》(甲教〔2020〕1号) · 已届满 · 三、(一)
https://wence.example/notices/a#p3
[2] 《乙县通知》
https://wence.example/notices/b#p1
与问题有关的原文:
· “名称 标准 小学 600元”
《丙县通知》
https://wence.example/notices/c#p9

(本回答摘引文件原文。)`

func TestText(t *testing.T) {
	got := Of(told, Options{URL: "https://wence.example"})
	if got.String() != toldText {
		t.Errorf("got\n%s", got)
	}
	if bare := Of(told, Options{}).String(); strings.Contains(bare, "http") || !strings.Contains(bare, "[2] 《乙县通知》\n") {
		t.Errorf("without an address:\n%s", bare)
	}
	if empty := Of(chat.Answer{Text: "您好。"}, Options{}).String(); empty != "您好。" {
		t.Errorf("an answer that is a text alone became %q", empty)
	}
}

func TestSpoken(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"ours":                                 {toldText, "每班每月补助500元。[1]\n每学期发放。[2]"},
		"ours without source":                  {"没有找到。\n\n(本回答摘引文件原文。)", "没有找到。"},
		"another's":                            {"第一段。\n\n第二段。", "第一段。\n\n第二段。"},
		"another's, in parentheses at its end": {"第一段。\n\n第二段(附件)", "第一段。\n\n第二段(附件)"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := Spoken(c.text); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
