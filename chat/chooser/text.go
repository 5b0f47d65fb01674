package chooser

import (
	"slices"

	"wence/chat/evidence"
	"wence/chat/reader"
	"wence/retrieval"
)

// A Text is what is read at a time: a passage, or the rows of one table that were found.
type Text struct {
	Hit    retrieval.Hit // the best of its hits
	Quotes []evidence.Quote
}

// Texts cuts passages into sentences, as they are read; rows of one table are read as one text.
func Texts(hits []retrieval.Hit) []Text {
	var all []Text
	for _, h := range hits {
		quotes := evidence.Read(h).Sentences()
		if at := slices.IndexFunc(all, func(t Text) bool { return sameTable(t.Hit, h) }); at >= 0 {
			all[at].Quotes = append(all[at].Quotes, quotes...)
			continue
		}
		all = append(all, Text{Hit: h, Quotes: quotes})
	}
	return all
}

// sameTable reports two rows of one table.
func sameTable(a, b retrieval.Hit) bool {
	return a.Passage.Columns != nil && b.Passage.Columns != nil && a.Notice.ID == b.Notice.ID &&
		slices.Equal(a.Passage.Columns, b.Passage.Columns) && slices.Equal(a.Passage.Headings, b.Passage.Headings)
}

// Passage is the text as the reader takes it.
func (t Text) Passage() reader.Passage {
	p := reader.Passage{Title: t.Hit.Notice.PlacedTitle(), Sentences: make([]string, len(t.Quotes))}
	if n := len(t.Hit.Passage.Headings); n > 0 {
		p.Heading = t.Hit.Passage.Headings[n-1]
	}
	for i, q := range t.Quotes {
		p.Sentences[i] = q.Words()
	}
	return p
}
