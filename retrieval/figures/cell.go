package figures

import (
	"regexp"
	"strings"

	"wence/retrieval/zh"
)

// FindCell returns the figures of a table's cell under the column's label. A
// cell that is a number alone takes the unit and rate that the label states in
// its last brackets or after 单位: 补助标准（元/生/年）, 金额(万元), 比例(%);
// or that it implies: 人数. Spans are in cell. FindCell is Find where the cell
// says its unit itself or the label says none.
func FindCell(cell, label string) []Figure {
	found := Find(cell)
	unit := labelUnit(zh.Fold(label))
	trimmed := strings.TrimRight(noteMark.ReplaceAllString(cell, ""), " \t\u3000")
	end := len(trimmed)
	switch {
	case unit == "":
		return found
	case len(found) == 1 && isAlone(found[0], cell):
		end = found[0].End
	case len(found) > 0 || !longNumber.MatchString(zh.Fold(trimmed)):
		return found
	}
	whole := Find(trimmed + unit)
	if len(whole) != 1 || whole[0].Kind == Number || len(found) == 1 && whole[0].Start != found[0].Start {
		return found
	}
	f := whole[0]
	f.End, f.Text = end, cell[f.Start:end]
	return []Figure{f}
}

// longNumber matches a number of so many digits that it would name something in running text: 28,600.00. One without
// marks may have ten, for those of a telephone are eleven.
var longNumber = regexp.MustCompile(`^\s*(\d{1,10}|\d{1,3}(,\d{3})+|\d{1,12}\.\d{1,4}|\d{1,3}(,\d{3})+\.\d{1,4})$`)

// noteMark is what points from a cell to a note under the table.
var noteMark = regexp.MustCompile(`\s*[\[〔]\d{1,2}[\]〕]$`)

// isAlone reports whether f is a number without a unit and all that cell holds,
// the mark of a note aside.
// A bare year counts as a number: 2000 under 金额(元) is no year.
func isAlone(f Figure, cell string) bool {
	bare := f.Kind == Number || f.Kind == Date && len(f.Text) == len("2000")
	return bare && strings.TrimSpace(noteMark.ReplaceAllString(cell, "")) == f.Text
}

// implied gives the unit of a label that ends with the word.
var implied = []struct{ word, unit string }{
	{"人数", "人"}, {"名额", "人"}, {"计划数", "人"}, {"班数", "个班"}, {"班级数", "个班"}, {"学位数", "个学位"}, {"学校数", "所"},
	{"满分", "分"}, {"分值", "分"}, {"加分", "分"},
}

// labelUnit returns the unit that a label in normal form states, as it would
// stand behind a number, or "".
func labelUnit(label string) string {
	text := lastBrackets(label)
	if at := strings.LastIndex(label, "单位:"); at >= 0 {
		text = strings.TrimSuffix(label[at+len("单位:"):], ")")
	}
	text = strings.TrimPrefix(text, "单位:")
	if statesUnit(text) {
		return text
	}
	for _, x := range implied {
		if strings.HasSuffix(label, x.word) {
			return x.unit
		}
	}
	return ""
}

// lastBrackets returns what stands in the brackets that end label, themselves
// perhaps with brackets inside.
func lastBrackets(label string) string {
	depth := 0
	for i := len(label) - 1; i >= 0 && (depth > 0 || i == len(label)-1); i-- {
		switch label[i] {
		case ')':
			depth++
		case '(':
			depth--
		}
		if depth == 0 && label[i] == '(' {
			return label[i+1 : len(label)-1]
		}
	}
	return ""
}

// statesUnit reports whether text is a unit, with 万 or 亿 before it or a rate
// behind it, and nothing else.
func statesUnit(text string) bool {
	at := 0
	for _, scale := range []string{"千", "百", "万", "亿"} {
		at += lenPrefix(text[at:], scale)
	}
	u, end := unitAt(text, at)
	if u == nil {
		return false
	}
	_, end = slashRate(text, end)
	return end == len(text)
}
