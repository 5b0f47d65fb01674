package ingest

import (
	"strings"

	"wence/ingest/document"
	"wence/retrieval"
	"wence/retrieval/place"
)

// ReaderVersion names what the readers make of a file. It grows when a file would be understood otherwise than before,
// so that notices stored by an older reader are read again although their bytes are the same.
const ReaderVersion = 7

// Understand makes a notice of a file's content: its text, what it says of itself, its outline. Fields of the file
// (Source, Origin, SHA256) are the caller's.
func Understand(doc document.Document, places *place.Gazetteer) retrieval.Notice {
	all := lines(doc.Blocks)
	giveUnits(all)
	n := retrieval.Notice{Reader: ReaderVersion, URL: doc.URL, Notes: doc.Notes}
	n.Text = layOut(all)

	meta, used := headMetadata(doc, all)
	var body int
	n.Title, body = title(doc, meta, all, used)
	for body < len(all) && used[body] {
		body++
	}
	signed := sign(all, body)
	made := enactmentOf(all)
	n.Number = firstOf(noticeNumber(meta, all, body), made.number)
	if len(all) > 0 && all[0].ocr {
		n.Number = tidyNumber(n.Number)
	}
	n.IndexNumber = meta[fieldIndex]
	n.Topic = meta[fieldTopic]
	n.Declared = meta[fieldValidity]
	n.Issuer = firstOf(issuer(meta, signed, n.Title), firstOf(made.organ, letterhead(all, n.Title)))
	n.Issued = first(parseDate(fold(meta[fieldIssued])), made.made, signed.date)
	n.Published = first(parseDate(fold(meta[fieldPublished])), made.published)

	day := first(n.Issued, n.Published)
	if made.deeds > 0 {
		day = made.day()
	}
	f := inForce(n.Title, n.Text, day)
	n.Effective = first(parseDate(fold(meta[fieldEffective])), made.effective, f.effective)
	n.Expires = first(parseDate(fold(meta[fieldExpires])), termEnd(meta[fieldTerm]), f.expires)
	n.Horizon, n.Replaces = f.horizon, f.replaces

	n.Outline = outline(all, n.Title, body)
	n.Tables, n.Pages, n.OCR = tables(all), pages(all), recognised(all)
	n.Region = region(n, meta, all, places)
	return n
}

// layOut puts the lines into one text and gives each its offset.
func layOut(all []line) string {
	var b strings.Builder
	for i := range all {
		if i > 0 {
			b.WriteByte('\n')
		}
		all[i].start = b.Len()
		b.WriteString(all[i].text)
	}
	return b.String()
}

// termEnd is the end of a term that is stated by its dates ("2024-03-13至2026-03-12"); "" when it is not.
func termEnd(term string) retrieval.Date {
	if at := strings.LastIndexAny(term, "至到"); at >= 0 {
		return parseDate(fold(term[at:]))
	}
	return ""
}

func tables(all []line) []retrieval.Table {
	var out []retrieval.Table
	last := 0
	for _, l := range all {
		if !l.row {
			last = 0
			continue
		}
		span := retrieval.Span{Start: l.start, End: l.start + len(l.text)}
		if l.table != last {
			out = append(out, retrieval.Table{Span: span})
			last = l.table
		}
		t := &out[len(out)-1]
		t.End = span.End
		t.Rows = append(t.Rows, retrieval.Row{Span: span, Columns: l.columns})
	}
	return out
}

func pages(all []line) []retrieval.Page {
	var out []retrieval.Page
	for _, l := range all {
		if l.page > 0 && (len(out) == 0 || out[len(out)-1].Number != l.page) {
			out = append(out, retrieval.Page{Start: l.start, Number: l.page})
		}
	}
	return out
}

// recognised are the parts of the text that were recognised from images.
func recognised(all []line) []retrieval.Span {
	var out []retrieval.Span
	for _, l := range all {
		if !l.ocr {
			continue
		}
		span := retrieval.Span{Start: l.start, End: l.start + len(l.text)}
		if n := len(out); n > 0 && out[n-1].End+1 == span.Start {
			out[n-1].End = span.End
			continue
		}
		out = append(out, span)
	}
	return out
}
