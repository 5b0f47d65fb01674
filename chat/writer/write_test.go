package writer_test

import (
	"log/slog"
	"strings"
	"testing"

	"wence/chat/cited"
	"wence/chat/evidence"
	"wence/chat/fidelity"
	"wence/chat/voice"
	"wence/chat/writer"
	"wence/prompts"
	"wence/retrieval"
	"wence/retrieval/place"
)

// found are passages of two fictional counties and of the nation.
func found() []*evidence.Passage {
	county := func(name string) retrieval.Region {
		return retrieval.Region{ID: name, Name: name, Path: []string{"岚江省", name}, Lineage: []string{"CN", "岚江省", name}}
	}
	passage := func(id int32, region retrieval.Region, title, text string, state retrieval.State) *evidence.Passage {
		return evidence.Read(retrieval.Hit{
			Notice: retrieval.Notice{ID: title, Title: title, Region: region}, Validity: retrieval.Validity{State: state},
			Passage: retrieval.Passage{ID: id, NoticeID: title, Seq: int(id), Text: text},
		})
	}
	return []*evidence.Passage{
		passage(1, county("荻溪县"), "荻溪县十条措施", "班主任津贴由每人每月400元提高到600元，按照10个月发放。连续担任班主任满10年的，在职称评审推荐中优先。", retrieval.InForce),
		passage(2, county("鹤汀县"), "鹤汀县若干措施", "班主任津贴标准为每人每月450元，由县财政统筹。", retrieval.InForce),
		passage(3, retrieval.Region{ID: "CN", Name: "全国", Lineage: []string{"CN"}}, "教师法", "教师享受教龄津贴和其他津贴，具体办法由国务院教育行政部门会同有关部门制定。", retrieval.InForce),
		passage(4, county("荻溪县"), "荻溪县旧办法", "班主任津贴为每人每月300元。", retrieval.Ended),
	}
}

