package rules

import (
	_ "embed"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// A signal is one thing that speaks for or against a sentence's answering a question. The weights file names each.
type signal int

const (
	sigBias      signal = iota // 1
	sigCoverage                // share of the question's features that the sentence or what stands around it holds
	sigOwn                     // the same of the sentence alone
	sigMissing                 // weight of the heaviest feature that stands nowhere, as a share of all
	sigFigure                  // a figure of the wanted kind stands in it, where one is wanted
	sigNoFigure                // none does
	sigNear                    // share of the features around that figure
	sigRank                    // the passage's score in search, as a share of the best
	sigFirst                   // the passage is the best in search
	sigCosine                  // similarity of the question's and the sentence's vectors
	sigMatched                 // share of the question's idf mass that the passage holds
	sigRun                     // longest run of characters that both share, in eighths of 8
	sigFront                   // it stands before the text proper
	sigList                    // it announces a list, where a list is wanted
	sigFigures                 // the question wants a figure
	sigSmall                   // the question has few features
	sigRate                    // the figure has the rate asked for (每月), or -1 another
	sigBound                   // the figure has the bound asked for (最多), or -1 the other
	sigGap                     // how much better another sentence covers the question: the subject stands there, without the figure
	sigElsewhere               // weight of the heaviest feature that stands in other passages and not around this sentence
	sigPlace                   // the sentence names the place asked about; -1: another place and not that
	sigLocal                   // its notice is of the place asked about, not of one above
	sigTopic                   // weight of the heaviest subject of the question that stands neither in the sentence nor around it
	sigKin                     // -1: the figure is said of another of the kin of what the question names
	signals
)

var signalNames = [signals]string{
	"bias", "coverage", "own", "missing", "figure", "no_figure", "near", "rank", "first", "cosine", "matched", "run",
	"front", "list", "wants_figure", "small", "rate", "bound", "gap", "elsewhere", "place", "local", "topic", "kin",
}

// Signals are the values of all signals for one sentence, each about 0 to 1.
type Signals [signals]float64

// Weights turn signals into a score: which sentence is best, and whether the best answers at all.
type Weights struct {
	Rank   Signals // higher sum = better sentence
	Answer Signals // sum is the log-odds that the sentence answers
}

//go:embed weights.tsv
var weightsTSV string

// LoadWeights reads the reviewed weights. `wence train` makes the file.
func LoadWeights() (Weights, error) {
	var w Weights
	seen := 0
	for i, line := range strings.Split(strings.TrimSpace(weightsTSV), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		cols := strings.Split(line, "\t")
		if len(cols) != 3 {
			return w, fmt.Errorf("weights line %d: %d columns instead of 3", i+1, len(cols))
		}
		s := signalNamed(cols[0])
		rank, err1 := strconv.ParseFloat(cols[1], 64)
		answer, err2 := strconv.ParseFloat(cols[2], 64)
		if s < 0 || err1 != nil || err2 != nil {
			return w, fmt.Errorf("weights line %d: %q cannot be read", i+1, line)
		}
		w.Rank[s], w.Answer[s] = rank, answer
		seen++
	}
	if seen != int(signals) {
		return w, fmt.Errorf("weights: %d signals instead of %d", seen, signals)
	}
	return w, nil
}

// String writes the weights as their file holds them.
func (w Weights) String() string {
	var b strings.Builder
	b.WriteString("# What each signal counts: for choosing the sentence, and for deciding that it answers (log-odds).\n# Made by `wence train`; see README, \"Quality\".\n")
	for s, name := range signalNames {
		fmt.Fprintf(&b, "%s\t%.3f\t%.3f\n", name, w.Rank[s], w.Answer[s])
	}
	return b.String()
}

func signalNamed(name string) signal {
	for s, n := range signalNames {
		if n == name {
			return signal(s)
		}
	}
	return -1
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

// sum is the weighted sum of signals.
func (s Signals) sum(weights Signals) float64 {
	total := 0.0
	for i := range s {
		total += s[i] * weights[i]
	}
	return total
}

// probability is the logistic function of log-odds.
func probability(odds float64) float64 { return 1 / (1 + math.Exp(-odds)) }

// commonRun is the length in characters of the longest run that two texts share, at most 8.
func commonRun(a, b string) int {
	const most = 8
	runes := []rune(a)
	best := 0
	for i := range runes {
		for n := best + 1; n <= most && i+n <= len(runes); n++ {
			if !strings.Contains(b, string(runes[i:i+n])) {
				break
			}
			best = n
		}
	}
	return best
}
