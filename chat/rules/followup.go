package rules

import (
	"regexp"
	"strings"

	"wence/retrieval/place"
	"wence/retrieval/zh"
)

// A follower makes a question that leans on the history stand on its own, without a model.
type follower struct {
	lexicon *Lexicon
	places  *place.Gazetteer
}

var (
	leansBefore = regexp.MustCompile(`^(?:那么?|还有|另外|然后|再问一?下?|那要是|那如果|换成|如果是|要是)[,:]?`)
	leansAfter  = regexp.MustCompile(`呢[?!。]*$`)
	pointsBack  = regexp.MustCompile(`这个|这项|该(?:政策|补贴|文件|通知)|上面|刚才|前面|它`)
)

// counterparts are words of which one takes the place of another: 小学呢? after a question about 初中. Longer ones
// stand before those that they hold.
var counterparts = [][]string{
	{"幼儿园", "幼小", "小学", "初中", "普通高中", "高中", "中职", "职高", "大学", "学前教育", "义务教育"},
	{"公办园", "民办园", "普惠园", "普惠性民办园", "公办", "民办", "普惠性"},
	{"一年级", "二年级", "三年级", "四年级", "五年级", "六年级", "七年级", "八年级", "九年级", "小班", "中班", "大班"},
	{"副校长", "校长", "班主任", "骨干教师", "特级教师", "教师", "老师", "园长", "教研员"},
	{"一级教师", "二级教师", "三级教师", "高级教师", "正高级教师", "初级", "中级", "高级"},
	{"城区", "乡镇", "农村", "乡村", "县城", "城镇"},
	{"本地户籍", "外地户籍", "本地户口", "外地户口", "随迁子女"},
	{"去年", "今年", "明年", "前年"},
	{"春季", "秋季"}, {"市级", "县级", "省级", "国家级"}, {"学费", "住宿费", "伙食费", "保教费", "书本费"},
}

// A followed question stands on its own: its words, and the question before it where that tells the subject.
type followed struct{ text, context string }

// shortest is the number of features up to which a question without a place of its own goes on with the one before it:
// 最少要干几年? after a question about newly hired teachers.
const shortest = 3

// resolve gives the question, in the normal form, with what the history says of place and subject. A question that
// stands on its own is returned as it is.
func (f follower) resolve(history []Turn, folded string) followed {
	if len(history) > MaxHistory {
		history = history[len(history)-MaxHistory:]
	}
	var standing followed
	for _, t := range history {
		if t.Role == "user" {
			standing = f.follow(standing, zh.Fold(strings.TrimSpace(t.Content)))
		}
	}
	return f.follow(standing, folded)
}

// follow resolves one question against the one before it.
func (f follower) follow(before followed, folded string) followed {
	if before.text == "" || !f.leans(folded) {
		return followed{text: folded}
	}
	core := leansAfter.ReplaceAllString(leansBefore.ReplaceAllString(folded, ""), "")
	core = strings.TrimRight(core, "?!。,")
	if core == "" {
		return followed{text: folded}
	}
	placed := len(f.places.Find(core)) > 0
	bare := strings.TrimSpace(withoutPlaces(core, f.places))
	switch {
	case placed && f.contentless(bare):
		return followed{f.swapPlaces(before.text, core), before.context}
	case f.contentless(bare):
		return followed{strings.TrimRight(before.text, "?!。") + "?" + core + "?", before.context}
	}
	if swapped, ok := f.swapCounterparts(before.text, core); ok {
		return followed{swapped, before.context}
	}
	return followed{f.inherit(before.text, core, placed), strings.TrimSpace(before.context + withoutPlaces(before.text, f.places))}
}

// leans reports a question that needs the one before it.
func (f follower) leans(folded string) bool {
	if leansBefore.MatchString(folded) || leansAfter.MatchString(folded) || pointsBack.MatchString(folded) {
		return true
	}
	return len(f.places.Find(folded)) == 0 && len(f.lexicon.features(acts.Replace(folded))) <= shortest
}

// acts are what one does about any subject: 怎么申请 needs to be told what for.
var acts = strings.NewReplacer("申请", "", "办理", "", "领取", "", "报名", "", "材料", "", "条件", "", "流程", "", "手续", "")

// contentless reports words that name no subject.
func (f follower) contentless(text string) bool {
	return len(f.lexicon.features(acts.Replace(text))) == 0
}

// swapPlaces puts the places of the new question in the place of the old ones.
func (f follower) swapPlaces(before, core string) string {
	var names strings.Builder
	for _, m := range f.places.Find(core) {
		names.WriteString(core[m.Start:m.End])
	}
	return names.String() + withoutPlaces(before, f.places)
}

// swapCounterparts replaces words of the old question by their counterparts, when the new one holds nothing else.
func (f follower) swapCounterparts(before, core string) (string, bool) {
	rest, swapped := core, false
	for _, class := range counterparts {
		in, was := firstOf(class, rest), firstOf(class, before)
		if in == "" || was == "" || in == was {
			continue
		}
		before, rest, swapped = strings.Replace(before, was, in, 1), strings.Replace(rest, in, "", 1), true
	}
	return before, swapped && f.contentless(rest)
}

// inherit gives the new question the old one's place, and what it wants where it does not say.
func (f follower) inherit(before, core string, placed bool) string {
	text := core
	if !placed {
		for _, m := range f.places.Find(before) {
			text = before[m.Start:m.End] + text
			break
		}
	}
	if wantOf(core) == wantText {
		text += questionOf(wantOf(before))
	}
	return text + "?"
}

// questionOf are words that ask for a want.
func questionOf(w want) string {
	switch w {
	case wantMoney:
		return "多少钱"
	case wantShare:
		return "占比是多少"
	case wantCount, wantAny, wantAge, wantScore:
		return "是多少"
	case wantDate:
		return "是什么时候"
	case wantDuration:
		return "是多久"
	case wantList:
		return "有哪些要求"
	case wantProcedure:
		return "怎么办理"
	}
	return ""
}

// firstOf is the first word of a class that stands in a text, "" when none does.
func firstOf(class []string, text string) string {
	best, at := "", len(text)
	for _, w := range class {
		if i := strings.Index(text, w); i >= 0 && (i < at || i == at && len(w) > len(best)) {
			best, at = w, i
		}
	}
	return best
}
