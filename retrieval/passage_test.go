package retrieval

import (
	"strings"
	"testing"
)

// TestHeadingOf: what stands over a quotation, within its passage or above it.
func TestHeadingOf(t *testing.T) {
	text := "二、报名\n现场报名。\n三、不得报名的人员\n（一）本县在编教师；\n（二）服务期未满的教师。\n四、咨询电话：2275560。\n五、本公告由县教育局解释。\n以网站为准。"
	p := Passage{Text: text, Locator: "二、", Headings: []string{"招聘公告"}}
	for _, s := range []struct{ begin, locator string }{{"三、不", "三、"}, {"（一）", "三、(一)"}, {"（二）", "三、(二)"}, {"四、", "四、"}, {"五、", "五、"}} {
		p.Sections = append(p.Sections, Section{strings.Index(text, s.begin), s.locator})
	}
	for quote, want := range map[string]string{
		"现场报名。":           "报名",
		"（一）本县在编教师；":      "不得报名的人员",
		"服务期未满的教师。":       "不得报名的人员",
		"四、咨询电话：2275560。": "招聘公告",
		"以网站为准。":          "招聘公告",
		"二、报名":            "招聘公告",
	} {
		if got := p.HeadingOf(quote); got != want {
			t.Errorf("%s: %q, want %q", quote, got, want)
		}
	}
	if got := (Passage{Text: "通知\n开学。"}).HeadingOf("开学。"); got != "" {
		t.Errorf("outside the outline: %q", got)
	}
}
