package reading

import (
	"regexp"
	"slices"
	"strconv"
)

// former are the words that ask for a rule that was replaced. Behind a day or a number 以前 is the end of a span.
var former = regexp.MustCompile(`原来|原先|原本|从前|过去|曾经|当时|那时候|旧(?:的|版|标准|文件|办法|规定|政策)|老(?:标准|办法|政策)|` +
	`(?:调整|修订|修改|涨价?|提高|上调|下调|改革?|变|废止)(?:之|以)?前|` +
	`(?:^|[^日月年号天岁周时分\d])(?:以前|之前)(?:是|的|每|发|收|补|给|领|有|要|多少|标准|按|怎么|规定|[,?。]|$)`)

// current are the words that ask for the rule that applies, too.
var current = regexp.MustCompile(`新旧|现在|目前|如今|现行|眼下`)

// AsksFormer reports a question about a rule that was replaced: 以前是多少.
func (r Reading) AsksFormer() bool {
	return former.MatchString(r.Folded) && !current.MatchString(r.Folded)
}

// AsksNow reports a question about what applies on its day: it tells no year, or that one.
func (r Reading) AsksNow() bool {
	years := r.Years()
	if len(years) == 0 {
		return true
	}
	today, err := strconv.Atoi(string(r.Day[:min(len(r.Day), len("2006"))]))
	return err == nil && slices.Max(years) >= today
}

var (
	schoolYear = regexp.MustCompile(`((?:19|20)\d\d)年?[-—–~～至/](?:20)?\d\d(?:学?年度?|学年)`)
	halfYear   = regexp.MustCompile(`((?:19|20)\d\d)年?(?:的)?(春|秋)`)
)

// SchoolYearsIn are the school years that a text tells, by the year in which each begins: 2025-2026学年, 2026年春.
func SchoolYearsIn(text string) []int {
	var all []int
	add := func(year int) {
		if !slices.Contains(all, year) {
			all = append(all, year)
		}
	}
	for _, m := range schoolYear.FindAllStringSubmatch(text, -1) {
		year, _ := strconv.Atoi(m[1])
		add(year)
	}
	for _, m := range halfYear.FindAllStringSubmatch(text, -1) {
		year, _ := strconv.Atoi(m[1])
		if m[2] == "春" {
			year--
		}
		add(year)
	}
	return all
}

// SchoolYears are the school years that a question asks about, by the year in which each begins: those that it tells, else
// those that meet the years it tells; nil when it tells none.
func (r Reading) SchoolYears() []int {
	if told := SchoolYearsIn(r.WithYears()); len(told) > 0 {
		return told
	}
	var all []int
	for _, year := range r.Years() {
		all = append(all, year-1, year)
	}
	return all
}
