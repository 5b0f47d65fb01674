package rules

import (
	"slices"
	"strings"

	"wence/retrieval/zh"
)

// A kin is words of which one excludes the others: what a figure says of 校长 it does not say of 教师.
type kin struct {
	wide    []string   // words that take in several: 中小学
	members [][]string // wordings of each
}

// kins are looked through from the longest wording, so 副校长 is not 校长.
var kins = []kin{
	{[]string{"教职工", "校(园)长"}, [][]string{{"教师", "老师"}, {"校长"}, {"副校长"}, {"园长"}, {"班主任"}, {"教研员"}, {"教导主任"}}},
	{[]string{"中小学", "各级", "义务教育"}, [][]string{{"幼儿园", "学前"}, {"小学"}, {"初中"}, {"高中", "普高"}, {"中职", "职高", "中等职业"}, {"高校", "大学", "高等学校"}}},
	{nil, [][]string{{"公办"}, {"民办"}}},
	{nil, [][]string{{"正高级"}, {"高级教师", "副高"}, {"一级教师"}, {"二级教师"}, {"三级教师"}}},
	{[]string{"省市", "市县"}, [][]string{{"国家级"}, {"省级"}, {"市级"}, {"县级"}, {"校级"}}},
	{nil, [][]string{{"专科", "大专"}, {"本科"}, {"硕士", "研究生"}, {"博士"}}},
}

// in are the members, by their place, that a text in the normal form names. A wording within a longer one of another
// member does not count.
func (k kin) in(text string) []int {
	type wording struct {
		words  string
		member int
	}
	var all []wording
	for i, m := range k.members {
		for _, w := range m {
			all = append(all, wording{w, i})
		}
	}
	slices.SortStableFunc(all, func(a, b wording) int { return len(b.words) - len(a.words) })
	var named []int
	for _, w := range all {
		if strings.Contains(text, w.words) {
			named = append(named, w.member)
			text = strings.ReplaceAll(text, w.words, "\x00")
		}
	}
	return named
}

// isWide reports a text that names several members at once.
func (k kin) isWide(text string) bool {
	return slices.ContainsFunc(k.wide, func(w string) bool { return strings.Contains(text, w) })
}

// kinship is -1 where what stands at a clause of a sentence is said of another of the kin of what the question names,
// else 0. What a clause does not name, the clauses before it do.
func (x extractor) kinship(reading string, clauses []zh.Span, at int) float64 {
	for _, k := range kins {
		asked := k.in(x.bare)
		if len(asked) == 0 || k.isWide(x.bare) {
			continue
		}
		said := k.before(reading, clauses, at)
		if len(said) > 0 && !slices.ContainsFunc(said, func(m int) bool { return slices.Contains(asked, m) }) {
			return -1
		}
	}
	return 0
}

// before are the members that the clause at a place names, or the nearest before it that names any; none where it names
// several at once.
func (k kin) before(reading string, clauses []zh.Span, at int) []int {
	for i := at; i >= 0; i-- {
		clause := searchable(reading[clauses[i].Start:clauses[i].End])
		if k.isWide(clause) {
			return nil
		}
		if said := k.in(clause); len(said) > 0 {
			return said
		}
	}
	return nil
}
