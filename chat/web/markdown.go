package web

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"wence/chat/cited"
	"wence/retrieval"
)

// markdownEnd marks the address of a notice as a text for programs.
const markdownEnd = ".md"

// sendMarkdown answers with a notice as Markdown.
func (s *server) sendMarkdown(c *gin.Context, n retrieval.Notice, passages []retrieval.Passage) {
	c.Header("Content-Type", "text/markdown; charset=utf-8")
	c.Header("Link", fmt.Sprintf(`</notices/%s>; rel="canonical"`, n.ID))
	c.String(http.StatusOK, "%s", s.markdown(n, passages))
}

// markdown is a notice as read: what it says of itself, then its text.
func (s *server) markdown(n retrieval.Notice, passages []retrieval.Passage) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n", n.DisplayTitle())
	fmt.Fprintf(&b, "- 效力:%s\n", strings.TrimSpace(stateWord(n.ValidityAt(s.day("")).State)+" "+n.ValidityAt(s.day("")).Note))
	for _, f := range metadata(n) {
		fmt.Fprintf(&b, "- %s:%s\n", f.Name, f.Value)
	}
	for _, p := range parts(n, passages) {
		b.WriteByte('\n')
		p.write(&b)
	}
	return b.String()
}

// write adds a part of a notice.
func (p part) write(b *strings.Builder) {
	if p.Table != nil {
		p.Table.write(b)
		return
	}
	for _, l := range p.Lines {
		switch {
		case l.Level > 0:
			fmt.Fprintf(b, "%s %s\n\n", strings.Repeat("#", min(l.Level+1, 6)), l.Text)
		case l.Cells != nil:
			fmt.Fprintf(b, "%s\n\n", strings.Join(l.Cells, " "))
		case l.Text != "":
			fmt.Fprintf(b, "%s\n\n", literal(l.Text))
		}
	}
}

// write adds a table. One without a head gets an empty one, which Markdown demands.
func (t *table) write(b *strings.Builder) {
	rows := t.Head
	for _, r := range t.Rows {
		rows = append(rows, r.Cells)
	}
	width := 0
	for _, r := range rows {
		width = max(width, len(r))
	}
	if len(t.Head) == 0 {
		rows = append([][]string{nil}, rows...)
	}
	for i, r := range rows {
		for c := range width {
			cell := ""
			if c < len(r) {
				cell = strings.ReplaceAll(strings.Join(strings.Fields(r[c]), " "), "|", `\|`)
			}
			b.WriteString("| " + cell + " ")
		}
		b.WriteString("|\n")
		if i == 0 {
			b.WriteString(strings.Repeat("| --- ", width) + "|\n")
		}
	}
}

// literal keeps the beginning of a line from being taken for Markdown.
func literal(line string) string {
	if strings.ContainsAny(line[:1], "#>|-+*`") {
		return `\` + line
	}
	return line
}

// listed is how many notices llms.txt names; the API has the rest.
const listed = 200

// getLLMs tells programs that read pages what there is, in the form of llmstxt.org.
func (s *server) getLLMs(c *gin.Context) {
	list, next, err := s.Corpus.Notices(c.Request.Context(), listed, "")
	if err != nil {
		s.problem(c, err)
		return
	}
	var b strings.Builder
	b.WriteString("# 问策\n\n> 依据政府公开的教育政策文件回答问题,句句有出处;文件没有写的,就说没有写。\n\n" +
		"## 接口\n\n" +
		"- [问答](/api/v1/answers): POST JSON {\"question\", \"region\"?},得到带引用的回答\n" +
		"- [检索](/api/v1/search?q=): 按问题找原文段落\n" +
		"- [数据](/api/v1/facts): 补贴、名额、期限、要求\n" +
		"- [接口说明](/openapi.yaml): OpenAPI 3.1\n" +
		"- [MCP](/mcp): ask_policy、search_policy、list_facts\n\n## 文件\n\n")
	for _, n := range list {
		shown := cited.NoticeOf(n, s.day(""))
		about := strings.Join(strings.Fields(shown.Number+" "+shown.Region+" "+string(shown.Published)+" "+stateWord(shown.Validity.State)), ",")
		fmt.Fprintf(&b, "- [%s](/notices/%s%s): %s\n", linkText(shown.Title), shown.ID, markdownEnd, about)
	}
	if next != "" {
		b.WriteString("- [其余文件](/api/v1/notices)\n")
	}
	c.Header("Content-Type", "text/plain; charset=utf-8")
	c.String(http.StatusOK, "%s", b.String())
}

// linkText is a title that ends no link.
func linkText(title string) string {
	return strings.NewReplacer("[", "(", "]", ")", "\n", " ").Replace(title)
}
