package html

import (
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"wence/ingest/document"
)

// region is a part of the page: an element, or only what stands directly in some elements below it.
type region struct {
	node *html.Node          // nil = no part at all
	only map[*html.Node]bool // nil = everything in node
}

// owns reports that text directly in parent, or a table, belongs to the region; for a region without only, read tells.
func (r region) owns(parent *html.Node) bool { return r.only == nil || r.only[parent] }

// rendering is what a region shows, in reading order.
type rendering struct {
	blocks []document.Block
	nodes  []*html.Node     // the element that each block came from
	fields []document.Field // metadata found inside the region, which is no block

	page       *page
	part, skip region
	counts     map[*html.Node]int // items numbered so far in each ordered list
	text       strings.Builder
	tables     int
	images     int
	hiddenRows int
	struckOut  int
	fullTables int // tables over the cell bound
}

// render reads the paragraphs, headings and tables of a part of the page, without what belongs to skip.
func (p *page) render(part, skip region) *rendering {
	r := rendering{page: p, part: part, skip: skip, counts: map[*html.Node]int{}}
	r.read(part.node)
	r.flush(part.node, 0)
	return &r
}

func (r *rendering) read(n *html.Node) {
	switch {
	case dead(n) || n == r.skip.node && r.skip.only == nil:
		return
	case n.Type == html.TextNode:
		r.write(n)
		return
	case struck(n):
		if strings.TrimSpace(textOf(n)) != "" {
			r.struckOut++
		}
		return
	case n.DataAtom == atom.Img:
		r.images++
		return
	case n.DataAtom == atom.Table && !r.page.layout[n] && !within(r.skip.node, n):
		r.flush(n.Parent, 0)
		r.table(n)
		return
	}
	block := blockLevel[n.DataAtom]
	if block && !(n.DataAtom == atom.Dd && names(beforeElement(n))) {
		r.flush(n.Parent, 0)
	}
	if n.DataAtom == atom.Li {
		r.text.WriteString(r.number(n))
	}
	if n.DataAtom == atom.Sup {
		r.text.WriteString(raised(n))
		return
	}
	for c := range n.ChildNodes() {
		r.read(c)
	}
	switch {
	case names(n) && strings.TrimSpace(r.text.String()) != "":
		r.text.WriteString(colonBehind(r.text.String()))
	case block:
		r.flush(n, level(n))
	}
}

// write takes a text; inside <pre> line ends are paragraphs.
func (r *rendering) write(n *html.Node) {
	if !r.part.owns(n.Parent) || r.skip.only[n.Parent] {
		return
	}
	if n.Parent == nil || n.Parent.DataAtom != atom.Pre {
		r.text.WriteString(n.Data)
		return
	}
	for i, line := range strings.Split(n.Data, "\n") {
		if i > 0 {
			r.flush(n.Parent, 0)
		}
		r.text.WriteString(line)
	}
}

// flush ends the paragraph that n holds.
func (r *rendering) flush(n *html.Node, level int) {
	if text := squeeze(r.text.String()); text != "" {
		r.blocks = append(r.blocks, document.Block{Text: text, Level: level})
		r.nodes = append(r.nodes, n)
	}
	r.text.Reset()
}

func (r *rendering) table(n *html.Node) {
	if !r.part.owns(n) || r.skip.only[n] {
		return
	}
	for c := range n.ChildNodes() {
		if c.DataAtom == atom.Caption {
			r.read(c)
			r.flush(c, 0)
		}
	}
	t := r.page.table(n)
	r.fields = append(r.fields, t.fields...)
	r.hiddenRows += t.hiddenRows
	if t.full {
		r.fullTables++
	}
	if len(t.rows) > 0 {
		r.tables++
	}
	for _, b := range t.rows {
		b.Table = r.tables
		r.blocks = append(r.blocks, b)
		r.nodes = append(r.nodes, n)
	}
}

// level is the heading level of h1 to h6, else 0.
func level(n *html.Node) int {
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return int(n.Data[1] - '0')
	}
	return 0
}

// number is what a browser puts before an item of an ordered list; empty for others.
func (r *rendering) number(li *html.Node) string {
	list := li.Parent
	if list == nil || list.DataAtom != atom.Ol || unnumbered.MatchString(style(list)) || unnumbered.MatchString(style(li)) {
		return ""
	}
	start, err := strconv.Atoi(attr(list, "start"))
	if err != nil {
		start = 1
	}
	n := start + r.counts[list]
	r.counts[list]++
	if kind := attr(list, "type"); (kind == "a" || kind == "A") && n >= 1 && n <= 26 {
		return string(rune(kind[0])+rune(n-1)) + "."
	}
	return strconv.Itoa(n) + "."
}

// unnumbered matches the style of a list that shows no numbers.
var unnumbered = regexp.MustCompile(`(?i)list-style(-type)?:none`)

// notes are the Chinese sentences about what was left out or not read; size is the number of characters read.
func (r *rendering) notes(size int) []string {
	var notes []string
	if r.images > 0 && size < fewCharacters {
		notes = append(notes, "网页正文主要是图片,图片中的文字未读入")
	}
	if r.hiddenRows > 0 {
		notes = append(notes, "表格中有网页上不显示的行,未读入")
	}
	if r.struckOut > 0 {
		notes = append(notes, "网页中标有删除线的文字未读入")
	}
	if r.fullTables > 0 {
		notes = append(notes, "有表格超过200万格,只读入了一部分")
	}
	return notes
}

// textOf is all text below n, the invisible included.
func textOf(n *html.Node) string {
	var text strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			text.WriteString(d.Data)
		}
	}
	return text.String()
}
