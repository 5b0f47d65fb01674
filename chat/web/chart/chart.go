// Package chart draws counts a day as SVG, for pages whose policy allows no script and no style but their sheets.
//
//	Days ── axes of days and whole numbers ── paths and text, whose every colour is a class of the page's sheet
//
// So one picture serves light and dark, and prints. It says nothing to a screen reader: a page puts a table beside it.
package chart

import (
	"errors"
	"fmt"
	"html/template"
	"strings"
	"time"
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

// Lines draws a line a series, with a dot a day.
func (d Days) Lines(size Size) (template.HTML, error) {
	c, err := d.canvas(size)
	if err != nil {
		return "", err
	}
	for _, s := range d.Series {
		var line strings.Builder
		for day, n := range s.Counts {
			fmt.Fprintf(&line, "%c%.1f,%.1f", "ML"[min(day, 1)], c.x(float64(day)), c.y(float64(n)))
		}
		c.path("line-"+s.Class, line.String())
		for day, n := range s.Counts {
			c.path("fill-"+s.Class, fmt.Sprintf("M%.1f,%.1fm-2.5,0a2.5,2.5 0 1,0 5,0a2.5,2.5 0 1,0 -5,0Z", c.x(float64(day)), c.y(float64(n))))
		}
	}
	return c.end(), nil
}

// barShare is how much of a day its bar takes.
const barShare = 0.72

// Bars draws a bar a day, the series stacked on one another.
func (d Days) Bars(size Size) (template.HTML, error) {
	c, err := d.canvas(size)
	if err != nil {
		return "", err
	}
	below := make([]int, d.length())
	for _, s := range d.Series {
		for day, n := range s.Counts {
			left, right := c.x(float64(day)-barShare/2), c.x(float64(day)+barShare/2)
			low, high := c.y(float64(below[day])), c.y(float64(below[day]+n))
			part := min(0.5, low-high) // parts of one bar stay apart whatever their colours
			c.path("fill-"+s.Class, fmt.Sprintf("M%.1f,%.1fH%.1fV%.1fH%.1fZ", left, low, right, high+part, left))
			below[day] += n
		}
	}
	return c.end(), nil
}

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

func (d Days) check() error {
	if d.length() == 0 {
		return errors.New("draw chart: no day")
	}
	for _, s := range d.Series {
		if len(s.Counts) != d.length() {
			return fmt.Errorf("draw chart: %s has %d days of %d", s.Class, len(s.Counts), d.length())
		}
	}
	return nil
}
