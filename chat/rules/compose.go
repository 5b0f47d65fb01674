package rules

import (
	"cmp"
	"fmt"
	"log/slog"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"wence/chat/draft"
	"wence/retrieval"
)

// A composer puts the decisions on the parts of a question into one answer.
type composer struct {
	voice     voice
	day       retrieval.Date
	verifier  verifier // passages grow as citations are made
	log       *slog.Logger
	sentences []Sentence
	text      string   // of the sentences, with their marks
	parted    bool     // the question has several parts
	left      bool     // something that was decided to be said could not be
	quotes    []string // of each citation
	choices   []string
	statuses  []Status
	refusals  []string
}

// add takes in what was decided on one part.
func (c *composer) add(u understanding, d decision) {
	c.choices = append(c.choices, d.choices...)
	switch d.status {
	case Clarify:
		c.refusals = append(c.refusals, c.question(d))
	case Declined:
		c.refusals = append(c.refusals, c.onPart(u)+c.nearMiss(u, d.nearest))
	default:
		for _, chosen := range d.chosen {
			s, ok := c.sentence(chosen, len(d.choices) > 0)
			c.left = c.left || !ok
			if ok && !c.said(s) {
				c.say(s, "\n")
			}
		}
		if len(c.sentences) == 0 {
			d.status = Declined
			c.refusals = append(c.refusals, c.voice.say(sayNoBasis))
		}
	}
	c.statuses = append(c.statuses, d.status)
}

// say adds a sentence to the answer, behind the gap when it is not the first.
func (c *composer) say(s Sentence, gap string) {
	if c.text != "" {
		c.text += gap
	}
	c.sentences = append(c.sentences, s)
	c.text += s.Marked()
}

// question is what the asker is asked back.
func (c *composer) question(d decision) string {
	if d.vague {
		return c.voice.say(sayVague)
	}
	return c.voice.say(sayWhichPlace, c.voice.list(d.choices))
}

// said reports that the answer holds the sentence already: one sentence may answer two parts of a question.
func (c *composer) said(s Sentence) bool {
	return slices.ContainsFunc(c.sentences, func(o Sentence) bool { return o.text == s.text })
}

// sentence words a candidate: what it rests on, and the words of the notice. placed puts the place in front, where the
// answers of several places stand side by side.
func (c *composer) sentence(chosen candidate, placed bool) (Sentence, bool) {
	n := chosen.hit.Notice
	lead := c.voice.basis(n)
	if placed {
		lead = c.voice.placeName(n) + ":" + lead
	}
	words := withoutMark(inLine(cmp.Or(chosen.brief, chosen.words())))
	if chosen.heading != "" {
		words = c.voice.say(sayPart, innerQuotes.Replace(chosen.heading), words)
	}
	if chosen.say != "" {
		words = chosen.say
	}
	d := draft.Stretch{Text: lead + words, Cites: []int{c.cite(chosen)}}
	s, faults := c.verifier.verify(d)
	if len(faults) > 0 {
		c.log.Error("extractive sentence did not verify", "notice", n.ID, "passage", chosen.hit.Passage.Seq, "faults", fmt.Sprint(faults))
		return Sentence{}, false
	}
	return s, true
}

// innerQuotes are the marks of a quotation within one.
var innerQuotes = strings.NewReplacer("“", "‘", "”", "’")

// basis names the notice that a sentence rests on.
func (v voice) basis(n retrieval.Notice) string {
	switch {
	case n.Title == "" && n.Region.IsZero():
		return v.say(sayUntitled)
	case n.Title == "":
		return v.say(sayUntitledOf, n.Region.Name)
	case n.Number != "":
		return v.say(sayBasisNumber, shortTitle(n), n.Number)
	}
	return v.say(sayBasis, shortTitle(n))
}

// issuing is the title of a notice that issues a document: the document is what people know.
var issuing = regexp.MustCompile(`关于(?:印发|发布|公布|转发|批转)[《〈]?([^《》〈〉]{6,})[》〉]?的(?:通知|通告|公告|决定)$`)

// shortTitle is the title of the document that a notice issues, if it names the place; else the notice's own.
func shortTitle(n retrieval.Notice) string {
	m := issuing.FindStringSubmatch(n.Title)
	if m == nil || !n.Region.IsZero() && !strings.Contains(m[1], n.Region.Name) {
		return n.Title
	}
	return m[1]
}

