package chooser

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
)

// Weights say what each signal counts, in log-odds.
type Weights Signals

//go:embed weights.tsv
var weightsTSV string

// LoadWeights reads the weights that the program carries. `wence train` makes their file.
func LoadWeights() (Weights, error) { return parseWeights(weightsTSV) }

func parseWeights(text string) (Weights, error) {
	var w Weights
	seen := map[string]bool{}
	for i, line := range strings.Split(strings.TrimSpace(text), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		name, value, _ := strings.Cut(line, "\t")
		at := -1
		for s, n := range signalNames {
			if n == name {
				at = s
			}
		}
		weight, err := strconv.ParseFloat(value, 64)
		if at < 0 || err != nil || seen[name] {
			return w, fmt.Errorf("weights line %d: %q cannot be read", i+1, line)
		}
		w[at], seen[name] = weight, true
	}
	if len(seen) != int(signals) {
		return w, fmt.Errorf("weights: %d signals instead of %d", len(seen), signals)
	}
	return w, nil
}

// String writes the weights as their file holds them, behind comments.
func (w Weights) String() string {
	var b strings.Builder
	for i, name := range signalNames {
		fmt.Fprintf(&b, "%s\t%.4f\n", name, w[i])
	}
	return b.String()
}

// String lists the signals that are not zero.
func (s Signals) String() string {
	var parts []string
	for i, v := range s {
		if v != 0 && signal(i) != sigBias {
			parts = append(parts, fmt.Sprintf("%s=%.2f", signalNames[i], v))
		}
	}
	return strings.Join(parts, " ")
}
