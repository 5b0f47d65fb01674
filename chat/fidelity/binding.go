package fidelity

import (
	"slices"
	"strings"

	"wence/retrieval/figures"
	"wence/retrieval/zh"
)

// A figure belongs to what it is said of. In 小学每生1250元、初中每生1500元 both figures stand in one passage, so that both
// are "supported" whatever they are said of; this file holds them apart.

// formerly marks a figure as a former one in a sentence.
var formerly = zh.Words("原 此前 以前 过去 先前 之前")

// misbound are the figures of a sentence that its passages say of something else.
func (c claim) misbound() []Fault {
	var all []Fault
	for i, f := range c.figures {
		if !tellsValue(f) || c.quotes(f) {
			continue
		}
		if w := general.First(clauseAt(c.body, f.Start)); w != "" && !c.borne(w) && c.isGeneral(f) {
			continue
		}
		if c.strays(f) {
			all = append(all, Fault{f.Text, "资料里这个数字说的是另一个对象"})
			continue
		}
		current := isFormer(c.body, f, c.figures[i+1:]) || formerly.In(c.body[lastEnd(c.body[:f.Start]):f.Start])
		head := headOf(c.body, c.figures, i)
		if strings.HasSuffix(c.body[:f.Start], ",") || strings.HasSuffix(head, "在") {
			head = ""
		}
		switch judgeBinding(f, head, contextOf(c.body, c.figures, i), c.cited) {
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

// fewestQuoted is how many pairs of words that say something stand before a figure which a passage is quoted with.
const fewestQuoted = 4

// quotes reports a figure that stands in a passage behind the same words, back to where the sentence begins.
func (c claim) quotes(f figures.Figure) bool {
	words := c.withoutLead(c.body[:f.Start])
	return len(pairsIn(common.Blank(words))) >= fewestQuoted && slices.ContainsFunc(c.cited, func(e *Source) bool {
		return strings.Contains(e.body, words+f.Text) && !isFormerIn(e, words+f.Text)
	})
}

// isFormerIn reports that words end with a value that a passage says was replaced.
func isFormerIn(e *Source, words string) bool {
	end := strings.Index(e.body, words) + len(words)
	return slices.ContainsFunc(e.figures, func(s placedFigure) bool { return s.former && s.End == end })
}

// How a figure of a sentence is bound.
type binding int

const (
	boundWell binding = iota
	boundElsewhere
	boundFormer
)

// A pull is how strongly figures of the passages are those that a figure of a sentence words.
type pull struct {
	any     bool // there is such a figure
	present bool // one that was not replaced
	alike   bool // one that no words tell from the others
	named   bool // one all of whose own words stand by the figure, and lead in to no others
	head    bool // one behind the same word
	words   int  // of its own words in the figure's context
	near    int  // of those of its nearest clause
	figures int  // figures among the words beside it: 满10年的, of two amounts by years of service
}

// take adds one figure's pull on a context.
func (p *pull) take(s placedFigure, head string, words, near map[string]bool) {
	p.any, p.present = true, p.present || !s.former
	p.alike = p.alike || len(s.words) == 0
	p.named = p.named || !s.leads && len(s.near) > 0 && shared(s.near, near) == len(s.near)
	p.head = p.head || s.head == head || s.tail == head
	p.near = max(p.near, shared(s.near, words))
}

// judgeBinding looks for the figures that support one, and for others of its measure that more of the words around it
// speak for: of what stands nearest to them, or of what stands nearest to it.
func judgeBinding(f figures.Figure, head string, context [][]string, sources []*Source) binding {
	words, near := wordSet(slices.Concat(context...)), wordSet(context[0])
	var own, rival pull
	rivalWords := false
	for _, e := range sources {
		for _, s := range e.figures {
			switch {
			case figures.Supports(s.Figure, f) || figures.Bounds(s.Figure, f):
				own.take(s, head, words, near)
				own.words, own.figures = max(own.words, shared(s.words, words)), max(own.figures, sharedFigures(s.words, near))
			case sameMeasure(s.Figure, f) && !s.former:
				rival.take(s, head, words, near)
				rival.words, rival.figures = max(rival.words, shared(s.words, near)), max(rival.figures, sharedFigures(s.near, near))
				rivalWords = rivalWords || !s.list && shared(s.words, near) > 0
			}
		}
	}
	switch {
	case !own.any:
		return boundWell
	case !own.present:
		return boundFormer
	case own.alike && rival.named:
		return boundElsewhere // 一般困难儿童 with the figure of 困难儿童
	case own.named && (!rivalWords || !rival.named && own.words+own.figures > 1):
		return boundWell
	case !own.alike && (rival.words > own.words || rival.near > own.near || rival.figures > own.figures), head != "" && rival.head && !own.head && own.words == 0:
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
