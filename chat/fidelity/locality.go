package fidelity

import (
	"slices"
	"strings"

	"wence/retrieval/figures"
	"wence/retrieval/zh"
)

// localText are the sentences that the figures stand in, with those before them.
func localText(found []figures.Figure, cited []*Source) string {
	var b strings.Builder
	for _, f := range found {
		for _, e := range cited {
			for _, source := range e.figures {
				if tellsValue(f) && figures.Supports(source.Figure, f) {
					b.WriteString(e.sentencesTo(source.Figure) + "\n")
				}
			}
		}
	}
	return b.String()
}

// sentencesTo are the sentence of a figure and the one before it; in a list also what announces it. A row of a table is
// one sentence.
func (e *Source) sentencesTo(f figures.Figure) string {
	spans := zh.Sentences(e.body)
	at := slices.IndexFunc(spans, func(s zh.Span) bool { return f.Start < s.End })
	if at < 0 || e.hit.Passage.Columns != nil {
		return e.body
	}
	from := max(at-1, 0)
	for from > 0 && strings.HasSuffix(strings.TrimSpace(e.body[spans[from-1].Start:spans[from-1].End]), ";") {
		from-- // what stands before a semicolon leads in to what follows
	}
	return e.announcement(spans, at) + e.body[spans[from].Start:spans[at].End]
}

// announcement is the sentence that announces the list which a sentence is in, "" when none does.
func (e *Source) announcement(spans []zh.Span, at int) string {
	for i := at - 1; i >= 0; i-- {
		if line := e.body[spans[i].Start:spans[i].End]; strings.HasSuffix(strings.TrimSpace(line), ":") {
			return line
		}
	}
	return ""
}
