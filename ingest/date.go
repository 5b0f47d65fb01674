package ingest

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"wence/retrieval"
	"wence/retrieval/zh"
)

var (
	arabicDate = regexp.MustCompile(`((?:19|20)\d\d)\s*(?:年|-|/|\.)\s*(\d{1,2})\s*(?:月|-|/|\.)\s*(\d{1,2})\s*日?`)
	hanDate    = regexp.MustCompile(`([一二][〇零○OoΟ0九一二三四五六七八]{3})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日`)
	wholeDate  = regexp.MustCompile(`^(?:` + arabicDate.String() + `|` + hanDate.String() + `)(?:\s*\d{1,2}:\d\d(?::\d\d)?)?(?:更新|发布|印发|公布)?$`)
)

// republicYear is a year as Taiwan counts them.
var republicYear = regexp.MustCompile(`(?:中华)?民国\s*(\d{1,3}|[一二三四五六七八九十百〇零]+)\s*年`)

// common writes the years of the Republic as those of the common era: 民国114年 is 2025年.
func common(folded string) string {
	if !strings.Contains(folded, "民国") {
		return folded
	}
	return republicYear.ReplaceAllStringFunc(folded, func(s string) string {
		year, _, ok := zh.Numeral(republicYear.FindStringSubmatch(s)[1])
		if !ok || year < 1 || year > 200 {
			return s
		}
		return fmt.Sprintf("%d年", 1911+int(year))
	})
}

// parseDate reads the first date in a text in the normal form; "" when there is none that a calendar has.
func parseDate(folded string) retrieval.Date {
	folded = common(folded)
	a, h := arabicDate.FindStringSubmatchIndex(folded), hanDate.FindStringSubmatchIndex(folded)
	switch {
	case a != nil && (h == nil || a[0] < h[0]):
		return civil(number(folded[a[2]:a[3]]), number(folded[a[4]:a[5]]), number(folded[a[6]:a[7]]))
	case h != nil:
		month, _, _ := zh.Numeral(folded[h[4]:h[5]])
		day, _, _ := zh.Numeral(folded[h[6]:h[7]])
		return civil(hanYear(folded[h[2]:h[3]]), int(month), int(day))
	}
	return ""
}

// hanYear reads 二〇二三, digit by digit.
func hanYear(s string) int {
	year := 0
	for _, r := range s {
		d := 0
		for i, c := range []rune("〇一二三四五六七八九") {
			if r == c {
				d = i
			}
		}
		year = year*10 + d
	}
	return year
}

// civil is the date, "" when no calendar has it.
func civil(year, month, day int) retrieval.Date {
	s := fmt.Sprintf("%04d-%02d-%02d", year, month, day)
	if _, err := time.Parse(time.DateOnly, s); err != nil {
		return ""
	}
	return retrieval.Date(s)
}

// dateOnly reports a line that is a date and nothing else.
func dateOnly(folded string) bool { return wholeDate.MatchString(common(folded)) }
