package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gin-gonic/gin"

	"wence/chat"
	"wence/chat/cited"
	"wence/retrieval"
)

// Editor changes stored notices by a person's word; a retrieval.Store does.
type Editor interface {
	// AllNotices lists as Corpus.Notices does, the withdrawn ones too.
	AllNotices(ctx context.Context, limit int, cursor string) ([]retrieval.Notice, string, error)
	Amend(ctx context.Context, id string, a retrieval.Amendment) error
	Withdraw(ctx context.Context, id string, day retrieval.Date) error
	Restore(ctx context.Context, id string) error
	Delete(ctx context.Context, id string) error
}

// correctionPage fills console-notice.html: what was read of a notice, to be corrected.
type correctionPage struct {
	consoleHead
	Notice  retrieval.Notice
	Source  cited.Notice
	Fields  []correctionField
	Facts   int // at most one, to know whether there are any
	Regions []string
	Done    string // what was just done, in words
	Wrong   int    // fields that were not understood
}

// A correctionField is a field of the form.
type correctionField struct {
	formField
	Value   string // as it stands, or as it was typed
	Read    string // what the program read
	Amended bool
	Problem string   // why what was typed is not taken
	Choices []string // what was perhaps meant
}

// A formField is a part of a notice that can be corrected.
type formField struct {
	Name, Label string
	Type        string // "text", "date", "region", "declared"
	Hint        string
	most        int // characters
}

var formFields = []formField{
	{"title", "标题", "text", "", 300},
	{"number", "发文字号", "text", "如奉节府办发〔2023〕65号", 100},
	{"issuer", "发布机构", "text", "", 200},
	{"region", "适用地区", "region", "省、市、县的名称,如重庆市奉节县;全国性文件填全国", 100},
	{"issued", "成文日期", "date", "", 10},
	{"published", "发布日期", "date", "", 10},
	{"effective", "施行日期", "date", "", 10},
	{"expires", "有效期至", "date", "最后有效的一天", 10},
	{"declared", "有效性", "declared", "文件已废止或失效而页面没有写明时,在这里改", 10},
}

// valuesOf are the fields of a notice as the form has them, by name.
func valuesOf(n retrieval.Notice) map[string]string {
	return map[string]string{
		"title": n.Title, "number": n.Number, "issuer": n.Issuer, "region": fullName(n.Region), "issued": string(n.Issued),
		"published": string(n.Published), "effective": string(n.Effective), "expires": string(n.Expires), "declared": n.Declared,
	}
}

// fullName is a region with the places that it lies in.
func fullName(r retrieval.Region) string {
	if len(r.Path) == 0 {
		return r.Name
	}
	return strings.Join(r.Path, "")
}

// getCorrection shows a notice to be corrected.
func (s *server) getCorrection(c *gin.Context) {
	n, err := s.Corpus.Notice(c.Request.Context(), c.Param("id"))
	if err != nil {
		s.problem(c, err)
		return
	}
	page, err := s.correctionPage(c.Request.Context(), n, valuesOf(n))
	if err != nil {
		s.problem(c, err)
		return
	}
	page.Done = map[string]string{
		"corrected": "已保存,从现在起按更正后的内容回答。", "reset": "已恢复为读到的内容。",
		"withdrawn": "已撤下,不再用这份文件回答。", "restored": "已恢复,重新用这份文件回答。",
	}[c.Query("done")]
	s.render(c, "console-notice.html", consolePolicy, page)
}

// correctionPage is the page with the values in its form.
func (s *server) correctionPage(ctx context.Context, n retrieval.Notice, values map[string]string) (correctionPage, error) {
	page := correctionPage{consoleHead: head("notices"), Notice: n, Source: cited.NoticeOf(n, s.day(""))}
	read, stands := valuesOf(n.AsRead()), valuesOf(n)
	for _, f := range formFields {
		page.Fields = append(page.Fields, correctionField{
			formField: f, Value: values[f.Name], Read: read[f.Name], Amended: stands[f.Name] != read[f.Name],
		})
	}
	facts, _, err := s.Corpus.Facts(ctx, retrieval.FactQuery{NoticeID: n.ID, Limit: 1})
	if err != nil {
		return page, err
	}
	page.Facts = len(facts)
	page.Regions, err = s.regionNames(ctx)
	return page, err
}

