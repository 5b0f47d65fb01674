// Package chart draws counts a day as SVG, for pages whose policy allows no script and no style but their sheets.
//
//	Days --gonum's plot--> vgsvg --rewrite--> SVG whose every colour is a class of the page's style sheet
//
// So one picture serves light and dark, and prints. It says nothing to a screen reader: a page puts a table beside it.
package chart

import (
	"fmt"
	"html/template"
	"time"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
)

// Days are counts over consecutive days.
type Days struct {
	First  time.Time
	Series []Series // all of one length, at least a day; layers of bars from the bottom up
}

// A Series is a line, or a layer of bars.
type Series struct {
	Class  string // of its marks in the page's style sheet: lower-case letters and hyphens
	Counts []int  // a day each
}

// Size is a picture's size in CSS pixels.
type Size struct{ Width, Height int }

// Lines draws a line a series.
func (d Days) Lines(size Size) (template.HTML, error) {
	c, err := d.canvas()
	if err != nil {
		return "", err
	}
	for i, s := range d.Series {
		points := make(plotter.XYs, len(s.Counts))
		for day, n := range s.Counts {
			points[day] = plotter.XY{X: float64(day), Y: float64(n)}
		}
		line, dots, err := plotter.NewLinePoints(points)
		if err != nil {
			return "", fmt.Errorf("plot line of %s: %w", s.Class, err)
		}
		line.Color, line.Width = paint(i), 2
		dots.Color, dots.Radius, dots.Shape = paint(i), 2.5, dot{}
		c.Add(line, dots)
	}
	c.X.Min, c.X.Max = -0.5, float64(d.length())-0.5
	return d.svg(c, size)
}

// Bars draws a bar a day, the series stacked on one another.
func (d Days) Bars(size Size) (template.HTML, error) {
	c, err := d.canvas()
	if err != nil {
		return "", err
	}
	width := vg.Length(float64(size.Width-axisWidth) / float64(d.length()) * 0.72)
	var below *plotter.BarChart
	for i, s := range d.Series {
		values := make(plotter.Values, len(s.Counts))
		for day, n := range s.Counts {
			values[day] = float64(n)
		}
		layer, err := plotter.NewBarChart(values, width)
		if err != nil {
			return "", fmt.Errorf("plot bars of %s: %w", s.Class, err)
		}
		layer.Color = paint(i)
		layer.LineStyle.Color, layer.LineStyle.Width = ground, 0.5 // parts of one bar stay apart whatever their colours
		if below != nil {
			layer.StackOn(below)
		}
		below = layer
		c.Add(layer)
	}
	c.X.Min, c.X.Max = -0.5, float64(d.length())-0.5
	return d.svg(c, size)
}

// axisWidth is about what the numbers beside a picture take.
const axisWidth = 40

func (d Days) length() int {
	if len(d.Series) == 0 {
		return 0
	}
	return len(d.Series[0].Counts)
}

// most is the highest point: of stacked bars the highest bar, which no line is above.
func (d Days) most() int {
	most := 0
	for day := range d.length() {
		sum := 0
		for _, s := range d.Series {
			sum += s.Counts[day]
		}
		most = max(most, sum)
	}
	return most
}

// canvas is an empty plot with axes of days and counts.
func (d Days) canvas() (*plot.Plot, error) {
	if d.length() == 0 {
		return nil, fmt.Errorf("plot: no day")
	}
	for _, s := range d.Series {
		if len(s.Counts) != d.length() {
			return nil, fmt.Errorf("plot: %s has %d days of %d", s.Class, len(s.Counts), d.length())
		}
	}
	p := plot.New()
	p.BackgroundColor, p.TextHandler = ground, labels
	for _, axis := range []*plot.Axis{&p.X, &p.Y} {
		axis.Color = ink
		axis.LineStyle.Width, axis.Tick.LineStyle.Width, axis.Tick.Length = 0, 0, 3
		axis.Tick.Label.Handler, axis.Tick.Label.Color = labels, ink
		axis.Tick.Label.Font = font.From(plot.DefaultFont, labelSize)
	}
	p.Y.Min, p.Y.Max = 0, topFor(float64(max(d.most(), 1)))
	p.Y.Tick.Marker = wholeNumbers{}
	p.X.Tick.Marker = weeks{d.First, d.length()}
	grid := plotter.NewGrid()
	grid.Vertical.Width, grid.Horizontal.Color, grid.Horizontal.Width = 0, faint, 1
	p.Add(grid)
	return p, nil
}
