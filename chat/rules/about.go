package rules

import (
	"cmp"
	"fmt"
	"regexp"
	"strings"

	"wence/retrieval"
	"wence/retrieval/figures"
	"wence/retrieval/zh"
)

// Questions about a notice itself and not about what it rules: when it was issued, whether it still applies. The words
// that ask so are no subject; what remains must name the notice.
var (
	aboutIssue    = regexp.MustCompile(`印发|成文|发布|出台|公布|下发|发文|颁布|制定|答复|落款|公开`)
	aboutOrgan    = regexp.MustCompile(`(?:哪个|哪家|哪|什么)(?:单位|部门|机关|机构|政府|局)?(?:印发|发布|发的|发文|出台|制定|下发|公布|写的|答复)|谁(?:印发|发布|发的|出台|制定|下发|写的|答复)|(?:发文|发布|印发)(?:单位|机关|机构|部门)`)
	aboutIndex    = regexp.MustCompile(`索引号`)
	asksPublished = regexp.MustCompile(`发布|公布|公开`)
	aboutValidity = regexp.MustCompile(`有效|失效|作废|废止|过期|到期|届满|还(?:在|能)?(?:执行|管用|用|算数|作数)|还(?:按|照|依)[^,。?]{0,20}(?:办|执行|来|走|吗)|(?:执行|实施|管用?|有效|适用)到(?:哪|几|什么|啥)|(?:现在|目前|是否|有没有)[^,。?]{0,6}(?:执行|生效)`)
)

// noticeWords are words of such questions that name no subject.
var noticeWords = strings.NewReplacer("印发", "", "成文", "", "发布", "", "出台", "", "公布", "", "下发", "", "发文", "", "颁布", "", "制定", "",
	"答复", "", "日期", "", "有效期", "", "有效", "", "失效", "", "作废", "", "废止", "", "过期", "", "到期", "", "届满", "", "执行", "", "生效", "",
	"落款", "", "公开", "", "索引号", "", "这份", "", "那份", "", "教育局", "", "机关", "", "机构", "", "政府", "", "谁", "", "写的", "", "发的", "", "通知", "", "文件", "", "部门", "", "单位", "", "文号", "", "期限", "")

// titleShare is how much of what remains a title must hold to be the notice that is meant.
const titleShare = 0.6

// aboutNotice finds the passage that tells of the notice itself, and words the answer. ok is false when the question is
// about something else, or about no stored notice.
func (s *Service) aboutNotice(u understanding, hits []retrieval.Hit) (candidate, bool) {
	tell := u.aboutWhat()
	if tell == nil {
		return candidate{}, false
	}
	rest := s.lexicon.features(noticeWords.Replace(u.bare))
	only := len(rest) == 0 && !u.region.IsZero() && ofOneNotice(hits, u.region)
	for _, h := range hits {
		if !u.named.is(h.Notice) || !only && !isMeant(h.Notice, rest, u.named) || only && h.Notice.Region.ID != u.region.ID {
			continue
		}
		if c, ok := tell(h); ok {
			c.hit, c.answers, c.figure = h, 1, true
			return c, true
		}
	}
	return candidate{}, false
}

// aboutWhat finds in a passage what a question asks of the notice itself; nil when it asks nothing of it.
func (u understanding) aboutWhat() func(retrieval.Hit) (candidate, bool) {
	switch {
	case aboutValidity.MatchString(u.text):
		return tellsValidity
	case u.want == wantNumber:
		return func(h retrieval.Hit) (candidate, bool) { return stated(h, h.Notice.Number, "") }
	case aboutIndex.MatchString(u.bare):
		return func(h retrieval.Hit) (candidate, bool) { return stated(h, h.Notice.IndexNumber, "索引号为%s。") }
	case aboutOrgan.MatchString(u.bare):
		return tellsOrgan
	case u.want == wantDate && aboutIssue.MatchString(u.bare):
		return func(h retrieval.Hit) (candidate, bool) { return dated(h, asksPublished.MatchString(u.bare)) }
	}
	return nil
}

// ofOneNotice reports that all hits of a place are of one notice.
func ofOneNotice(hits []retrieval.Hit, r retrieval.Region) bool {
	id := ""
	for _, h := range hits {
		if h.Notice.Region.ID != r.ID {
			continue
		}
		if id != "" && id != h.Notice.ID {
			return false
		}
		id = h.Notice.ID
	}
	return id != ""
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

// tellsValidity says whether a notice applies, by the passage that bears its title.
func tellsValidity(h retrieval.Hit) (candidate, bool) {
	c, ok := stated(h, h.Notice.Title, "")
	c.say = validityOf(h.Notice, h.Validity)
	return c, ok
}

// titleOrgan is the organ that a title begins with.
var titleOrgan = regexp.MustCompile(`^([^《》\s]{2,30}(?:政府|办公室|局|厅|委|委员会|部))关于`)

// tellsOrgan says who issued a notice: the organ in its title, else the one that its page names.
func tellsOrgan(h retrieval.Hit) (candidate, bool) {
	if m := titleOrgan.FindStringSubmatch(h.Notice.Title); m != nil {
		return stated(h, m[1], "发文单位为%s。")
	}
	return stated(h, h.Notice.Issuer, "发布机构为%s。")
}

// stated is the sentence of a passage that bears what the notice says of itself; what is said instead of the quote has
// it in the place of %s.
func stated(h retrieval.Hit, what, say string) (candidate, bool) {
	if what == "" {
		return candidate{}, false
	}
	for _, s := range zh.Sentences(h.Passage.Text) {
		quote := strings.TrimSpace(h.Passage.Text[s.Start:s.End])
		if strings.Contains(searchable(quote), searchable(what)) {
			c := candidate{quote: quote}
			if say != "" {
				c.say = fmt.Sprintf(say, what)
			}
			return c, true
		}
	}
	return candidate{}, false
}

// dated is the line of a passage that bears the day on which the notice was published or, unless that is asked for,
// signed; where it states but one of them, that one.
func dated(h retrieval.Hit, published bool) (candidate, bool) {
	n := h.Notice
	day, say := cmp.Or(n.Issued, n.Published), "成文日期为%s。"
	if published && n.Published != "" || n.Issued == "" {
		day, say = n.Published, "发布日期为%s。"
	}
	if day == "" {
		return candidate{}, false
	}
	var best candidate
	at, found := 0, false
	for line := range strings.Lines(h.Passage.Text) {
		for _, f := range figures.Find(searchable(line)) {
			if f.Kind == figures.Date && f.From == f.To && f.From.String() == day.Chinese() {
				c := candidate{quote: withLineBefore(h.Passage.Text, at, at+len(line)), say: fmt.Sprintf(say, day.Chinese())}
				if !found || !published && strings.Contains(searchable(line), day.Chinese()) || published && asksPublished.MatchString(c.quote) {
					best, found = c, true // a signature, or what the page calls so
				}
			}
		}
		at += len(line)
	}
	return best, found
}

// withLineBefore is a line with the one before it, which names the date or the organ that signed.
func withLineBefore(text string, start, end int) string {
	before := strings.LastIndexByte(strings.TrimRight(text[:start], "\n"), '\n') + 1
	return strings.TrimSpace(text[before:end])
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
