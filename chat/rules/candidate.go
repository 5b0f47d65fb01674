package rules

import (
	"slices"
	"unicode/utf8"

	"wence/retrieval"
	"wence/retrieval/figures"
	"wence/retrieval/zh"
)

// How much a feature counts by where it stands, seen from a sentence.
const (
	inHeading = 0.8 // in a heading over the passage: 班主任津贴 over "每月不低于…"
	inPassage = 0.5
	inTitle   = 0.5
)

// smallQuestion is how many features a question has that says little of what it wants: 补贴多少钱.
const smallQuestion = 3

// fewestNear is the share of the features that must stand around a figure for it to be said of the subject.
const fewestNear = 0.05

// A candidate is a stretch of a passage that may answer.
type candidate struct {
	hit     retrieval.Hit
	quote   string // verbatim from the passage
	say     string // what is said instead of the quote, where the answer is about the notice itself; "" = the quote
	brief   string // the part of the quote that is said; "" = all of it
	heading string // the heading that says what the quote is about, where the quote does not; "" = none
	signals Signals
	score   float64 // higher = better sentence
	answers float64 // probability that it answers
	figure  bool    // it holds a figure of the wanted kind
	tight   float64 // see fit.tight
	covers  cover   // features in the sentence or the headings over it
	astray  bool    // it tells of another year, or lacks what a sentence must hold to answer
}

// surroundings say which features stand around a sentence.
type surroundings struct{ headings, passage, title cover }

// judge reads the signals of one sentence, or of a table row. found are the figures in it that answer, by their place
// in its words.
func (x extractor) judge(h retrieval.Hit, quote string, found []figures.Figure, around surroundings) candidate {
	reading := candidate{hit: h, quote: quote}.words()
	text := searchable(reading)
	c := candidate{hit: h, quote: quote, covers: coverOf(x.features, text)}
	c.astray = x.isOfOtherYear(h.Notice, reading)
	g := &c.signals
	total := max(mass(x.features), 1e-9)
	for i, f := range x.features {
		share := f.weight / total
		switch {
		case c.covers[i]:
			g[sigOwn] += share
			g[sigCoverage] += share
		case around.headings[i]:
			c.covers[i], c.heading = true, nearestHeading(h.Passage, f)
			g[sigCoverage] += inHeading * share
		case around.passage[i]:
			g[sigCoverage] += inPassage * share
		case around.title[i]:
			g[sigCoverage] += inTitle * share
		default:
			g[sigMissing] = max(g[sigMissing], share)
			if f.topic {
				g[sigTopic] = max(g[sigTopic], share)
			}
			if x.seen[i] {
				g[sigElsewhere] = max(g[sigElsewhere], share)
			}
		}
	}
	g[sigBias] = 1
	g[sigPlace], g[sigLocal] = x.placeOf(reading), truth(!x.region.IsZero() && h.Notice.Region.ID == x.region.ID)
	g[sigRank] = h.Score / max(x.topScore, 1e-9)
	g[sigFirst] = truth(h.Score == x.topScore)
	g[sigMatched] = h.Matched
	g[sigRun] = float64(commonRun(x.text, text)) / 8
	g[sigFront] = truth(h.Passage.Locator == "" && len(h.Passage.Headings) == 0 && h.Passage.Seq == 1)
	g[sigList] = truth(x.want == wantList && announcesList(quote))
	g[sigSmall] = truth(len(x.features) <= smallQuestion)
	if x.want.figurative() {
		best, ok := x.bestFigure(reading, found)
		c.figure = ok
		g[sigFigures], g[sigFigure], g[sigNoFigure] = 1, truth(ok), truth(!ok)
		c.tight = best.tight
		c.astray = c.astray || ok && best.near < fewestNear && h.Passage.Columns == nil
		g[sigNear], g[sigRate], g[sigBound], g[sigKin] = best.near, best.rate, best.bound, best.kin
	}
	return c
}

// placeOf says whether a sentence speaks of the place asked about: 1 when it names it, -1 when it names others only.
func (x extractor) placeOf(reading string) float64 {
	if x.region.IsZero() {
		return 0
	}
	verdict := 0.0
	for _, m := range x.places.Find(reading) {
		r := retrieval.RegionOf(m.Candidates[0])
		switch {
		case r.ID == x.region.ID || x.region.AppliesAt(r):
			return 1
		case !r.AppliesAt(x.region):
			verdict = -1
		}
	}
	return verdict
}

// nearestHeading is the innermost heading over a passage that holds a feature.
func nearestHeading(p retrieval.Passage, f feature) string {
	for _, heading := range slices.Backward(p.Headings) {
		if coverOf([]feature{f}, searchable(heading))[0] {
			return heading
		}
	}
	return ""
}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// A fit says how well a figure of the wanted kind fits the question.
type fit struct {
	near  float64 // share of the features in its clause and the one before
	tight float64 // the same of its clause alone
	rate  float64 // see asked.rate
	bound float64 // see asked.bound
	kin   float64 // see kinship
}

// governed is the last clause that a figure's clause speaks for: one that stands alone (到2027年,) speaks for the next,
// and at the beginning for the whole sentence.
func governed(clauses []zh.Span, reading string, at int) int {
	const short = 10 // characters
	if at+1 < len(clauses) && utf8.RuneCountInString(reading[clauses[at].Start:clauses[at].End]) <= short {
		if at == 0 {
			return len(clauses) - 1
		}
		return at + 1
	}
	return at
}

// bestFigure is the fit of the figure that fits best; ok is false where none is of the wanted kind.
func (x extractor) bestFigure(reading string, found []figures.Figure) (best fit, ok bool) {
	clauses := clausesOf(reading)
	total := max(mass(x.features), 1e-9)
	for _, f := range found {
		at := slices.IndexFunc(clauses, func(s zh.Span) bool { return f.Start < s.End })
		if at < 0 {
			continue
		}
		around := searchable(reading[clauses[max(at-1, 0)].Start:clauses[governed(clauses, reading, at)].End])
		if things := x.counted(); len(things) > 0 && !slices.Contains(coverOf(things, around), true) {
			continue
		}
		this := fit{rate: x.rate(f), bound: x.bound(f), kin: x.kinship(reading, clauses, at)}
		near := coverOf(x.features, around)
		tight := coverOf(x.features, searchable(reading[clauses[at].Start:clauses[at].End]))
		for i, w := range x.features {
			if near[i] {
				this.near += w.weight / total
			}
			if tight[i] {
				this.tight += w.weight / total
			}
		}
		if !ok || this.near+this.rate+this.bound+this.kin > best.near+best.rate+best.bound+best.kin {
			best, ok = this, true
		}
	}
	return best, ok
}
