package html

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// What the rows and cells of a table that is made of other elements are known by: how they are shown, or their names.
var (
	rowStyle  = regexp.MustCompile(`(?i)display:table-row(;|$)`)
	cellStyle = regexp.MustCompile(`(?i)display:table-cell(;|$)`)
	rowNames  = []string{"tr", "table-row"}
	cellNames = []string{"td", "th", "table-cell"}
)

// tabulate makes tables of elements that only look like one: a run of rows under one parent, each with two cells or more
// and nothing beside them.
func tabulate(root *html.Node) {
	parents := map[*html.Node]int{}
	for n := range root.Descendants() {
		if p := n.Parent; rowLike(n) && (p.DataAtom == atom.Div || p.DataAtom == atom.Section) {
			parents[p]++
		}
	}
	for parent, rows := range parents {
		if rows < 2 {
			continue
		}
		parent.Data, parent.DataAtom = "table", atom.Table
		for row := range parent.ChildNodes() {
			if !rowLike(row) {
				continue
			}
			row.Data, row.DataAtom = "tr", atom.Tr
			for cell := range row.ChildNodes() {
				if cell.Type == html.ElementNode {
					cell.Data, cell.DataAtom = "td", atom.Td
				}
			}
		}
	}
}

// rowLike reports a div that is a table's row.
func rowLike(n *html.Node) bool {
	if n.DataAtom != atom.Div && n.DataAtom != atom.Ul || !(attr(n, "role") == "row" || bears(n, rowNames) || rowStyle.MatchString(style(n))) {
		return false
	}
	cells := 0
	for c := range n.ChildNodes() {
		switch {
		case c.Type == html.TextNode && strings.TrimSpace(c.Data) != "":
			return false
		case c.Type != html.ElementNode:
		case strings.HasSuffix(attr(c, "role"), "cell") || attr(c, "role") == "columnheader" || bears(c, cellNames) || cellStyle.MatchString(style(c)):
			cells++
		default:
			return false
		}
	}
	return cells > 1
}

// bears reports an element with one of the names as a class.
func bears(n *html.Node, names []string) bool {
	for _, class := range strings.Fields(attr(n, "class")) {
		for _, name := range names {
			if strings.EqualFold(class, name) {
				return true
			}
		}
	}
	return false
}
