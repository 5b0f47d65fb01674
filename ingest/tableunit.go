package ingest

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"wence/retrieval/figures"
)

// Where the unit of a table's figures stands when it is not in the label right above them.
var (
	unitLine   = regexp.MustCompile(`单位\s*:\s*(?:人民币)?([^\s,;。()、]{1,16})(.?)`) // over the table: 单位:元/年
	unitEnd    = regexp.MustCompile(`\(([^()]{1,16})\)$`)                       // behind its caption, a label or a row's name
	unitColumn = regexp.MustCompile(`^(计量|计价|计费|收费|金额|标准)?单位$`)                 // in a column of its own
)

// maxOver bounds, in characters, a line over a table that may state its unit, and maxAbove how many lines above it.
const (
	maxOver  = 60
	maxAbove = 3
)

// giveUnits writes the units of a table's figures behind the labels of their columns, wherever the table states them: in
// an upper label, in a column of its own, in a row's name, or over the whole table. The nearest one stands.
func giveUnits(all []line) {
	for i := 0; i < len(all); i++ {
		if !all[i].row {
			continue
		}
		end := i + 1
		for end < len(all) && all[end].row && all[end].table == all[i].table {
			end++
		}
		rows := all[i:end]
		u := tableUnit{over: unitOver(all[:i], rows)}
		if u.over != "" {
			u.counts = numberColumns(rows)
		}
		for k := range rows {
			if rows[k].columns != nil {
				rows[k].columns = u.labels(rows[k])
			}
		}
		i = end - 1
	}
}

// unitOver is the unit that is stated over a table, on the lines above it or in rows of its head; "" when there is none.
func unitOver(above, rows []line) string {
	for _, l := range rows {
		if l.columns != nil {
			break
		}
		if several := strings.Contains(strings.TrimSpace(l.text), "\t"); several && !unitLine.MatchString(fold(l.text)) {
			continue // what ends a row of labels is the last column's
		}
		if u := statedUnit(l.text); u != "" {
			return u
		}
	}
	for i := len(above) - 1; i >= 0 && i >= len(above)-maxAbove; i-- {
		if above[i].row || utf8.RuneCountInString(above[i].text) > maxOver {
			return ""
		}
		if u := statedUnit(above[i].text); u != "" {
			return u
		}
	}
	return ""
}

// statedUnit is the one unit that a line states for a table.
func statedUnit(text string) string {
	text = strings.TrimSpace(fold(text))
	if m := unitLine.FindStringSubmatch(text); m != nil {
		if isUnit(m[1]) && m[2] != "、" { // several units say nothing of a column
			return m[1]
		}
		return ""
	}
	return endUnit(text)
}

// endUnit is the unit in the brackets that end a text, "" when there is none.
func endUnit(text string) string {
	if m := unitEnd.FindStringSubmatch(fold(text)); m != nil && isUnit(m[1]) {
		return m[1]
	}
	return ""
}

// isUnit reports a text that makes a figure of a number.
func isUnit(text string) bool { return hasUnit("("+text+")") || moneyRate.MatchString(text) }

// moneyRate matches money for each of something, whatever that is: 元/餐.
var moneyRate = regexp.MustCompile(`^[百千万亿]?元/\p{Han}{1,6}$`)

// hasUnit reports a label that gives the numbers under it a unit.
func hasUnit(label string) bool {
	if m := unitEnd.FindStringSubmatch(fold(label)); m != nil && moneyRate.MatchString(m[1]) {
		return true
	}
	found := figures.FindCell("1", label)
	return len(found) == 1 && found[0].Kind != figures.Number
}

// A tableUnit is what is known of the units of a table while its rows go by.
type tableUnit struct {
	over   string // the unit over the whole table; "" = none
	counts []bool // columns whose cells are numbers without one
	head   []string
	lacks  []bool   // columns of head that a unit from elsewhere may count
	column int      // of units in head; -1 = none
	shared []string // the labels with all units but a row's own
}

