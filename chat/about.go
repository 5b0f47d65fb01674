package chat

import (
	"fmt"
	"regexp"
	"strings"

	"wence/retrieval"
)

// Questions about a notice itself and not about what it rules: when it was issued, whether it still applies. The words
// that ask so are no subject; what remains must name the notice.
var (
	aboutIssue    = regexp.MustCompile(`印发|成文|发布|出台|公布|下发|发文|颁布|制定|答复`)
	aboutValidity = regexp.MustCompile(`有效|失效|作废|废止|过期|到期|届满|还(?:在|能)?(?:执行|管用|用|算数|作数)|(?:现在|目前|是否|有没有)[^,。?]{0,6}(?:执行|生效)`)
)

// noticeWords are words of such questions that name no subject.
var noticeWords = strings.NewReplacer("印发", "", "成文", "", "发布", "", "出台", "", "公布", "", "下发", "", "发文", "", "颁布", "", "制定", "",
	"答复", "", "日期", "", "有效期", "", "有效", "", "失效", "", "作废", "", "废止", "", "过期", "", "到期", "", "届满", "", "执行", "", "生效", "",
	"通知", "", "文件", "", "部门", "", "单位", "", "文号", "", "期限", "")

// titleShare is how much of what remains a title must hold to be the notice that is meant.
const titleShare = 0.6

// aboutNotice finds the passage that tells of the notice itself, and words the answer. ok is false when the question is
// about something else, or about no stored notice.
func (s *Service) aboutNotice(u understanding, hits []retrieval.Hit) (candidate, bool) {
	validity := aboutValidity.MatchString(u.text)
	if !validity && u.want != wantNumber && (u.want != wantDate || !aboutIssue.MatchString(u.text)) {
		return candidate{}, false
	}
	rest := s.lexicon.features(noticeWords.Replace(u.bare))
	for _, h := range hits {
		if !u.named.is(h.Notice) || !isMeant(h.Notice, rest, u.named) {
			continue
		}
		if c, ok := tellsOfNotice(h, u.want, validity); ok {
			return c, true
		}
	}
	return candidate{}, false
}

// isMeant reports that a notice is the one that a question is about: the question names it and nothing else, or its
// title holds what the question speaks of.
func isMeant(n retrieval.Notice, rest []feature, name named) bool {
	if len(rest) == 0 {
		return name != (named{})
	}
	held := 0.0
	for i, ok := range coverOf(rest, searchable(n.Title)) {
		if ok {
			held += rest[i].weight
		}
	}
	return held >= titleShare*mass(rest)
}

// tellsOfNotice is the sentence of a passage that dates the notice, or that bears its number or its title.
func tellsOfNotice(h retrieval.Hit, w want, validity bool) (candidate, bool) {
	n := h.Notice
	for _, s := range sentencesOf(h.Passage.Text) {
		quote := h.Passage.Text[s.Start:s.End]
		text := searchable(quote)
		switch {
		case validity && n.Title != "" && strings.Contains(text, searchable(n.Title)):
			return candidate{hit: h, quote: quote, say: validityOf(n, h.Validity), answers: 1, figure: true}, true
		case !validity && w == wantNumber && n.Number != "" && strings.Contains(text, searchable(n.Number)):
			return candidate{hit: h, quote: quote, answers: 1, figure: true}, true
		case !validity && w == wantDate && n.Issued != "" && strings.Contains(text, searchable(n.Issued.Chinese())):
			return candidate{hit: h, quote: quote, answers: 1, figure: true}, true
		}
	}
	return candidate{}, false
}

// validityOf says whether a notice applies.
func validityOf(n retrieval.Notice, v retrieval.Validity) string {
	switch {
	case v.Note != "":
		return v.Note
	case v.State == retrieval.InForce && v.Until != "":
		return fmt.Sprintf("该文件现行有效,有效期至%s。", v.Until.Chinese())
	case n.Declared != "":
		return fmt.Sprintf("该文件标注为“%s”。", n.Declared)
	}
	return "该文件没有写明有效期,也没有收录到废止或替代它的文件。"
}
