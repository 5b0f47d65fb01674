package html

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// siteSuffix matches the first sign that separates a notice's title from the names of column and site in <title>.
var siteSuffix = regexp.MustCompile(`\s*(_|\||\x{FF5C}|--|——|-|–|»|>)\s*`)

// minTitle is the shortest title in characters; shorter ones name a site or a column.
const minTitle = 5

// findTitle finds the notice's title: the ArticleTitle meta tag, a heading that <title> begins with, og:title, a single
// h1, or the first part of <title>.
func (p *page) findTitle() string {
	if t := p.meta("ArticleTitle"); t != "" {
		return t
	}
	var head string
	if n := find(p.root, atom.Title); n != nil {
		head = squeeze(textOf(n))
	}
	var first []string
	live(p.body, func(n *html.Node) bool {
		if n.DataAtom == atom.H1 {
			first = append(first, inline(n))
		}
		return true
	})
	if t := p.headingIn(head); t != "" {
		return t
	}
	if t := p.meta("og:title"); t != "" {
		return t
	}
	if len(first) == 1 && runes(first[0]) >= minTitle {
		return first[0]
	}
	if i := siteSuffix.FindStringIndex(head); i != nil && runes(head[:i[0]]) >= minTitle {
		return head[:i[0]]
	}
	return head
}

// headingIn is the longest heading, or element of a class named for titles, whose text <title> begins with.
func (p *page) headingIn(head string) string {
	folded, best := fold(head), ""
	live(p.body, func(n *html.Node) bool {
		if n.Type != html.ElementNode || p.amounts[n].text > longLine {
			return true
		}
		if level(n) == 0 && !strings.Contains(strings.ToLower(attr(n, "class")+" "+attr(n, "id")), "tit") {
			return true
		}
		if t := inline(n); runes(t) >= minTitle && runes(t) > runes(best) && strings.HasPrefix(folded, fold(t)) {
			best = t
		}
		return true
	})
	return best
}

func fold(s string) string { return strings.Join(strings.Fields(s), "") }

// meta is the content of the first meta tag of that name or property, matched without case.
func (p *page) meta(name string) string {
	for n := range p.root.Descendants() {
		if n.DataAtom == atom.Meta && (strings.EqualFold(attr(n, "name"), name) || strings.EqualFold(attr(n, "property"), name)) {
			if t := squeeze(attr(n, "content")); t != "" {
				return t
			}
		}
	}
	return ""
}
