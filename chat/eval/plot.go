package eval

import (
	"html/template"
	"maps"
	"slices"
)

// bars draws the share of passed cases a group as an SVG picture.
func bars(title string, tallies map[string]Tally) template.HTML {
	names := slices.Sorted(maps.Keys(tallies))
	p := newPicture(title, "passed, %", "", 24*len(names))
	for i, name := range names {
		p.bar(24*i, name, tallies[name].Rate())
	}
	return p.end()
}

// calibration draws how often answers of a confidence were right, in tenths of confidence.
func calibration(outcomes []Outcome) template.HTML {
	var right, all [10]float64
	for _, o := range outcomes {
		if c := o.Answer.Meta.Confidence; c > 0 {
			tenth := min(int(c*10), 9)
			all[tenth]++
			if o.Fault == "" {
				right[tenth]++
			}
		}
	}
	var points [][2]float64
	for i := range all {
		if all[i] > 0 {
			points = append(points, [2]float64{10*float64(i) + 5, 100 * right[i] / all[i]})
		}
	}
	p := newPicture("Calibration", "confidence, %", "right, %", 200)
	p.line(points)
	return p.end()
}

// tradeoff draws right answers against declined questions over the confidence from which an answer is given: what could
// be had of these answers by answering less.
func tradeoff(outcomes []Outcome) template.HTML {
	const steps = 100
	points := make([][2]float64, 0, steps+1)
	for i := range steps + 1 {
		from := float64(i) / steps
		var right, answerable, declined, unanswerable float64
		for _, o := range outcomes {
			given := o.Given() && o.Answer.Meta.Confidence >= from
			switch {
			case o.Case.Answerable:
				answerable++
				if given && o.Fault == "" {
					right++
				}
			default:
				unanswerable++
				if !given {
					declined++
				}
			}
		}
		points = append(points, [2]float64{100 * declined / max(unanswerable, 1), 100 * right / max(answerable, 1)})
	}
	p := newPicture("Right against declined, over the confidence", "unanswerable, declined, %", "answerable, right, %", 200)
	p.line(points)
	return p.end()
}
