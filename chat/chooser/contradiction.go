package chooser

import (
	"regexp"
	"slices"
	"strings"

	"wence/chat/evidence"
	"wence/chat/reading"
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

// speaksOfAnother reports a sentence that is of another than the one asked about: another school, another stage or
// subject, one of those whose sum is asked. Whatever its chance, it is no answer.
func (c *Chooser) speaksOfAnother(r reading.Reading, q evidence.Quote) bool {
	own := zh.Fold(q.Words())
	around := own + zh.Fold(q.Hit.Notice.DisplayTitle()+strings.Join(q.Hit.Passage.Headings, "。"))
	if asksTotal.MatchString(r.Folded) && !tellsTotal.MatchString(own) {
		return true
	}
	if len(r.Names) > 0 && len(q.Hit.Names) == 0 && len(c.namer.Names(q.Words())) > 0 {
		return true
	}
	asked, said := alike.Replace(r.Folded), alike.Replace(own)
	return slices.ContainsFunc(exclusive, func(class []string) bool {
		in := func(text string) func(string) bool { return func(w string) bool { return strings.Contains(text, w) } }
		return slices.ContainsFunc(class, in(asked)) && slices.ContainsFunc(class, in(said)) &&
			!slices.ContainsFunc(class, func(w string) bool { return strings.Contains(asked, w) && strings.Contains(alike.Replace(around), w) })
	})
}
