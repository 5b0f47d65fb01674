package sniff

import (
	"bytes"
	"regexp"
)

var utf8BOM = []byte("\xEF\xBB\xBF")

// sampleSize is how much of a file is looked at to tell text from binary.
const sampleSize = 64 << 10

var (
	// page matches what only a web page says, anywhere near its start.
	page = regexp.MustCompile(`(?i)<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]`)
	// fragment matches a piece of a page at the very start; Markdown may begin so too.
	fragment = regexp.MustCompile(`(?is)^\s*(<!--.*?-->\s*)*<(meta|title|table|div|p|br|span|h[1-6]|center|font|style|script|link|ul|ol|section|article|base)[\s/>]`)
	// office matches the one-file XML of Word, Excel and LibreOffice.
	office = regexp.MustCompile(`<\?mso-application|<w:wordDocument|<pkg:package|urn:schemas-microsoft-com:office:spreadsheet"|<office:document[\s>]`)
	// workbook matches the one-file XML of Excel.
	workbook = regexp.MustCompile(`(?s)<[\w:]*Workbook\s[^>]*urn:schemas-microsoft-com:office:spreadsheet"`)
	// xmlHead matches the start of any XML.
	xmlHead = regexp.MustCompile(`^\s*<\?xml\s`)
	// mhtml matches the head of a page saved with its pictures, or of one saved alone in the same form.
	mhtml     = regexp.MustCompile(`(?i)^\s*(From|MIME-Version|Subject|Date|Content-Type|Snapshot-Content-Location|X-[\w-]+):`)
	mhtmlKind = regexp.MustCompile(`(?i)(^|\n)Content-Type:\s*(multipart/(related|alternative)|text/html)\b`)
	mime      = regexp.MustCompile(`(?i)(^|\n)MIME-Version:`)
)

// textKind tells apart what is left when no magic matched.
func textKind(data []byte, name string) Kind {
	sample := data[:min(len(data), sampleSize)]
	switch marked := bytes.HasPrefix(sample, []byte("\xFF\xFE")) || bytes.HasPrefix(sample, []byte("\xFE\xFF")); {
	case marked || !isText(sample) && isUTF16(sample):
		sample = bytes.ReplaceAll(bytes.TrimLeft(sample, "\xFE\xFF"), []byte{0}, nil) // the markup's ASCII stays readable
	case !isText(sample):
		return Unknown
	}
	sample = bytes.TrimPrefix(sample, utf8BOM)
	head := sample[:min(len(sample), 4096)]
	switch {
	case mhtml.Match(head) && mime.Match(head) && mhtmlKind.Match(head):
		return MHTML
	case xmlHead.Match(head) && workbook.Match(head):
		return SheetXML
	case xmlHead.Match(head) && office.Match(head):
		return OfficeXML
	case page.Match(head[:min(len(head), 2048)]) || bytes.HasPrefix(bytes.TrimSpace(head), []byte("<")) && page.Match(sample):
		return HTML
	}
	switch extension(name) {
	case ".md", ".markdown":
		return Markdown
	}
	if fragment.Match(head) {
		return HTML
	}
	switch extension(name) {
	case ".csv", ".tsv", ".xls", ".xlsx", ".et":
		return CSV
	}
	return Text
}

// isUTF16 reports UTF-16 without a mark: nearly all units of two bytes, in one of the two orders, are ASCII or Chinese
// characters and their punctuation. Of random units a third is.
func isUTF16(sample []byte) bool {
	little, big, units := 0, 0, len(sample)/2
	for i := 0; i+1 < len(sample); i += 2 {
		little += everyday(sample[i+1], sample[i])
		big += everyday(sample[i], sample[i+1])
	}
	return units > 0 && max(little, big)*20 >= units*19
}

// everyday is 1 for a unit of UTF-16 that Chinese text is made of, else 0.
func everyday(high, low byte) int {
	switch {
	case high == 0 && (low >= 0x20 && low < 0x7F || low == '\t' || low == '\n' || low == '\r'),
		high == 0x30 && low < 0x20, high == 0xFF && low < 0xF0, high == 0x20 && low < 0x70, high >= 0x4E && high <= 0x9F:
		return 1
	}
	return 0
}

// maxZeros bounds the zero bytes of a text, in its length: one may stand in any, left by a program that cut it off.
const maxZeros = 4096

// isText reports that fewer than one byte in 200 is a control character that no text uses. It holds for UTF-8, GBK and
// Big5 alike, whose trail bytes are all above the controls; random bytes have one in ten.
func isText(sample []byte) bool {
	controls, zeros := 0, 0
	for _, b := range sample {
		switch {
		case b == 0:
			zeros++
		case b < 0x20 && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != '\v' && b != 0x1A && b != 0x1B, b == 0x7F:
			controls++
		}
	}
	return controls*200 <= len(sample) && zeros <= 1+len(sample)/maxZeros
}
