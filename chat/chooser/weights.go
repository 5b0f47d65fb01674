package chooser

import (
	_ "embed"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Weights are what the choice has learned: what each signal counts by itself, in log-odds, and hidden units, which weigh several
// together. Without units it is a linear choice.
type Weights struct {
	Linear Signals
	Hidden []Unit
}

// A Unit adds Out times the hyperbolic tangent of a sum of signals.
type Unit struct {
	In  Signals
	Out float64
}

// score is the log-odds of signals against those of "none of them".
func (w Weights) score(s *Signals) float64 {
	total := dot(w.Linear[:], s[:])
	for i := range w.Hidden {
		total += w.Hidden[i].Out * math.Tanh(dot(w.Hidden[i].In[:], s[:]))
	}
	return total
}

//go:embed weights.tsv
var weightsTSV string

// LoadWeights reads the weights that the program carries. `wence train` makes their file.
func LoadWeights() (Weights, error) { return parseWeights(weightsTSV) }

// linearRow begins the row of the linear sum; those of the units begin with Out.
const linearRow = "linear"

// parseWeights reads a header that names the signals, the row of the linear sum and one for each unit.
func parseWeights(text string) (Weights, error) {
	var w Weights
	var rows int
	for i, line := range strings.Split(strings.TrimSpace(text), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		if err := w.addRow(rows, strings.Split(line, "\t")); err != nil {
			return w, fmt.Errorf("weights line %d: %w", i+1, err)
		}
		rows++
	}
	if rows < 2 {
		return w, errors.New("weights: no linear sum")
	}
	return w, nil
}

// addRow adds what the n-th row holds, from 0 on.
func (w *Weights) addRow(n int, cells []string) error {
	if n == 0 {
		if !slices.Equal(cells[1:], signalNames[:]) {
			return errors.New("other signals than the program's")
		}
		return nil
	}
	if len(cells) != 1+int(signals) || (n == 1) != (cells[0] == linearRow) {
		return fmt.Errorf("%d values behind %q", len(cells)-1, cells[0])
	}
	var in Signals
	var err error
	for i := range in {
		if in[i], err = strconv.ParseFloat(cells[i+1], 64); err != nil {
			return err
		}
	}
	if n == 1 {
		w.Linear = in
		return nil
	}
	out, err := strconv.ParseFloat(cells[0], 64)
	w.Hidden = append(w.Hidden, Unit{In: in, Out: out})
	return err
}

// String writes the weights as their file holds them, behind comments.
func (w Weights) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "out\t%s\n", strings.Join(signalNames[:], "\t"))
	write := func(name string, in Signals) {
		b.WriteString(name)
		for _, v := range in {
			fmt.Fprintf(&b, "\t%.4g", v)
		}
		b.WriteByte('\n')
	}
	write(linearRow, w.Linear)
	for _, u := range w.Hidden {
		write(fmt.Sprintf("%.4g", u.Out), u.In)
	}
	return b.String()
}
