package retrieval

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
)

//go:embed weights.tsv
var weightsTSV string

// Weights say how much each signal counts. They are trained: see `wence fuse --help`.
type Weights Signals

// trained are the weights in weights.tsv, which a test reads.
func trained() Weights {
	w, _ := ParseWeights(weightsTSV)
	return w
}

// ParseWeights reads weights as String writes them. The error names the line that cannot be read.
func ParseWeights(text string) (Weights, error) {
	var w Weights
	at := map[string]int{}
	for i, name := range SignalNames {
		at[name] = i
	}
	for n, line := range strings.Split(text, "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name, value, _ := strings.Cut(line, "\t")
		i, known := at[name]
		v, err := strconv.ParseFloat(value, 64)
		if !known || err != nil {
			return w, fmt.Errorf("weights line %d: %q", n+1, line)
		}
		w[i] = v
	}
	return w, nil
}

// String writes the weights, a line each: name, tab, value.
func (w Weights) String() string {
	var b strings.Builder
	for i, name := range SignalNames {
		fmt.Fprintf(&b, "%s\t%.4f\n", name, w[i])
	}
	return b.String()
}
