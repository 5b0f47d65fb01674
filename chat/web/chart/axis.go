package chart

import (
	"fmt"
	"math"
	"strconv"
	"time"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"wence/retrieval/zh"
)

// labelSize is the size of labels in pixels.
const labelSize = 12

// weeks marks the last day and each week before it.
type weeks struct {
	first  time.Time
	length int
}

func (w weeks) Ticks(_, _ float64) []plot.Tick {
	var ticks []plot.Tick
	for day := w.length - 1; day >= 0; day -= 7 {
		at := w.first.AddDate(0, 0, day)
		ticks = append(ticks, plot.Tick{Value: float64(day), Label: fmt.Sprintf("%d月%d日", at.Month(), at.Day())})
	}
	return ticks
}

// wholeNumbers marks zero and about four steps above it, all of them whole.
type wholeNumbers struct{}

func (wholeNumbers) Ticks(_, most float64) []plot.Tick {
	step := stepFor(most / 4)
	var ticks []plot.Tick
	for v := 0.0; v <= most; v += step {
		ticks = append(ticks, plot.Tick{Value: v, Label: strconv.FormatFloat(v, 'f', 0, 64)})
	}
	return ticks
}

// topFor is where an axis ends: the first mark that is not below most.
func topFor(most float64) float64 {
	step := stepFor(most / 4)
	return step * math.Ceil(most/step)
}

// stepFor is the first of 1, 2, 5, 10, 20, 50 … that is not below least.
func stepFor(least float64) float64 {
	for ten := 1.0; ; ten *= 10 {
		for _, step := range []float64{ten, 2 * ten, 5 * ten} {
			if step >= least {
				return step
			}
		}
	}
}

// labels measures text as browsers set it: the plot's own font has no Chinese characters, which are as wide as high.
var labels = handler{text.Plain{Fonts: font.DefaultCache}}

type handler struct{ text.Plain }

func (h handler) Box(txt string, fnt font.Font) (width, height, depth vg.Length) {
	_, height, depth = h.Plain.Box(txt, fnt)
	for _, r := range txt {
		if zh.IsHan(r) {
			width += fnt.Size
			continue
		}
		w, _, _ := h.Plain.Box(string(r), fnt)
		width += w
	}
	return width, height, depth
}

// Draw sets one line of text, as all labels are, upright.
func (h handler) Draw(c vg.Canvas, txt string, sty text.Style, at vg.Point) {
	if txt == "" {
		return
	}
	width, _, _ := h.Box(txt, sty.Font)
	face := h.Fonts.Lookup(sty.Font, sty.Font.Size)
	at.X += vg.Length(sty.XAlign) * width
	at.Y += vg.Length(sty.YAlign)*sty.Font.Size + (sty.Font.Size-face.Extents().Ascent)/2
	c.SetColor(sty.Color)
	c.FillString(face, at, txt)
}

// dot is a filled circle.
type dot struct{}

func (dot) DrawGlyph(c *draw.Canvas, sty draw.GlyphStyle, at vg.Point) {
	var p vg.Path
	p.Move(vg.Point{X: at.X + sty.Radius, Y: at.Y})
	p.Arc(at, sty.Radius, 0, 2*math.Pi)
	p.Close()
	c.Fill(p)
}
