package rules

import (
	"regexp"
	"slices"
	"strconv"

	"wence/retrieval"
)

// A yearSpan is the years that a text speaks of at one place, both ends included.
type yearSpan struct{ from, to int }

func (s yearSpan) holds(year int) bool { return s.from <= year && year <= s.to }

// lastYear ends what goes on: 自2023年起.
const lastYear = 9999

var (
	// yearIn is a year, or a range of years; not that of a document number.
	yearIn = regexp.MustCompile(`(?:^|[^\d〔\[])((?:19|20)\d\d)(?:\s*年?\s*[-—–~至到]+\s*((?:19|20)\d\d))?(?:学?年|$|[^\d〕\]])([^,。;]{0,10}?[起后])?`)
	// nowIsYear says which year it is, and asks for none: 2026年了.
	nowIsYear = regexp.MustCompile(`(?:19|20)\d\d年(?:了|都)`)
)

// yearsIn are the years in a text in the normal form.
func yearsIn(text string) []yearSpan {
	var all []yearSpan
	for _, m := range yearIn.FindAllStringSubmatch(text, -1) {
		from, _ := strconv.Atoi(m[1])
		s := yearSpan{from, from}
		if to, err := strconv.Atoi(m[2]); err == nil && to > from {
			s.to = to
		}
		if m[3] != "" {
			s.to = lastYear
		}
		all = append(all, s)
	}
	return all
}

// yearAsked is the one year that a question in the normal form asks about, 0 for none or several.
func yearAsked(folded string) int {
	all := yearsIn(nowIsYear.ReplaceAllString(folded, ""))
	if len(all) != 1 || all[0].from != all[0].to {
		return 0
	}
	return all[0].from
}

// yearsOf are the years of a notice itself: of its dates, its title and the period that it covers.
func yearsOf(n retrieval.Notice) []yearSpan {
	all := yearsIn(searchable(n.Title))
	for _, d := range []retrieval.Date{n.Issued, n.Published, n.Effective} {
		all = append(all, yearsIn(string(d))...)
	}
	if from, err := strconv.Atoi(firstBytes(string(n.Horizon.From), 4)); err == nil {
		if to, err := strconv.Atoi(firstBytes(string(n.Horizon.Until), 4)); err == nil {
			all = append(all, yearSpan{from, to})
		}
	}
	return all
}

func firstBytes(s string, n int) string { return s[:min(n, len(s))] }

// isOfOtherYear reports that a sentence tells of other years than the one asked about: 到2025年 does not answer for
// 2030, nor a notice of 2021 for 2019.
func (x extractor) isOfOtherYear(n retrieval.Notice, reading string) bool {
	if x.year == 0 {
		return false
	}
	holds := func(s yearSpan) bool { return s.holds(x.year) }
	own := yearsOf(n)
	if slices.ContainsFunc(own, holds) {
		return false
	}
	if said := yearsIn(searchable(reading)); len(said) > 0 {
		return !slices.ContainsFunc(said, holds)
	}
	own = append(own, x.told[n.ID]...)
	return len(own) > 0 && !slices.ContainsFunc(own, func(s yearSpan) bool { return s.from <= x.year })
}

// yearsTold are the years that the passages found of each notice speak of, by the notice's ID.
func yearsTold(hits []retrieval.Hit) map[string][]yearSpan {
	told := map[string][]yearSpan{}
	for _, h := range hits {
		told[h.Notice.ID] = append(told[h.Notice.ID], yearsIn(searchable(h.Passage.Text))...)
	}
	return told
}
