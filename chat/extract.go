package chat

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"wence/retrieval"
	"wence/retrieval/zh"
)

// How much a feature counts by where it stands, seen from a sentence.
const (
	inHeading = 0.8 // in a heading over the passage: 班主任津贴 over "每月不低于…"
	inPassage = 0.5
	inTitle   = 0.5
)

// Parts of a candidate's score beside its coverage, which runs from 0 to 1. Set by hand on the development set.
const (
	ownWords     = 0.6  // of the features in the sentence itself
	rankShare    = 0.3  // of the passage's score in search
	figureBonus  = 0.25 // a figure of the wanted kind
	figureMalus  = 0.4  // none, where only a figure answers
	figureNear   = 0.4  // of the features in the figure's own clause and its neighbours
	longQuote    = 180  // characters above which a sentence is quoted in part
	listQuote    = 420  // most characters of a list that is quoted whole
	frontPenalty = 0.3  // of a sentence before the text proper: title, addressees
)

// A candidate is a stretch of a passage that may answer.
type candidate struct {
	hit      retrieval.Hit
	quote    string // verbatim from the passage
	score    float64
	coverage float64 // share of the question's features that the sentence holds, its surroundings counting less
	own      float64 // the same of the sentence alone
	figure   bool    // it holds a figure of the wanted kind
	covers   cover   // features in the sentence or the headings over it
}

// An extractor finds the sentences that answer.
type extractor struct {
	asked    asked
	features []feature // weighed
	topScore float64   // of the best passage
}

// extract ranks the sentences of the passages that were found, best first, one a passage or two.
func extract(u understanding, found retrieval.Result) []candidate {
	x := extractor{asked: u.asked, features: weigh(u.features, found.IDF)}
	if len(found.Hits) > 0 {
		x.topScore = found.Hits[0].Score
	}
	var all []candidate
	for _, h := range u.named.only(found.Hits) {
		all = append(all, x.candidates(h)...)
	}
	slices.SortStableFunc(all, func(a, b candidate) int { return cmp.Compare(b.score, a.score) })
	return all
}

// candidates are the sentences of one passage.
func (x extractor) candidates(h retrieval.Hit) []candidate {
	p := h.Passage
	around := surroundings{
		headings: coverOf(x.features, searchable(strings.Join(p.Headings, "\n"))),
		passage:  coverOf(x.features, searchable(p.Reading())),
		title:    coverOf(x.features, searchable(h.Notice.DisplayTitle()+h.Notice.Number)),
	}
	if p.Columns != nil {
		return []candidate{x.judge(h, p.Text, p.Reading(), around)}
	}
	var all []candidate
	for _, s := range sentencesOf(p.Text) {
		text := p.Text[s.Start:s.End]
		c := x.judge(h, text, text, around)
		c.quote = x.quote(p, s)
		all = append(all, c)
	}
	return all
}

var (
	labelLine = regexp.MustCompile(`^[\[【]\s*[\p{Han}\s]{2,10}\s*[\]】]\s*[:]?$`)
	dateLine  = regexp.MustCompile(`^[\d〇零一二三四五六七八九十]{2,4}年\s*[\d一二三四五六七八九十]{1,3}月\s*[\d一二三四五六七八九十]{1,3}日$`)
)

// sentencesOf are the sentences of a passage that can be quoted, white space at their ends left out. A signature's date
// goes with its organ; bare labels, and values without a word, say nothing.
func sentencesOf(text string) []zh.Span {
	var all []zh.Span
	for _, s := range zh.Sentences(text) {
		part := text[s.Start:s.End]
		s.Start += len(part) - len(strings.TrimLeftFunc(part, unicode.IsSpace))
		part = strings.TrimSpace(part)
		s.End = s.Start + len(part)
		switch {
		case dateLine.MatchString(part) && len(all) > 0:
			all[len(all)-1].End = s.End
			continue
		case labelLine.MatchString(part) || !strings.ContainsFunc(part, zh.IsHan):
			continue
		}
		all = append(all, s)
	}
	return all
}

// surroundings say which features stand around a sentence.
type surroundings struct{ headings, passage, title cover }

