package html

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"wence/ingest/document"
)

// maxDepth is the nesting kept when a page is nested too deeply for the parser, which stops at 512 open elements.
const maxDepth = 100

// structural are the elements that flatten keeps; all others only colour text or run code.
var structural = map[atom.Atom]bool{
	atom.A: true, atom.Article: true, atom.Body: true, atom.Br: true, atom.Div: true, atom.H1: true, atom.H2: true, atom.H3: true,
	atom.H4: true, atom.H5: true, atom.H6: true, atom.Head: true, atom.Hr: true, atom.Html: true, atom.Li: true, atom.Link: true,
	atom.Meta: true, atom.Ol: true, atom.P: true, atom.Section: true, atom.Table: true, atom.Tbody: true, atom.Td: true, atom.Th: true,
	atom.Thead: true, atom.Title: true, atom.Tr: true, atom.Ul: true,
}

// void are the structural elements without an end tag.
var void = map[atom.Atom]bool{atom.Br: true, atom.Hr: true, atom.Link: true, atom.Meta: true}

// parse builds the page's tree; a note says when tags had to be stripped first.
func parse(text string) (root *html.Node, note string, err error) {
	root, err = html.Parse(strings.NewReader(text))
	if err != nil {
		note = "网页标签嵌套超过512层,去除多余标签后读取,版面和表格可能不全"
		root, err = html.Parse(strings.NewReader(flatten(text)))
	}
	if err != nil {
		return nil, "", document.Damaged("网页", err)
	}
	frame(root)
	hide(root)
	tabulate(root)
	return root, note, nil
}

// frame gives the region between Hanweb's content comments an element of its own, so that it is a container like others.
func frame(root *html.Node) {
	var begin, end *html.Node
	for n := range root.Descendants() {
		if n.Type == html.CommentNode && begin == nil && strings.Contains(n.Data, "ZJEG_RSS.content.begin") {
			begin = n
		}
		if n.Type == html.CommentNode && strings.Contains(n.Data, "ZJEG_RSS.content.end") {
			end = n
		}
	}
	if begin == nil || end == nil || begin.Parent != end.Parent {
		return
	}
	div := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div, Attr: []html.Attribute{{Key: "id", Val: hanweb}}}
	parent := begin.Parent
	for n := begin.NextSibling; n != nil && n != end; n = begin.NextSibling {
		parent.RemoveChild(n)
		div.AppendChild(n)
	}
	parent.InsertBefore(div, end)
}

// flattener rewrites a page with structural tags only, at most maxDepth of them open.
type flattener struct {
	out  strings.Builder
	open []element
	kept int // elements of open that are written
}

type element struct {
	kind atom.Atom
	kept bool
}

func flatten(text string) string {
	var f flattener
	z := html.NewTokenizer(strings.NewReader(text))
	for {
		switch z.Next() {
		case html.ErrorToken:
			if z.Err() != io.EOF {
				fmt.Fprint(&f.out, html.EscapeString(string(z.Buffered())))
			}
			return f.out.String()
		case html.TextToken:
			if len(f.open) == 0 || !raw(f.open[len(f.open)-1].kind) {
				f.out.Write(z.Raw())
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			f.start(z.Token())
		case html.EndTagToken:
			f.end(z.Token().DataAtom)
		}
	}
}

func raw(kind atom.Atom) bool { return kind == atom.Script || kind == atom.Style }

func (f *flattener) start(t html.Token) {
	if void[t.DataAtom] {
		f.out.WriteString(t.String())
		return
	}
	if t.Type == html.SelfClosingTagToken && !structural[t.DataAtom] {
		return
	}
	keep := structural[t.DataAtom] && f.kept < maxDepth
	f.open = append(f.open, element{t.DataAtom, keep})
	switch {
	case keep:
		f.kept++
		t.Type = html.StartTagToken
		f.out.WriteString(t.String())
	case blockLevel[t.DataAtom]:
		f.out.WriteString("<br>")
	}
}

// end closes the nearest open element of that kind, which is looked for among the innermost ones only.
func (f *flattener) end(kind atom.Atom) {
	const near = 64
	low := max(0, len(f.open)-near)
	i := len(f.open) - 1
	for ; i >= low && f.open[i].kind != kind; i-- {
	}
	if i < low {
		return
	}
	for _, e := range slices.Backward(f.open[i:]) {
		switch {
		case e.kept:
			f.kept--
			fmt.Fprintf(&f.out, "</%s>", e.kind)
		case blockLevel[e.kind]:
			f.out.WriteString("<br>")
		}
	}
	f.open = f.open[:i]
}
