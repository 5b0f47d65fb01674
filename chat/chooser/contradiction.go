package chooser

import (
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

// What asks for the most of all, what a sentence has that says it or what is of all together, and what one has that says when.
var (
	asksMost   = zh.Words(zh.Join("最", "多 少 高 低 贵 便宜"))
	tellsTotal = zh.Words("共 总 合计 最 不超过 不少于 上限", zh.Join("全", "县 市 区 省 校"), zh.Join("以", "上 下 内"))
	tellsWhen  = zh.Words("年 月 日 号 天 周 时 点 前 后 起 内 期 季 间 假 当场")
)

// asksTotal reports a question for what is of all together, or the most of all.
func asksTotal(r reading.Reading) bool {
	return reading.AsksTotal(r.Folded) || asksMost.In(r.Folded)
}

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
	if asksTotal(r) && !tellsTotal.In(own) || r.AsksWhen() && !tellsWhen.In(own) || isBare(q) {
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
