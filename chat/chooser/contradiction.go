package chooser

import (
	"slices"
	"strings"

	"wence/chat/evidence"
	"wence/chat/reading"
	"wence/retrieval"
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

// contradictions are the signals that a sentence is of another than the one asked about: another school, stage or
// subject.
func (c *Chooser) contradictions(r reading.Reading, q evidence.Quote, s *Signals) {
	own := zh.Fold(q.Words())
	around := zh.Fold(strings.Join(append([]string{q.Hit.Notice.DisplayTitle()}, q.Hit.Passage.Headings...), "。"))
	s[sigOtherName], s[sigOtherNaming] = truth(c.bearsOtherNames(r, q, own)), truth(namesAnother(r, q, around))
	s[sigOtherClass] = truth(isOfAnotherClass(r.Folded, own, own+around))
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