// labels are those of a row with the units of its figures.
func (u *tableUnit) labels(row line) []string {
	if u.head == nil || !slices.Equal(u.head, row.columns) {
		u.read(row.columns)
	}
	cells := strings.Split(row.text, "\t")
	beside := u.beside(cells)
	if beside == "" {
		return u.shared
	}
	labels := slices.Clone(u.shared)
	for c := range labels[:min(len(labels), len(cells))] {
		if u.lacks[c] && isBareNumber(cells[c]) && takes(u.head[c], beside) {
			labels[c] = lowered(u.head[c]) + "(" + beside + ")"
		}
	}
	return labels
}

// read takes the labels of the rows that come.
func (u *tableUnit) read(head []string) {
	u.head, u.shared, u.lacks, u.column = head, slices.Clone(head), make([]bool, len(head)), -1
	for c, label := range head {
		u.shared[c] = lowered(label)
		u.lacks[c] = label != "" && !hasUnit(u.shared[c])
		if u.lacks[c] && c < len(u.counts) && u.counts[c] && takes(label, u.over) {
			u.shared[c] += "(" + u.over + ")"
		}
		if unitColumn.MatchString(fold(label)) {
			u.column = c
		}
	}
}

// beside is the unit that a row states for its figures: in a column for it, or behind the row's name.
func (u *tableUnit) beside(cells []string) string {
	if u.column >= 0 && u.column < len(cells) && isUnit(fold(cells[u.column])) {
		return fold(cells[u.column])
	}
	for _, cell := range cells {
		if strings.HasSuffix(cell, ")") || strings.HasSuffix(cell, "\uFF09") {
			if unit := endUnit(cell); unit != "" {
				return unit
			}
		}
	}
	return ""
}

// lowered is a path of labels with the unit of an upper one behind the last: 标准(元/年)/城区 is 标准/城区(元/年).
func lowered(label string) string {
	parts := splitLabel(label)
	last := len(parts) - 1
	if last == 0 || hasUnit(parts[last]) {
		return label
	}
	for i := last - 1; i >= 0; i-- {
		u := endUnit(parts[i])
		if u == "" {
			continue
		}
		parts[i] = strings.TrimSpace(parts[i][:strings.LastIndexAny(parts[i], "(\uFF08")])
		parts[last] += "(" + u + ")"
		return strings.Join(slices.DeleteFunc(parts, func(p string) bool { return p == "" }), "/")
	}
	return label
}

// splitLabel cuts a path of labels at the strokes that stand in no brackets.
func splitLabel(label string) []string {
	var parts []string
	depth, from := 0, 0
	for i, r := range label {
		switch {
		case strings.ContainsRune("(\uFF08", r):
			depth++
		case strings.ContainsRune(")\uFF09", r):
			depth--
		case r == '/' && depth <= 0:
			parts, from = append(parts, label[from:i]), i+1
		}
	}
	return append(parts, label[from:])
}

// numberColumns tells the columns of which most filled cells are numbers without a unit.
func numberColumns(rows []line) []bool {
	var filled, bare []int
	for _, r := range rows {
		if r.columns == nil {
			continue
		}
		for c, cell := range strings.Split(r.text, "\t") {
			for c >= len(filled) {
				filled, bare = append(filled, 0), append(bare, 0)
			}
			if strings.TrimSpace(cell) == "" {
				continue
			}
			filled[c]++
			if isBareNumber(cell) {
				bare[c]++
			}
		}
	}
	counts := make([]bool, len(filled))
	for c := range counts {
		counts[c] = bare[c]*2 > filled[c]
	}
	return counts
}

// isBareNumber reports a cell that is a number, or a range of two, without a unit.
func isBareNumber(cell string) bool {
	found := figures.FindCell(cell, "(元)")
	return len(found) == 1 && found[0].Kind == figures.Money && found[0].Text == strings.TrimSpace(cell)
}
