package html

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Weights of text in the search for its densest element. A mark of punctuation weighs as much as punctuated characters
// do; text without any counts a third, because menus have none; text in links counts against its element.
const (
	markWeight  = 5
	plainShare  = 3
	linkPenalty = 2
)

// density finds the element that holds most running text for itself; nil when the page has no text outside links.
func (p *page) density() *html.Node {
	d := densities{own: map[*html.Node]int{}, all: map[*html.Node]int{}, layout: p.layout}
	d.collect(p.body, false, false)
	var best *html.Node
	most := 0
	live(p.body, func(n *html.Node) bool {
		if d.own[n] > most {
			best, most = n, d.own[n]
		}
		return true
	})
	if best == nil {
		return nil
	}
	for n := best; n != p.body && n != nil; n = n.Parent { // a text cut into several parts
		if d.all[n]*100 > d.all[best]*115 {
			best = n
		}
	}
	return best
}

// densities are the weights of elements: own counts what stands in them directly or in a paragraph of theirs, with half
// of what stands in their child elements so; all counts everything.
type densities struct {
	own, all map[*html.Node]int
	layout   map[*html.Node]bool
}

func (d *densities) collect(n *html.Node, linked, celled bool) int {
	if dead(n) {
		return 0
	}
	if n.Type == html.TextNode {
		w := textWeight(n.Data, linked, celled)
		if c := d.container(n); c != nil && w != 0 {
			d.own[c] += w
			if c.Parent != nil {
				d.own[c.Parent] += w / 2
			}
		}
		return w
	}
	linked = linked || n.DataAtom == atom.A
	celled = n.DataAtom == atom.Table && !d.layout[n] || celled && n.DataAtom != atom.Table
	sum := 0
	for c := range n.ChildNodes() {
		sum += d.collect(c, linked, celled)
	}
	d.all[n] = sum
	return sum
}

func textWeight(text string, linked, celled bool) int {
	n := runes(text)
	if n == 0 {
		return 0
	}
	if n <= longLine && boilerplate.MatchString(text) {
		return -n
	}
	if linked {
		return -linkPenalty * n
	}
	marks := strings.Count(text, "，") + strings.Count(text, "。") + strings.Count(text, "；") + strings.Count(text, "、") +
		strings.Count(text, ",") + strings.Count(text, ";")
	if marks == 0 && !celled {
		return n / plainShare
	}
	return n + markWeight*marks
}

// container is the element that a text counts for: the nearest block around its paragraph or its table.
func (d *densities) container(text *html.Node) *html.Node {
	n := text.Parent
	for n != nil && !blockLevel[n.DataAtom] {
		n = n.Parent
	}
	for n != nil {
		switch n.DataAtom {
		case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Li, atom.Ul, atom.Ol, atom.Blockquote, atom.Tr, atom.Tbody,
			atom.Thead, atom.Table, atom.Pre, atom.Caption, atom.Center:
			n = n.Parent
		case atom.Td, atom.Th:
			table := n.Parent
			for table != nil && table.DataAtom != atom.Table {
				table = table.Parent
			}
			if table == nil || d.layout[table] {
				return n
			}
			n = table.Parent
		default:
			return n
		}
	}
	return nil
}
