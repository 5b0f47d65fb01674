package rules

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// A part is one question of those that a person asks in one breath.
type part struct {
	text    string
	context string // the question before it, where it speaks of the same subject: 有多少辆校车,拉多少学生
}

var (
	// questionEnd ends a question, or an aside before the next.
	questionEnd = regexp.MustCompile(`[?!。;\n]+|,(?:还有|另外|再问|再就是|顺便)`)
	// elliptic is a question that takes all but one word from the one before it: 初中呢?
	elliptic = regexp.MustCompile(`呢[?!。]*$`)
)

// fewestFeatures is how many features a question must have to stand alone: "给多少?" goes on with the one before it.
const fewestFeatures = 2

// longStory is how many characters told before a question are a story, of which only what notices speak of counts.
const longStory = 40

// contextWeight is what the features of the question before count for one that speaks of the same subject.
const contextWeight = 0.4

// parts cuts a question, in the normal form, into the questions it holds; context is what it goes on with, "" for
// nothing.
func (f follower) parts(folded, context string) []part {
	var all []part
	at := 0
	cut := func(end int) {
		sentence := strings.TrimSpace(folded[at:end])
		at = end
		if sentence != "" {
			all = f.join(all, sentence)
		}
	}
	for _, m := range questionEnd.FindAllStringIndex(folded, -1) {
		cut(m[1])
	}
	cut(len(folded))
	if len(all) == 0 {
		return []part{{text: folded, context: context}}
	}
	var out []part
	for _, p := range all {
		p.context = context + p.context
		out = append(out, f.clauses(p)...)
	}
	return out
}

// join adds a sentence as a question of its own, or to the one before it when either says too little alone.
func (f follower) join(all []part, sentence string) []part {
	n := len(all)
	if n == 0 {
		return append(all, part{text: sentence})
	}
	last := all[n-1].text
	if elliptic.MatchString(sentence) && wantOf(last) != wantText {
		return append(all, part{text: f.follow(followed{text: last}, sentence).text})
	}
	alone := func(s string) bool { return len(f.lexicon.features(s)) >= fewestFeatures && wantOf(s) != wantText }
	switch {
	case alone(sentence) && alone(last):
		return append(all, part{text: sentence})
	case alone(sentence) && wantOf(last) == wantText: // told before asked
		all[n-1] = part{text: sentence, context: all[n-1].context + last}
	default:
		all[n-1].text += sentence
	}
	return all
}

// clauses cuts a sentence at the comma before which and after which something is asked.
func (f follower) clauses(p part) []part {
	pieces := strings.SplitAfter(p.text, ",")
	out := []part{{text: pieces[0], context: p.context}}
	for _, piece := range pieces[1:] {
		last := &out[len(out)-1]
		switch {
		case elliptic.MatchString(piece) && wantOf(last.text) != wantText:
			out = append(out, part{text: f.follow(followed{text: last.text}, piece).text})
		case wantOf(last.text) == wantText && asks(piece) &&
			(len(f.lexicon.features(piece)) >= fewestFeatures || utf8.RuneCountInString(last.text) >= longStory):
			*last = part{text: piece, context: last.context + last.text}
		case asks(last.text) && f.asksMore(last.text, piece):
			out = append(out, part{text: piece, context: last.text})
		default:
			last.text += piece
		}
	}
	return out
}

// asksMore reports a clause that asks for something else than the one before it: another kind of thing, or of another
// subject. 什么时候开始,什么时候截止 is one question.
func (f follower) asksMore(last, piece string) bool {
	n := len(f.lexicon.features(piece))
	return asks(piece) && (n >= fewestFeatures || n > 0 && wantOf(last) != wantOf(piece))
}

// asks reports words that ask for a figure, a list or a procedure.
func asks(text string) bool {
	w := wantOf(text)
	return w.figurative() || w == wantList || w == wantProcedure
}

// featuresWithin are the features of a part, and at less weight those of its context.
func (l *Lexicon) featuresWithin(p part) []feature {
	all := l.features(p.text)
	for _, f := range l.features(p.context) {
		f.weight *= contextWeight
		f.run, f.aside = -f.run, true // a run of its own
		all = append(all, f)
	}
	return distinct(all)
}

// goingOn is a part read as going on with the one before it: 读书时每月有补助没? after a question about 公费师范生.
func (l *Lexicon) goingOn(u, before understanding) understanding {
	u.text = before.bare + u.text
	u.features = l.featuresWithin(part{text: u.bare, context: before.bare})
	return u
}