// judge scores one sentence; reading is its text in words.
func (x extractor) judge(h retrieval.Hit, quote, reading string, around surroundings) candidate {
	c := candidate{hit: h, quote: quote, covers: coverOf(x.features, searchable(reading))}
	total := max(mass(x.features), 1e-9)
	for i, f := range x.features {
		credit := 0.0
		switch {
		case c.covers[i]:
			c.own += f.weight / total
			credit = 1
		case around.headings[i]:
			credit, c.covers[i] = inHeading, true
		case around.passage[i]:
			credit = inPassage
		case around.title[i]:
			credit = inTitle
		}
		c.coverage += credit * f.weight / total
	}
	c.score = c.coverage + ownWords*c.own + rankShare*h.Score/max(x.topScore, 1e-9)
	if x.asked.want.figurative() {
		near := x.nearFigure(reading)
		c.figure = near >= 0
		if c.figure {
			c.score += figureBonus + figureNear*near
		} else {
			c.score -= figureMalus
		}
	}
	if h.Passage.Locator == "" && len(h.Passage.Headings) == 0 && h.Passage.Seq == 1 {
		c.score -= frontPenalty
	}
	return c
}

// nearFigure is the share of the features in the clause of a wanted figure and the clauses beside it; -1 without one.
func (x extractor) nearFigure(reading string) float64 {
	best := -1.0
	clauses := clausesOf(reading)
	total := max(mass(x.features), 1e-9)
	for _, f := range x.asked.find(reading) {
		at := slices.IndexFunc(clauses, func(s zh.Span) bool { return f.Start < s.End })
		if at < 0 {
			continue
		}
		from, to := clauses[max(at-1, 0)].Start, clauses[at].End
		near := coverOf(x.features, searchable(reading[from:to]))
		share := 0.0
		for i, w := range x.features {
			if near[i] {
				share += w.weight / total
			}
		}
		best = max(best, share)
	}
	return best
}

// clausesOf cuts a sentence at its commas and semicolons; a comma inside brackets or a number cuts too, which is near
// enough for telling what stands beside what.
func clausesOf(s string) []zh.Span {
	var all []zh.Span
	start := 0
	for i, r := range s {
		if strings.ContainsRune(",;、\uFF0C\uFF1B", r) && r != '、' {
			all = append(all, zh.Span{Start: start, End: i + utf8.RuneLen(r)})
			start = i + utf8.RuneLen(r)
		}
	}
	if start < len(s) {
		all = append(all, zh.Span{Start: start, End: len(s)})
	}
	return all
}

// quote is what is shown of a sentence: the whole of it; of a very long one the clauses that answer; and where a list
// is asked for or announced, the list.
func (x extractor) quote(p retrieval.Passage, s zh.Span) string {
	text := p.Text[s.Start:s.End]
	if announcesList(text) || x.asked.want == wantList || x.asked.want == wantProcedure {
		if rest := p.Text[s.Start:]; utf8.RuneCountInString(rest) <= listQuote {
			return strings.TrimSpace(rest)
		}
	}
	if utf8.RuneCountInString(text) <= longQuote {
		return strings.TrimSpace(text)
	}
	return strings.TrimSpace(x.window(text))
}

// window is the run of clauses of a long sentence, at most longQuote characters, that holds most of the features and
// the wanted figure.
func (x extractor) window(text string) string {
	clauses := clausesOf(text)
	best, bestScore := text, -1.0
	for i := range clauses {
		for j := i; j < len(clauses); j++ {
			part := text[clauses[i].Start:clauses[j].End]
			n := utf8.RuneCountInString(part)
			if n > longQuote && j > i {
				break
			}
			score := 0.0
			for k, ok := range coverOf(x.features, searchable(part)) {
				if ok {
					score += x.features[k].weight
				}
			}
			if len(x.asked.find(part)) > 0 {
				score += mass(x.features)
			}
			if score -= float64(n) * 1e-4; score > bestScore {
				best, bestScore = part, score
			}
		}
	}
	return best
}

// announcesList reports a sentence that ends with a colon.
func announcesList(s string) bool {
	s = strings.TrimSpace(s)
	return strings.HasSuffix(s, ":") || strings.HasSuffix(s, "\uFF1A")
}
