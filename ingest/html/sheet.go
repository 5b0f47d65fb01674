package html

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

var (
	cssComment = regexp.MustCompile(`(?s)/\*.*?\*/`)
	cssRule    = regexp.MustCompile(`([^{}]+)\{([^{}]*)\}`)
	cssName    = regexp.MustCompile(`[.#][\w-]+`)
	// alone matches a selector of one class or id, of an element or not.
	alone = regexp.MustCompile(`^\w*([.#][\w-]+)$`)
	// shows matches a declaration that lets an element be seen.
	shows = regexp.MustCompile(`(?i)display:[^n;]|visibility:visible`)
)

// mostHidden is the share of a page's text, in per cent, that an element may hold which these styles hide. One that holds
// more waits for a script, and is the page.
const mostHidden = 30

// hide marks the elements that the page keeps from the reader's eye by a style that fades them, or by a style sheet of its
// own: by a class or an id alone that no other rule shows.
func hide(root *html.Node) {
	names, body := hiddenNames(root), find(root, atom.Body)
	if body == nil {
		return
	}
	all := -1
	walk(body, func(n *html.Node) bool {
		if n.Type != html.ElementNode || dead(n) {
			return !dead(n)
		}
		if !faded.MatchString(style(n)) && !isOf(n, names) {
			return true
		}
		if all < 0 {
			all = runes(inline(body))
		}
		if runes(inline(n))*100 > all*mostHidden {
			return true
		}
		n.Attr = append(n.Attr, html.Attribute{Key: "hidden"})
		return false
	})
}

// isOf reports an element of one of the classes or ids.
func isOf(n *html.Node, names map[string]bool) bool {
	if len(names) == 0 {
		return false
	}
	for _, class := range strings.Fields(attr(n, "class")) {
		if names["."+class] {
			return true
		}
	}
	return names["#"+attr(n, "id")]
}

// hiddenNames are the classes (.name) and ids (#name) that the page's style sheets hide, those of rules for some media
// only left out.
func hiddenNames(root *html.Node) map[string]bool {
	names, shown := map[string]bool{}, map[string]bool{}
	for n := range root.Descendants() {
		if n.DataAtom != atom.Style {
			continue
		}
		for _, rule := range cssRule.FindAllStringSubmatch(withoutMedia(cssComment.ReplaceAllString(textOf(n), "")), -1) {
			style := strings.Join(strings.Fields(rule[2]), "")
			for selector := range strings.SplitSeq(rule[1], ",") {
				selector = strings.TrimSpace(selector)
				if m := alone.FindStringSubmatch(selector); m != nil && (invisible.MatchString(style) || faded.MatchString(style)) {
					names[m[1]] = true
				} else if shows.MatchString(style) {
					for _, name := range cssName.FindAllString(selector, -1) {
						shown[name] = true
					}
				}
			}
		}
	}
	for name := range shown {
		delete(names, name)
	}
	return names
}

// withoutMedia drops the blocks of rules that hold for some media only (@media print {…}).
func withoutMedia(css string) string {
	var out strings.Builder
	for {
		at := strings.Index(css, "@media")
		if at < 0 {
			out.WriteString(css)
			return out.String()
		}
		out.WriteString(css[:at])
		css = css[at:]
		depth, end := 0, len(css)
		for i, r := range css {
			if r == '{' {
				depth++
			}
			if r == '}' {
				if depth--; depth == 0 {
					end = i + 1
					break
				}
			}
		}
		css = css[end:]
	}
}
