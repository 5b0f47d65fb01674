package verifytest

import (
	"regexp"
	"strings"

	"wence/retrieval/zh"
)

// A sentence of a passage, as the rules see it.
type sentence struct {
	text     string // in the normal form, without list marks
	raw      string // as it stands in the passage
	cite     int
	evidence string // of its passage, in the normal form
}

var (
	listMark = regexp.MustCompile(`^(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|\d{1,2}[.、]|第[一二三四五六七八九十百]+条)\s*`)
	figured  = regexp.MustCompile(`\d|(?:[零一二三四五六七八九十百千万两]+)(?:元|年|个月|名|人|所|次|倍|天|节|篇|岁|个)|百分之`)
	// notRead are lines that rule nothing: telephone numbers, the labels of a notice's head, addresses.
	notRead = regexp.MustCompile(`0\d{3}-\d{7,8}|\b12315\b|索引号|主题分类|标识码|^(?:来源|时间|成文日期|发布日期)|\d{10}|^[A-Z]{2}\d`)
)

// sentences are those of the corpus that hold figures, each with its passage. Telephone numbers are no figures.
func (c *Corpus) sentences() []sentence {
	var all []sentence
	for i, h := range c.Hits {
		evidence := zh.Fold(c.Evidence(h))
		text := h.Passage.Text
		if h.Passage.Columns != nil {
			continue
		}
		for line := range strings.SplitSeq(text, "\n") {
			for _, span := range zh.Sentences(line) {
				raw := strings.TrimSpace(line[span.Start:span.End])
				s := sentence{text: listMark.ReplaceAllString(zh.Fold(raw), ""), raw: raw, cite: i + 1, evidence: evidence}
				if figured.MatchString(s.text) && !notRead.MatchString(s.text) && len(s.text) > 12 {
					all = append(all, s)
				}
			}
		}
	}
	return all
}

// A row is one cell of a table put into words.
type row struct {
	of, label, value, unit string
	cite                   int
	evidence               string
}

var labelUnit = regexp.MustCompile(`^(.*?)\(([^()]*)\)$`)

// rows are the cells of the corpus's tables that hold a number.
func (c *Corpus) rows() []row {
	var all []row
	for i, h := range c.Hits {
		cells := h.Passage.Cells()
		for k := 1; k < len(cells); k++ {
			label, value := zh.Fold(h.Passage.Columns[k]), zh.Fold(cells[k])
			r := row{of: zh.Fold(cells[0]), label: label, value: value, cite: i + 1, evidence: zh.Fold(c.Evidence(h))}
			if g := labelUnit.FindStringSubmatch(label); g != nil {
				r.label, r.unit = g[1], g[2]
			}
			if wholeNumber.MatchString(value) && !wholeNumber.MatchString(r.of) {
				all = append(all, r)
			}
		}
	}
	return all
}

var wholeNumber = regexp.MustCompile(`^\d+(?:\.\d+)?$`)

func (r row) words(value string) string {
	return r.of + "的" + r.label + "为" + value + r.unit + "。"
}
