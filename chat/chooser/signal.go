package chooser

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"wence/chat/evidence"
	"wence/chat/reading"
	"wence/retrieval"
	"wence/retrieval/figures"
	"wence/retrieval/zh"
)

// A signal is one thing that speaks for or against a sentence's answering a question.
type signal int

const (
	sigBias        signal = iota // 1
	sigReader                    // the reader's log-odds, within clipped
	sigPassage                   // those of the best sentence of its passage
	sigCosine                    // of the question's and the sentence's vectors, the sentence behind its notice's title
	sigApart                     // how far that is behind the best
	sigScore                     // the passage's score in search
	sigBehind                    // how far that is behind the best
	sigMatched                   // share of the question's idf mass that the passage holds
	sigFirst                     // its passage is the first in search
	sigOwn                       // its notice is of the place asked about
	sigBelow                     // of a part of the place asked about
	sigUnplaced                  // of no known place, though one is asked about
	sigLocal                     // of some place, though none is asked about
	sigNamed                     // its notice is named by the question
	sigOtherNotice               // the question names a stored notice, and not its
	sigUnheld                    // the question names a notice that is not stored
	sigName                      // share of the names in the question (schools, villages) that stand with it
	sigNoName                    // the question has names, and none stands with it
	sigStale                     // its notice does not apply
	sigYear                      // it or its notice speaks of the year asked about
	sigOtherYear                 // it or its notice speaks of other years alone
	sigFigure                    // the question asks for a figure, and it has one
	sigNoFigure                  // the question asks for a figure, and it has none
	sigWanted                    // it has a figure of the kind and unit that the question asks for
	sigUnwanted                  // the question asks for a kind of figure, and it has none of that kind
	sigRow                       // it is a table's row
	sigWords                     // share of the question's pairs of characters that stand in it or over it
	sigOwnWords                  // share of them that stand in it
	sigLength                    // logarithm of its characters
	sigAsked                     // logarithm of the question's characters
	sigPrecision                 // share of its pairs of characters that stand in the question
	sigHeading                   // it is a line without an end: a heading
	sigQuestion                  // it asks
	sigRank                      // logarithm of its passage's place in search
	sigMany                      // logarithm of how many sentences there are
	sigOtherName                 // it has names, and none of those in the question
	sigOtherNaming               // it names another school, town, subject or line than the question
	sigOtherClass                // it is of another stage, subject or rank than the question
	signals
)

var signalNames = [signals]string{
	"bias", "reader", "passage", "cosine", "apart", "score", "behind", "matched", "first", "own", "below", "unplaced", "local", "named", "other_notice", "unheld", "name", "no_name",
	"stale", "year", "other_year", "figure", "no_figure", "wanted", "unwanted", "row", "words",
	"own_words", "length", "asked", "precision", "heading", "question", "rank", "many", "other_name", "other_naming", "other_class",
}

// Signals are the values of all signals for one sentence.
type Signals [signals]float64

// clipped bounds the reader's log-odds: beyond it they say no more.
const clipped = 12

func clip(v float64) float64 { return max(-clipped, min(clipped, v)) }

// signalsOf reads all signals but the reader's; wanted is what the question wants, and top the first hit.
func signalsOf(r reading.Reading, wanted []figures.Figure, q evidence.Quote, top retrieval.Hit) Signals {
	h := q.Hit
	s := Signals{
		sigBias: 1, sigScore: h.Score, sigBehind: top.Score - h.Score, sigMatched: h.Matched, sigFirst: truth(h.Passage.ID == top.Passage.ID),
		sigStale: truth(!h.Validity.Current()), sigRow: truth(h.Passage.Columns != nil),
	}
	s.place(r, h)
	s.names(r, h)
	s.years(r, q)
	s.figures(r, wanted, q)
	s[sigOwnWords] = shared(r.Folded, zh.Fold(q.Words()))
	s[sigLength], s[sigAsked] = math.Log1p(float64(utf8.RuneCountInString(q.Words()))), math.Log1p(float64(utf8.RuneCountInString(r.Folded)))
	s.form(r, q)
	s[sigWords] = shared(r.Folded, zh.Fold(h.Notice.DisplayTitle()+strings.Join(h.Passage.Headings, "")+q.Words()))
	return s
}

// form is what kind of a line the sentence is.
func (s *Signals) form(r reading.Reading, q evidence.Quote) {
	own := zh.Fold(q.Words())
	s[sigPrecision] = shared(own, r.Folded)
	if last, _ := utf8.DecodeLastRuneInString(own); q.Hit.Passage.Columns == nil {
		s[sigHeading], s[sigQuestion] = truth(!strings.ContainsRune("。;!?.", last)), truth(last == '?')
	}
}

// place is where the notice stands to the place asked about.
func (s *Signals) place(r reading.Reading, h retrieval.Hit) {
	switch h.Reach {
	case retrieval.ReachOwn:
		s[sigOwn] = 1
	case retrieval.ReachBelow:
		s[sigBelow] = 1
	case retrieval.ReachUnknown:
		s[sigUnplaced] = 1
	case "":
		s[sigLocal] = truth(len(h.Notice.Region.Path) > 0)
	}
}

// names are what the question names: notices, and schools or villages.
func (s *Signals) names(r reading.Reading, h retrieval.Hit) {
	s[sigNamed], s[sigOtherNotice] = truth(h.Named), truth(!h.Named && len(r.Notices) > 0)
	s[sigUnheld] = truth(len(r.Cited) > 0 && !h.Named)
	if len(r.Names) > 0 {
		s[sigName] = float64(len(h.Names)) / float64(len(r.Names))
		s[sigNoName] = truth(len(h.Names) == 0)
	}
}

// years compares the years asked about with those of the sentence, and where it tells none those of its notice.
func (s *Signals) years(r reading.Reading, q evidence.Quote) {
	asked := r.Years()
	if len(asked) == 0 {
		return
	}
	n := q.Hit.Notice
	told := reading.YearsIn(q.Words())
	if len(told) == 0 {
		told = reading.YearsIn(strings.Join([]string{n.Title, n.Source, string(n.Horizon.From), string(n.Horizon.Until),
			string(n.Issued), string(n.Published), string(n.Effective)}, " "))
	}
	meets := slices.ContainsFunc(asked, func(y int) bool { return slices.Contains(told, y) })
	s[sigYear], s[sigOtherYear] = truth(meets), truth(!meets && len(told) > 0)
}

// shared is the share of a question's pairs of Chinese characters that stand in a text.
func shared(question, text string) float64 {
	pairs, held := 0, 0
	before := rune(0)
	for _, c := range question {
		if zh.IsHan(before) && zh.IsHan(c) {
			pairs++
			if strings.Contains(text, string([]rune{before, c})) {
				held++
			}
		}
		before = c
	}
	return float64(held) / float64(max(pairs, 1))
}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
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
