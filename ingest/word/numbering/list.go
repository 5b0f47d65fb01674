// Package numbering renders Word's automatic numbers, which stand in no paragraph's text: 一、 (一) 1. and their like.
//
// A format reader (docx, doc) fills Lists from the file's definitions and asks a Counter for the label of each numbered
// paragraph, in reading order.
package numbering

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Depth is the number of levels of a list.
const Depth = 9

// Level defines how one level of a list is numbered. The zero value gives an empty label.
type Level struct {
	Start   int    // first number
	Format  string // name in ST_NumberFormat
	Text    string // label with %1 to %9 in the place of the numbers of levels 1 to 9
	Restart int    // 0 = starts again after any level above; n = only after level n or above (1-based); -1 = never
	Legal   bool   // all numbers of the label in Arabic digits
	Joined  bool   // the text follows without a gap
}

// Levels are the levels of one list.
type Levels [Depth]Level

// Counter holds how far one list has been counted. The zero value has counted nothing.
type Counter struct {
	count [Depth]int
	used  [Depth]bool
}

// Restart makes the next label of a level begin with start.
func (c *Counter) Restart(level, start int) {
	if level >= 0 && level < Depth {
		c.count[level], c.used[level] = start-1, true
	}
}

// Next counts one paragraph of a level (0-based) and gives its label with the gap that belongs between it and the text;
// "" for a level outside the list, a bullet, or a level without a number.
func (c *Counter) Next(levels *Levels, level int) string {
	if level < 0 || level >= Depth {
		return ""
	}
	if !c.used[level] {
		c.count[level], c.used[level] = levels[level].Start, true
	} else {
		c.count[level]++
	}
	for below := level + 1; below < Depth; below++ {
		if after := levels[below].Restart; after == 0 || after > level {
			c.used[below] = false
		}
	}
	return c.label(levels, level)
}

func (c *Counter) label(levels *Levels, level int) string {
	l := levels[level]
	if l.Format == "bullet" {
		return ""
	}
	label := l.Text
	for k := 0; k <= level; k++ {
		format, n := levels[k].Format, c.count[k]
		if l.Legal {
			format = "decimal"
		}
		if !c.used[k] { // a level above that no paragraph has reached yet shows its first number
			n = levels[k].Start
		}
		label = strings.ReplaceAll(label, "%"+strconv.Itoa(k+1), Render(format, n))
	}
	label = strings.TrimSpace(label)
	last, _ := utf8.DecodeLastRuneInString(label)
	if !l.Joined && (unicode.IsLetter(last) || unicode.IsNumber(last)) {
		label += " "
	}
	return label
}
