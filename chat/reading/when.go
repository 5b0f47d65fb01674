package reading

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"wence/retrieval"
)

// relative are words for a year or a school year, seen from the day of the question.
var relative = regexp.MustCompile(`大前年|前年|去年|上一?年|今年|本年度?|明年|来年|后年|(?:上|这|本|下)一?个?学(?:年|期)度?|今(?:秋|春)|(?:上|下|这)半年`)

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
	return relative.ReplaceAllStringFunc(r.Wording, func(word string) string {
		return word + "(" + yearOf(word, day) + ")"
	})
}

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

// explicit is a year as questions write it.
var explicit = regexp.MustCompile(`(?:^|\D)((?:19|20)\d\d)(?:\D|$)`)

// Years are the years that a question asks about, by number or by today's; nil when it asks about none.
func (r Reading) Years() []int {
	var all []int
	text := r.WithYears()
	for at := 0; at < len(text); {
		m := explicit.FindStringSubmatchIndex(text[at:])
		if m == nil {
			break
		}
		year, _ := strconv.Atoi(text[at+m[2] : at+m[3]])
		all = append(all, year)
		at += m[3]
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
