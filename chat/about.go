package chat

import (
	"regexp"
	"strings"

	"wence/retrieval"
)

// Questions about a notice itself and not about what it rules: when it was issued, by whom, under which number,
// whether it still applies. The words that ask so leave no other subject.
var (
	aboutIssue = regexp.MustCompile(`印发|成文|发布|出台|公布|下发|发文|颁布|制定`)
)

// aboutFeatures are words of such questions that name no subject.
var aboutFeatures = []string{"印发", "成文", "发布", "出台", "公布", "下发", "发文", "颁布", "制定", "部门", "单位", "机关", "机构", "文号", "日期", "日子", "通知", "文件", "有效", "现行", "还有"}

// aboutNotice finds the passage that tells of the notice itself when it was issued, and words it. ok is false when the
// question is about something else.
func aboutNotice(u understanding, hits []retrieval.Hit) (candidate, bool) {
	if u.named == (named{}) || u.want != wantDate || !aboutIssue.MatchString(u.text) || !onlyAbout(u.features) {
		return candidate{}, false
	}
	for _, h := range hits {
		day := h.Notice.Issued
		if day == "" || !u.named.is(h.Notice) {
			continue
		}
		for _, s := range sentencesOf(h.Passage.Text) {
			text := h.Passage.Text[s.Start:s.End]
			if strings.Contains(searchable(text), searchable(day.Chinese())) {
				return candidate{hit: h, quote: text, answers: 1, figure: true}, true
			}
		}
	}
	return candidate{}, false
}

// onlyAbout reports features that name no subject beside the notice.
func onlyAbout(features []feature) bool {
	for _, f := range features {
		known := false
		for _, w := range aboutFeatures {
			known = known || strings.Contains(w, f.words[0]) || strings.Contains(f.words[0], w)
		}
		if !known {
			return false
		}
	}
	return true
}
