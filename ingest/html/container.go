package html

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// hanweb is the id that frame gives to the region between Hanweb's content comments.
const hanweb = "hanweb-content"

// ids and classes of the elements in which the content management systems of Chinese government and school sites keep a
// page's text: TRS, Hanweb, Visual Site Builder, Wangzhan (wp), gov.cn. The most exact come first.
var (
	containerIDs     = []string{"UCAP-CONTENT", hanweb, "vsb_content", "zoom", "Zoom", "articleContent", "article-content", "js_content"}
	containerClasses = []string{
		"TRS_UEDITOR", "TRS_Editor", "trs_editor_view", "Custom_UnionStyle", "pages_content", "v_news_content", "wp_articlecontent",
		"article-content", "article_con", "bt_content", "content_txt", "xxgk-content", "zoom",
	}
)

// minContainer is the number of characters outside links below which a known container is taken for an empty one.
const minContainer = 10

// known finds the container that a content management system marks; nil when there is none. Among several the one with
// most text outside links counts, for editors nest.
func (p *page) known() *html.Node {
	return p.marked(func(n *html.Node) int {
		if own := p.amounts[n].text - 3*p.amounts[n].link; own >= minContainer {
			return own
		}
		return 0
	})
}

// sparse finds a known container without running text that holds a picture or a link to a file, which is then the whole
// notice; nil when there is none.
func (p *page) sparse() *html.Node {
	return p.marked(func(n *html.Node) int {
		things := 0
		walk(n, func(d *html.Node) bool {
			if _, ok := attachment(d); ok || d.DataAtom == atom.Img {
				things++
			}
			return things == 0
		})
		return things
	})
}

// marked finds the container that rate, which gives 0 for an unfit one, likes best among the most exact names borne.
func (p *page) marked(rate func(*html.Node) int) *html.Node {
	found := map[string]*html.Node{}
	best := map[string]int{}
	live(p.body, func(n *html.Node) bool {
		for _, name := range marks(n) {
			if r := rate(n); r > best[name] {
				found[name], best[name] = n, r
			}
		}
		return true
	})
	for _, group := range [][]string{{"ucapcontent"}, containerIDs, containerClasses} {
		if n := richest(group, found, best); n != nil {
			return n
		}
	}
	return nil
}

// marks are the container names that an element bears.
func marks(n *html.Node) []string {
	if n.Type != html.ElementNode {
		return nil
	}
	var names []string
	if strings.EqualFold(n.Data, "ucapcontent") {
		names = append(names, "ucapcontent")
	}
	id := attr(n, "id")
	for _, known := range containerIDs {
		if id == known || known == "vsb_content" && strings.HasPrefix(id, known+"_") {
			names = append(names, known)
		}
	}
	for _, class := range strings.Fields(attr(n, "class")) {
		for _, known := range containerClasses {
			if class == known {
				names = append(names, known)
			}
		}
	}
	return names
}

func richest(names []string, found map[string]*html.Node, own map[string]int) *html.Node {
	var node *html.Node
	most := 0
	for _, name := range names {
		if own[name] > most {
			node, most = found[name], own[name]
		}
	}
	return node
}

// amount counts the characters of an element's text, and those of them inside links.
type amount struct{ text, link int }

// measure fills amounts for n and all below it.
func measure(n *html.Node, linked bool, amounts map[*html.Node]amount) amount {
	var a amount
	if dead(n) {
		return a
	}
	if n.Type == html.TextNode {
		a.text = runes(n.Data)
		if linked {
			a.link = a.text
		}
		return a
	}
	for c := range n.ChildNodes() {
		b := measure(c, linked || n.DataAtom == atom.A, amounts)
		a.text += b.text
		a.link += b.link
	}
	amounts[n] = a
	return a
}
