package html

import (
	"strconv"

	"golang.org/x/net/html"

	readability "codeberg.org/readeck/go-readability/v2"

	"wence/ingest/document"
)

// maxElements is the size of a page beyond which readability, three times slower than the rest, is not asked.
const maxElements = 50_000

// slack is the number of characters that a known container may lack beside the share: one line of a site's frame.
const slack = 30

// noticeSize is the number of characters from which a text outside an empty container is the notice itself.
const noticeSize = 200

// answer is one method's idea of where the text is.
type answer struct {
	part region
	text *rendering // trimmed; nil when the method has no answer
	size int        // characters
}

// choose compares the answers. A known container is taken when it holds at least 80 % of what the others hold, or when
// another bears it out; else the densest element by the same measure, else readability's answer. sure is false when no
// two of the answers agree.
//
// The measure comes from a comparison on 256 real pages: each method alone failed on 3 to 53 of them.
func (p *page) choose() (a answer, sure bool) {
	marked := p.answer(region{node: p.known()})
	dense := p.answer(region{node: p.density()})
	readable := p.answer(p.readable())
	if marked.size == 0 && max(dense.size, readable.size) < noticeSize {
		if part := (region{node: p.sparse()}); part.node != nil {
			return p.answer(part), true
		}
	}
	switch {
	case marked.size > 0 && nearly(marked, dense) && nearly(marked, readable):
		return marked, true
	case marked.size > 0 && agree(marked, readable): // the densest took in more, such as comments
		return marked, true
	case marked.size > 0 && agree(marked, dense) && !covers(readable, dense): // readability went elsewhere
		return marked, true
	case dense.size > 0 && holds(dense, readable):
		return dense, agree(dense, readable) || marked.size == 0 && readable.size == 0
	case readable.size > 0:
		return readable, false
	case marked.size > 0:
		return marked, true
	}
	return p.answer(region{node: p.body}), true
}

// agree reports that two answers are of about the same size.
func agree(a, b answer) bool { return holds(a, b) && holds(b, a) }

// covers reports that a contains at least half of b's paragraphs.
func covers(a, b answer) bool {
	if a.text == nil {
		return false
	}
	seen := map[string]bool{}
	for _, block := range a.text.blocks {
		seen[block.Text] = true
	}
	n := 0
	for _, block := range b.text.blocks {
		if seen[block.Text] {
			n++
		}
	}
	return 2*n >= len(b.text.blocks)
}

// holds reports that a has at least 80 % of b's size.
func holds(a, b answer) bool { return a.size*10 >= b.size*8 }

// nearly reports that a holds b but for a line or so.
func nearly(a, b answer) bool { return holds(a, b) || a.size+slack >= b.size }

func (p *page) answer(part region) answer {
	if part.node == nil {
		return answer{}
	}
	a := answer{part: part, text: p.render(part, region{})}
	a.text.trim(p.title)
	for _, b := range a.text.blocks {
		a.size += length(b)
	}
	return a
}

func length(b document.Block) int {
	n := runes(b.Text)
	for _, c := range b.Cells {
		n += runes(c)
	}
	return n
}

// elementKey is the attribute that carries an element's number through readability, which answers with a tree of its own.
const elementKey = "wence-element"

// readable is readability's answer as a region of this page; empty when it has none.
func (p *page) readable() region {
	if len(p.amounts) > maxElements {
		return region{}
	}
	var elements []*html.Node
	for n := range p.root.Descendants() {
		if n.Type == html.ElementNode {
			n.Attr = append(n.Attr, html.Attribute{Key: elementKey, Val: strconv.Itoa(len(elements))})
			elements = append(elements, n)
		}
	}
	parser := readability.NewParser()
	parser.DisableJSONLD = true
	article, err := parser.ParseDocument(p.root, nil)
	if err != nil || article.Node == nil {
		return region{}
	}
	only := map[*html.Node]bool{}
	for n := range article.Node.Descendants() {
		if i, err := strconv.Atoi(attr(n, elementKey)); err == nil && i >= 0 && i < len(elements) {
			only[elements[i]] = true
		}
	}
	return region{node: p.body, only: only}
}
