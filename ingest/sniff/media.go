package sniff

import "net/http"

// openDocument begins the media types of OpenDocument files, which state their own at their start.
const openDocument = "application/vnd.oasis.opendocument."

// mediaTypes are those of the kinds with a reader but for images.
var mediaTypes = map[Kind]string{
	PDF:      "application/pdf",
	DOCX:     "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	DOC:      "application/msword",
	RTF:      "application/rtf",
	XLSX:     "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	XLS:      "application/vnd.ms-excel",
	HTML:     "text/html",
	Text:     "text/plain",
	Markdown: "text/markdown",
	CSV:      "text/csv",
	MHTML:    "multipart/related",
	OFD:      "application/ofd",
	PPTX:     "application/vnd.openxmlformats-officedocument.presentationml.presentation",
	ODT:      openDocument + "text",
	ODS:      openDocument + "spreadsheet",
	ODP:      openDocument + "presentation",
}

// MediaType is the media type of a file of the kind, without its encoding; application/octet-stream when there is none.
func (k Kind) MediaType(data []byte) string {
	if k == Image {
		return http.DetectContentType(data)
	}
	if t := mediaTypes[k]; t != "" {
		return t
	}
	return "application/octet-stream"
}
