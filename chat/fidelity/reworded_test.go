package fidelity_test

import (
	"strings"
	"testing"

	"wence/chat/fidelity"
	"wence/chat/verifytest"
	"wence/retrieval"
)

// TestRewordings holds sentences of careful replies, and false ones beside them, against the passages they were written
// on. A passage that is a table's row is written as label:cell;label:cell.
func TestRewordings(t *testing.T) {
	b := newBench(t)
	for _, row := range verifytest.Rows(t, "testdata/rewordings.tsv", 4) {
		t.Run(row[1]+"/"+row[3], func(t *testing.T) {
			cited := []*fidelity.Source{fidelity.NewSource(retrieval.Hit{
				Passage: passageOf(row[2]), Validity: retrieval.Validity{State: retrieval.InForce},
			})}
			faults := append(b.checker.Unsupported(row[3], cited), b.checker.Doubts(row[3], cited)...)
			if (len(faults) == 0) != (row[0] == "true") {
				t.Errorf("it is %s; faults: %v", row[0], faults)
			}
		})
	}
}

// passageOf is a passage as a test writes it.
func passageOf(text string) retrieval.Passage {
	if !strings.Contains(text, ":") || strings.Contains(text, "。") {
		return retrieval.Passage{Text: text}
	}
	var p retrieval.Passage
	var cells []string
	for part := range strings.SplitSeq(text, ";") {
		label, cell, _ := strings.Cut(part, ":")
		p.Columns, cells = append(p.Columns, label), append(cells, cell)
	}
	p.Text = strings.Join(cells, "\t")
	return p
}
