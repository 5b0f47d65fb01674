// Package age reckons whether somebody who was born on a day meets what a rule says of age.
package age

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"wence/retrieval"
	"wence/retrieval/zh"
)

// A Verdict is what a rule comes to for a day of birth. Its days are those of the question and the rule, and no others.
type Verdict struct {
	Born        retrieval.Date // as asked
	From, Until retrieval.Date // the days of birth that the rule admits; "" = open
	On          retrieval.Date // the day on which an age must be reached, where the rule tells one; then From and Until are open
	Years       int            // of age on that day
	Needed      int            // of age by the rule
}

// Meets reports that the day of birth meets the rule.
func (v Verdict) Meets() bool {
	if v.On != "" {
		return v.Years >= v.Needed
	}
	return (v.From == "" || v.From <= v.Born) && (v.Until == "" || v.Born <= v.Until)
}

const (
	year  = `((?:19|20)\d\d)年`
	month = `(\d{1,2})月(\d{1,2})[日号]`
	until = `(?:\(含[^()]*\))?(?:以前|之前|前|止|,|\(含[^()]*\))?`
)

var (
	born    = regexp.MustCompile(year + month + `\s?(?:的|出?生|生的|,)`)
	between = regexp.MustCompile(year + month + `(?:\(含[^()]*\))?(?:至|到|-|—|~)` + year + month + `(?:\(含[^()]*\))?(?:期间|之间)?(?:\(含[^()]*\))?出生`)
	before  = regexp.MustCompile(year + month + until + `(?:\(含[^()]*\))?出生`)
	reached = regexp.MustCompile(`(?:` + year + `|当年|本年|入学当年)` + month + until + `[^。;]{0,6}?满(\d{1,2}|[一二三四五六七八九十])周?岁`)
)

// Of reckons what a rule says for the day of birth in a question, both in the normal form, asked on a day; ok is false where
// the question tells none, or the rule nothing of it.
func Of(question, rule string, day retrieval.Date) (v Verdict, ok bool) {
	m := born.FindStringSubmatch(question)
	if m == nil || !strings.Contains(question, "生") {
		return Verdict{}, false
	}
	if v.Born, ok = date(m[1], m[2], m[3]); !ok {
		return Verdict{}, false
	}
	if m := between.FindStringSubmatch(rule); m != nil {
		var ok1, ok2 bool
		v.From, ok1 = date(m[1], m[2], m[3])
		v.Until, ok2 = date(m[4], m[5], m[6])
		return v, ok1 && ok2
	}
	if m := reached.FindStringSubmatch(rule); m != nil {
		on := m[1]
		if on == "" {
			on = string(day[:min(len(day), len("2006"))])
		}
		needed, _, _ := zh.Numeral(m[4])
		v.Needed = int(needed)
		if v.On, ok = date(on, m[2], m[3]); ok {
			v.Years = ageOn(v.Born, v.On)
		}
		return v, ok && v.Needed > 0
	}
	if m := before.FindStringSubmatch(rule); m != nil {
		v.Until, ok = date(m[1], m[2], m[3])
		return v, ok
	}
	return Verdict{}, false
}

// date is a day by its numbers.
func date(y, m, d string) (retrieval.Date, bool) {
	month, _ := strconv.Atoi(m)
	of, _ := strconv.Atoi(d)
	day, err := retrieval.ParseDate(fmt.Sprintf("%s-%02d-%02d", y, month, of))
	return day, err == nil
}

// ageOn is how many years of age somebody is on a day.
func ageOn(birth, on retrieval.Date) int {
	b, err1 := time.Parse(time.DateOnly, string(birth))
	o, err2 := time.Parse(time.DateOnly, string(on))
	if err1 != nil || err2 != nil {
		return 0
	}
	n := o.Year() - b.Year()
	if o.Month() < b.Month() || o.Month() == b.Month() && o.Day() < b.Day() {
		n--
	}
	return n
}
