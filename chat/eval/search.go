package eval

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"wence/chat"
	"wence/retrieval"
	"wence/retrieval/lexical"
	"wence/retrieval/zh"
)

// A Finder lists passages for a question as the endpoint does; *chat.Service does.
type Finder interface {
	Search(ctx context.Context, q chat.Question, limit int) ([]retrieval.Hit, error)
}

// An Index finds passages by words alone; a retrieval.Store does.
type Index interface {
	Find(ctx context.Context, p retrieval.Probe) (retrieval.Findings, error)
}

// deepest is how many passages are looked through.
const deepest = 20

// depths are those that a report tells.
var depths = []int{1, 5, deepest}

// A Sought is what a search found for one answerable case: the rank, from 1, of the first passage that holds evidence, 0
// where none of the first deepest does. Plain is that of BM25 over the question alone.
type Sought struct {
	Case  Case     `json:"case"`
	Rank  int      `json:"rank"`
	Plain int      `json:"bm25_rank"`
	First []string `json:"first"` // the best passages, "source locator", for a person
}

// A SearchReport is the outcome of a search run.
type SearchReport struct{ All []Sought }

// RunSearch searches for all answerable cases, in order.
func RunSearch(ctx context.Context, finder Finder, index Index, cases []Case) (SearchReport, error) {
	var r SearchReport
	for _, c := range cases {
		if !c.Answerable {
			continue
		}
		q := c.Asked()
		q.History = nil
		hits, err := finder.Search(ctx, q, deepest)
		if err != nil {
			return r, fmt.Errorf("case %s: %w", c.ID, err)
		}
		s := Sought{Case: c}
		for i, h := range hits {
			if s.Rank == 0 && c.heldBy(h.Notice, h.Passage) {
				s.Rank = i + 1
			}
			if i < 5 {
				s.First = append(s.First, strings.TrimSpace(h.Notice.Source+" "+h.Passage.Locator))
			}
		}
		plain, err := index.Find(ctx, retrieval.Probe{Query: lexical.ParseQuery(zh.Fold(c.Question)), Limit: deepest})
		if err != nil {
			return r, fmt.Errorf("case %s: %w", c.ID, err)
		}
		s.Plain = 1 + slices.IndexFunc(plain.Candidates, func(f retrieval.Candidate) bool { return c.heldBy(f.Notice, f.Passage) })
		r.All = append(r.All, s)
	}
	return r, nil
}

// heldBy reports that a passage of one of the case's notices holds at least half of one piece of evidence. Without
// evidence the notice suffices.
func (c Case) heldBy(n retrieval.Notice, p retrieval.Passage) bool {
	if len(c.Notices) > 0 && !slices.Contains(c.Notices, n.Source) {
		return false
	}
	text := squeeze(p.Text)
	return len(c.Evidence) == 0 || slices.ContainsFunc(c.Evidence, func(e string) bool {
		return holdsRow(p.Text, e) || 2*shared(text, squeeze(e)) >= 1
	})
}

// shared is the share of the evidence's runs of fewestShared characters that stand in the text; of shorter evidence, all
// or nothing.
func shared(text, evidence string) float64 {
	runes := []rune(evidence)
	n := max(len(runes)-fewestShared+1, 1)
	held := 0
	for i := range n {
		if strings.Contains(text, string(runes[i:min(i+fewestShared, len(runes))])) {
			held++
		}
	}
	return float64(held) / float64(n)
}

// Within counts the cases whose evidence stands in the first k passages, and how many of them BM25 alone finds there.
func (r SearchReport) Within(k int) (found, plain Tally) {
	for _, s := range r.All {
		found.count(0 < s.Rank && s.Rank <= k)
		plain.count(0 < s.Plain && s.Plain <= k)
	}
	return found, plain
}

func (t *Tally) count(passed bool) {
	t.Cases++
	if passed {
		t.Passed++
	}
}

// WriteText writes the figures, and each case whose evidence is not among the first passages.
func (r SearchReport) WriteText(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
	for _, s := range r.All {
		if s.Rank == 0 {
			fmt.Fprintf(t, "✗ %s\t%s\t前%d段没有依据\n", s.Case.ID, s.Case.Question, deepest)
		}
	}
	fmt.Fprintf(t, "\n依据所在\t检索\t\t只用BM25\t\n")
	for _, k := range depths {
		found, plain := r.Within(k)
		fmt.Fprintf(t, "前%d段\t%d/%d\t%.1f %%\t%d/%d\t%.1f %%\n", k, found.Passed, found.Cases, found.Rate(), plain.Passed, plain.Cases, plain.Rate())
	}
	return t.Flush()
}

// WriteJSON writes the report as one object.
func (r SearchReport) WriteJSON(w io.Writer) error {
	type depth struct {
		Passages int   `json:"passages"`
		Found    Tally `json:"found"`
		BM25     Tally `json:"bm25"`
	}
	var all struct {
		Depths []depth  `json:"depths"`
		Cases  []Sought `json:"cases"`
	}
	for _, k := range depths {
		found, plain := r.Within(k)
		all.Depths = append(all.Depths, depth{k, found, plain})
	}
	all.Cases = r.All
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(all)
}
