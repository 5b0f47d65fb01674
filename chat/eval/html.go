package eval

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
)

//go:embed report.html
var reportHTML string

var page = template.Must(template.New("report").Parse(reportHTML))

// WriteHTML writes the report as one page: the figures, plots, and each case that did not pass with its answer and the
// passages it cites.
func (r Report) WriteHTML(w io.Writer) error {
	view := struct {
		Rows   []row
		Plots  []template.HTML
		Failed []Outcome
	}{Rows: r.rows()}
	for _, by := range []struct {
		title    string
		property func(Outcome) string
	}{
		{"By kind", func(o Outcome) string { return o.Case.Kind }},
		{"By style", func(o Outcome) string { return o.Case.Style }},
		{"By status given", func(o Outcome) string { return string(o.Answer.Status) }},
	} {
		view.Plots = append(view.Plots, bars(by.title, r.by(by.property)))
	}
	view.Plots = append(view.Plots, calibration(r.Outcomes), tradeoff(r.Outcomes))
	for _, o := range r.Outcomes {
		if o.Fault != "" {
			view.Failed = append(view.Failed, o)
		}
	}
	if err := page.Execute(w, view); err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	return nil
}

// A row is one line of the report's summary.
type row struct {
	Name string
	Tally
}

// rows are the figures that are always reported together.
func (r Report) rows() []row {
	rows := []row{
		{"可答问题答对", r.Answerable()},
		{"不可答问题未误答", r.Unanswerable()},
		{"答错的,占全部", r.Wrong()},
		{"答对或列入相关规定", r.Seen()},
	}
	if t := r.Confident(sure); t.Cases > 0 {
		rows = append(rows, row{"把握0.9以上的回答中答对", t})
	}
	return rows
}
