package html

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// page is a parsed page with what several steps need to know of it.
type page struct {
	root, body *html.Node
	title      string                // the notice's title; empty when the page says none
	guessed    bool                  // the title is <title> only, which stands in no heading of the page
	layout     map[*html.Node]bool   // tables that are none
	amounts    map[*html.Node]amount // of every live element of body
	tables     map[*html.Node]*table // read so far
}

func newPage(root *html.Node) *page {
	p := &page{root: root, body: find(root, atom.Body), amounts: map[*html.Node]amount{}, tables: map[*html.Node]*table{}}
	if p.body == nil {
		p.body = root
	}
	p.layout = layouts(p.body)
	measure(p.body, false, p.amounts)
	p.title = p.findTitle()
	return p
}
