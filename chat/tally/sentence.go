package tally

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"wence/chat/evidence"
	"wence/retrieval/figures"
	"wence/retrieval/zh"
)

// label is the mark of a paragraph or of an item: 第三条, 二、, (1).
var label = regexp.MustCompile(`^(?:第?[一二三四五六七八九十百\d]+[、.)条]|\([一二三四五六七八九十\d]+\))\s*`)

// Alike are the sentences that say of others what a sentence says of one: 东风小学招生120人 and 松岗小学招生60人. They end
// alike but for their figures.
func Alike(to evidence.Quote, all []evidence.Quote) []evidence.Quote {
	return slices.DeleteFunc(slices.Clone(all), func(q evidence.Quote) bool {
		_, end := parted(q, to)
		return utf8.RuneCountInString(end) < 4 || !strings.Contains(end, "0")
	})
}

// parted is a sentence as what is its own and what it ends with like another, without figures.
func parted(q, like evidence.Quote) (own, end string) {
	a, b := plain(q), plain(like)
	x, y := []rune(zh.WithoutNumbers(a)), []rune(zh.WithoutNumbers(b))
	n := zh.SameEnd(x, y)
	return string(x[:len(x)-n]), string(x[len(x)-n:])
}

// plain is a sentence in the normal form, without the number of its paragraph and the stop at its end.
func plain(q evidence.Quote) string {
	return strings.TrimRight(label.ReplaceAllString(zh.Fold(strings.TrimSpace(q.Text)), ""), "。;.,")
}

// readSentences reads sentences alike: of each the figure that is asked for.
func readSentences(a Ask, all []evidence.Quote) ([]Row, bool) {
	var rows []Row
	at := -1
	for _, q := range all {
		found := figures.Find(plain(q))
		found = slices.DeleteFunc(found, func(f figures.Figure) bool {
			return f.Kind == figures.Date || f.Low != f.High || a.asksPrice() && f.Kind != figures.Money
		})
		if at < 0 {
			at = max(0, slices.IndexFunc(found, func(f figures.Figure) bool { return f.Unit != "" && asksUnit(a.question, f.Unit) }))
		}
		if at >= len(found) || found[at].Per != "" && a.Kind == Sum {
			return nil, false
		}
		rows = append(rows, Row{q, nameOf(q), strings.ReplaceAll(found[at].Text, " ", "")})
	}
	return named(a, rows)
}

// people are what is asked for where the unit is a person.
var people = []string{"人", "名", "学生", "新生", "孩子", "娃", "老师", "教师"}

// asksUnit reports a question for how many of a unit: 多少个班, 几人, 多少学生.
func asksUnit(question, unit string) bool {
	units := []string{unit}
	if unit == "人" {
		units = people
	}
	for _, word := range []string{"多少", "几"} {
		_, rest, found := strings.Cut(question, word)
		if found && slices.ContainsFunc(units, func(u string) bool { return strings.HasPrefix(rest, u) || strings.HasPrefix(rest, "个"+u) }) {
			return true
		}
	}
	return false
}

// verbs are what follows the name in such a sentence.
var verbs = zh.Words("计划 安排 招 设 配 有 分配 核定 补 收 为 : , 0 1 2 3 4 5 6 7 8 9")

// Bounds of a name, in characters.
const (
	shortestName = 2
	longestName  = 16
)

// nameOf is whom a sentence speaks of first, "" where it names nobody so.
func nameOf(q evidence.Quote) string {
	text := plain(q)
	for _, verb := range verbs.All(text) {
		if n := utf8.RuneCountInString(text[:verb.Start]); n >= shortestName && n <= longestName {
			return text[:verb.Start]
		}
	}
	return ""
}

// named are the rows whose names the question has, where it has some; else those of the stage that it names.
func named(a Ask, rows []Row) ([]Row, bool) {
	var chosen []Row
	for _, r := range rows {
		if utf8.RuneCountInString(r.Name) > 1 && strings.Contains(a.question, r.Name) {
			chosen = append(chosen, r)
		}
	}
	switch {
	case len(chosen) > 1:
		return chosen, true
	case len(chosen) == 1 || a.Some:
		return nil, false
	}
	return ofStage(a, rows), true
}

// stages are kinds of schools.
var stages = []string{"幼儿园", "小学", "初中", "高中", "中学", "大学"}

// ofStage are the rows of the kind of school that the question names, where some are and some are not.
func ofStage(a Ask, rows []Row) []Row {
	for _, stage := range stages {
		if !strings.Contains(a.question, stage) {
			continue
		}
		if chosen := slices.DeleteFunc(slices.Clone(rows), func(r Row) bool { return !strings.Contains(zh.Fold(r.Words()), stage) }); len(chosen) > 0 {
			return chosen
		}
	}
	return rows
}
