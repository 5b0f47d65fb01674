package tally

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"wence/chat/evidence"
)

// A Row is one of what is counted.
type Row struct {
	evidence.Quote
	Name  string // whose row it is, "" = not known
	Value string // as written, with its unit: 120人
}

// A Tally is what several rows say together.
type Tally struct {
	Ask
	Rows  []Row  // those that are told, in order
	Of    int    // how many rows were looked at
	Total string // of Sum: the sum with its unit, "" where one row tells it
	Best  []Row  // of Best: those that have most, or least
}

// mostRows is how many rows are told at most.
const mostRows = 24

// Of counts over rows; ok is false where that cannot be done: the rows are of one column each that the question asks for, of
// one unit, and at least two.
func Of(a Ask, rows []evidence.Quote) (t Tally, ok bool) {
	if len(rows) < 2 {
		return Tally{}, false
	}
	t = Tally{Ask: a}
	if rows[0].Hit.Passage.Columns != nil {
		t.Rows, ok = readTable(a, rows)
	} else if a.Kind != List {
		t.Rows, ok = readSentences(a, rows)
	}
	if !ok {
		return Tally{}, false
	}
	t.Of = len(t.Rows)
	switch {
	case a.Kind == Sum && len(t.Rows) == 1:
		return t, true
	case len(t.Rows) < 2 && a.Kind != List || a.Kind == Sum && len(t.Rows) > mostRows:
		return Tally{}, false
	case a.Kind == Sum:
		t.Total, ok = sum(t.Rows)
	case a.Kind == Best:
		t.Best, ok = best(t.Rows, a.Least)
		if !a.Some {
			t.Rows = t.Best
		}
	}
	t.Rows = t.Rows[:min(len(t.Rows), mostRows)]
	return t, ok
}

// amount is a number with its unit.
var amount = regexp.MustCompile(`^(\d[\d,]*(?:\.\d+)?)(.*)$`)

// longestUnit is how many characters a unit has at most.
const longestUnit = 6

// isAmount reports a number with or without its unit, and no span of numbers.
func isAmount(cell string) bool {
	m := amount.FindStringSubmatch(cell)
	return m != nil && utf8.RuneCountInString(m[2]) <= longestUnit && !strings.ContainsAny(m[2], "0123456789.-~至")
}

// amounts are the numbers of rows and their one unit.
func amounts(rows []Row) (values []float64, unit string, ok bool) {
	for i, r := range rows {
		m := amount.FindStringSubmatch(r.Value)
		if m == nil || i > 0 && m[2] != unit {
			return nil, "", false
		}
		v, err := strconv.ParseFloat(strings.ReplaceAll(m[1], ",", ""), 64)
		if err != nil {
			return nil, "", false
		}
		values, unit = append(values, v), m[2]
	}
	return values, unit, true
}

// sum adds the rows up, exact to the places that they are written with.
func sum(rows []Row) (string, bool) {
	values, unit, ok := amounts(rows)
	if !ok {
		return "", false
	}
	const places = 1e6
	total := 0.0
	for _, v := range values {
		total += math.Round(v * places)
	}
	return strconv.FormatFloat(total/places, 'f', -1, 64) + unit, true
}

// best are the rows with the largest value, or the smallest.
func best(rows []Row, least bool) ([]Row, bool) {
	values, _, ok := amounts(rows)
	if !ok {
		return nil, false
	}
	edge := slices.Max(values)
	if least {
		edge = slices.Min(values)
	}
	var all []Row
	for i, v := range values {
		if v == edge {
			all = append(all, rows[i])
		}
	}
	return all, len(all) < len(rows)
}
