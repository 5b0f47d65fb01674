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
	}{{"类别", func(c Case) string { return c.Kind }}, {"问法", func(c Case) string { return c.Style }}} {
		fmt.Fprintln(t)
		tallies := r.By(by.property)
		for _, name := range slices.SortedFunc(maps.Keys(tallies), cmp.Compare[string]) {
			row(by.name+" "+name, tallies[name])
		}
	}
	return t.Flush()
}

// summary is the report's JSON form.
type summary struct {
	Answerable   Tally            `json:"answerable"`
	Unanswerable Tally            `json:"unanswerable"`
	ByKind       map[string]Tally `json:"by_kind"`
	ByStyle      map[string]Tally `json:"by_style"`
	Outcomes     []Outcome        `json:"outcomes"`
}

// WriteJSON writes the report as one object.
func (r Report) WriteJSON(w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(summary{
		Answerable: r.Answerable(), Unanswerable: r.Unanswerable(),
		ByKind:   r.By(func(c Case) string { return c.Kind }),
		ByStyle:  r.By(func(c Case) string { return c.Style }),
		Outcomes: r.Outcomes,
	})
}
