package tally

import (
	"slices"
	"strings"
	"unicode/utf8"

	"wence/chat/evidence"
	"wence/retrieval/figures"
	"wence/retrieval/zh"
)

var (
	serial  = zh.Words("序号 编号 代码 电话 邮编 年份 年度 日期 时间 备注")
	price   = zh.Words("费 价 元 钱 金额")
	totals  = zh.Words("合计 总计 小计 共计 总数")
	whether = zh.Words("是否 有无 能否 可否")
)

// yes and no are what cells say to a label that asks whether.
var (
	yes = []string{"是", "有", "√", "✓", "✔", "已", "能", "可"}
	no  = []string{"否", "无", "×", "✗", "✘", "未", "没有", "-", "—"}
)

// A table is rows of one table as cells in the normal form.
type table struct {
	ask    Ask
	labels []string
	rows   []evidence.Quote
	cells  [][]string
}

// readTable reads the rows of a table that are asked about: of each the cell that is asked for.
func readTable(a Ask, all []evidence.Quote) ([]Row, bool) {
	t := table{ask: a}
	for _, l := range all[0].Hit.Passage.Columns {
		t.labels = append(t.labels, zh.Fold(l))
	}
	for _, q := range all {
		cells := q.Hit.Passage.Cells()
		for i := range cells {
			cells[i] = zh.Fold(strings.TrimSpace(cells[i]))
		}
		t.rows, t.cells = append(t.rows, q), append(t.cells, cells)
	}
	total := t.totalRow()
	chosen, filtered := t.chosen(total)
	name, value := t.nameColumn(), t.valueColumn(chosen)
	if a.Kind == List {
		if !filtered && !(name >= 0 && t.asks(name)) {
			return nil, false
		}
		return t.read(chosen, name, -1), true
	}
	if value < 0 || a.Some && !filtered || !t.isOfOneRate(chosen) {
		return nil, false
	}
	if a.Kind == Sum && total >= 0 && !filtered {
		chosen = []int{total}
	}
	rows := t.read(chosen, name, value)
	if !filtered && len(chosen) > 1 {
		rows = ofStage(a, rows)
	}
	return rows, true
}

// totalRow is the row that sums the others up, -1 for none.
func (t table) totalRow() int {
	return slices.IndexFunc(t.cells, func(cells []string) bool { return slices.ContainsFunc(cells, isTotal) })
}

// isTotal reports a cell that says that its row sums up, or all of which: 合计, 全县总计.
func isTotal(cell string) bool {
	rest := totals.Without(cell)
	return rest != cell && (rest == "" || strings.HasPrefix(rest, "全"))
}

// chosen are the rows that the question names by a cell, or by a label that asks whether; else all but the total.
func (t table) chosen(total int) (rows []int, filtered bool) {
	for j := range t.labels {
		var named []int
		for i, cells := range t.cells {
			if i != total && j < len(cells) && t.names(j, cells[j]) {
				named = append(named, i)
			}
		}
		if len(named) > 0 && len(named) < len(t.cells) && (!filtered || len(named) < len(rows)) {
			rows, filtered = named, true
		}
	}
	if filtered {
		return rows, true
	}
	for i := range t.cells {
		if i != total {
			rows = append(rows, i)
		}
	}
	return rows, false
}

// names reports that the question names a cell, or asks for those of which the label says so.
func (t table) names(column int, cell string) bool {
	if utf8.RuneCountInString(cell) > 1 && strings.ContainsFunc(cell, zh.IsHan) && strings.Contains(t.ask.question, cell) {
		return true
	}
	if !t.asksWhether(column) {
		return false
	}
	if strings.ContainsAny(t.ask.question, "没不未非无") {
		return slices.Contains(no, cell)
	}
	return slices.Contains(yes, cell)
}

// asksWhether reports that a column says yes or no to what the question asks for.
func (t table) asksWhether(column int) bool {
	if share(whether.TrimLeft(t.labels[column]), t.ask.question) == 0 {
		return false
	}
	for _, cells := range t.cells {
		if column < len(cells) && !slices.Contains(yes, cells[column]) && !slices.Contains(no, cells[column]) && cells[column] != "" {
			return false
		}
	}
	return true
}

