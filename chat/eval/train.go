package eval

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"wence/chat"
)

// Training of the weights: plain gradient descent, for a few hundred questions and a dozen signals.
const (
	rounds     = 3000
	rate       = 0.5
	rankDecay  = 0.002 // pull towards the weights before, so that few cases do not overturn them
	awardDecay = 0.004
)

// A Judge weighs the sentences that might answer a question; *chat.Service does.
type Judge interface {
	Judge(ctx context.Context, q chat.Question) ([]chat.Judged, error)
}

// A Lesson is one question with the sentences that were weighed for it.
type Lesson struct {
	Sentences  []chat.Judged
	Right      []bool // which of them answer
	Answerable bool
}

// Lessons weighs the sentences of all cases of one part. See right.
func Lessons(ctx context.Context, j Judge, cases []Case) ([]Lesson, error) {
	var all []Lesson
	for _, c := range cases {
		if c.Expect == EachPlaceApart {
			continue // several are right, and one alone is wrong
		}
		sentences, err := j.Judge(ctx, c.Asked())
		if err != nil {
			return nil, fmt.Errorf("case %s: %w", c.ID, err)
		}
		if len(sentences) == 0 {
			continue
		}
		l := Lesson{Sentences: sentences, Answerable: c.Answerable, Right: make([]bool, len(sentences))}
		for i, s := range sentences {
			l.Right[i] = c.Answerable && right(c, s)
		}
		all = append(all, l)
	}
	return all, nil
}

// right reports a sentence that holds evidence, and at least one thing that the case demands: another sentence may hold
// the rest.
func right(c Case, s chat.Judged) bool {
	text := squeeze(s.Reading)
	holds := len(c.Must) == 0
	for _, group := range c.Must {
		holds = holds || slices.ContainsFunc(group, func(m string) bool { return strings.Contains(text, squeeze(m)) })
	}
	return holds && slices.ContainsFunc(c.Evidence, func(e string) bool { return overlap(squeeze(s.Quote), squeeze(e)) })
}

// Train fits weights to the lessons, starting from and held near the given ones: first which sentence is the best of
// its question, then whether the best answers.
func Train(lessons []Lesson, from chat.Weights) chat.Weights {
	w := from
	for range rounds {
		w.Rank = step(w.Rank, rankGradient(lessons, w.Rank), from.Rank, rankDecay)
	}
	best := bests(lessons, w.Rank)
	for range rounds {
		w.Answer = step(w.Answer, answerGradient(best, w.Answer), from.Answer, awardDecay)
	}
	return w
}

func step(w, gradient, from chat.Signals, decay float64) chat.Signals {
	for i := range w {
		w[i] += rate * (gradient[i] - decay*(w[i]-from[i]))
	}
	return w
}

// rankGradient is that of the mean log-likelihood that a right sentence is chosen, by softmax over a question's.
func rankGradient(lessons []Lesson, w chat.Signals) chat.Signals {
	var g chat.Signals
	n := 0
	for _, l := range lessons {
		if !slices.Contains(l.Right, true) {
			continue
		}
		n++
		all, good := softmax(l, w, false), softmax(l, w, true)
		for i, s := range l.Sentences {
			for k := range g {
				g[k] += (good[i] - all[i]) * s.Signals[k]
			}
		}
	}
	return scaled(g, n)
}

// softmax is each sentence's share of the choice; of the right ones only when asked for.
func softmax(l Lesson, w chat.Signals, onlyRight bool) []float64 {
	p := make([]float64, len(l.Sentences))
	sum := 0.0
	for i, s := range l.Sentences {
		if onlyRight && !l.Right[i] {
			continue
		}
		p[i] = math.Exp(5 * dot(s.Signals, w))
		sum += p[i]
	}
	for i := range p {
		p[i] /= sum
	}
	return p
}

// An award is the best sentence of a question and whether it is right.
type award struct {
	signals chat.Signals
	right   bool
}

// bests are the sentences that the weights choose, those without a wanted figure left out: a rule refuses them.
func bests(lessons []Lesson, w chat.Signals) []award {
	var all []award
	for _, l := range lessons {
		best := -1
		for i, s := range l.Sentences {
			if s.Figure && (best < 0 || dot(s.Signals, w) > dot(l.Sentences[best].Signals, w)) {
				best = i
			}
		}
		if best >= 0 {
			all = append(all, award{l.Sentences[best].Signals, l.Right[best]})
		}
	}
	return all
}

// answerGradient is that of the mean log-likelihood of right and wrong. Either kind weighs the same in all.
func answerGradient(awards []award, w chat.Signals) chat.Signals {
	var g chat.Signals
	rights := 0
	for _, a := range awards {
		if a.right {
			rights++
		}
	}
	for _, a := range awards {
		want, weight := 0.0, 0.5/float64(max(1, len(awards)-rights))
		if a.right {
			want, weight = 1, 0.5/float64(max(1, rights))
		}
		miss := want - 1/(1+math.Exp(-dot(a.signals, w)))
		for k := range g {
			g[k] += weight * miss * a.signals[k]
		}
	}
	return g
}

func scaled(g chat.Signals, n int) chat.Signals {
	for k := range g {
		g[k] /= float64(max(1, n))
	}
	return g
}

func dot(a, b chat.Signals) float64 {
	sum := 0.0
	for k := range a {
		sum += a[k] * b[k]
	}
	return sum
}

// Choice tells how well weights choose: of the lessons that can be answered, those in which a right sentence was
// weighed at all, and those in which it was chosen.
type Choice struct{ Answerable, Found, Chosen int }

// Choose tallies the lessons.
func Choose(lessons []Lesson, w chat.Weights) Choice {
	var c Choice
	for _, l := range lessons {
		if !l.Answerable {
			continue
		}
		c.Answerable++
		if !slices.Contains(l.Right, true) {
			continue
		}
		c.Found++
		best := 0
		for i, s := range l.Sentences {
			if dot(s.Signals, w.Rank) > dot(l.Sentences[best].Signals, w.Rank) {
				best = i
			}
		}
		if l.Right[best] {
			c.Chosen++
		}
	}
	return c
}
