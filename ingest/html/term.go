package html

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// longTerm is the length in characters from which a <dt> is a line of its own, not the name of what follows.
const longTerm = 20

// names reports a short <dt> that names the <dd> right behind it: both are read as one line.
func names(dt *html.Node) bool {
	if dt == nil || dt.DataAtom != atom.Dt || runes(textOf(dt)) > longTerm {
		return false
	}
	for n := dt.NextSibling; n != nil; n = n.NextSibling {
		if n.Type == html.ElementNode {
			return n.DataAtom == atom.Dd
		}
	}
	return false
}

// beforeElement is the element right before another under the same parent, nil when there is none.
func beforeElement(n *html.Node) *html.Node {
	for n = n.PrevSibling; n != nil; n = n.PrevSibling {
		if n.Type == html.ElementNode {
			return n
		}
	}
	return nil
}

// colonBehind is the colon that a name lacks.
func colonBehind(name string) string {
	name = strings.TrimSpace(name)
	if strings.HasSuffix(name, ":") || strings.HasSuffix(name, "\uFF1A") {
		return ""
	}
	return "\uFF1A"
}
