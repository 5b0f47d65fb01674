package html

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"wence/ingest/document"
)

// minTitle is the shortest title in characters; shorter ones name a site or a column.
const minTitle = 5

// findTitle finds the notice's title: the ArticleTitle meta tag, a heading that <title> repeats, og:title, a single h1,
// the heading right above the line of dates and sources, or the first part of <title>. Where that names a site, a line
// right above the dates is it, however it is marked up, or the first heading.
func (p *page) findTitle() string {
	if t := p.meta("ArticleTitle"); t != "" {
		return t
	}
	var head string
	if n := find(p.root, atom.Title); n != nil {
		head = squeeze(textOf(n))
	}
	for _, t := range []string{p.headingIn(head), p.meta("og:title"), p.onlyHeading(head), p.lineAbove(true)} {
		if t != "" {
			return t
		}
	}
	p.guessed = true
	title := withoutSite(head)
	if title == "" || site.MatchString(title) {
		for _, t := range []string{p.lineAbove(false), p.firstHeading(head)} {
			if t != "" {
				return t
			}
		}
	}
	return title
}

// site matches what names a site or a column of one, and no notice.
var site = regexp.MustCompile(`(网|网站|门户|首页|主页|平台|频道|专栏|栏目|局|政府|教委|委员会|学校|小学|中学|幼儿园|学院|大学)$`)

// firstHeading is the first heading on the page that <title> does not hold and that a text follows.
func (p *page) firstHeading(head string) string {
	r := p.render(region{node: p.body}, region{})
	for i, b := range r.blocks[:max(len(r.blocks)-1, 0)] {
		if b.Level > 0 && runes(b.Text) >= 2*minTitle && runes(b.Text) <= longTitle && !isLink(r.nodes[i]) && !strings.Contains(fold(head), fold(b.Text)) {
			return b.Text
		}
	}
	return ""
}

// lastHead is how many lines at the head may be a fuller title than <title>.
const lastHead = 3

// fuller is the line at the head of a text that says more than a <title> that stands nowhere on the page: longer, no
// sentence, and with most of its characters.
func fuller(title string, blocks []document.Block) string {
	for _, b := range blocks[:min(lastHead, max(len(blocks)-1, 0))] {
		n := runes(b.Text)
		if b.Cells != nil || n <= runes(title) || n > longTitle || strings.ContainsAny(b.Text, "。；：:！？") {
			continue
		}
		shared, all := 0, 0
		for _, r := range title {
			if all++; strings.ContainsRune(b.Text, r) {
				shared++
			}
		}
		if shared*10 >= all*6 {
			return b.Text
		}
	}
	return ""
}

// longTitle is the longest title in characters.
const longTitle = 80

// headingIn is the heading, or element of a class named for titles, that <title> begins with, or a long one that it
// contains; the longest of them.
func (p *page) headingIn(head string) string {
	const long = 2 * minTitle // a contained one may be the site's name
	if head == "" {
		return ""
	}
	folded, first, inside := fold(head), "", ""
	live(p.body, func(n *html.Node) bool {
		if n.Type != html.ElementNode || p.amounts[n].text > longLine || level(n) == 0 && !named(n) {
			return true
		}
		t := inline(n)
		if runes(t) >= minTitle && runes(t) > runes(first) && strings.HasPrefix(folded, fold(t)) {
			first = t
		}
		if runes(t) >= long && runes(t) > runes(inside) && strings.Contains(folded, fold(t)) {
			inside = t
		}
		return true
	})
	if first != "" {
		return first
	}
	return inside
}

// named reports an element whose class or id is named for titles.
func named(n *html.Node) bool {
	return strings.Contains(strings.ToLower(attr(n, "class")+" "+attr(n, "id")), "tit")
}

// onlyHeading is the page's h1 when it has just one, and that is not the site's name, which ends <title>.
func (p *page) onlyHeading(head string) string {
	var all []string
	live(p.body, func(n *html.Node) bool {
		if n.DataAtom == atom.H1 {
			all = append(all, inline(n))
		}
		return true
	})
	if len(all) != 1 || runes(all[0]) < minTitle || strings.Contains(fold(head), fold(all[0])) {
		return "" // one that begins <title> is found by headingIn
	}
	return all[0]
}

var (
	siteMark = regexp.MustCompile(`\s*(_|\||\x{FF5C}|--|»|>)\s*`)
	siteDash = regexp.MustCompile(`(\D)\s*[-–]\s*[^-–\d][^-–]*$`) // not the dash of 2023-2024
)

// withoutSite cuts the names of column and site off a page's <title>.
func withoutSite(head string) string {
	if i := siteMark.FindStringIndex(head); i != nil && runes(head[:i[0]]) >= minTitle {
		return head[:i[0]]
	}
	if i := siteDash.FindStringSubmatchIndex(head); i != nil && runes(head[:i[3]]) >= minTitle {
		return strings.TrimSpace(head[:i[3]])
	}
	return head
}

// lineAbove is what stands right above the line of dates and sources: a heading, or where that is not asked a line as
// long as titles are.
func (p *page) lineAbove(heading bool) string {
	least, most := minTitle, longLine
	if !heading {
		least, most = 2*minTitle, longTitle
	}
	r := p.render(region{node: p.body}, region{})
	for i := 1; i < len(r.blocks); i++ {
		title := r.blocks[i-1].Text
		if r.heading(i-1) != heading || runes(title) < least || runes(title) > most || r.blocks[i].Cells != nil || len(infoLine(r.blocks[i].Text)) == 0 {
			continue
		}
		if heading || !isLink(r.nodes[i-1]) && !isFrameHead(title) && !strings.ContainsAny(title, "。；;：:") {
			return title
		}
	}
	return ""
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
