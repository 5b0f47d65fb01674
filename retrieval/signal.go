package retrieval

import (
	"math"
	"regexp"
	"slices"
	"strings"

	"wence/retrieval/lexical"
	"wence/retrieval/zh"
)

// Signals are what speaks for or against a passage; SignalNames says what each is.
type Signals [signalCount]float64

// The signals in order.
const (
	sigWords = iota
	sigMeaning
	sigSaid
	sigCoverage
	sigCovered
	sigTitle
	sigHeadings
	sigNamed
	sigOwn
	sigAbove
	sigBelow
	sigUnknown
	sigNames
	sigStale
	sigFront
	sigYear
	signalCount
)

// SignalNames names the signals in weights files and in the parts of a score.
var SignalNames = [signalCount]string{
	sigWords:    "words",    // BM25, as a share of the best candidate's
	sigMeaning:  "meaning",  // cosine, in standard deviations over the question's candidates
	sigSaid:     "said",     // meaning times the largest coverage: where a passage has the question's words, they tell more
	sigCoverage: "coverage", // share of the question's idf mass in the passage, its title and its headings
	sigCovered:  "covered",  // the same, as a share of the best candidate's
	sigTitle:    "title",    // the same in the notice's title alone
	sigHeadings: "headings", // the same in the headings alone
	sigNamed:    "named",    // 1 = the question names the notice
	sigOwn:      "own",      // 1 = of the place asked about
	sigAbove:    "above",    // 1 = of a wider authority
	sigBelow:    "below",    // 1 = of a part of it
	sigUnknown:  "unknown",  // 1 = of a place that is not known
	sigNames:    "names",    // share of the question's names that the passage or its notice bears
	sigStale:    "stale",    // 1 = its notice is known not to apply on the day
	sigFront:    "front",    // 1 = the head of a notice: title, number, whom it is addressed to
	sigYear:     "year",     // 1 = the title names a year of the question, -1 = it names others only
}

// A judge computes the signals of a question's candidates.
type judge struct {
	query   Query
	best    float64                  // BM25 of the best candidate
	said    float64                  // the largest coverage of a candidate
	cosine  func(float64) float64    // standardised
	idf     map[lexical.Term]float64 // of the question's own terms
	mass    float64                  // of all of them
	names   names
	years   []string
	covered map[string]float64 // by text, for titles and headings come again
}

var year = regexp.MustCompile(`(?:19|20)\d\d`)

func newJudge(q Query, text string, found Findings) *judge {
	j := &judge{query: q, cosine: standard(found.Candidates), idf: map[lexical.Term]float64{}, names: namesOf(q), covered: map[string]float64{}}
	for _, c := range found.Candidates {
		j.best, j.said = max(j.best, c.BM25), max(j.said, c.Coverage)
	}
	folded := zh.Fold(text)
	j.years = year.FindAllString(folded, -1)
	for _, t := range lexical.Tokens(folded) {
		if _, known := j.idf[t.Term]; !known {
			j.idf[t.Term] = found.IDF[t.Term]
			j.mass += found.IDF[t.Term]
		}
	}
	return j
}

// signals fills in what the hit says of itself, and gives its signals.
func (j *judge) signals(c Candidate, h *Hit) Signals {
	var s Signals
	if j.best > 0 {
		s[sigWords] = c.BM25 / j.best
	}
	s[sigMeaning], s[sigCoverage] = j.cosine(c.Cosine), c.Coverage
	s[sigSaid] = s[sigMeaning] * j.said
	if j.said > 0 {
		s[sigCovered] = c.Coverage / j.said
	}
	s[sigTitle], s[sigHeadings] = j.share(c.Notice.Title), j.share(strings.Join(c.Passage.Headings, "\n"))
	s[sigNamed] = truth(h.Named)
	if len(j.query.Names) > 0 {
		s[sigNames] = float64(len(h.Names)) / float64(len(j.query.Names))
	}
	s[sigOwn], s[sigAbove] = truth(h.Reach == ReachOwn), truth(h.Reach == ReachAbove)
	s[sigBelow], s[sigUnknown] = truth(h.Reach == ReachBelow), truth(h.Reach == ReachUnknown)
	s[sigStale] = truth(!h.Validity.Current())
	s[sigFront] = truth(c.Passage.Seq == 1 && c.Passage.Locator == "" && c.Passage.Columns == nil)
	s[sigYear] = j.year(c.Notice)
	return s
}

// share is how much of the question's idf mass stands in a text.
func (j *judge) share(text string) float64 {
	if text == "" || j.mass == 0 {
		return 0
	}
	if known, ok := j.covered[text]; ok {
		return known
	}
	seen := map[lexical.Term]bool{}
	sum := 0.0
	for _, t := range lexical.Tokens(zh.Fold(text)) {
		if !seen[t.Term] {
			seen[t.Term] = true
			sum += j.idf[t.Term]
		}
	}
	j.covered[text] = sum / j.mass
	return sum / j.mass
}

// year compares the years of the question with those of a title.
func (j *judge) year(n Notice) float64 {
	titled := year.FindAllString(n.Title, -1)
	switch {
	case len(j.years) == 0 || len(titled) == 0:
		return 0
	case slices.ContainsFunc(j.years, func(y string) bool { return slices.Contains(titled, y) }):
		return 1
	}
	return -1
}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// standard gives the cosines of a question's candidates in standard deviations from their mean; 0 for one that has none.
// Cosines of one question lie close together, and how close differs from question to question.
func standard(candidates []Candidate) func(cosine float64) float64 {
	n, sum, squares := 0.0, 0.0, 0.0
	for _, c := range candidates {
		if c.Cosine != 0 {
			n++
			sum += c.Cosine
			squares += c.Cosine * c.Cosine
		}
	}
	mean := sum / max(n, 1)
	deviation := math.Sqrt(max(squares/max(n, 1)-mean*mean, 0))
	return func(cosine float64) float64 {
		if cosine == 0 || deviation < 1e-6 {
			return 0
		}
		return (cosine - mean) / deviation
	}
}
