package web

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"wence/retrieval"
)

// written is a notice of the lines, its tables made of the lines with tabs: the first of each is the head when head says
// so. Its passages are the lines between tables, two at a time, and each row under a head.
func written(lines []string, head bool) (retrieval.Notice, []retrieval.Passage) {
	n := retrieval.Notice{ID: "n", Text: strings.Join(lines, "\n")}
	var passages []retrieval.Passage
	start, open := 0, -1
	for i, text := range lines {
		span := retrieval.Span{Start: start, End: start + len(text)}
		start = span.End + 1
		row := strings.Contains(text, "\t")
		first := row && (i == 0 || !strings.Contains(lines[i-1], "\t"))
		if first {
			n.Tables = append(n.Tables, retrieval.Table{Span: span})
		}
		data := row && head && !first
		if row {
			t := &n.Tables[len(n.Tables)-1]
			r := retrieval.Row{Span: span}
			if data {
				r.Columns = strings.Split(text, "\t")
			}
			t.End, t.Rows = span.End, append(t.Rows, r)
		}
		if strings.TrimSpace(text) == "" {
			continue
		}
		if !data && open >= 0 && !first {
			passages[open].End = span.End
			open = -1
			continue
		}
		p := retrieval.Passage{Span: span, Seq: len(passages) + 1}
		if data {
			p.Columns, open = strings.Split(text, "\t"), -1
		} else {
			open = len(passages)
		}
		passages = append(passages, p)
	}
	for i := range passages {
		passages[i].Text = n.Text[passages[i].Start:passages[i].End]
	}
	return n, passages
}

// shown is all text of the parts, in order.
func shown(all []part) string {
	var b strings.Builder
	for _, p := range all {
		for _, l := range p.Lines {
			b.WriteString(l.Text + strings.Join(l.Cells, " "))
		}
		if p.Table == nil {
			continue
		}
		for _, h := range p.Table.Head {
			b.WriteString(strings.Join(h, " "))
		}
		for _, r := range p.Table.Rows {
			b.WriteString(strings.Join(r.Cells, " "))
		}
	}
	return bare(b.String())
}

func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

func TestPartsPutTablesTogether(t *testing.T) {
	n, passages := written([]string{"计划见下表。", "学校\t人数", "一小\t100", "二小\t200", "自印发之日起施行。"}, true)
	all := parts(n, passages)
	if len(all) != 3 || all[1].Table == nil || all[1].Table.Seq != 2 {
		t.Fatalf("parts %+v", all)
	}
	table := all[1].Table
	if len(table.Head) != 1 || len(table.Rows) != 2 || table.Rows[1].Seq != passages[3].Seq {
		t.Errorf("table %+v", table)
	}
	if got := shown(all); got != bare(n.Text) {
		t.Errorf("shown %q", got)
	}
}

func TestPartsBeginPages(t *testing.T) {
	n, passages := written([]string{"甲", "", "乙", "", "丙", "", "丁", "戊"}, false)
	for i := range passages {
		passages[i].Page = 1 + i/2
	}
	pages := map[int]bool{}
	for _, p := range parts(n, passages) {
		if p.Page > 0 && pages[p.Page] {
			t.Errorf("page %d begins twice", p.Page)
		}
		pages[p.Page] = true
	}
	if !pages[1] || !pages[2] {
		t.Errorf("pages %v", pages)
	}
}

// FuzzParts holds the layout to showing every character of a notice, in order, whatever its lines and tables.
func FuzzParts(f *testing.F) {
	f.Add("甲\n学校\t人数\n一小\t100\n乙\n丙", true)
	f.Add("学校\t人数\n\n一小\t100\t\n\t\n", true)
	f.Add("a\tb\nc", false)
	f.Fuzz(func(t *testing.T, text string, head bool) {
		if !utf8.ValidString(text) {
			t.Skip("notices are valid UTF-8")
		}
		n, passages := written(strings.Split(text, "\n"), head)
		all := parts(n, passages)
		if got, want := shown(all), bare(n.Text); got != want {
			t.Errorf("shown %q, want %q", got, want)
		}
		seen := map[int]bool{}
		for _, p := range all {
			seqs := []int{p.Seq}
			if p.Table != nil {
				seqs = nil
				if p.Table.Seq > 0 {
					seqs = append(seqs, p.Table.Seq)
				}
				for _, r := range p.Table.Rows {
					seqs = append(seqs, r.Seq)
				}
			}
			for _, seq := range seqs {
				if seen[seq] {
					t.Errorf("anchor p%d stands twice", seq)
				}
				seen[seq] = true
			}
		}
		if len(seen) != len(passages) {
			t.Errorf("%d anchors for %d passages", len(seen), len(passages))
		}
	})
}
