package eval

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"text/tabwriter"
)

// A Report is the outcome of a run.
type Report struct{ Outcomes []Outcome }

// A Tally counts cases and those that passed.
type Tally struct {
	Cases  int `json:"cases"`
	Passed int `json:"passed"`
}

// Rate is the share that passed in per cent, 0 without cases.
func (t Tally) Rate() float64 {
	if t.Cases == 0 {
		return 0
	}
	return 100 * float64(t.Passed) / float64(t.Cases)
}

func (t *Tally) add(o Outcome) {
	t.Cases++
	if o.Fault == "" {
		t.Passed++
	}
}

// Answerable tallies the cases that the notices answer.
func (r Report) Answerable() Tally {
	return r.count(func(c Case) bool { return c.Answerable })
}

// Unanswerable tallies the cases that must be declined.
func (r Report) Unanswerable() Tally {
	return r.count(func(c Case) bool { return !c.Answerable })
}

// Wrong counts the answers that were given and are wrong, of all cases.
func (r Report) Wrong() Tally {
	t := Tally{Cases: len(r.Outcomes)}
	for _, o := range r.Outcomes {
		if o.Given() && o.Fault != "" {
			t.Passed++
		}
	}
	return t
}

// Seen counts the answerable cases that were answered right, or whose evidence was shown as related.
func (r Report) Seen() Tally {
	var t Tally
	for _, o := range r.Outcomes {
		if !o.Case.Answerable {
			continue
		}
		if t.Cases++; o.Fault == "" || !o.Given() && o.Shown {
			t.Passed++
		}
	}
	return t
}

// Confident tallies the answers given with at least a confidence: how many of them are right.
func (r Report) Confident(from float64) Tally {
	var t Tally
	for _, o := range r.Outcomes {
		if o.Given() && o.Answer.Meta.Confidence >= from {
			t.add(o)
		}
	}
	return t
}

// Failed counts the cases that did not pass.
func (r Report) Failed() int {
	n := 0
	for _, o := range r.Outcomes {
		if o.Fault != "" {
			n++
		}
	}
	return n
}

// count tallies the cases that are of a kind.
func (r Report) count(of func(Case) bool) Tally {
	var t Tally
	for _, o := range r.Outcomes {
		if of(o.Case) {
			t.add(o)
		}
	}
	return t
}

// By tallies the cases by a property, such as their style.
func (r Report) By(property func(Case) string) map[string]Tally {
	return r.by(func(o Outcome) string { return property(o.Case) })
}

func (r Report) by(property func(Outcome) string) map[string]Tally {
	all := map[string]Tally{}
	for _, o := range r.Outcomes {
		t := all[property(o)]
		t.add(o)
		all[property(o)] = t
	}
	return all
}

// WriteText writes the figures, and each case that did not pass with its reason.
func (r Report) WriteText(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
	row := func(name string, tally Tally) {
		fmt.Fprintf(t, "%s\t%d/%d\t%.1f %%\n", name, tally.Passed, tally.Cases, tally.Rate())
	}
	for _, o := range r.Outcomes {
		if o.Fault != "" {
			fmt.Fprintf(t, "✗ %s\t%s\t%s\n", o.Case.ID, o.Case.Question, o.Fault)
		}
	}
	fmt.Fprintln(t)
	for _, each := range r.rows() {
		row(each.Name, each.Tally)
	}
	for _, by := range []struct {
		name     string
		property func(Case) string
	}{{"类别", func(c Case) string { return c.Kind }}, {"问法", func(c Case) string { return c.Style }}, {"归类", func(c Case) string { return c.Class }}} {
		tallies := r.By(by.property)
		if delete(tallies, ""); len(tallies) == 0 {
			continue
		}
		fmt.Fprintln(t)
		for _, name := range slices.SortedFunc(maps.Keys(tallies), cmp.Compare[string]) {
			row(by.name+" "+name, tallies[name])
		}
	}
	return t.Flush()
}

// sure is the confidence from which at least nine answers in ten are to be right.
const sure = 0.9

// summary is the report's JSON form.
type summary struct {
	Answerable   Tally            `json:"answerable"`
	Unanswerable Tally            `json:"unanswerable"`
	Wrong        Tally            `json:"wrong"`     // "passed" counts the answers that are wrong
	Seen         Tally            `json:"seen"`      // right, or the evidence shown as related
	Confident    Tally            `json:"confident"` // answers of confidence 0.9 and more
	ByKind       map[string]Tally `json:"by_kind"`
	ByStyle      map[string]Tally `json:"by_style"`
	ByClass      map[string]Tally `json:"by_class"`
	Outcomes     []Outcome        `json:"outcomes"`
}

// WriteJSON writes the report as one object.
func (r Report) WriteJSON(w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(summary{
		Answerable: r.Answerable(), Unanswerable: r.Unanswerable(), Wrong: r.Wrong(), Seen: r.Seen(), Confident: r.Confident(sure),
		ByKind:   r.By(func(c Case) string { return c.Kind }),
		ByStyle:  r.By(func(c Case) string { return c.Style }),
		ByClass:  r.By(func(c Case) string { return c.Class }),
		Outcomes: r.Outcomes,
	})
}
