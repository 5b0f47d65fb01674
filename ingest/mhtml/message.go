package mhtml

import (
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/textproto"
	"strings"
)

// Bounds of a message. A page over maxPage is refused by ingest/html.
const (
	maxHead  = 64 << 10 // bytes
	maxPages = 8
	maxPage  = 8<<20 + 1 // bytes
	maxDepth = 4         // messages within one another
)

// message is what is kept of a file.
type message struct {
	start    string // Content-ID of the page itself; "" = not stated
	location string // address under which the whole was saved
	pages    []page
	cut      bool // the file ends, or breaks its encoding, in the middle
}

// page is an HTML part.
type page struct {
	id, location string
	text         []byte
}

// open takes a file apart as far as it goes.
func open(data []byte) *message {
	m := &message{}
	head, body := split(data)
	_, params := mediaType(head)
	m.start = strings.Trim(params["start"], "<> ")
	m.location = strings.TrimSpace(head.Get("Snapshot-Content-Location"))
	m.part(head, decoded(head, bytes.NewReader(body)), 1)
	return m
}

// split parts the head of a message from its body, whatever its line ends and however damaged single lines are.
func split(data []byte) (textproto.MIMEHeader, []byte) {
	head, values := textproto.MIMEHeader{}, ""
	for end := max(0, len(data)-maxHead); len(data) > end; {
		line, rest, _ := bytes.Cut(data, []byte("\n"))
		data = rest
		text := strings.TrimRight(string(line), "\r")
		switch name, value, ok := strings.Cut(text, ":"); {
		case text == "" && len(head) > 0:
			return head, data
		case strings.HasPrefix(text, " ") || strings.HasPrefix(text, "\t"):
			if values != "" {
				head.Set(values, head.Get(values)+" "+strings.TrimSpace(text))
			}
		case ok:
			values = name
			head.Set(name, strings.TrimSpace(value))
		}
	}
	return head, nil
}

// mediaType is the type of a part with its parameters; a broken parameter does not cost the others.
func mediaType(head textproto.MIMEHeader) (string, map[string]string) {
	kind, params, err := mime.ParseMediaType(head.Get("Content-Type"))
	if err != nil && !errors.Is(err, mime.ErrInvalidMediaParameter) {
		return "", nil
	}
	return kind, params
}

// decoded undoes the transfer encoding of a part.
func decoded(head textproto.MIMEHeader, body io.Reader) io.Reader {
	switch strings.ToLower(strings.TrimSpace(head.Get("Content-Transfer-Encoding"))) {
	case "base64":
		return base64.NewDecoder(base64.StdEncoding, body)
	case "quoted-printable":
		return quotedprintable.NewReader(body)
	}
	return body
}

// part keeps a page, or looks for pages in a part that holds others.
func (m *message) part(head textproto.MIMEHeader, body io.Reader, depth int) {
	kind, params := mediaType(head)
	switch {
	case strings.HasPrefix(kind, "multipart/") && depth <= maxDepth:
		m.parts(multipart.NewReader(body, params["boundary"]), depth)
	case (kind == "text/html" || kind == "application/xhtml+xml") && len(m.pages) < maxPages:
		text, err := io.ReadAll(io.LimitReader(body, maxPage))
		m.cut = m.cut || err != nil
		if len(text) > 0 {
			m.pages = append(m.pages, page{
				id: strings.Trim(head.Get("Content-ID"), "<> "), location: strings.TrimSpace(head.Get("Content-Location")), text: text,
			})
		}
	}
}

func (m *message) parts(r *multipart.Reader, depth int) {
	for {
		p, err := r.NextRawPart()
		if err == io.EOF {
			return
		}
		if err != nil {
			m.cut = true
			return
		}
		m.part(p.Header, decoded(p.Header, p), depth+1)
	}
}
