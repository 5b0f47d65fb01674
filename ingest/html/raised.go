package html

import (
	"golang.org/x/net/html"

	"wence/ingest/document"
)

// raised is the text of a <sup> as it reads on the line.
func raised(n *html.Node) string {
	before := ""
	if n.PrevSibling != nil {
		before = textOf(n.PrevSibling) + n.PrevSibling.Data
	}
	return document.Raised(before, textOf(n))
}
