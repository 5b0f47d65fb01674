package web

import (
	"context"
	"slices"
	"testing"

	"wence/retrieval"
)

// ruled is a corpus of facts.
type ruled struct {
	corpus
	facts []retrieval.Fact
}

func (r ruled) Facts(_ context.Context, q retrieval.FactQuery) (list []retrieval.Fact, next string, err error) {
	for _, f := range r.facts {
		if f.Kind == q.Kind {
			list = append(list, f)
		}
	}
	return list, "", nil
}

func TestSuggestedQuestions(t *testing.T) {
	fact := func(notice string, kind retrieval.FactKind, who, words string) retrieval.Fact {
		unit := ""
		if kind == retrieval.Subsidy {
			unit = "元"
		}
		n := retrieval.Notice{ID: notice, Region: retrieval.Region{ID: "b", Name: "乙县"}}
		return retrieval.Fact{Notice: &n, Kind: kind, Who: who, Words: words, Unit: unit}
	}
	h := ruled{facts: []retrieval.Fact{
		fact("1", retrieval.Subsidy, "分为三档:困难儿童", "1000元"), // no phrase to ask about
		fact("1", retrieval.Subsidy, "班主任津贴", "450元"),
		fact("1", retrieval.Subsidy, "海岛幼儿园津贴", "600元"), // of a notice that is offered already
		fact("2", retrieval.Subsidy, "国家奖学金额度", "6000元"),
		fact("3", retrieval.Deadline, "申请时间", "9月1日"), // of what, nobody knows
		fact("3", retrieval.Deadline, "乙县中考志愿填报时间", "7月6日至7月9日"),
		fact("4", retrieval.Quota, "招聘特岗教师", "40名"),
		fact("5", retrieval.Quota, "可填报平行志愿", "6个"),
	}}
	s := newServer(Options{Answers: answerer{}, Corpus: h})
	got, err := s.suggest(t.Context(), "")
	want := []string{"乙县班主任津贴是多少钱?", "乙县中考志愿填报时间是什么时候?", "乙县招聘特岗教师多少名?", "乙县国家奖学金额度是多少钱?"}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("got %q, %v", got, err)
	}
	got, err = s.suggest(t.Context(), "没有这个地方")
	if err != nil || len(got) != 4 {
		t.Errorf("for a place that is none: %q, %v", got, err)
	}
}
