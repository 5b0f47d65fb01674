package web

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"wence/chat"
	"wence/retrieval"
)

// Audit keeps who changed what; a retrieval.Store does.
type Audit interface {
	NoteChange(ctx context.Context, c retrieval.Change) error
	Changes(ctx context.Context, before string, limit int) ([]retrieval.Change, error)
}

// An edit is one change of a notice by a person.
type edit struct {
	what  string            // as in retrieval.Change
	after map[string]string // the fields as they will be; nil = they stay
	apply func(ctx context.Context, id string) error
}

// edit makes a change and notes who made it. The note comes second: a change that failed is none.
func (s *server) edit(c *gin.Context, n retrieval.Notice, e edit) error {
	ctx := c.Request.Context()
	if err := e.apply(ctx, n.ID); err != nil {
		return err
	}
	before, after := differences(valuesOf(n), e.after)
	s.noteChange(ctx, retrieval.Change{Who: who(c), What: e.what, NoticeID: n.ID, Title: n.DisplayTitle(), Before: before, After: after})
	return nil
}

// noteChange appends to the list of changes. What cannot be noted there is in the log.
func (s *server) noteChange(ctx context.Context, ch retrieval.Change) {
	ch.ID, ch.At = newID(), s.Now().UTC()
	s.Log.InfoContext(ctx, "changed by a person", "who", ch.Who, "what", ch.What, "notice", ch.NoticeID, "before", ch.Before, "after", ch.After)
	if s.Audit == nil {
		return
	}
	if err := s.Audit.NoteChange(ctx, ch); err != nil {
		s.Log.ErrorContext(ctx, "change not noted", "error", err)
	}
}

// differences are the fields that change, as they were and as they will be, in words.
func differences(from, to map[string]string) (before, after string) {
	var old, new []string
	for _, f := range formFields {
		if to != nil && from[f.Name] != to[f.Name] {
			old, new = append(old, f.Label+":"+from[f.Name]), append(new, f.Label+":"+to[f.Name])
		}
	}
	return strings.Join(old, ";"), strings.Join(new, ";")
}

// correct is the edit that lays what was typed over what was read.
func (s *server) correct(a retrieval.Amendment, typed map[string]string) edit {
	return edit{"corrected", typed, func(ctx context.Context, id string) error { return s.Editor.Amend(ctx, id, a) }}
}

// reset is the edit that goes back to what was read of a notice.
func (s *server) reset(n retrieval.Notice) edit {
	return edit{"reset", valuesOf(n.AsRead()), func(ctx context.Context, id string) error { return s.Editor.Amend(ctx, id, retrieval.Amendment{}) }}
}

func (s *server) withdrawal() edit {
	return edit{"withdrawn", nil, func(ctx context.Context, id string) error { return s.Editor.Withdraw(ctx, id, s.day("")) }}
}

func (s *server) restoration() edit {
	return edit{"restored", nil, s.Editor.Restore}
}

func (s *server) deletion() edit {
	return edit{"deleted", nil, s.Editor.Delete}
}

// onPage answers a form with the page of its notice, which says what was done.
func (s *server) onPage(of func(n retrieval.Notice) edit) gin.HandlerFunc {
	return func(c *gin.Context) {
		n, err := s.Corpus.Notice(c.Request.Context(), c.Param("id"))
		var e edit
		if err == nil {
			e = of(n)
			err = s.edit(c, n, e)
		}
		s.changed(c, e.what, err)
	}
}

// overAPI answers a program.
func (s *server) overAPI(of func(n retrieval.Notice) edit) gin.HandlerFunc {
	return func(c *gin.Context) {
		n, err := s.Corpus.Notice(c.Request.Context(), c.Param("id"))
		if err == nil {
			err = s.edit(c, n, of(n))
		}
		if err != nil {
			s.problem(c, err)
			return
		}
		c.Status(http.StatusNoContent)
	}
}

// patchNotice corrects the fields that a program gives, by the names of the form; null goes back to what was read.
func (s *server) patchNotice(c *gin.Context) {
	ctx := c.Request.Context()
	var given map[string]*string
	n, err := s.Corpus.Notice(ctx, c.Param("id"))
	if err == nil {
		err = decodeBody(c, &given)
	}
	if err != nil {
		s.problem(c, err)
		return
	}
	typed, read := valuesOf(n), valuesOf(n.AsRead())
	for name, value := range given {
		if _, known := typed[name]; !known {
			s.problem(c, &chat.FieldError{Pointer: "/" + name, Detail: "没有这一项"})
			return
		}
		if typed[name] = read[name]; value != nil {
			typed[name] = tidy(*value)
		}
	}
	amendment, wrong, err := s.amendment(ctx, n, typed)
	for _, f := range formFields {
		if w := wrong[f.Name]; w != nil && err == nil {
			err = w
		}
	}
	if err == nil {
		err = s.edit(c, n, s.correct(amendment, typed))
	}
	if err != nil {
		s.problem(c, err)
		return
	}
	c.Status(http.StatusNoContent)
}

// shownChanges is how many changes a page lists.
const shownChanges = 100

// changeWords say what was done.
var changeWords = map[string]string{
	"corrected": "更正", "reset": "恢复为读到的内容", "withdrawn": "撤下", "restored": "恢复", "deleted": "删除", "uploaded": "上传", "forgotten": "删除",
}

// auditPage fills console-changes.html.
type auditPage struct {
	consoleHead
	Changes []retrieval.Change
	Next    string // the address of older ones, "" at the end
}

// Word says what was done.
func (auditPage) Word(what string) string { return changeWords[what] }

// getAudit lists who changed what.
func (s *server) getAudit(c *gin.Context) {
	list, next, err := s.listChanges(c)
	if err != nil {
		s.problem(c, err)
		return
	}
	page := auditPage{consoleHead: head("changes"), Changes: list}
	if next != "" {
		page.Next = "/admin/changes?before=" + next
	}
	s.render(c, "console-changes.html", consolePolicy, page)
}

// change is a line of the list as the API gives it.
type change struct {
	ID       string    `json:"id"`
	At       time.Time `json:"at"`
	Who      string    `json:"who"`
	What     string    `json:"what"`
	NoticeID string    `json:"notice_id"`
	Title    string    `json:"title"`
	Before   string    `json:"before"`
	After    string    `json:"after"`
}

// getChanges lists the same for programs.
func (s *server) getChanges(c *gin.Context) {
	list, next, err := s.listChanges(c)
	if err != nil {
		s.problem(c, err)
		return
	}
	data := make([]change, len(list))
	for i, ch := range list {
		data[i] = change(ch)
	}
	var cursor *string
	if next != "" {
		cursor = &next
	}
	c.JSON(http.StatusOK, gin.H{"data": data, "next_cursor": cursor})
}

// listChanges are the changes that a request asks for, with the cursor of older ones.
func (s *server) listChanges(c *gin.Context) (list []retrieval.Change, next string, err error) {
	if s.Audit == nil {
		return nil, "", nil
	}
	list, err = s.Audit.Changes(c.Request.Context(), c.Query("before"), shownChanges)
	if err != nil {
		return nil, "", fmt.Errorf("list changes: %w", err)
	}
	if len(list) == shownChanges {
		next = list[len(list)-1].ID
	}
	return list, next, nil
}
