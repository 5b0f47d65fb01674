package fidelity

import (
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

// numberWord is a number in English, as digits or in one word. One says too little to be held against anything.
var numberWord = regexp.MustCompile(`(?i)\b(?:\d+(?:,\d{3})*(?:\.\d+)?|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|ninety)\b`)

var numberValues = map[string]float64{
	"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
	"fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90,
}

// unsupportedNumbers are the numbers of an English sentence that are the value of no figure of the evidence.
func unsupportedNumbers(sentence, evidence string) []Fault {
	have := figures.Find(evidence)
	var all []Fault
	for _, w := range numberWord.FindAllString(sentence, -1) {
		value, isWord := numberValues[strings.ToLower(w)]
		if !isWord {
			value, _ = strconv.ParseFloat(strings.ReplaceAll(w, ",", ""), 64)
		}
		borne := slices.ContainsFunc(have, func(f figures.Figure) bool { return holdsValue(f, value) })
		if !borne && (isWord || !holdsNumber(evidence, w)) {
			all = append(all, Fault{w, "所引原文没有这个数字"})
		}
	}
	return all
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
