package html

import (
	"path"
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"wence/ingest/document"
)

// fileName matches the end of an address or of a link's text that names a document.
var fileName = regexp.MustCompile(`(?i)\.(docx?|wps|rtf|pdf|xlsx?|et|csv|pptx?|dps|od[tsp]|ofd|txt|zip|rar|7z)$`)

// fileArgument matches addresses of download programs that name the document in an argument.
var fileArgument = regexp.MustCompile(`(?i)\.(docx?|wps|rtf|pdf|xlsx?|et|csv|pptx?|dps|od[tsp]|ofd|txt|zip|rar|7z)(&|$)`)

// address is the page's own address: canonical link, og:url or the Url meta tag; empty when it states none.
func (p *page) address() string {
	for n := range p.root.Descendants() {
		if n.DataAtom == atom.Link && strings.EqualFold(attr(n, "rel"), "canonical") && attr(n, "href") != "" {
			return strings.TrimSpace(attr(n, "href"))
		}
	}
	if u := p.meta("og:url"); u != "" {
		return u
	}
	if u := p.meta("Url"); strings.Contains(u, "://") {
		return u
	}
	return ""
}

// attachments are the page's links to documents, embedded ones included, each address once.
func (p *page) attachments() []document.Link {
	var links []document.Link
	seen := map[string]bool{}
	walk(p.body, func(n *html.Node) bool {
		if n.Type == html.ElementNode && (n.DataAtom == atom.Nav || n.DataAtom == atom.Footer || hidden(n)) {
			return false
		}
		l, ok := attachment(n)
		if ok && !seen[l.URL] {
			seen[l.URL] = true
			links = append(links, l)
		}
		return true
	})
	return links
}

func attachment(n *html.Node) (document.Link, bool) {
	var target, name string
	switch n.DataAtom {
	case atom.A:
		target, name = attr(n, "href"), inline(n)
	case atom.Iframe, atom.Embed:
		target = attr(n, "src")
	case atom.Object:
		target = attr(n, "data")
	}
	target = strings.TrimSpace(target)
	if target == "" || strings.HasPrefix(strings.ToLower(target), "javascript:") || strings.HasPrefix(target, "#") {
		return document.Link{}, false
	}
	file, query, _ := strings.Cut(target, "?")
	if !fileName.MatchString(file) && !fileArgument.MatchString(query) && !fileName.MatchString(name) {
		return document.Link{}, false
	}
	if name == "" {
		name = path.Base(file)
	}
	return document.Link{Name: name, URL: target}, true
}

// isLink reports an element of which all text is links to other pages, a lead before them aside.
func isLink(n *html.Node) bool {
	if n == nil || find(n, atom.A) == nil && n.DataAtom != atom.A {
		return false
	}
	var outside strings.Builder
	all := true
	live(n, func(c *html.Node) bool {
		if c.DataAtom == atom.A && attr(c, "href") != "" {
			_, file := attachment(c)
			all = all && !file && !strings.HasPrefix(attr(c, "href"), "#")
			return false
		}
		if c.Type == html.TextNode {
			outside.WriteString(c.Data)
		}
		return true
	})
	rest := squeeze(outside.String())
	return all && (rest == "" || lead.MatchString(rest) && lead.ReplaceAllString(rest, "") == "")
}

// classes are the names that an element and the three around it bear.
func classes(n *html.Node) string {
	names := ""
	for i := 0; n != nil && i < 4; i++ {
		names += " " + attr(n, "class") + " " + attr(n, "id")
		n = n.Parent
	}
	return names
}
