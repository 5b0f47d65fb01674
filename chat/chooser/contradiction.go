package chooser

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"wence/chat/evidence"
	"wence/chat/reading"
	"wence/retrieval"
	"wence/retrieval/figures"
	"wence/retrieval/place"
	"wence/retrieval/zh"
)

// Namer finds proper names that no list of divisions has; *place.Gazetteer does.
type Namer interface {
	Names(text string) []place.Name
}

// exclusive are closed classes: what is of one member is not of another.
var exclusive = [][]string{
	{"幼儿园", "小学", "初中", "高中", "大学"},
	{"公办", "民办"},
	{"专科", "本科", "硕士", "博士"},
	{"语文", "数学", "英语", "物理", "化学", "生物", "历史", "地理", "政治", "体育", "音乐", "美术"},
	{"一类", "二类", "三类", "四类"},
}

// alike are words that say a member of a class otherwise.
var alike = strings.NewReplacer("大专", "专科", "幼儿", "幼儿园", "研究生", "硕士", "初级中学", "初中", "高级中学", "高中")

// asksTotal asks for what is of all together, or the most of all.
var asksTotal = regexp.MustCompile(`一共|总共|总数|合计|共计|加起来|合起来|最多|最少|最高|最低|最贵|最便宜`)

// tellsTotal tells that a sentence says it.
var tellsTotal = regexp.MustCompile(`共|总|合计|全[县市区省校]|最|不超过|以[上下内]|不少于|上限`)

// asksWhen asks for a day or a time, tellsWhen tells that a sentence has one.
var (
	asksWhen  = regexp.MustCompile(`什么时[候间]|啥时|何时|哪天|哪一天|几号|几月|哪年|截止`)
	tellsWhen = regexp.MustCompile(`[年月日号天周时点前后起内期季间]|假|当[天场]`)
)

// isBare reports running text that is hardly more than a day: one under a letter answers nothing.
func isBare(q evidence.Quote) bool {
	if q.Hit.Passage.Columns != nil {
		return false
	}
	text, days := q.Words(), 0
	for _, f := range figures.Find(text) {
		if f.Kind == figures.Date {
			text, days = strings.Replace(text, f.Text, "", 1), days+1
		}
	}
	const era = 2 // characters: 民国
	return days > 0 && utf8.RuneCountInString(strings.TrimSpace(text)) <= era
}

// speaksOfAnother reports a sentence that is of another than the one asked about: another school, stage or subject, one of
// those whose sum is asked. Whatever its chance, it is no answer.
func (c *Chooser) speaksOfAnother(r reading.Reading, q evidence.Quote) bool {
	own := zh.Fold(q.Words())
	around := zh.Fold(strings.Join(append([]string{q.Hit.Notice.DisplayTitle()}, q.Hit.Passage.Headings...), "。"))
	if asksTotal.MatchString(r.Folded) && !tellsTotal.MatchString(own) || asksWhen.MatchString(r.Folded) && !tellsWhen.MatchString(own) || isBare(q) {
		return true
	}
	return c.bearsOtherNames(r, q, own) || namesAnother(r, q, around) || isOfAnotherClass(r.Folded, own, own+around)
}

// bearsOtherNames reports that the question has names, and a sentence others and none of them.
func (c *Chooser) bearsOtherNames(r reading.Reading, q evidence.Quote, own string) bool {
	if len(r.Names) == 0 {
		return false
	}
	whole := own + zh.Fold(strings.Join(append([]string{q.Hit.Notice.DisplayTitle(), q.Hit.Notice.Issuer}, q.Hit.Passage.Headings...), "。"))
	if slices.ContainsFunc(r.Names, func(name string) bool { return retrieval.BearsName(whole, name) }) {
		return false
	}
	return len(c.namer.Names(q.Words())) > 0
}

// isOfAnotherSchoolYear reports a sentence of other school years than those asked about, by its own words or else by its
// notice's title.
func isOfAnotherSchoolYear(r reading.Reading, q evidence.Quote) bool {
	asked := r.SchoolYears()
	told := reading.SchoolYearsIn(zh.Fold(q.Words()))
	if len(told) == 0 {
		told = reading.SchoolYearsIn(zh.Fold(q.Hit.Notice.DisplayTitle()))
	}
	return len(asked) > 0 && len(told) > 0 && !slices.ContainsFunc(told, func(y int) bool { return slices.Contains(asked, y) })
}

// isOfAnotherClass reports a sentence that names a member of a closed class, where the question names one that neither it
// nor what stands over it does.
func isOfAnotherClass(question, own, whole string) bool {
	asked, said, held := alike.Replace(question), alike.Replace(own), alike.Replace(whole)
	return slices.ContainsFunc(exclusive, func(class []string) bool {
		in := func(text string) func(string) bool { return func(w string) bool { return strings.Contains(text, w) } }
		return slices.ContainsFunc(class, in(asked)) && slices.ContainsFunc(class, in(said)) &&
			!slices.ContainsFunc(class, func(w string) bool { return in(asked)(w) && in(held)(w) })
	})
}
