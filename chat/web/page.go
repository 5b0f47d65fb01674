package web

import (
	"bytes"
	"embed"
	"html/template"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"wence/chat/cited"
)

//go:embed page
var pageFiles embed.FS

var pages = template.Must(template.New("").Funcs(words).ParseFS(pageFiles, "page/*.html"))

// words are the functions of the pages.
var words = template.FuncMap{
	"state": stateWord, "kind": KindWord, "asked": askedWord, "reason": reasonWord, "again": againLink,
	"declarations": declarations, "size": fileSize, "first": first, "beyond": beyond,
	"clock": func(t time.Time) string { return t.Local().Format("2006-01-02 15:04") },
}

// Content-Security-Policies. Nothing comes from elsewhere, no script or style stands in a page, and no text can become
// markup: a page that tried would be stopped by the browser.
const (
	scriptPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
		"base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'; trusted-types 'none'; frame-ancestors "
	plainPolicy = "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors "
)

// render answers with a page.
func (s *server) render(c *gin.Context, name, policy string, data any) {
	var page bytes.Buffer
	if err := pages.ExecuteTemplate(&page, name, data); err != nil {
		s.problem(c, err)
		return
	}
	c.Header("Content-Security-Policy", policy)
	c.Header("Referrer-Policy", "same-origin")
	c.Header("Content-Type", "text/html; charset=utf-8")
	if c.Writer.Header().Get("Cache-Control") == "" {
		c.Header("Cache-Control", "no-cache")
	}
	sendPage(c, page.Bytes())
}

// getPage is the page to ask on, with a question filled in where the address brings one; it is for the person to send.
func (s *server) getPage(c *gin.Context) {
	s.renderChat(c, chatPage{Region: c.Query("region"), Question: c.Query("question")}, "'self'")
}

// getEmbed is the same page for the frame that the widget opens in the pages of a site.
func (s *server) getEmbed(c *gin.Context) {
	site, err := s.siteOf(c.Query("site"))
	if err != nil {
		// The words may be shown anywhere: they are all there is on this page.
		s.render(c, "unknown.html", plainPolicy+"*", gin.H{"Assets": static().base()})
		return
	}
	page := chatPage{Framed: true, Site: site.Key, Region: c.Query("region"), Language: c.Query("lang"), Theme: c.Query("theme")}
	s.renderChat(c, page, strings.Join(append([]string{"'self'"}, site.Origins...), " "))
}

// chatPage fills chat.html.
type chatPage struct {
	Framed                        bool
	Site, Region, Language, Theme string
	Question                      string
	Assets                        string
	Modules, Sheets               []string
}

// What the page needs at once, so that the browser fetches it all in one go and not module by module.
var (
	chatModules = []string{"chat.js", "client.js", "dom.js", "settings.js", "words.js", "words.zh-hans.js", "answer.js",
		"ask.js", "card.js", "feedback.js", "key.js", "marks.js", "stream.js"}
	chatSheets = []string{"theme.css", "dark.css", "widget.css"}
)

func (s *server) renderChat(c *gin.Context, page chatPage, ancestors string) {
	page.Assets, page.Modules, page.Sheets = static().base(), chatModules, chatSheets
	s.render(c, "chat.html", scriptPolicy+ancestors, page)
}

// getNoticeList lists the stored notices for people.
func (s *server) getNoticeList(c *gin.Context) {
	filter := stockFilter{Text: shortened(c.Query("q"))}
	list, next, err := filtered(c.Request.Context(), s.Corpus.Notices, c.Query("cursor"), filter.on(s.day("")))
	if err != nil {
		s.problem(c, err)
		return
	}
	sources := make([]cited.Notice, len(list))
	for i, n := range list {
		sources[i] = cited.NoticeOf(n, s.day(""))
	}
	if next != "" {
		next = "/notices?" + filter.with(next)
	}
	s.render(c, "notices.html", plainPolicy+"'self'", gin.H{"Assets": static().base(), "Notices": sources, "Next": next, "Asked": filter.Text})
}

// first is the beginning of a list, at most n of it.
func first(n int, list any) any {
	v := reflect.ValueOf(list)
	return v.Slice(0, min(n, v.Len())).Interface()
}

// beyond is how much of a list first leaves out.
func beyond(n int, list any) int { return max(0, reflect.ValueOf(list).Len()-n) }

// declarations are the words of 有效性 to choose from, those that a notice has included.
func declarations(own ...string) []string {
	all := []string{"有效", "废止", "失效"}
	for _, word := range own {
		if word != "" && !slices.Contains(all, word) {
			all = append(all, word)
		}
	}
	return all
}
