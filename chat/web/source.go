package web

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"wence/chat/cited"
	"wence/retrieval"
)

// sourcePage fills notice.html: a notice as read, with an anchor for each passage that citations link to.
type sourcePage struct {
	Assets   string
	Notice   cited.Notice
	More     []fact // of its metadata
	File     string // size of the original file, "" where it was not kept
	Notes    []string
	Outline  []entry
	Parts    []part
	Facts    []ruling
	AllFacts string // address of all facts, "" where these are all
}

// withdrawnPage fills withdrawn.html, which tells the name of a notice that was taken away, and no more.
type withdrawnPage struct {
	Assets, Title string
	Day           retrieval.Date
}

// A fact is one line of the metadata.
type fact struct{ Name, Value string }

// An entry is one line of the outline.
type entry struct {
	Level int
	Text  string
	Seq   int // of the passage that it stands in
}

// A part is a stretch of the notice: a passage of running text, or a table.
type part struct {
	Seq   int // 0 for a table, whose rows have theirs
	Page  int // set where a new page begins
	OCR   bool
	Lines []line
	Table *table
}

// A line is a paragraph of running text, a heading when Level is not 0.
type line struct {
	Level int
	Text  string
	Cells []string // of a row that is no table's: a form, a list in columns
}

type table struct {
	Seq  int // of the passage that is its head; 0 when the head ends a longer one
	Head [][]string
	Rows []row
}

type row struct {
	Seq   int
	Cells []string
}

// getNoticePage is the source page.
func (s *server) getNoticePage(c *gin.Context) {
	ctx := c.Request.Context()
	id, asText := strings.CutSuffix(c.Param("id"), markdownEnd)
	n, err := s.Corpus.Notice(ctx, id)
	if err != nil {
		s.problem(c, err)
		return
	}
	if n.Withdrawn != "" {
		c.Status(http.StatusGone)
		s.render(c, "withdrawn.html", plainPolicy+"'self'", withdrawnPage{static().base(), n.DisplayTitle(), n.Withdrawn})
		return
	}
	passages, err := s.Corpus.Passages(ctx, n.ID)
	if err != nil {
		s.problem(c, err)
		return
	}
	if asText {
		s.sendMarkdown(c, n, passages)
		return
	}
	c.Header("Link", fmt.Sprintf(`</notices/%s%s>; rel="alternate"; type="text/markdown"`, n.ID, markdownEnd))
	page := sourcePage{
		Assets: static().base(), Notice: cited.NoticeOf(n, s.day("")), More: metadata(n), File: fileSize(n.FileSize), Notes: n.Notes,
		Outline: outline(n, passages), Parts: parts(n, passages),
	}
	facts, next, err := s.Corpus.Facts(ctx, retrieval.FactQuery{NoticeID: n.ID, Limit: factsShown})
	if err != nil {
		s.problem(c, err)
		return
	}
	if page.Facts = rulings(facts, s.day("")); next != "" {
		page.AllFacts = "/facts?notice=" + url.QueryEscape(n.ID)
	}
	s.render(c, "notice.html", plainPolicy+"'self'", page)
}

// factsShown is how many facts a notice's own page lists.
const factsShown = 100

// metadata is what the notice says of itself, what it does not say left out.
func metadata(n retrieval.Notice) []fact {
	period := ""
	if !n.Horizon.IsZero() {
		period = n.Horizon.From.Chinese() + "至" + n.Horizon.Until.Chinese()
	}
	all := []fact{
		{"发文字号", n.Number}, {"索引号", n.IndexNumber}, {"发布机构", n.Issuer}, {"主题分类", n.Topic},
		{"适用地区", strings.Join(n.Region.Path, " ")}, {"成文日期", n.Issued.Chinese()}, {"发布日期", n.Published.Chinese()},
		{"施行日期", n.Effective.Chinese()}, {"有效期至", n.Expires.Chinese()}, {"规划期限", period}, {"原文标注", n.Declared},
	}
	return slices.DeleteFunc(all, func(f fact) bool { return f.Value == "" })
}

// outlineRunes is how much of a heading's line the outline shows.
const outlineRunes = 24

