package evidence

import (
	"slices"
	"strings"
	"unicode/utf8"

	"wence/retrieval/zh"
)

// For is the quote as it is read to who asked a question in the normal form. Of a table's row the figures stay behind
// that are plainly of something else: those under a sibling of the label that the question names. A row of 城区 and 乡镇
// says to a question of 乡镇 no figure of 城区.
func (q Quote) For(question string) string {
	p := q.Hit.Passage
	if p.Columns == nil || question == "" {
		return q.Words()
	}
	cells := p.Cells()
	labels := make([]columnLabel, len(p.Columns))
	for i, l := range p.Columns {
		labels[i] = readLabel(l, question)
	}
	for i := range cells {
		if i > 0 && i < len(labels) && strings.ContainsAny(zh.Fold(cells[i]), "0123456789") && labels[i].isPassedOver(labels) {
			cells[i] = ""
		}
	}
	p.Text = strings.Join(cells, "\t")
	return p.Reading()
}

// A columnLabel is the label of a column, held against a question.
type columnLabel struct {
	parts []string // of its path, without the unit
	unit  string
	asked []string // the parts that the question names
}

// readLabel takes a label apart: 补助/乡镇(元/年) is 补助 and 乡镇, in 元/年.
func readLabel(label, question string) columnLabel {
	label = zh.Fold(label)
	var l columnLabel
	if at := strings.LastIndex(label, "("); at > 0 && strings.HasSuffix(label, ")") {
		label, l.unit = label[:at], label[at:]
	}
	for part := range strings.SplitSeq(label, "/") {
		l.parts = append(l.parts, part)
		if utf8.RuneCountInString(part) > 1 && strings.Contains(question, part) {
			l.asked = append(l.asked, part)
		}
	}
	return l
}

// isPassedOver reports that the question names a sibling of the label and not, or less of, the label itself.
func (l columnLabel) isPassedOver(all []columnLabel) bool {
	return slices.ContainsFunc(all, func(o columnLabel) bool {
		return l.isSibling(o) && o.says() > l.says() && (len(l.asked) == 0 || l.isWithin(o))
	})
}

// isSibling reports labels under one upper label, or in one unit.
func (l columnLabel) isSibling(o columnLabel) bool {
	return l.unit != "" && l.unit == o.unit || len(l.parts) > 1 && len(o.parts) > 1 && l.parts[0] == o.parts[0]
}

// isWithin reports that what the question names of the label it names of the other, too: 寄宿生 of 非寄宿生.
func (l columnLabel) isWithin(o columnLabel) bool {
	for _, part := range l.asked {
		if !slices.ContainsFunc(o.asked, func(s string) bool { return strings.Contains(s, part) }) {
			return false
		}
	}
	return true
}

// says is how much of the label the question names, in bytes.
func (l columnLabel) says() int {
	n := 0
	for _, part := range l.asked {
		n += len(part)
	}
	return n
}
