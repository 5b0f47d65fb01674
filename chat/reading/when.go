package reading

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"wence/retrieval"
	"wence/retrieval/zh"
)

// relative are words for a year or a school year, seen from the day of the question.
var relative = zh.Words(
	"大前年 前年 去年 上年 上一年 今年 本年 本年度 明年 来年 后年 今秋 今春",
	zh.Join("上 这 本 下", "学年 一学年 个学年 学期 一学期 个学期 一个学期 学年度"), zh.Join("上 这 下", "半年"),
)

// firstMonth is the month in which a school year begins.
const firstMonth = time.September

// yearsAway says how many years a word is from the year of the question; a word of school years counts from the school
// year's first year.
var yearsAway = map[string]int{"大前年": -3, "前年": -2, "去年": -1, "上年": -1, "上一年": -1, "明年": 1, "来年": 1, "后年": 2}

// WithYears is the question with the year behind each word that tells one by today: 去年(2025年). Notices write years.
func (r Reading) WithYears() string {
	day, err := time.Parse(time.DateOnly, string(r.Day))
	if err != nil {
		return r.Wording
	}
	text := shortYears.ReplaceAllString(r.Wording, "${1}20$2${3}20$4")
	return relative.Replace(text, func(word string) string { return word + "(" + yearOf(word, day) + ")" })
}

// shortYears are two years by their last figures: 25年和26年.
var shortYears = regexp.MustCompile(`(^|[^0-9])([12][0-9])(年?[和与跟同、到至比])([12][0-9]年)`)

// yearOf is the year that a word tells on a day.
func yearOf(word string, day time.Time) string {
	if !strings.Contains(word, "学") {
		return fmt.Sprintf("%d年", day.Year()+yearsAway[word])
	}
	first := day.Year()
	if day.Month() < firstMonth {
		first--
	}
	switch {
	case strings.Contains(word, "期"):
		return term(word, day)
	case strings.HasPrefix(word, "上"):
		first--
	case strings.HasPrefix(word, "下"):
		first++
	}
	return fmt.Sprintf("%d-%d学年", first, first+1)
}

// term is the half of a school year that a word tells: autumn terms begin in September, spring terms in February.
func term(word string, day time.Time) string {
	terms := day.Year()*2 + 1 // autumn of the year; its spring is one less
	switch {
	case day.Month() < time.February:
		terms -= 2
	case day.Month() < firstMonth:
		terms--
	}
	switch {
	case strings.HasPrefix(word, "上"):
		terms--
	case strings.HasPrefix(word, "下"):
		terms++
	}
	return strconv.Itoa(terms/2) + "年" + [...]string{"春季", "秋季"}[terms%2]
}

// Years are the years that a question asks about, by number or by today's; nil when it asks about none.
func (r Reading) Years() []int { return YearsIn(r.WithYears()) }

// YearsIn are the years that a text tells by number.
func YearsIn(text string) []int {
	var all []int
	for _, number := range strings.FieldsFunc(text, func(c rune) bool { return c < '0' || c > '9' }) {
		if year, err := strconv.Atoi(number); err == nil && 1900 <= year && year < 2100 {
			all = append(all, year)
		}
	}
	return all
}

// NotYet reports a notice that was not there on the day of the question.
func (r Reading) NotYet(n retrieval.Notice) bool {
	issued := n.Issued
	if issued == "" || n.Published != "" && n.Published < issued {
		issued = n.Published
	}
	return issued > r.Day
}
