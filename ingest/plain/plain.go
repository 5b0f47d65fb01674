// Package plain reads text files: .txt as Read, Markdown as ReadMarkdown.
//
// Lines become blocks one to one. A line that the source may have broken inside a paragraph is marked Broken; joining is
// left to whoever knows the numbering of notices. What becomes a table is rows between bars, clearly tab-separated runs,
// columns set with white space, and lines of a workbook saved with commas.
package plain

import (
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"wence/ingest/charset"
	"wence/ingest/document"
)

// maxBytes is the largest text file read.
const maxBytes = 16 << 20

// Read reads a plain text file in any encoding. Errors are *document.Problem, or the context's.
func Read(ctx context.Context, data []byte) (document.Document, error) {
	lines, doc, err := decode(ctx, data)
	if err != nil {
		return doc, err
	}
	if err := foreign(lines); err != nil {
		return document.Document{}, err
	}
	tables := 0
	for i := 0; i < len(lines); {
		if rows, used, headed := textTable(lines[i:]); used > 0 {
			tables++
			doc.Blocks = append(doc.Blocks, table(rows, headed, tables)...)
			i += used
			continue
		}
		if b, ok := paragraph(lines, i); ok {
			doc.Blocks = append(doc.Blocks, b)
		}
		i++
	}
	return whole(doc)
}

// decode gives the file's lines and a document that carries what the decoding has to say.
func decode(ctx context.Context, data []byte) ([]string, document.Document, error) {
	var doc document.Document
	if err := ctx.Err(); err != nil {
		return nil, doc, err
	}
	if len(data) > maxBytes {
		return nil, doc, document.TooLarge("文本文件不得超过16 MB")
	}
	text, err := charset.Decode(data)
	if err != nil {
		return nil, doc, err
	}
	if note := text.Note(); note != "" {
		doc.Notes = append(doc.Notes, note)
	}
	return split(text.Text), doc, nil
}

// whole refuses a document without content.
func whole(doc document.Document) (document.Document, error) {
	if len(doc.Blocks) == 0 && doc.Title == "" {
		return doc, document.Empty()
	}
	return doc, nil
}

// split cuts text at every kind of line end and drops white space and invisible marks at the ends of lines.
func split(text string) []string {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\f", "\n", "\v", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n",
		"\uFEFF", "", "\u200B", "", "\x00", "").Replace(text)
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRightFunc(line, unicode.IsSpace)
	}
	return lines
}

// paragraph is line i as a block; false for a blank line.
func paragraph(lines []string, i int) (document.Block, bool) {
	text := strings.TrimSpace(lines[i])
	if text == "" {
		return document.Block{}, false
	}
	return document.Block{Text: text, Indented: indented(lines[i]), Broken: broken(text, lines[i+1:])}, true
}

// indented reports a line that begins as a paragraph does, with two wide spaces or four narrow ones.
func indented(line string) bool {
	space := line[:len(line)-len(strings.TrimLeftFunc(line, unicode.IsSpace))]
	return space == "\u3000\u3000" || space == "    "
}

// longLine is the length in characters of a line that is no heading, so that a sentence may go on even after a gap: in
// text taken from a PDF every page break leaves one.
const longLine = 50

// broken reports that a paragraph may go on after text: it does not end like a sentence, and the next line follows at
// once and without an indent, or text is long.
func broken(text string, rest []string) bool {
	if ended(text) || !slices.ContainsFunc(rest, func(line string) bool { return line != "" }) {
		return false
	}
	first, _ := utf8.DecodeRuneInString(rest[0])
	return rest[0] != "" && !unicode.IsSpace(first) || utf8.RuneCountInString(text) >= longLine
}

// ended reports that text ends as a sentence or a heading of a list does.
func ended(text string) bool {
	text = strings.TrimRight(text, "”’\"')\uFF09】』」》〉")
	last, _ := utf8.DecodeLastRuneInString(text)
	return strings.ContainsRune("。！？!?；;：:…", last)
}
