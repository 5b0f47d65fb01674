package ingest

import (
	"regexp"
	"strings"

	"wence/retrieval"
	"wence/retrieval/figures"
)

// columnKinds tell what a column of figures rules, by the words of its label.
var columnKinds = []struct {
	label *regexp.Regexp
	kind  retrieval.FactKind
}{
	{regexp.MustCompile(`补助|补贴|津贴|奖励|资助`), retrieval.Subsidy},
	{regexp.MustCompile(`班数|学位|计划|名额|人数|指标|统招|招聘`), retrieval.Quota},
	{regexp.MustCompile(`时间|日期|期限`), retrieval.Deadline},
	{regexp.MustCompile(`费|服务|份数|月数|要求|标准`), retrieval.Requirement},
	{regexp.MustCompile(`目标|完成`), retrieval.Target},
}

// unitInLabel is the unit at the end of a column's label.
var unitInLabel = regexp.MustCompile(`\([^()]*\)$`)

// rowFacts are the rules of a table's row: each cell that is a figure, said of the row's first cell.
func rowFacts(p retrieval.Passage) []retrieval.Fact {
	cells := p.Cells()
	var all []retrieval.Fact
	for i := 1; i < len(cells) && i < len(p.Columns); i++ {
		label := fold(p.Columns[i])
		kind := columnKind(label)
		found := figures.FindCell(cells[i], p.Columns[i])
		if kind == "" || len(found) != 1 {
			continue
		}
		f := found[0]
		all = append(all, retrieval.Fact{
			Seq: p.Seq, Kind: kind, Quote: p.Reading(), Who: rowName(cells) + unitInLabel.ReplaceAllString(label, ""),
			Figure: f.String(), Words: strings.TrimSpace(cells[i]), Low: f.Low, High: f.High, Unit: f.Unit, Per: f.Per,
		})
	}
	return all
}

// rowName is what a row is about: its first cell with words in it.
func rowName(cells []string) string {
	for _, c := range cells {
		if weight(c) > 0 {
			return fold(c)
		}
	}
	return ""
}

func columnKind(label string) retrieval.FactKind {
	for _, c := range columnKinds {
		if c.label.MatchString(label) {
			return c.kind
		}
	}
	return ""
}
