package tally

import (
	"slices"
	"strings"
	"unicode/utf8"

	"wence/chat/evidence"
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

// cell is that of a row and a column, "" where the row is too short.
func (t table) cell(i, j int) string {
	if j >= len(t.cells[i]) {
		return ""
	}
	return t.cells[i][j]
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
