package chooser

import (
	"slices"

	"wence/chat/evidence"
	"wence/chat/reader"
	"wence/retrieval"
)

// A text is what is read at a time: a passage, or the rows of one table that were found.
type text struct {
	hit    retrieval.Hit // the best of its hits
	quotes []evidence.Quote
}

// group cuts passages into sentences; rows of one table are read as one text.
func group(hits []retrieval.Hit) []text {
	var all []text
	for _, h := range hits {
		quotes := evidence.Read(h).Sentences()
		if at := slices.IndexFunc(all, func(t text) bool { return sameTable(t.hit, h) }); at >= 0 {
			all[at].quotes = append(all[at].quotes, quotes...)
			continue
		}
		all = append(all, text{hit: h, quotes: quotes})
	}
	return all
}

// sameTable reports two rows of one table.
func sameTable(a, b retrieval.Hit) bool {
	return a.Passage.Columns != nil && b.Passage.Columns != nil && a.Notice.ID == b.Notice.ID &&
		slices.Equal(a.Passage.Columns, b.Passage.Columns) && slices.Equal(a.Passage.Headings, b.Passage.Headings)
}

// passage is the text as the reader takes it.
func (t text) passage() reader.Passage {
	p := reader.Passage{Title: t.hit.Notice.DisplayTitle(), Sentences: make([]string, len(t.quotes))}
	if n := len(t.hit.Passage.Headings); n > 0 {
		p.Heading = t.hit.Passage.Headings[n-1]
	}
	for i, q := range t.quotes {
		p.Sentences[i] = q.Words()
	}
	return p
}