// postCorrection lays what was typed over what was read.
func (s *server) postCorrection(c *gin.Context) {
	ctx := c.Request.Context()
	c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, maxBody)
	n, err := s.Corpus.Notice(ctx, c.Param("id"))
	if err == nil {
		err = c.Request.ParseForm()
	}
	if err != nil {
		s.problem(c, err)
		return
	}
	typed := valuesOf(n) // what a form leaves out stays as it is
	for _, f := range formFields {
		if c.Request.PostForm.Has(f.Name) {
			typed[f.Name] = tidy(c.PostForm(f.Name))
		}
	}
	amendment, wrong, err := s.amendment(ctx, n, typed)
	if err == nil && len(wrong) > 0 {
		s.refuseCorrection(c, n, typed, wrong)
		return
	}
	if err == nil {
		err = s.edit(c, n, s.correct(amendment, typed))
	}
	s.changed(c, "corrected", err)
}

// refuseCorrection shows the form as it was typed, with what is wrong.
func (s *server) refuseCorrection(c *gin.Context, n retrieval.Notice, typed map[string]string, wrong map[string]*chat.FieldError) {
	page, err := s.correctionPage(c.Request.Context(), n, typed)
	if err != nil {
		s.problem(c, err)
		return
	}
	page.Wrong = len(wrong)
	for i := range page.Fields {
		if w := wrong[page.Fields[i].Name]; w != nil {
			page.Fields[i].Problem, page.Fields[i].Choices = w.Detail, w.Choices
		}
	}
	c.Status(http.StatusUnprocessableEntity)
	s.render(c, "console-notice.html", consolePolicy, page)
}

// changed goes back to the notice's page after a change, which says what was done.
func (s *server) changed(c *gin.Context, done string, err error) {
	if err != nil {
		s.problem(c, err)
		return
	}
	c.Redirect(http.StatusSeeOther, "/admin/notices/"+url.PathEscape(c.Param("id"))+"?done="+done)
}

// amendment is what was typed where it is not what was read, and what is wrong with it by the name of the field.
func (s *server) amendment(ctx context.Context, n retrieval.Notice, typed map[string]string) (a retrieval.Amendment, wrong map[string]*chat.FieldError, err error) {
	read := valuesOf(n.AsRead())
	wrong = map[string]*chat.FieldError{}
	for _, f := range formFields {
		if w := f.check(typed[f.Name]); w != "" {
			wrong[f.Name] = &chat.FieldError{Pointer: "/" + f.Name, Detail: w}
		}
	}
	if word := typed["declared"]; word != "" && !slices.Contains(declarations(n.Declared, read["declared"]), word) {
		wrong["declared"] = &chat.FieldError{Pointer: "/declared", Detail: "没有这个选项"}
	}
	if typed["title"] == "" && read["title"] != "" {
		wrong["title"] = &chat.FieldError{Pointer: "/title", Detail: "标题不能为空"}
	}
	if typed["effective"] != "" && typed["expires"] != "" && typed["expires"] < typed["effective"] && wrong["expires"] == nil {
		wrong["expires"] = &chat.FieldError{Pointer: "/expires", Detail: "有效期不能早于施行日期"}
	}
	if a.Region, err = s.typedRegion(ctx, n, typed["region"]); err != nil {
		var w *chat.FieldError
		if !errors.As(err, &w) {
			return a, nil, err
		}
		wrong["region"] = w
	}
	for name, to := range map[string]**string{"title": &a.Title, "number": &a.Number, "issuer": &a.Issuer, "declared": &a.Declared} {
		if text := typed[name]; tidy(text) != tidy(read[name]) {
			*to = &text
		}
	}
	for name, to := range map[string]**retrieval.Date{"issued": &a.Issued, "published": &a.Published, "effective": &a.Effective, "expires": &a.Expires} {
		if day := retrieval.Date(typed[name]); typed[name] != read[name] {
			*to = &day
		}
	}
	return a, wrong, nil
}

// typedRegion is the region that was typed, nil for the one that was read. One that stands already need not be known to
// the gazetteer.
func (s *server) typedRegion(ctx context.Context, n retrieval.Notice, name string) (*retrieval.Region, error) {
	switch name {
	case fullName(n.AsRead().Region):
		return nil, nil
	case fullName(n.Region):
		return n.Amended.Region, nil
	case "":
		return &retrieval.Region{}, nil
	}
	r, err := s.region(ctx, name)
	return &r, err
}

// tidy is a line with single spaces and none around it.
func tidy(text string) string { return strings.Join(strings.Fields(text), " ") }

// check says what is wrong with the text of a field, "" for nothing.
func (f formField) check(text string) string {
	switch {
	case !utf8.ValidString(text) || strings.ContainsFunc(text, unicode.IsControl):
		return "有不能识别的字符"
	case utf8.RuneCountInString(text) > f.most:
		return fmt.Sprintf("不能超过%d字", f.most)
	case f.Type == "date" && text != "":
		if _, err := retrieval.ParseDate(text); err != nil {
			return "日期应写作YYYY-MM-DD,如2024-09-01"
		}
	}
	return ""
}
