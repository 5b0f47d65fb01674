package chat

import (
	"cmp"
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"wence/retrieval"
	"wence/retrieval/figures"
	"wence/retrieval/place"
	"wence/retrieval/zh"
)

// How much a feature counts by where it stands, seen from a sentence.
const (
	inHeading = 0.8 // in a heading over the passage: 班主任津贴 over "每月不低于…"
	inPassage = 0.5
	inTitle   = 0.5
)

// Bounds of quotes in characters.
const (
	longQuote = 180 // a sentence above it is quoted in part
	listQuote = 420 // most of a list that is quoted whole
)

// smallQuestion is how many features a question has that says little of what it wants: 补贴多少钱.
const smallQuestion = 3

// A candidate is a stretch of a passage that may answer.
type candidate struct {
	hit     retrieval.Hit
	quote   string // verbatim from the passage
	say     string // what is said instead of the quote, where the answer is about the notice itself; "" = the quote
	heading string // the heading that says what the quote is about, where the quote does not; "" = none
	signals Signals
	score   float64 // higher = better sentence
	answers float64 // probability that it answers
	figure  bool    // it holds a figure of the wanted kind
	covers  cover   // features in the sentence or the headings over it
}

// An extractor finds the sentences that answer one question.
type extractor struct {
	understanding
	features []feature // weighed
	weights  Weights
	places   *place.Gazetteer
	seen     []bool  // which features stand in a passage that was found
	topScore float64 // of the best passage
}

// extract ranks the sentences of the passages that were found, best first.
func (s *Service) extract(ctx context.Context, u understanding, found retrieval.Result) ([]candidate, error) {
	x := extractor{understanding: u, features: weigh(u.features, found.IDF), weights: s.opt.Weights, places: u.ground.places}
	hits := u.named.only(found.Hits)
	if len(hits) > 0 {
		x.topScore = hits[0].Score
	}
	x.seen = seenIn(x.features, hits)
	withoutSeams(x.features, x.seen)
	var all []candidate
	for _, h := range hits {
		all = append(all, x.candidates(h)...)
	}
	if err := s.compare(ctx, u, all); err != nil {
		return nil, err
	}
	measureGaps(all)
	for i := range all {
		all[i].score = all[i].signals.sum(x.weights.Rank)
		all[i].answers = probability(all[i].signals.sum(x.weights.Answer))
	}
	slices.SortStableFunc(all, func(a, b candidate) int { return cmp.Compare(b.score, a.score) })
	return all, nil
}

// measureGaps sets how far each sentence stays behind the one that covers most of the question.
func measureGaps(all []candidate) {
	best := 0.0
	for _, c := range all {
		best = max(best, c.signals[sigCoverage])
	}
	for i := range all {
		all[i].signals[sigGap] = best - all[i].signals[sigCoverage]
	}
}

// seenIn says which features stand in a passage that was found, or over it.
func seenIn(features []feature, hits []retrieval.Hit) []bool {
	seen := make([]bool, len(features))
	for _, h := range hits {
		text := searchable(strings.Join(retrieval.IndexFields(h.Notice, h.Passage), "\n"))
		for i, ok := range coverOf(features, text) {
			seen[i] = seen[i] || ok
		}
	}
	return seen
}

// compare sets how similar each sentence, under its headings, is to the question.
func (s *Service) compare(ctx context.Context, u understanding, all []candidate) error {
	texts := make([]string, len(all))
	for i, c := range all {
		texts[i] = strings.Join(c.hit.Passage.Headings, "\n") + "\n" + c.quote
	}
	question, err := s.opt.Similar.EmbedQuery(ctx, u.text)
	if err != nil {
		return fmt.Errorf("compare sentences: %w", err)
	}
	vectors, err := s.opt.Similar.EmbedDocuments(ctx, texts)
	if err != nil {
		return fmt.Errorf("compare sentences: %w", err)
	}
	for i, v := range vectors {
		all[i].signals[sigCosine] = dot(question, v)
	}
	return nil
}

func dot(a, b []float32) float64 {
	sum := 0.0
	for i := range min(len(a), len(b)) {
		sum += float64(a[i]) * float64(b[i])
	}
	return sum
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
		return []candidate{x.judge(h, p.Text, x.findInRow(p), around)}
	}
	var all []candidate
	for _, s := range sentencesOf(p.Text) {
		text := p.Text[s.Start:s.End]
		c := x.judge(h, text, x.find(text), around)
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

// judge reads the signals of one sentence, or of a table row. found are the figures in it that answer, by their place
// in its words.
func (x extractor) judge(h retrieval.Hit, quote string, found []figures.Figure, around surroundings) candidate {
	reading := candidate{hit: h, quote: quote}.words()
	text := searchable(reading)
	c := candidate{hit: h, quote: quote, covers: coverOf(x.features, text)}
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
		g[sigNear], g[sigRate], g[sigBound] = best.near, best.rate, best.bound
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
	rate  float64 // see asked.rate
	bound float64 // see asked.bound
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
		this := fit{rate: x.rate(f), bound: x.bound(f)}
		near := coverOf(x.features, searchable(reading[clauses[max(at-1, 0)].Start:clauses[at].End]))
		for i, w := range x.features {
			if near[i] {
				this.near += w.weight / total
			}
		}
		if !ok || this.near+this.rate+this.bound > best.near+best.rate+best.bound {
			best, ok = this, true
		}
	}
	return best, ok
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
	if announcesList(text) || x.want == wantList || x.want == wantProcedure {
		if list := listAround(p.Text, s); utf8.RuneCountInString(list) <= listQuote {
			return list
		}
	}
	if utf8.RuneCountInString(text) <= longQuote {
		return strings.TrimSpace(text)
	}
	return strings.TrimSpace(x.window(text))
}

// listAround is the list that a sentence announces or is an item of, with the line that stands over it; where there is
// none, the sentence and what follows it in the passage.
func listAround(text string, s zh.Span) string {
	start := s.Start
	for start > 0 {
		line := strings.LastIndexByte(text[:start-1], '\n') + 1
		if !listMark.MatchString(text[start:]) || line == start {
			break
		}
		start = line
	}
	return strings.TrimSpace(text[start:])
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
			if len(x.find(part)) > 0 {
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
