package html

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// blockLevel are the elements that begin and end a paragraph.
var blockLevel = map[atom.Atom]bool{
	atom.Address: true, atom.Article: true, atom.Aside: true, atom.Blockquote: true, atom.Body: true, atom.Br: true, atom.Caption: true,
	atom.Center: true, atom.Dd: true, atom.Div: true, atom.Dl: true, atom.Dt: true, atom.Fieldset: true, atom.Figcaption: true,
	atom.Figure: true, atom.Footer: true, atom.Form: true, atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true,
	atom.H6: true, atom.Header: true, atom.Hr: true, atom.Li: true, atom.Main: true, atom.Nav: true, atom.Ol: true, atom.P: true,
	atom.Pre: true, atom.Section: true, atom.Table: true, atom.Tbody: true, atom.Td: true, atom.Tfoot: true, atom.Th: true,
	atom.Thead: true, atom.Tr: true, atom.Ul: true,
}

// invisible matches styles that keep an element from the reader's eye.
var invisible = regexp.MustCompile(`(?i)display:none|mso-hide:all`)

// faded matches styles that keep an element from the eye until a script shows it, if ever.
var faded = regexp.MustCompile(`(?i)visibility:hidden|(^|;)(text-indent|left|top):-\d{3,}`)

// lineThrough matches the style of struck-out text.
var lineThrough = regexp.MustCompile(`(?i)text-decoration(-line)?:[^;]*line-through`)

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func hasAttr(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

// style is the element's own style without white space.
func style(n *html.Node) string {
	return strings.Join(strings.Fields(attr(n, "style")), "")
}

// dead reports an element whose content is never part of the text.
func dead(n *html.Node) bool {
	if n.Type != html.ElementNode {
		return n.Type == html.CommentNode
	}
	switch n.DataAtom {
	case atom.Head, atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Iframe, atom.Object, atom.Embed, atom.Svg, atom.Math,
		atom.Select, atom.Button, atom.Input, atom.Textarea, atom.Audio, atom.Video, atom.Canvas, atom.Nav, atom.Footer:
		return true
	}
	return n.Data == "xml" || strings.HasPrefix(n.Data, "w:") || hidden(n)
}

func hidden(n *html.Node) bool {
	return hasAttr(n, "hidden") || attr(n, "aria-hidden") == "true" || invisible.MatchString(style(n))
}

// struck reports an element whose text is crossed out.
func struck(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Del, atom.S, atom.Strike:
		return true
	}
	return n.Type == html.ElementNode && lineThrough.MatchString(style(n))
}

// walk visits n and, where visit says so, what it contains, in document order.
func walk(n *html.Node, visit func(*html.Node) bool) {
	if !visit(n) {
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		walk(c, visit)
	}
}

// live walks the elements and texts that can be part of a page's text.
func live(n *html.Node, visit func(*html.Node) bool) {
	walk(n, func(n *html.Node) bool { return !dead(n) && visit(n) })
}

// find is the first element of that kind, or nil.
func find(n *html.Node, kind atom.Atom) *html.Node {
	for d := range n.Descendants() {
		if d.DataAtom == kind {
			return d
		}
	}
	return nil
}

// within reports that n is a or stands inside it.
func within(n, a *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n == a {
			return true
		}
	}
	return false
}

// inline is an element's text on one line.
func inline(n *html.Node) string {
	var text strings.Builder
	live(n, func(c *html.Node) bool {
		if struck(c) {
			return false
		}
		if c.DataAtom == atom.Sup {
			text.WriteString(raised(c))
			return false
		}
		if c.Type == html.TextNode {
			text.WriteString(c.Data)
		} else if blockLevel[c.DataAtom] {
			text.WriteByte(' ')
		}
		return true
	})
	return squeeze(text.String())
}

// squeeze puts one space for each run of white space and drops invisible marks, as a browser shows the text.
func squeeze(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == 0xFEFF || r >= 0x200B && r <= 0x200F || r == 0x2060 || r == 0xAD || r == 0:
			return -1
		case unicode.IsSpace(r):
			return ' '
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// runes counts the characters of s that are not white space.
func runes(s string) int {
	n := 0
	for _, r := range s {
		if !unicode.IsSpace(r) {
			n++
		}
	}
	return n
}
