package web

import (
	"context"
	"strings"
	"testing"
	"time"

	"wence/retrieval"
)

// counted is a journal of a few questions.
type counted struct{}

func (counted) Asked(context.Context, retrieval.AskedQuery) ([]retrieval.Asked, error) {
	return nil, nil
}

func (counted) AskedDays(context.Context, time.Time, time.Time) ([]retrieval.AskedCount, error) {
	return []retrieval.AskedCount{{Day: "2026-03-10", Status: "answered", Asked: 3, Up: 2}, {Day: "2026-03-10", Status: "declined", Asked: 1, Down: 1}}, nil
}

func TestAbout(t *testing.T) {
	for _, tc := range []struct {
		name   string
		change func(*Options)
		says   []string
		silent []string
	}{
		{"nothing stated", nil, []string{"没有填写名称", "没有使用生成式模型", "不保留问题", "不记录提问", `href="/notices"`}, []string{"秒内"}},
		{"all stated", func(o *Options) {
			o.About = About{Operator: "荻溪县教育局<b>", Contact: "000-1234", Model: "某模型 备案号甲", Keep: 30}
			o.Asked = counted{}
		}, []string{"荻溪县教育局&lt;b&gt;", "000-1234", "某模型 备案号甲", "保留30天", "提问4次,回答3次(75%)", "“有帮助”2次,“没有帮助”1次"},
			[]string{"没有使用生成式模型", "<b>"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			body := call(newHandler(t, tc.change), "GET", "/about", "").Body.String()
			for _, want := range tc.says {
				if !strings.Contains(body, want) {
					t.Errorf("does not say %q:\n%s", want, body)
				}
			}
			for _, not := range tc.silent {
				if strings.Contains(body, not) {
					t.Errorf("says %q", not)
				}
			}
		})
	}
}

func TestPaces(t *testing.T) {
	var p paces
	if half, most := p.shares(); half != "" || most != "" {
		t.Errorf("%q, %q of nothing", half, most)
	}
	for i := range 3 * pacesKept { // the last thousand alone count
		p.add(time.Duration(i) * time.Second)
	}
	if half, most := p.shares(); half != "2499.00 秒" || most != "2949.00 秒" {
		t.Errorf("%q, %q", half, most)
	}
}
