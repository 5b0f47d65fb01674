package chart

import (
	"fmt"
	"html/template"
	"math"
	"strings"
)

// What stands around the field, in pixels: the numbers to its left, the days below, and half a label to its right.
const (
	labelSize = 12
	marginTop = 8
	above     = 4 // between a mark and its label
)

// canvas is a picture that is being drawn: the field of the days, between its axes.
type canvas struct {
	size        Size
	left, right float64
	bottom      float64
	days        int
	top         float64 // the count at the upper edge
	out         strings.Builder
}

// canvas begins a picture with its axes.
func (d Days) canvas(size Size) (*canvas, error) {
	if err := d.check(); err != nil {
		return nil, err
	}
	c := &canvas{size: size, days: d.length(), top: topFor(float64(max(d.most(), 1)))}
	marks := wholeNumbers(c.top)
	for _, m := range marks {
		c.left = max(c.left, 2*above+0.6*labelSize*float64(len(m.label)))
	}
	c.right = float64(size.Width) - labelSize
	c.bottom = float64(size.Height) - labelSize - 2*above
	fmt.Fprintf(&c.out, `<svg viewBox="0 0 %d %d" width="%[1]d" height="%[2]d" aria-hidden="true" focusable="false">`, size.Width, size.Height)
	for _, m := range marks {
		c.path("line-faint", fmt.Sprintf("M%.1f,%.1fH%.1f", c.left, c.y(m.value), c.right))
		c.text(m.label, "end", c.left-above, c.y(m.value)+labelSize/3)
	}
	for _, m := range d.weeks() {
		c.text(m.label, c.anchor(m), c.x(m.value), c.bottom+labelSize+above)
	}
	return c, nil
}

// anchor keeps the label of the first and the last day within the picture.
func (c *canvas) anchor(m mark) string {
	half := 2.5 * labelSize // of 11月30日
	switch x := c.x(m.value); {
	case x+half > float64(c.size.Width):
		return "end"
	case x < half:
		return "start"
	}
	return "middle"
}

func (c *canvas) x(day float64) float64 {
	return c.left + (day+0.5)*(c.right-c.left)/float64(c.days)
}

func (c *canvas) y(count float64) float64 {
	return c.bottom - count/c.top*(c.bottom-marginTop)
}

func (c *canvas) path(class, d string) {
	fmt.Fprintf(&c.out, `<path class="%s" d="%s"></path>`, template.HTMLEscapeString(class), d)
}

func (c *canvas) text(words, anchor string, x, y float64) {
	fmt.Fprintf(&c.out, `<text class="fill-ink" text-anchor="%s" x="%.1f" y="%.1f">%s</text>`, anchor, x, y, template.HTMLEscapeString(words))
}

// end is the picture: elements and attributes of canvas alone, values escaped.
func (c *canvas) end() template.HTML {
	c.out.WriteString("</svg>")
	return template.HTML(c.out.String())
}

// A mark is a labelled place on an axis.
type mark struct {
	value float64
	label string
}

// weeks marks the last day and each week before it.
func (d Days) weeks() []mark {
	var marks []mark
	for day := d.length() - 1; day >= 0; day -= 7 {
		at := d.First.AddDate(0, 0, day)
		marks = append(marks, mark{float64(day), fmt.Sprintf("%d月%d日", at.Month(), at.Day())})
	}
	return marks
}

// wholeNumbers marks zero and about four steps above it, all of them whole.
func wholeNumbers(most float64) []mark {
	step := stepFor(most / 4)
	var marks []mark
	for v := 0.0; v <= most; v += step {
		marks = append(marks, mark{v, fmt.Sprintf("%.0f", v)})
	}
	return marks
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
