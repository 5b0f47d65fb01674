package fidelity

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"wence/retrieval/figures"
	"wence/retrieval/zh"
)

// inEnglish reports a sentence that is written in Latin letters but for names.
func inEnglish(sentence string) bool {
	han, letters := 0, 0
	for _, r := range sentence {
		switch {
		case zh.IsHan(r):
			han++
		case 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z':
			letters++
		}
	}
	return letters > 4*han
}

// numberWord is a number in English as digits, or a word that may be one.
var numberWord = regexp.MustCompile(`(?i)\b(?:\d+(?:,\d{3})*(?:\.\d+)?|[a-z]+)\b`)

// numberValues are the numbers in one word. One says too little to be held against anything.
var numberValues = map[string]float64{
	"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
	"fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90,
}

// How English writes days, times of day and great numbers.
var (
	englishDay = regexp.MustCompile(`(?i)\b(?:(\d{1,2})[a-z]{0,2} (?:of )?)?(` + months + `)[a-z]*\.?(?: (\d{1,2})[a-z]{0,2}\b)?(?:,? (\d{4})\b)?`)
	halfDay    = regexp.MustCompile(`(?i)\b(\d{1,2})(?::(\d{2}))?\s*([ap])\.?m\b`)
	scaled     = regexp.MustCompile(`(?i)\b(\d+(?:\.\d+)?)\s+(thousand|million|billion)\b`)
)

const months = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"

var scales = map[string]float64{"thousand": 1e3, "million": 1e6, "billion": 1e9}

// inChineseFigures writes the days, times and great numbers of an English sentence as Chinese does: 9月10日 17:00, 1500000.
func inChineseFigures(sentence string) string {
	sentence = rewrite(englishDay, sentence, func(g []string) string {
		if g[1]+g[3] == "" {
			return g[0] // a month alone, or the word may
		}
		if g[4] != "" {
			g[4] += "年"
		}
		month := strings.Index(months, strings.ToLower(g[2]))/len("jan|") + 1
		return fmt.Sprintf(" %s%d月%s日 ", g[4], month, cmp.Or(g[1], g[3]))
	})
	sentence = rewrite(halfDay, sentence, func(g []string) string {
		hour, _ := strconv.Atoi(g[1])
		if hour %= 12; strings.EqualFold(g[3], "p") {
			hour += 12
		}
		return fmt.Sprintf(" %d:%02s ", hour, g[2])
	})
	return rewrite(scaled, sentence, func(g []string) string {
		n, _ := strconv.ParseFloat(g[1], 64)
		return strconv.FormatFloat(n*scales[strings.ToLower(g[2])], 'f', -1, 64)
	})
}

// rewrite puts what with makes of its groups in the place of each match.
func rewrite(of *regexp.Regexp, text string, with func(groups []string) string) string {
	return of.ReplaceAllStringFunc(text, func(m string) string { return with(of.FindStringSubmatch(m)) })
}

// unsupportedNumbers are the numbers of an English sentence that the evidence does not have: days and times of day as
// such, others as the value of a figure.
func unsupportedNumbers(sentence, evidence string) []Fault {
	sentence = inChineseFigures(sentence)
	have := figures.Find(evidence)
	var all []Fault
	for _, f := range figures.Find(sentence) {
		switch {
		case f.Kind != figures.Date && f.Kind != figures.Clock:
		case slices.ContainsFunc(have, func(g figures.Figure) bool { return isWhen(g, f) }):
			sentence = sentence[:f.Start] + strings.Repeat(" ", f.End-f.Start) + sentence[f.End:]
		default:
			return append(all, Fault{f.Text, "所引原文没有这个日期或时刻"})
		}
	}
	for _, w := range numberWord.FindAllString(sentence, -1) {
		value, isWord := numberValues[strings.ToLower(w)]
		if n, err := strconv.ParseFloat(strings.ReplaceAll(w, ",", ""), 64); err == nil {
			value = n
		} else if !isWord {
			continue
		}
		borne := slices.ContainsFunc(have, func(f figures.Figure) bool { return holdsValue(f, value) })
		if !borne && (isWord || !holdsNumber(evidence, w)) {
			all = append(all, Fault{w, "所引原文没有这个数字"})
		}
	}
	return all
}

// formerNumbers are the numbers of an English sentence that are values which were replaced, where it names none that stands.
func formerNumbers(sentence string, cited []*Source) []Fault {
	var all []Fault
	for _, w := range numberWord.FindAllString(inChineseFigures(sentence), -1) {
		value, err := strconv.ParseFloat(strings.ReplaceAll(w, ",", ""), 64)
		if err != nil {
			continue
		}
		present, former := false, false
		for _, e := range cited {
			for _, f := range e.figures {
				if holdsValue(f.Figure, value) {
					present, former = present || !f.former, former || f.former
				}
			}
		}
		switch {
		case present:
			return nil
		case former:
			all = append(all, Fault{w, "这是调整以前的数字"})
		}
	}
	return all
}

// isWhen reports that a figure of a passage names the day or time of one in a sentence, before or after which words
// say. A year that it leaves out may be said.
func isWhen(source, said figures.Figure) bool {
	source.Bound, said.Bound = figures.Exact, figures.Exact
	if said.Kind == figures.Date && source.From.Year == 0 {
		said.From.Year, said.To.Year = 0, 0
	}
	return figures.Supports(source, said)
}

// holdsValue reports a figure one of whose values is the number, in its own unit or in years of months.
func holdsValue(f figures.Figure, value float64) bool {
	const months = 12
	for _, v := range []float64{f.Low, f.High} {
		if v == value || f.Kind == figures.Duration && v == value*months {
			return true
		}
	}
	for _, d := range []figures.Civil{f.From, f.To} {
		if float64(d.Year) == value || float64(d.Month) == value || float64(d.Day) == value {
			return true
		}
	}
	return false
}
