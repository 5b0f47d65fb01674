package ingest

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"wence/retrieval"
	"wence/retrieval/zh"
)

// pieces cuts a long text between sentences into pieces of about equal size near most.
func pieces(text string) []zh.Span {
	total := utf8.RuneCountInString(text)
	target := total / (total/most + 1)
	var all []zh.Span
	size := 0
	for _, s := range stretches(text) {
		n := utf8.RuneCountInString(text[s.Start:s.End])
		if len(all) == 0 || size >= target || size+n > most+most/4 {
			all, size = append(all, s), 0
		}
		all[len(all)-1].End = s.End
		size += n
	}
	return all
}

// stretches are the sentences of a text, those longer than longest cut between clauses.
func stretches(text string) []zh.Span {
	var all []zh.Span
	for _, s := range zh.Sentences(text) {
		for utf8.RuneCountInString(text[s.Start:s.End]) > longest {
			cut := s.Start + clauseEnd(text[s.Start:s.End])
			all = append(all, zh.Span{Start: s.Start, End: cut})
			s.Start = cut
		}
		all = append(all, s)
	}
	return all
}

// clauseEnd is where a text of more than most characters is cut: behind the last comma, pause or space among the first
// most, else right after them.
func clauseEnd(text string) int {
	n, end, clause := 0, len(text), 0
	for i, r := range text {
		if n++; n > most {
			end = i
			break
		}
		if unicode.IsSpace(r) || strings.ContainsRune(",、:;\uFF0C\uFF1A\uFF1B", r) {
			clause = i + utf8.RuneLen(r)
		}
	}
	if clause > 0 {
		return clause
	}
	return end
}

// A cellPiece is a cell of a row, or a part of a giant one.
type cellPiece struct {
	retrieval.Span // in the row
	cell           int
}

// addRow makes a passage of a table row, several of one with giant cells: each then holds whole cells or parts of one,
// under their labels, and those after the first stand under the row's first cell.
func (s *splitter) addRow(p paragraph) {
	var chunk []cellPiece
	size := 0
	first := len(s.passages)
	for _, c := range cellPieces(p.text) {
		n := utf8.RuneCountInString(p.text[c.Start:c.End])
		if len(chunk) > 0 && p.size > longest && size+n > most {
			s.emitCells(p, chunk)
			chunk, size = nil, 0
		}
		chunk = append(chunk, c)
		size += n
	}
	s.emitCells(p, chunk)
	key, _, _ := strings.Cut(strings.TrimLeft(p.text, "\t "), "\t")
	if utf8.RuneCountInString(key) > runInHeading {
		return
	}
	for i := first + 1; i < len(s.passages); i++ {
		s.passages[i].Headings = append(s.passages[i].Headings, key)
	}
}

// cellPieces are the cells of a row in order, giant ones in pieces.
func cellPieces(row string) []cellPiece {
	var all []cellPiece
	at := 0
	for i, cell := range strings.Split(row, "\t") {
		parts := []zh.Span{{Start: 0, End: len(cell)}}
		if utf8.RuneCountInString(cell) > longest {
			parts = pieces(cell)
		}
		for _, part := range parts {
			all = append(all, cellPiece{retrieval.Span{Start: at + part.Start, End: at + part.End}, i})
		}
		at += len(cell) + len("\t")
	}
	return all
}

// emitCells appends the passage of some cells of a row, empty ones before others included, so that each keeps its label.
func (s *splitter) emitCells(p paragraph, chunk []cellPiece) {
	first, last := chunk[0], chunk[len(chunk)-1]
	text := strings.TrimRightFunc(p.text[first.Start:last.End], unicode.IsSpace)
	if text == "" {
		return
	}
	start := p.Start + first.Start
	made := s.passage(retrieval.Span{Start: start, End: start + len(text)}, []paragraph{p})
	made.Headings = append(made.Headings, p.above...)
	made.Columns = p.row.Columns[min(first.cell, len(p.row.Columns)):min(last.cell+1, len(p.row.Columns))]
	s.passages = append(s.passages, made)
}