func TestVerdicts(t *testing.T) {
	places, err := place.Load()
	if err != nil {
		t.Fatal(err)
	}
	set, err := prompts.Load("")
	if err != nil {
		t.Fatal(err)
	}
	cases := []struct {
		name, question, reply string
		verdict               writer.Verdict
		text                  string // of the page
		missing               string
		near                  []int32 // passages of Near
	}{
		{"answered", "荻溪班主任津贴多少", "班主任津贴提高到每人每月600元。[1]按照10个月发放。[1]",
			writer.Answered, "班主任津贴提高到每人每月600元。[1]按照10个月发放。[1]", "", nil},
		{"marks before the full stop", "津贴多少", "班主任津贴提高到每人每月600元[1]。", writer.Answered, "班主任津贴提高到每人每月600元。[1]", "", nil},
		{"nothing stated", "教龄津贴多少钱", "【资料未答】\n全国的规定只写了教师享受教龄津贴，没有写每月金额[3]。", writer.Absent, "", "", []int32{3}},
		{"nothing stated, on one line", "教龄津贴多少钱", "**【资料未答】** 资料没有写教龄津贴的金额。", writer.Absent, "", "", nil},
		{"nothing stated, without the line", "教龄津贴多少钱", "所给资料没有写明所问的内容。", writer.Absent, "", "", nil},
		{"a part is missing", "荻溪班主任津贴多少，什么时候发", "班主任津贴提高到每人每月600元[1]。\n【资料未答】荻溪班主任津贴什么时候发。",
			writer.Partial, "班主任津贴提高到每人每月600元。[1]", "荻溪班主任津贴什么时候发", nil},
		{"several things are asked and some missing", "荻溪班主任津贴多少，按几个月发，什么时候发，谁来发", "班主任津贴提高到每人每月600元[1]。按照10个月发放[1]。\n【资料未答】什么时候发\n【资料未答】谁来发。",
			writer.Partial, "班主任津贴提高到每人每月600元。[1]按照10个月发放。[1]", "什么时候发；谁来发", nil},
		{"what is missing may not bring in what nobody said", "荻溪班主任津贴多少", "班主任津贴提高到每人每月600元[1]。\n【资料未答】另有奖金9000元没有写明。",
			writer.Partial, "班主任津贴提高到每人每月600元。[1]", "", nil},
		{"a figure of no passage", "津贴多少", "班主任津贴为每人每月800元。[1]", writer.Failed, "", "", nil},
		{"a mark of no passage", "津贴多少", "班主任津贴提高到每人每月600元。[9]", writer.Failed, "", "", nil},
		{"a yes without a mark goes with its reason", "荻溪班主任津贴是600元吗", "是的。班主任津贴提高到每人每月600元。[1]",
			writer.Answered, "是的。班主任津贴提高到每人每月600元。[1]", "", nil},
		{"a yes without a mark, of what no passage says", "荻溪班主任津贴是800元吗", "是的。班主任津贴提高到每人每月800元。[1]", writer.Failed, "", "", nil},
		{"a yes alone", "荻溪班主任津贴是600元吗", "是的。", writer.Absent, "", "", nil},
		{"no mark", "津贴多少", "班主任津贴提高到每人每月600元。", writer.Failed, "", "", nil},
		{"nothing at all", "津贴多少", " \n", writer.Failed, "", "", nil},
		{"thoughts only", "津贴多少", "<think>600元[1]。</think>", writer.Failed, "", "", nil},
		{"a notice that has ended is marked", "荻溪旧津贴多少", "班主任津贴为每人每月300元。[4]", writer.Answered, "(所引文件已届满)班主任津贴为每人每月300元。[1]", "", nil},
		{"a doubtful sentence gives way to the notice's words", "津贴多少", "班主任津贴不得按照10个月发放。[1]",
			writer.Answered, "根据《荻溪县十条措施》:班主任津贴由每人每月400元提高到600元，按照10个月发放。[1]", "", nil},
		{"in English", "How much is the allowance of class teachers in 荻溪县?", "It was raised from 400 to 600 yuan a month per teacher.[1] It is paid for ten months.[1] Whoever has been one for 10 years goes first in the review of titles.[1]",
			writer.Answered, "It was raised from 400 to 600 yuan a month per teacher.[1] It is paid for ten months.[1] Whoever has been one for 10 years goes first in the review of titles.[1]", "", nil},
		{"whose rule it is, where a wider place is asked about", "岚江省津贴多少", "班主任津贴提高到每人每月600元。[1]",
			writer.Answered, "荻溪县:班主任津贴提高到每人每月600元。[1]", "", nil},
		{"whose rule it is, of several places", "班主任津贴多少", "班主任津贴提高到每人每月600元。[1]标准为每人每月450元。[2]",
			writer.Answered, "荻溪县:班主任津贴提高到每人每月600元。[1]鹤汀县:标准为每人每月450元。[2]", "", nil},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			checker := fidelity.Checker{Places: places, Asked: tc.question}
			page := cited.NewPage(voice.Of(tc.question), "2026-11-28", checker)
			passages := found()
			var asked []string
			if strings.Contains(tc.question, "荻溪") {
				asked = []string{"荻溪县"}
				for i, reach := range []retrieval.Reach{retrieval.ReachOwn, retrieval.ReachOther, retrieval.ReachAbove, retrieval.ReachOwn} {
					passages[i].Hit.Reach = reach
				}
			} else if strings.HasPrefix(tc.question, "岚江省") {
				asked = []string{"岚江省"}
				passages[0].Hit.Reach = retrieval.ReachBelow
			} else if !strings.Contains(tc.name, "several places") {
				passages[1] = passages[0]
			}
			out := writer.New(writer.Options{Model: recorded(tc.reply), Prompts: set, Log: slog.New(slog.DiscardHandler)}).Write(t.Context(), writer.Assignment{
				Question: tc.question, Day: "2026-11-28", Places: asked, Passages: passages, Checker: checker, Page: page,
			})
			var near []int32
			for _, q := range out.Near {
				near = append(near, q.Hit.Passage.ID)
			}
			if out.Verdict != tc.verdict || page.Text() != tc.text || out.Missing != tc.missing || len(near) != len(tc.near) || len(near) > 0 && near[0] != tc.near[0] {
				t.Errorf("verdict %v, text %q, missing %q, near %v", out.Verdict, page.Text(), out.Missing, near)
			}
		})
	}
}