// outline lists the headings, each with the passage to go to.
func outline(n retrieval.Notice, passages []retrieval.Passage) []entry {
	var all []entry
	for _, h := range n.Outline {
		i := slices.IndexFunc(passages, func(p retrieval.Passage) bool { return p.End > h.Start })
		if i < 0 {
			continue
		}
		text, _, _ := strings.Cut(n.Text[h.Start:], "\n")
		if h.Title != "" {
			text = h.Label + h.Title
		}
		all = append(all, entry{Level: h.Level, Text: shorten(text, outlineRunes), Seq: passages[i].Seq})
	}
	return all
}

func shorten(s string, most int) string {
	runes := []rune(s)
	if len(runes) <= most {
		return s
	}
	return string(runes[:most]) + "…"
}

// A layouter cuts a notice into parts. Rows under a head are passages of their own and make a table again; the rows of
// the head stand in the passage before, and are taken out of it.
type layouter struct {
	notice retrieval.Notice
	tables map[int]*retrieval.Table // that have rows under a head, by the start of each row
	titles map[int]retrieval.Heading
	parts  []part
	open   *retrieval.Table // the table of the last part
	head   int              // number of a passage that is the head of the table to come
}

func parts(n retrieval.Notice, passages []retrieval.Passage) []part {
	l := layouter{notice: n, tables: map[int]*retrieval.Table{}, titles: map[int]retrieval.Heading{}}
	rows := map[int]bool{}
	for _, p := range passages {
		rows[p.Start] = p.Columns != nil
	}
	for i := range n.Tables {
		t := &n.Tables[i]
		if !slices.ContainsFunc(t.Rows, func(r retrieval.Row) bool { return rows[r.Start] }) {
			continue
		}
		for _, r := range t.Rows {
			l.tables[r.Start] = t
		}
	}
	for _, h := range n.Outline {
		l.titles[h.Start] = h
	}
	page := 0
	for _, p := range passages {
		before := len(l.parts)
		l.add(p)
		if p.Page > page && len(l.parts) > before {
			page = p.Page
			l.parts[before].Page = page
		}
	}
	return l.parts
}

func isData(r retrieval.Row) bool { return r.Columns != nil }

// add lays out one passage.
func (l *layouter) add(p retrieval.Passage) {
	if t := l.tables[p.Start]; t != nil && p.Columns != nil {
		l.addRow(p, t)
		return
	}
	l.open = nil
	all := part{Seq: p.Seq, OCR: p.OCR}
	start := p.Start
	for text := range strings.SplitSeq(p.Text, "\n") {
		if l.tables[start] == nil && strings.TrimSpace(text) != "" {
			all.Lines = append(all.Lines, l.line(start, text))
		}
		start += len(text) + 1
	}
	if len(all.Lines) == 0 {
		l.head = p.Seq
		return
	}
	l.parts = append(l.parts, all)
}

// addRow puts a row into its table, which begins with its head.
func (l *layouter) addRow(p retrieval.Passage, t *retrieval.Table) {
	if l.open != t {
		l.open = t
		made := &table{Seq: l.head}
		l.head = 0
		for _, r := range t.Rows[:slices.IndexFunc(t.Rows, isData)] {
			made.Head = append(made.Head, cells(l.notice.Text[r.Start:r.End]))
		}
		l.parts = append(l.parts, part{Table: made, OCR: p.OCR})
	}
	last := l.parts[len(l.parts)-1].Table
	last.Rows = append(last.Rows, row{Seq: p.Seq, Cells: cells(p.Text)})
}

func (l *layouter) line(start int, text string) line {
	if h, ok := l.titles[start]; ok && isHeading(h, text) {
		return line{Level: min(h.Level+1, 6), Text: text}
	}
	if strings.Contains(text, "\t") {
		return line{Cells: cells(text)}
	}
	return line{Text: text}
}

// isHeading reports a line that holds a heading and nothing else.
func isHeading(h retrieval.Heading, text string) bool {
	return h.Title != "" && len(strings.TrimSpace(text)) <= len(h.Label)+len(h.Title)+len("。 ")
}

func cells(text string) []string { return strings.Split(text, "\t") }
