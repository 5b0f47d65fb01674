package fidelity

import (
	"slices"
	"strings"

	"wence/retrieval/zh"
)

// A strong word makes a rule wider, narrower or firmer than it is. Where a sentence holds one of a class, a passage must
// hold it too, or another that says as much.
var strong = []struct{ words, orElse []string }{
	{[]string{"免费", "免收", "免除", "免缴", "免交"}, []string{"免", "不收费", "不收", "不得收取"}},
	{[]string{"必须"}, []string{"须", "应当", "应", "不得", "一律", "方可", "需"}},
	{[]string{"一律"}, []string{"全部", "均", "所有", "全体", "任何", "不得", "严禁"}},
	{[]string{"所有", "全体"}, []string{"所有", "全部", "全体", "任何", "一律", "均", "凡"}},
	{[]string{"任何", "一切"}, []string{"所有", "任何", "一切", "一律", "不得"}},
	{[]string{"只能", "仅限", "唯一"}, []string{"只", "仅", "限", "不得", "不接受", "不收"}},
	{[]string{"无条件", "不限"}, []string{"不受"}},
	{[]string{"保证", "确保"}, []string{"保证", "确保", "保障"}},
	{[]string{"肯定", "一定会", "必然", "必定"}, nil},
	{[]string{"永久", "终身", "长期", "永远"}, nil},
	{[]string{"自动"}, nil}, {[]string{"随时"}, nil}, {[]string{"翻倍", "加倍", "双倍"}, nil},
	{[]string{"额外"}, []string{"另增", "另外", "另"}},
	{[]string{"立即", "马上", "当场", "立刻"}, []string{"即时"}},
	{[]string{"优先"}, nil}, {[]string{"直接"}, nil}, {[]string{"强制"}, nil},
	{[]string{"最低"}, []string{"不低于", "不少于", "以上"}},
	{[]string{"最高", "最多"}, []string{"不超过", "不得超过", "以内", "上限", "限价", "以下", "不高于", "线下"}},
	{[]string{"无需", "无须", "不需", "不用", "不必", "不要求"}, []string{"不再", "不作", "免", "不要求", "不纳入", "不收", "无偿"}},
	{[]string{"禁止", "严禁"}, []string{"不得", "不准", "不许", "罚款", "没收"}},
	{[]string{"取消"}, []string{"撤销", "停止"}}, {[]string{"除外"}, []string{"除", "不含", "另行", "另有", "不受", "不在此限", "例外"}},
}

// strongWords are strong words of a sentence that no passage bears.
func (c claim) strongWords() []Fault {
	var all []Fault
	said := superlatives.Blank(c.text[len(answerIn(c.text)):])
	for _, class := range strong {
		for _, w := range class.words {
			if strings.Contains(said, w) && !slices.ContainsFunc(class.words, c.borne) && !slices.ContainsFunc(class.orElse, c.borneAlone) {
				all = append(all, Fault{w, "所引资料没有这样说"})
			}
		}
	}
	return all
}

// superlatives name the first or last of several values, and limit none.
var superlatives = zh.Words(zh.Join("最高 最低 最多 最少", "的 是 一档 一等 一级 那档"))

// longestAnswer is how many bytes the clause has that answers a question before the rule is told: 不用你找,由公司举证.
const longestAnswer = 6 * len("不")

// answerIn is such a clause at the beginning of a sentence, "" where there is none. The rule that follows bears it or
// does not.
func answerIn(text string) string {
	at := strings.IndexAny(text, clauseEnds)
	if at < 0 || at > longestAnswer || strings.TrimLeft(text[at:], clauseEnds) == "" {
		return ""
	}
	return text[:at]
}

// averages hold 均 without saying anything of all.
var averages = strings.NewReplacer("生均", "", "人均", "", "年均", "", "平均", "", "均衡", "")

// borneAlone reports that one of the passages says a word, and not as a part of an average.
func (c claim) borneAlone(word string) bool {
	return slices.ContainsFunc(c.cited, func(e *Source) bool { return strings.Contains(averages.Replace(e.text), word) })
}
