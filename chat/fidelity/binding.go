package fidelity

import (
	"regexp"
	"slices"
	"strings"

	"wence/retrieval/figures"
)

// A figure belongs to what it is said of. In 小学每生1250元、初中每生1500元 both figures stand in one passage, so that both
// are "supported" whatever they are said of; this file holds them apart.

// formerly marks a figure as a former one in a sentence.
var formerly = regexp.MustCompile(`原来?|此前|以前|过去|先前|之前`)

// misbound are the figures of a sentence that its passages say of something else.
func (c claim) misbound() []Fault {
	var all []Fault
	for i, f := range c.figures {
		if !tellsValue(f) {
			continue
		}
		current := isFormer(c.body, f, c.figures[i+1:]) || formerly.MatchString(c.body[lastEnd(c.body[:f.Start]):f.Start])
		switch judgeBinding(f, headOf(c.body, f), contextOf(c.body, c.figures, i), c.cited) {
		case boundElsewhere:
			all = append(all, Fault{f.Text, "资料里这个数字说的是另一个对象"})
		case boundFormer:
			if !current {
				all = append(all, Fault{f.Text, "这是调整以前的数字"})
			}
		}
	}
	return append(all, c.disordered()...)
}

// How a figure of a sentence is bound.
type binding int

const (
	boundWell binding = iota
	boundElsewhere
	boundFormer
)

// judgeBinding looks for the figures that support one, and for others of its measure that more of the words around it
// speak for: of what stands nearest to them, or of what stands nearest to it.
func judgeBinding(f figures.Figure, head string, context [][]string, sources []*Source) binding {
	words, near := wordSet(slices.Concat(context...)), wordSet(context[0])
	supported, current, alike, named, rivalNamed, ownHead, rivalHead := false, false, false, false, false, false, false
	var own, rival, ownNear, rivalNear, ownFigures, rivalFigures int
	for _, e := range sources {
		for _, s := range e.figures {
			switch {
			case figures.Supports(s.Figure, f):
				supported = true
				current = current || !s.former
				alike = alike || len(s.words) == 0 // nothing tells it from the others
				named = named || !s.list && len(s.near) > 0 && shared(s.near, near) == len(s.near)
				ownHead = ownHead || s.head == head
				ownFigures = max(ownFigures, sharedFigures(s.words, near))
				own, ownNear = max(own, shared(s.words, words)), max(ownNear, shared(s.near, words))
			case sameMeasure(s.Figure, f) && !s.former:
				rivalHead = rivalHead || s.head == head
				rivalNamed = rivalNamed || !s.list && shared(s.words, near) > 0
				rivalFigures = max(rivalFigures, sharedFigures(s.near, near))
				rival, rivalNear = max(rival, shared(s.words, near)), max(rivalNear, shared(s.near, words))
			}
		}
	}
	switch {
	case supported && !current:
		return boundFormer
	case named && !rivalNamed:
		return boundWell // all that tells it from the others
	case supported && !alike && (rival > own || rivalNear > ownNear || rivalFigures > ownFigures), supported && head != "" && rivalHead && !ownHead:
		return boundElsewhere
	}
	return boundWell
}

// shared counts the words that two sets share.
func shared(a, b map[string]bool) int {
	n := 0
	for w := range a {
		if b[w] {
			n++
		}
	}
	return n
}

// sharedFigures counts the figures among the words that two sets share: 满10年的, of two amounts by years of service.
func sharedFigures(a, b map[string]bool) int {
	n := 0
	for w := range a {
		if b[w] && w[0] == '#' {
			n++
		}
	}
	return n
}

// disordered are figures that 分别 hands out in another order than the passage: 小学、初中分别为1500元、1250元.
func (c claim) disordered() []Fault {
	var all []Fault
	at := strings.Index(c.body, "分别")
	if at < 0 {
		return nil
	}
	last := -1
	for _, f := range c.figures {
		if f.Start < at {
			continue
		}
		pos := wordPosition(c.body[:at], f, c.cited)
		if pos < 0 {
			continue
		}
		if pos < last {
			all = append(all, Fault{f.Text, "“分别”的次序与资料不同"})
		}
		last = max(last, pos)
	}
	return all
}

// wordPosition is where the words of the figure that supports f stand first, -1 when they do not.
func wordPosition(text string, f figures.Figure, sources []*Source) int {
	best := -1
	for _, e := range sources {
		for _, s := range e.figures {
			if !figures.Supports(s.Figure, f) {
				continue
			}
			for w := range s.words {
				if p := strings.Index(text, w); p >= 0 && (best < 0 || p < best) {
					best = p
				}
			}
		}
	}
	return best
}
