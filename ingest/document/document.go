// Package document holds a file's content as a format reader found it: blocks in reading order, before title, dates
// and outline are understood.
//
// A format reader (ingest/html, ingest/word, ...) turns bytes into one Document or a *Problem. Tables go through Grid,
// so that merged cells and heads come out alike from every format. Nothing here interprets policy text.
package document

// Document is one file's content. The zero value is an empty document.
type Document struct {
	Title       string   // as the format itself states it (<meta ArticleTitle>, <h1>, docx core properties); empty when it says nothing
	Meta        []Field  // label and value pairs found outside the text: page meta tags, the 信息公开 table; labels without brackets, colons and inner spaces, values verbatim
	URL         string   // canonical address stated by the file; empty when unknown
	Blocks      []Block  // paragraphs and table rows in reading order
	Notes       []string // Chinese sentences for the person: what was read only in part, and why; empty = read whole
	Attachments []Link   // files the document links to, in order of appearance
}

// Field is a label with its value, such as 索引号 and its number.
type Field struct{ Label, Value string }

// Link is a named reference to another file. URL is as written in the source and may be relative.
type Link struct{ Name, URL string }

// Block is one paragraph or one table row: exactly one of Text and Cells is set.
type Block struct {
	Text  string   // one paragraph, verbatim, without line breaks
	Cells []string // a table row's cells, see Grid.Blocks for merged ones
	// Columns are, for a data row, the labels of its cells, each the header path joined by "/" ("招生计划/班数(个)"): as long as
	// Cells, and nil for header rows and when the table has none.
	Columns  []string
	Header   bool // the row is (part of) the table's caption or header
	Table    int  // 1-based number of the table in the document, 0 = not a row
	Level    int  // heading level that the format states (h1..h6, Markdown #), 0 = none
	Page     int  // 1-based page, 0 = the format has none
	OCR      bool // text recognised from an image
	Indented bool // the line begins as the source's paragraphs do, with an indent of two characters (TXT): one without goes on with it
	Broken   bool // the line ended where the source broke it (TXT, PDF): it may go on in the next block
}
