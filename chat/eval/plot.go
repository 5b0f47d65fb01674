package eval

import (
	"bytes"
	"fmt"
	"html/template"
	"image/color"
	"maps"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
)

var blue = color.RGBA{R: 0x0b, G: 0x57, B: 0xa4, A: 0xff}

// bars draws the share of passed cases a group as an SVG picture. The groups' names must be words that the plot's font
// has; Chinese names stand in the table beside it.
func bars(title string, tallies map[string]Tally) (template.HTML, error) {
	names := slices.Sorted(maps.Keys(tallies))
	values := make(plotter.Values, len(names))
	for i, n := range names {
		values[i] = tallies[n].Rate()
	}
	p := newPlot(title, "")
	chart, err := plotter.NewBarChart(values, vg.Points(14))
	if err != nil {
		return "", fmt.Errorf("plot %s: %w", title, err)
	}
	chart.Color, chart.LineStyle.Width, chart.Horizontal = blue, 0, true
	p.Add(chart)
	p.NominalY(names...)
	p.X.Min, p.X.Max = 0, 100
	p.X.Label.Text = "passed, %"
	return svg(p, vg.Points(float64(60+22*len(names))))
}

// calibration draws how often answers of a confidence were right, in tenths of confidence.
func calibration(outcomes []Outcome) (template.HTML, error) {
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
	var points plotter.XYs
	for i := range all {
		if all[i] > 0 {
			points = append(points, plotter.XY{X: 10*float64(i) + 5, Y: 100 * right[i] / all[i]})
		}
	}
	p := newPlot("Calibration", "right, %")
	if len(points) > 0 {
		line, dots, err := plotter.NewLinePoints(points)
		if err != nil {
			return "", fmt.Errorf("plot calibration: %w", err)
		}
		line.Color, dots.Color = blue, blue
		p.Add(line, dots)
	}
	p.X.Label.Text = "confidence, %"
	p.X.Min, p.X.Max, p.Y.Min, p.Y.Max = 0, 100, 0, 100
	return svg(p, vg.Points(260))
}

// tradeoff draws right answers against declined questions over the confidence from which an answer is given: what could
// be had of these answers by answering less.
func tradeoff(outcomes []Outcome) (template.HTML, error) {
	const steps = 100
	points := make(plotter.XYs, 0, steps+1)
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
		points = append(points, plotter.XY{X: 100 * declined / max(unanswerable, 1), Y: 100 * right / max(answerable, 1)})
	}
	p := newPlot("Right against declined, over the confidence", "answerable, right, %")
	line, err := plotter.NewLine(points)
	if err != nil {
		return "", fmt.Errorf("plot right against declined: %w", err)
	}
	line.Color = blue
	p.Add(line)
	p.X.Label.Text = "unanswerable, declined, %"
	p.X.Min, p.X.Max, p.Y.Min, p.Y.Max = 0, 100, 0, 100
	return svg(p, vg.Points(260))
}

func newPlot(title, y string) *plot.Plot {
	p := plot.New()
	p.Title.Text, p.Y.Label.Text = title, y
	p.Add(plotter.NewGrid())
	return p
}

func svg(p *plot.Plot, height vg.Length) (template.HTML, error) {
	w, err := p.WriterTo(vg.Points(420), height, "svg")
	if err != nil {
		return "", fmt.Errorf("draw plot: %w", err)
	}
	var b bytes.Buffer
	if _, err := w.WriteTo(&b); err != nil {
		return "", fmt.Errorf("draw plot: %w", err)
	}
	_, picture, _ := bytes.Cut(b.Bytes(), []byte("<svg")) // what stands before it is of a file of its own
	return template.HTML("<svg" + string(picture)), nil   // drawn here, of our own words and figures
}