// listMark is the number that a quoted paragraph begins with; the locator says it.
var listMark = regexp.MustCompile(`^(?:[(\x{FF08}]\s*[一二三四五六七八九十\d]{1,3}\s*[)\x{FF09}]|[一二三四五六七八九十]{1,3}、|\d{1,2}[.\x{FF0E}、])\s*`)

// withoutMark is a paragraph without its number, unless a figure begins there (3.5万元).
func withoutMark(s string) string {
	if mark := listMark.FindString(s); len(mark) < len(s) && !strings.ContainsAny(s[len(mark):len(mark)+1], "0123456789") {
		return s[len(mark):]
	}
	return s
}

// inLine puts the paragraphs of a quote on one line.
func inLine(s string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(s, "\n", " ")), " ")
}

// cite gives the candidate's passage a number, the one it has when its quote is cited already.
func (c *composer) cite(chosen candidate) int {
	for i, h := range c.verifier.passages {
		if h.Passage.ID == chosen.hit.Passage.ID && c.quotes[i] == chosen.quote {
			return i + 1
		}
	}
	c.verifier.passages = append(c.verifier.passages, chosen.hit)
	c.quotes = append(c.quotes, chosen.quote)
	return len(c.quotes)
}

// onPart names the part of a question that is refused. What holds a figure is not repeated, nor what is long.
func (c *composer) onPart(u understanding) string {
	const longest = 30 // characters
	text := strings.Trim(u.told.text, "?!。,;")
	if !c.parted || text == "" || utf8.RuneCountInString(text) > longest || strings.ContainsAny(text, "0123456789") {
		return ""
	}
	return c.voice.say(sayOnPart, text)
}

// nearMiss says that the notices do not say, and which notice speaks of the subject.
func (c *composer) nearMiss(u understanding, nearest *candidate) string {
	if nearest == nil || nearest.signals[sigCoverage] < subjectBar {
		return c.voice.say(sayNoBasis)
	}
	missing, ok := missingKinds[u.want]
	if !ok {
		return c.voice.say(sayNoBasis)
	}
	return c.voice.say(sayNearMiss, c.voice.say(missing), nearest.hit.Notice.DisplayTitle())
}

// finish writes what was gathered into the answer.
func (c *composer) finish(a *Answer) {
	a.Status = c.status()
	a.Sentences = append(a.Sentences, c.sentences...)
	lines := distinctStrings(c.refusals)
	if c.text != "" {
		lines = append([]string{c.text}, lines...)
	}
	a.Text = strings.Join(lines, "\n")
	a.Choices = append(a.Choices, distinctStrings(c.choices)...)
	a.Citations = append(a.Citations, c.citations()...)
	for i, h := range c.verifier.passages {
		if v := h.Validity; v.Note != "" {
			a.Notes = append(a.Notes, "《"+h.Notice.DisplayTitle()+"》:"+c.voice.script(v.Note))
		}
		if h.Passage.OCR {
			a.Notes = append(a.Notes, c.voice.say(sayScanned, i+1))
		}
	}
	a.Notes = distinctStrings(a.Notes)
}

// citations are those of the sentences so far.
func (c *composer) citations() []Citation {
	all := make([]Citation, len(c.verifier.passages))
	for i, h := range c.verifier.passages {
		all[i] = c.citation(i+1, h)
	}
	return all
}

func (c *composer) citation(n int, h retrieval.Hit) Citation {
	return Citation{
		N: n, Notice: SourceOf(h.Notice, c.day), Locator: h.Passage.LocatorOf(c.quotes[n-1]), Quote: c.quotes[n-1],
		Link: Link(h.Passage), OCR: h.Passage.OCR,
	}
}

// status is that of the whole: what part is answered and what is not makes it partial.
func (c *composer) status() Status {
	answered := slices.Contains(c.statuses, Answered)
	switch {
	case answered && (c.left || len(c.refusals) > 0):
		return Partial
	case answered:
		return Answered
	case slices.Contains(c.statuses, Clarify):
		return Clarify
	}
	return Declined
}

func distinctStrings(all []string) []string {
	kept := make([]string, 0, len(all))
	for _, s := range all {
		if !slices.Contains(kept, s) {
			kept = append(kept, s)
		}
	}
	return kept
}
