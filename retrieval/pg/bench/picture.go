package main

import (
	"fmt"
	"image/color"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
)

var (
	light = color.RGBA{R: 0x9c, G: 0xc2, B: 0xe5, A: 0xff}
	dark  = color.RGBA{R: 0x0b, G: 0x57, B: 0xa4, A: 0xff}
)

// draw writes the latencies as bars into a PNG file, but for those beside which others could not be seen.
func (r *result) draw(path string) error {
	p := plot.New()
	p.Title.Text = fmt.Sprintf("Search, %d passages", r.passages)
	p.X.Label.Text = "ms"
	p.X.Min = 0
	p.Add(plotter.NewGrid())
	list := slices.DeleteFunc(slices.Clone(r.latencies), func(l latency) bool { return l.p95 > 5*r.bareSum() })
	slices.Reverse(list) // bars stand from below
	var half, most plotter.Values
	names := make([]string, len(list))
	for i, l := range list {
		names[i] = l.name
		half, most = append(half, ms(l.p50)), append(most, ms(l.p95))
	}
	for _, series := range []struct {
		name   string
		values plotter.Values
		colour color.Color
		offset vg.Length
	}{{"p95", most, light, -4}, {"p50", half, dark, 4}} {
		bars, err := plotter.NewBarChart(series.values, vg.Points(8))
		if err != nil {
			return fmt.Errorf("draw %s: %w", series.name, err)
		}
		bars.Color, bars.LineStyle.Width, bars.Horizontal, bars.Offset = series.colour, 0, true, vg.Points(float64(series.offset))
		p.Add(bars)
		p.Legend.Add(series.name, bars)
	}
	p.NominalY(names...)
	p.X.Max *= 1.15 // room for the legend
	return p.Save(vg.Points(640), vg.Points(float64(80+26*len(list))), path)
}
