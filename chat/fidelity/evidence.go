package fidelity

import (
	"strings"

	"wence/retrieval"
	"wence/retrieval/figures"
	"wence/retrieval/zh"
)

// Evidence is all that a citation may bear: the passage in words, the headings over it, and what its notice says of
// itself.
func Evidence(h retrieval.Hit) string {
	n := h.Notice
	lines := append([]string{h.Passage.Reading()}, h.Passage.Headings...)
	lines = append(lines, cellFigures(h.Passage)...)
	lines = append(lines, h.Passage.Text, n.DisplayTitle(), n.Number, n.Issuer, n.Region.Name,
		n.Issued.Chinese(), n.Published.Chinese(), n.Effective.Chinese(), n.Expires.Chinese(), h.Validity.Note, "")
	return strings.Join(lines, "\n")
}

// counted are the things that a table's label counts, whatever unit it gives: 班数(个) counts 班.
var counted = []string{"班", "学位", "人", "名额", "课时", "学时", "节", "所"}

// planned are words of a label over numbers of people that names no unit: 小班计划, 中班插班.
var planned = zh.Words("计划 招生 插班 名额 指标")

// cellFigures are the figures of a table row with the units of their labels: 120 under 元/生/月 is 120元/生/月, and 8
// under 班数(个) is 8个 and 8个班.
func cellFigures(p retrieval.Passage) []string {
	var lines []string
	rate := rateOf(p.Cells())
	for i, cell := range p.Cells() {
		if i >= len(p.Columns) {
			break
		}
		label := p.Columns[i]
		for _, f := range figures.FindCell(cell, label) {
			lines = append(lines, label+":"+f.String(), label+f.String()) // its bound may be in the label: 人数上限
			if rate != "" && f.Kind == figures.Money && f.Per == "" {
				lines = append(lines, label+":"+rate+f.String())
			}
		}
		if strings.Contains(searchable(label), "(个)") {
			lines = append(lines, label+":"+cell+"个")
		}
		if strings.Contains(label, "学位") || planned.In(label[strings.LastIndexAny(label, "((")+1:]) && isNumber(cell) {
			lines = append(lines, label+":"+cell+"人") // a place is one pupil's
		}
		for _, noun := range counted {
			if strings.Contains(label, noun) {
				lines = append(lines, label+":"+cell+"个"+noun)
			}
		}
	}
	return lines
}

// rateOf is the cell of a row that says per what its amounts are: 每生每月. "" where none does.
func rateOf(cells []string) string {
	for _, cell := range cells {
		if found := figures.Find(cell); len(found) == 1 && found[0].Kind == figures.Every && found[0].Text == strings.TrimSpace(cell) {
			return found[0].Text
		}
	}
	return ""
}

// isNumber reports a whole number alone.
func isNumber(cell string) bool { return cell != "" && strings.Trim(cell, "0123456789") == "" }
