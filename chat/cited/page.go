// Package cited is the only door to a sentence of an answer.
//
//	Statement --Page.Say----> held against the passages that it rests on --> Sentence, Citation
//	Quote     --Page.Quote--> a notice's own words                       --> Sentence, Citation
//
// A [Page] is an answer in the making. It alone makes a [Sentence] and hands out the numbers of citations, so an
// answer that was not held against its sources cannot exist.
package cited

import (
	"slices"
	"strings"

	"wence/chat/evidence"
	"wence/chat/fidelity"
	"wence/chat/voice"
	"wence/retrieval"
)

// A Statement is what is to be said, and what it rests on.
type Statement struct {
	Text      string
	Rests     []evidence.Quote // at least one
	Paragraph bool             // it begins a line
}

// A Page gathers the sentences of one answer. It is for one goroutine.
type Page struct {
	voice     voice.Voice
	day       retrieval.Date
	checker   fidelity.Checker
	sentences []Sentence
	quotes    []evidence.Quote // citation n is quotes[n-1]
	text      strings.Builder
	quoted    int      // sentences that are quotations
	told      []string // words of quotations, each behind its notice's name in the store
	quotedOf  string   // the notice of the last one
}

// NewPage is an empty page for an answer in a voice as of a day.
func NewPage(v voice.Voice, day retrieval.Date, checker fidelity.Checker) *Page {
	return &Page{voice: v, day: day, checker: checker}
}

// Voice is that of the answer.
func (p *Page) Voice() voice.Voice { return p.voice }

// Say adds a sentence, unless it says what no passage that it rests on bears: then it returns the faults, and the page
// is as before.
func (p *Page) Say(s Statement) []fidelity.Fault {
	if faults := p.faults(s); len(faults) > 0 {
		return faults
	}
	p.add(s)
	return nil
}

// add puts a statement on the page. What is said already is not said twice.
func (p *Page) add(s Statement) {
	if slices.ContainsFunc(p.sentences, func(o Sentence) bool { return o.text == s.Text }) {
		return
	}
	said := Sentence{text: s.Text}
	for _, q := range s.Rests {
		if n := p.cite(q); !slices.Contains(said.citations, n) {
			said.citations = append(said.citations, n)
		}
	}
	switch {
	case p.text.Len() == 0:
	case s.Paragraph:
		p.text.WriteByte('\n')
	case p.voice == voice.English:
		p.text.WriteByte(' ')
	}
	p.text.WriteString(said.Marked())
	p.sentences = append(p.sentences, said)
}

// faults are what the passages that a statement rests on do not bear of it.
func (p *Page) faults(s Statement) []fidelity.Fault {
	if len(s.Rests) == 0 {
		return []fidelity.Fault{{What: s.Text, Why: "没有注明出处"}}
	}
	sources := make([]*fidelity.Source, len(s.Rests))
	for i, e := range s.Rests {
		sources[i] = e.Source
	}
	return p.checker.Unsupported(s.Text, sources)
}

// cite is the number of a citation: the one it has when the quote is cited already.
func (p *Page) cite(q evidence.Quote) int {
	if n := p.cited(q); n > 0 {
		return n
	}
	p.quotes = append(p.quotes, q)
	return len(p.quotes)
}

// cited is the number that a quote has already, 0 for none.
func (p *Page) cited(q evidence.Quote) int {
	for i, have := range p.quotes {
		if have.Hit.Passage.ID == q.Hit.Passage.ID && have.Text == q.Text {
			if have.Key != q.Key { // several parts of it answer
				p.quotes[i].Key = ""
			}
			return i + 1
		}
	}
	return 0
}

// Sentences are the verified sentences so far.
func (p *Page) Sentences() []Sentence { return append([]Sentence{}, p.sentences...) }

// Text is the sentences with their marks.
func (p *Page) Text() string { return p.text.String() }

// Citations are what the sentences rest on, by number.
func (p *Page) Citations() []Citation {
	all := make([]Citation, len(p.quotes))
	for i, q := range p.quotes {
		all[i] = citationOf(q, p.day)
		all[i].N = i + 1
	}
	return all
}

// Regions are the places whose rules the page tells, each once, in order, where they are not those asked about: none was,
// or a wider one.
func (p *Page) Regions(asked []retrieval.Region) []retrieval.Region {
	var all []retrieval.Region
	for _, q := range p.quotes {
		r := q.Hit.Notice.Region
		reach := r.Toward(asked)
		if len(r.Path) > 0 && (reach == "" || reach == retrieval.ReachBelow) && !slices.ContainsFunc(all, func(o retrieval.Region) bool { return o.ID == r.ID }) {
			all = append(all, r)
		}
	}
	return all
}

// Notes are what a person should know beside the answer: that a notice has ended, that a text was recognised from a
// scan.
func (p *Page) Notes() []string {
	var all []string
	add := func(note string) {
		if !slices.Contains(all, note) {
			all = append(all, note)
		}
	}
	for i, e := range p.quotes {
		if v := e.Hit.Validity; v.Note != "" {
			add("《" + e.Hit.Notice.DisplayTitle() + "》:" + p.voice.Script(v.Note))
		}
		if e.Hit.Passage.OCR {
			add(p.voice.Say(voice.Scanned, i+1))
		}
	}
	return all
}
