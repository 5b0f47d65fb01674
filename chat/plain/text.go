// Package plain writes an answer as plain text for chat apps, which show neither markdown nor cards: the words with
// their marks, what to know beside them, the sources by number with bare links, and the label that says whose words
// they are.
package plain

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"wence/chat"
	"wence/chat/cited"
	"wence/retrieval"
)

// Headings of the sources.
const (
	sourcesHead = "来源:"
	relatedHead = "与问题有关的原文:"
)

// Options say how a text is written.
type Options struct {
	URL string // address of the service before links, without a slash at its end: "https://wence.example"; "" = no links
}

// A Text is an answer in parts, so that a channel with little room can leave some out. A part may be empty.
type Text struct {
	Body    string   // the answer with its marks
	Notes   []string // what to know beside it
	Sources []string // a paragraph for each citation, after them the related quotes; the first begins with a heading
	Label   string   // whose words these are; it must be shown
}

// Of writes an answer.
func Of(a chat.Answer, opt Options) Text {
	t := Text{Body: a.Text, Label: a.Label.Text}
	for _, note := range a.Notes {
		t.Notes = append(t.Notes, "注意:"+note)
	}
	for i, c := range a.Citations {
		t.Sources = append(t.Sources, heading(i, sourcesHead)+fmt.Sprintf("[%d] ", c.N)+opt.source(c))
	}
	for i, c := range a.Related {
		t.Sources = append(t.Sources, heading(i, relatedHead)+"· "+oneLine(c.Quote)+"\n"+opt.source(c))
	}
	return t
}

// Tail is everything behind the body, to be added to it as it is.
func (t Text) Tail() string {
	var b strings.Builder
	add := func(paragraphs ...string) {
		if len(paragraphs) > 0 {
			b.WriteString("\n\n" + strings.Join(paragraphs, "\n"))
		}
	}
	add(t.Notes...)
	add(t.Sources...)
	if t.Label != "" {
		add("(" + t.Label + ")")
	}
	return b.String()
}

// String is the whole.
func (t Text) String() string { return t.Body + t.Tail() }

// Spoken is what a text of ours said before its tail: what counts of it as an earlier turn. Other texts are as they were.
func Spoken(text string) string {
	body, tail, found := strings.Cut(text, "\n\n") // no body has an empty line
	if trimmed := strings.TrimSpace(tail); found && strings.HasSuffix(trimmed, ")") && strings.Contains("\n\n"+tail, "\n\n(") {
		return body
	}
	return text
}

func heading(i int, words string) string {
	if i == 0 {
		return words + "\n"
	}
	return ""
}

// source names a notice in a line, and links to the passage in the next.
func (opt Options) source(c chat.Citation) string {
	line := Title(c.Notice)
	if state := stateWord[c.Notice.Validity.State]; state != "" {
		line += " · " + state
	}
	if c.Locator != "" {
		line += " · " + c.Locator
	}
	if opt.URL != "" {
		line += "\n" + opt.URL + c.Link
	}
	return line
}

// Title is a notice's title with its number.
func Title(n cited.Notice) string {
	title := "《" + n.Title + "》"
	if n.Number != "" {
		title += "(" + n.Number + ")"
	}
	return title
}

// stateWord warns of a notice that is not in force; one that is, or may be, needs no warning.
var stateWord = map[retrieval.State]string{
	retrieval.Ended: "已届满", retrieval.Repealed: "已废止", retrieval.Replaced: "已被替代", retrieval.NotYet: "尚未施行",
}

// oneLine is a quote without its line breaks and the gaps of tables, cut where it is long.
func oneLine(quote string) string {
	const most = 120
	quote = strings.Join(strings.Fields(quote), " ")
	if utf8.RuneCountInString(quote) > most {
		quote = string([]rune(quote)[:most]) + "…"
	}
	return "“" + quote + "”"
}
