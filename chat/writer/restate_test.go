package writer_test

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"testing"

	"wence/chat/model"
	"wence/chat/writer"
	"wence/prompts"
)

// A counting model says one reply, or fails, and counts how often it is asked.
type counting struct {
	reply string
	err   error
	asked int
}

func (m *counting) Name() string { return "counting" }

func (m *counting) Write(_ context.Context, _ prompts.Prompt, each func(string) bool) (model.Usage, error) {
	m.asked++
	if m.err == nil {
		each(m.reply)
	}
	return model.Usage{TotalTokens: 7}, m.err
}

func TestRestate(t *testing.T) {
	set, err := prompts.Load("")
	if err != nil {
		t.Fatal(err)
	}
	const question = "爹妈打娃找谁管"
	cases := []struct {
		name  string
		model counting
		want  []string
		again int // requests after the same question was asked twice
	}{
		{"lines", counting{reply: "家庭暴力 求助 报案\n未成年人 遭受家庭暴力 保护"}, []string{"家庭暴力 求助 报案", "未成年人 遭受家庭暴力 保护"}, 1},
		{"marks of a list", counting{reply: "1. 家庭暴力\n- “监护人 侵害”\n2026年 春季学期"}, []string{"家庭暴力", "监护人 侵害", "2026年 春季学期"}, 1},
		{"at most three", counting{reply: "甲\n乙\n丙\n丁"}, []string{"甲", "乙", "丙"}, 1},
		{"the question itself is not searched twice", counting{reply: question + "\n家庭暴力"}, []string{"家庭暴力"}, 1},
		{"thoughts", counting{reply: "<think>想想\n看</think>家庭暴力"}, []string{"家庭暴力"}, 1},
		{"nothing", counting{reply: " \n"}, []string{}, 1},
		{"a failure is not remembered", counting{err: errors.New("down")}, nil, 2},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			w := writer.New(writer.Options{Model: &tc.model, Prompts: set, Log: slog.New(slog.DiscardHandler)})
			got, usage := w.Restate(t.Context(), question, nil)
			if !slices.Equal(got, tc.want) || usage.TotalTokens != 7 {
				t.Errorf("restated as %q, usage %+v", got, usage)
			}
			if again, _ := w.Restate(t.Context(), question, nil); !slices.Equal(again, got) || tc.model.asked != tc.again {
				t.Errorf("the second time %q after %d requests", again, tc.model.asked)
			}
		})
	}
}
