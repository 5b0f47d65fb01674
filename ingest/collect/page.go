package collect

import (
	"net/url"
	"path"
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"wence/ingest/charset"
	"wence/retrieval/zh"
)

// leastTitle is the number of Chinese characters from which a link's words may be a notice's title.
const leastTitle = 8

var (
	// numbered matches the addresses that content systems give to articles: by day, or by number.
	numbered = regexp.MustCompile(`\d{4,}|/\d{4}/\d{1,2}/|[?&]\w*id=\w`)
	// further matches the words of a link to the next page of a list.
	further = regexp.MustCompile(`^(下一页|下页|后一页|>|>>|›|»|后页)$`)
	// file matches addresses of files that may be notices.
	file = regexp.MustCompile(`(?i)\.(docx?|wps|pdf|xlsx?|pptx?|ofd|txt|rtf|od[tsp]|zip)$`)
	// articlePage matches the ends of addresses of pages; others lead to programs, pictures and the like.
	articlePage = regexp.MustCompile(`(?i)(\.(s?html?|jspx?|php|aspx?|do)|/[^./]*)$`)
)

// page takes the links of a list page.
func (l *listing) page(at *url.URL, body []byte) {
	text, err := charset.Decode(body)
	if err != nil {
		return
	}
	root, err := html.Parse(strings.NewReader(text.Text))
	if err != nil {
		return
	}
	base := at
	for n := range root.Descendants() {
		switch n.DataAtom {
		case atom.Base:
			if u, err := at.Parse(attribute(n, "href")); err == nil {
				base = u
			}
		case atom.A, atom.Area:
			l.link(base, n)
		}
	}
	l.pages(at, text.Text)
}

// link decides whether a link leads to a notice, to the next page of the list, or to nothing of interest.
func (l *listing) link(base *url.URL, n *html.Node) {
	href := strings.TrimSpace(attribute(n, "href"))
	u, err := base.Parse(href)
	if href == "" || strings.HasPrefix(href, "#") || err != nil {
		return
	}
	words := strings.TrimSpace(inner(n))
	if further.MatchString(words) || attribute(n, "rel") == "next" {
		l.follow(u)
		return
	}
	if title := attribute(n, "title"); han(title) > han(words) {
		words = title
	}
	name := strings.ToLower(path.Base(u.Path))
	switch {
	case strings.HasSuffix(u.Path, "/"), strings.HasPrefix(name, "index"), strings.HasPrefix(name, "list"):
		return // another list
	case file.MatchString(u.Path), articlePage.MatchString(u.Path) && numbered.MatchString(u.RequestURI()) && han(words) >= leastTitle:
		l.take(u)
	}
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// inner is the text within a node.
func inner(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// han counts Chinese characters.
func han(s string) int {
	n := 0
	for _, r := range s {
		if zh.IsHan(r) {
			n++
		}
	}
	return n
}
