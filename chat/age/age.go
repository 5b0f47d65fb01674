// Package age reckons whether somebody who was born on a day meets what a rule says of age.
package age

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"wence/retrieval"
	"wence/retrieval/figures"
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

// Of reckons what a rule says for the day of birth in a question, both in the normal form, asked on a day; ok is false where
// the question tells none, or the rule nothing of it.
func Of(question, rule string, day retrieval.Date) (v Verdict, ok bool) {
	if v.Born, ok = birthIn(question); !ok {
		return Verdict{}, false
	}
	r := dated{text: inclusive.ReplaceAllString(rule, "")}
	r.found = figures.Find(r.text)
	for _, reads := range []func(*Verdict, int, retrieval.Date) bool{r.between, r.reached, r.before} {
		for i, f := range r.found {
			if f.Kind == figures.Date && f.To.Day > 0 && reads(&v, i, day) {
				return v, true
			}
		}
	}
	return Verdict{}, false
}

// birthIn is the day of birth that a question tells: 2020年9月1日生的.
func birthIn(question string) (retrieval.Date, bool) {
	if !strings.Contains(question, "生") {
		return "", false
	}
	for _, f := range figures.Find(question) {
		rest := strings.TrimSpace(question[f.End:])
		if f.Kind == figures.Date && f.From == f.To && strings.IndexAny(rest, "的出生,") == 0 {
			if day, ok := dateOf(f.From, 0); ok {
				return day, true
			}
		}
	}
	return "", false
}

// inclusive are remarks on whether a day counts itself.
var inclusive = regexp.MustCompile(`\(含[^()]*\)`)

// A dated is a rule with its figures.
type dated struct {
	text  string
	found []figures.Figure
}

// until stands between a day and 出生.
var until = zh.Words("及以前 以前 之前 前 止 期间 之间 ,")

// isOfBirth reports that a day of the rule is one of birth.
func (r dated) isOfBirth(i int) bool {
	return strings.HasPrefix(until.TrimLeft(r.text[r.found[i].End:]), "出生")
}

// between reads the days of birth from one to another: 2022年9月1日至2023年8月31日期间出生.
func (r dated) between(v *Verdict, i int, _ retrieval.Date) (ok bool) {
	f := r.found[i]
	if f.From == f.To || !r.isOfBirth(i) {
		return false
	}
	var ok1, ok2 bool
	v.From, ok1 = dateOf(f.From, f.To.Year)
	v.Until, ok2 = dateOf(f.To, 0)
	return ok1 && ok2
}

// reachedWithin is how many characters stand at most between a day and the age that must be reached on it.
const reachedWithin = 6

// reached reads an age that must be reached on a day, of the year of the question where the rule tells none: 2026年8月31日前
// 年满6周岁.
func (r dated) reached(v *Verdict, i int, day retrieval.Date) (ok bool) {
	f := r.found[i]
	if i+1 == len(r.found) || r.found[i+1].Kind != figures.Age {
		return false
	}
	age := r.found[i+1]
	between := r.text[f.End:age.Start]
	this, _ := strconv.Atoi(string(day[:min(len(day), len("2006"))]))
	on, ok := dateOf(f.To, this)
	if !ok || age.Low <= 0 || utf8.RuneCountInString(between) > reachedWithin || strings.ContainsAny(between, "。;") {
		return false
	}
	v.On, v.Needed, v.Years = on, int(age.Low), ageOn(v.Born, on)
	return true
}

// before reads the last day of birth: 2020年8月31日以前出生.
func (r dated) before(v *Verdict, i int, _ retrieval.Date) (ok bool) {
	if !r.isOfBirth(i) {
		return false
	}
	v.Until, ok = dateOf(r.found[i].To, 0)
	return ok
}

// dateOf is a day of the calendar, in a year where it tells none; ok is false where there is no such day.
func dateOf(c figures.Civil, year int) (retrieval.Date, bool) {
	if c.Year > 0 {
		year = c.Year
	}
	day, err := retrieval.ParseDate(fmt.Sprintf("%04d-%02d-%02d", year, c.Month, c.Day))
	return day, err == nil && year > 0
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
