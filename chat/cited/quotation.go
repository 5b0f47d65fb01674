package cited

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"wence/chat/evidence"
	"wence/chat/voice"
	"wence/retrieval"
	"wence/retrieval/zh"
)

// A Quotation is what is said in the words of a notice.
type Quotation struct {
	evidence.Quote
	Asked     string // the question in the normal form, "" = none: a table's row says no figure of what it did not ask
	Lead      string // what is said before the notice's name: whose rule it is; "" = nothing
	Paragraph bool   // it begins a line
}

// Quote adds the words of a notice, behind the notice's name where the quotation before was of another; nothing where they are
// quoted already. They are verbatim, so nothing has to bear them.
func (p *Page) Quote(q Quotation) {
	words := withoutLabel(q.Quote, q.For(q.Asked))
	told := q.Hit.Notice.ID + " " + words
	if slices.Contains(p.told, told) {
		p.cited(q.Quote) // with another key it has none
		return
	}
	p.told = append(p.told, told)
	if heading := headingOver(q.Quote); heading != "" {
		words = p.voice.Say(voice.Part, innerQuotes.Replace(heading), words)
	}
	source := ""
	if q.Lead != "" || p.quotedOf != q.Hit.Notice.ID {
		source = basis(q.Hit.Notice, p.voice)
	}
	p.add(Statement{Text: q.Lead + source + words, Rests: []evidence.Quote{q.Quote}, Paragraph: q.Paragraph})
	p.quoted, p.quotedOf = p.quoted+1, q.Hit.Notice.ID
}

// innerQuotes are the marks of a quotation within one.
var innerQuotes = strings.NewReplacer("“", "‘", "”", "’")

// shortWords is how many characters of what answers may need the heading over it to be understood.
const shortWords = 40

// headingOver is the innermost heading over a quote whose answer is short, where the quote does not hold it: 受过刑事处罚的人员
// says nothing without 不得报名的人员.
func headingOver(q evidence.Quote) string {
	if len([]rune(cmp.Or(q.Key, q.Text))) > shortWords || q.Hit.Passage.Columns != nil {
		return ""
	}
	heading := q.Hit.Passage.HeadingOf(q.Text)
	if strings.Contains(q.Text, heading) {
		return ""
	}
	return heading
}

// basis names the notice that a quotation is of.
func basis(n retrieval.Notice, v voice.Voice) string {
	switch {
	case n.Title == "" && n.Region.IsZero():
		return v.Say(voice.Untitled)
	case n.Title == "":
		return v.Say(voice.UntitledOf, n.Region.Name)
	case n.Number != "":
		return v.Say(voice.BasisNumber, shortTitle(n), n.Number)
	}
	return v.Say(voice.Basis, shortTitle(n))
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

// withoutLabel are words of a quote without the number of its paragraph, which the locator says.
func withoutLabel(q evidence.Quote, words string) string {
	labels := strings.Fields(q.Hit.Passage.LocatorOf(q.Text))
	if len(labels) == 0 {
		return words
	}
	label, runes := []rune(labels[len(labels)-1]), []rune(words)
	if len(runes) <= len(label) || zh.Fold(string(runes[:len(label)])) != zh.Fold(string(label)) {
		return words
	}
	return strings.TrimSpace(string(runes[len(label):]))
}