// nameColumn is the column that says whose each row is: the first of words whose cells all differ, -1 for none.
func (t table) nameColumn() int {
	return slices.IndexFunc(t.labels, func(l string) bool { return t.isName(slices.Index(t.labels, l)) })
}

func (t table) isName(j int) bool {
	seen := map[string]bool{}
	for _, cells := range t.cells {
		if j >= len(cells) || seen[cells[j]] || !strings.ContainsFunc(cells[j], zh.IsHan) {
			return false
		}
		seen[cells[j]] = true
	}
	return true
}

// asks reports that the question names a column.
func (t table) asks(column int) bool { return share(t.labels[column], t.ask.question) > 0 }

// valueColumn is the column of numbers that the question asks for, -1 where none or none in particular is.
func (t table) valueColumn(rows []int) int {
	best, most, several := -1, 0, false
	count, only := 0, -1
	for j, l := range t.labels {
		if serial.In(l) || !t.isNumeric(j, rows) || t.ask.asksPrice() && !price.In(l) {
			continue
		}
		count, only = count+1, j
		score := 2 * share(l, t.ask.question)
		if unit := unitOf(l); unit != "" && asksUnit(t.ask.question, unit) {
			score += 3
		}
		switch {
		case score > most:
			best, most, several = j, score, false
		case score == most:
			several = true
		}
	}
	switch {
	case most > 0 && !several:
		return best
	case count == 1:
		return only
	}
	return -1
}

// isOfOneRate reports that no column says of some of the rows 每月 and of others 每天: those are neither summed up nor compared.
func (t table) isOfOneRate(rows []int) bool {
	for j, l := range t.labels {
		if !strings.Contains(l, "单位") {
			continue
		}
		for _, i := range rows {
			if a, b := t.cell(rows[0], j), t.cell(i, j); a != b && strings.Contains(a+b, "每") {
				return false
			}
		}
	}
	return true
}

// cell is that of a row and a column, "" where the row is too short.
func (t table) cell(i, j int) string {
	if j >= len(t.cells[i]) {
		return ""
	}
	return t.cells[i][j]
}

// isNumeric reports a column that has a number in each of the rows.
func (t table) isNumeric(j int, rows []int) bool {
	return !slices.ContainsFunc(rows, func(i int) bool { return !isAmount(t.cell(i, j)) })
}

// read reads rows: a number without a unit has that of its label.
func (t table) read(rows []int, name, value int) []Row {
	var all []Row
	for _, i := range rows {
		r := Row{Quote: t.rows[i]}
		if name >= 0 {
			r.Name = t.cells[i][name]
		}
		if value >= 0 {
			r.Value = t.cells[i][value]
			if m := amount.FindStringSubmatch(r.Value); m != nil && m[2] == "" {
				r.Value = withUnit(r.Value, t.labels[value])
			}
		}
		all = append(all, r)
	}
	return all
}

// unitOf is the unit that a label states, or implies: 人数.
func unitOf(label string) string {
	if _, unit := zh.CutAside(label); unit != "" {
		return unit
	}
	if found := figures.FindCell("1", label); len(found) == 1 {
		return found[0].Unit
	}
	return ""
}

// withUnit is a number with the unit of its label.
func withUnit(number, label string) string {
	if _, unit := zh.CutAside(label); unit != "" {
		return number + unit
	}
	if found := figures.FindCell(number, label); len(found) == 1 {
		return found[0].String()
	}
	return number
}

// share counts the pairs of a label's characters, its unit left out, that stand in a question.
func share(label, question string) int {
	label, _ = zh.CutAside(label)
	runes := []rune(label)
	n := 0
	for i := 1; i < len(runes); i++ {
		if zh.IsHan(runes[i-1]) && zh.IsHan(runes[i]) && strings.Contains(question, string(runes[i-1:i+1])) {
			n++
		}
	}
	return n
}
