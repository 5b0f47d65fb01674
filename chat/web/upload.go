package web

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"path"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/gin-gonic/gin"

	"wence/chat"
	"wence/retrieval"
)

const (
	standardUpload = 50 << 20         // bytes of a file
	uploadTime     = 10 * time.Minute // for a file, which on a slow line outlasts other requests
	formOverhead   = 64 << 10         // bytes of a form around its file
)

// Uploader brings a file into the store. What became of it is in the result; the error is for what is nobody's file's
// fault. An archive gives a result for each file in it.
type Uploader interface {
	Upload(ctx context.Context, u Upload) ([]Uploaded, error)
}

// An Upload is a file that was uploaded.
type Upload struct {
	Name   string           // base name
	Region retrieval.Region // where the notice applies; zero = as it says itself
	Data   []byte
}

// Uploaded says what became of a file.
type Uploaded struct {
	Name     string   `json:"name"`
	State    string   `json:"state"` // "stored", "replaced", "unchanged", "skipped", "failed"
	NoticeID string   `json:"notice_id,omitempty"`
	Title    string   `json:"title,omitempty"`
	Passages int      `json:"passages,omitempty"`
	Reason   string   `json:"reason,omitempty"` // of a failure, in Chinese for the person
	Remedy   string   `json:"remedy,omitempty"`
	Notes    []string `json:"notes,omitempty"` // what was read only in part
}

// postUpload takes one file in a form: "file", and "region" when it is not to be read from the notice.
func (s *server) postUpload(c *gin.Context) {
	if s.Uploads == nil {
		s.problem(c, errNoRoute)
		return
	}
	upload, err := s.decodeUpload(c)
	if err != nil {
		s.problem(c, err)
		return
	}
	results, err := s.Uploads.Upload(c.Request.Context(), upload)
	if err != nil {
		s.problem(c, err)
		return
	}
	for _, r := range results {
		if r.State == "stored" || r.State == "replaced" {
			s.noteChange(c.Request.Context(), retrieval.Change{Who: who(c), What: "uploaded", NoticeID: r.NoticeID, Title: cmp.Or(r.Title, r.Name)})
		}
	}
	c.JSON(http.StatusOK, gin.H{"data": results})
}

// decodeUpload reads the form part by part; nothing of it goes to the disk.
func (s *server) decodeUpload(c *gin.Context) (Upload, error) {
	_ = http.NewResponseController(c.Writer).SetReadDeadline(time.Now().Add(uploadTime)) // where deadlines are not to be had, there is none
	c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, s.MaxUpload+formOverhead)
	form, err := c.Request.MultipartReader()
	if err != nil {
		return Upload{}, fmt.Errorf("%w: %w", errForm, err)
	}
	var u Upload
	for {
		part, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return Upload{}, fmt.Errorf("read upload: %w", err)
		}
		data, err := io.ReadAll(part)
		if err != nil {
			return Upload{}, fmt.Errorf("read upload: %w", err)
		}
		switch part.FormName() {
		case "region":
			if u.Region, err = s.region(c.Request.Context(), strings.TrimSpace(string(data))); err != nil {
				return Upload{}, err
			}
		case "file":
			u.Name, u.Data = baseName(part.FileName()), data
		}
	}
	if u.Name == "" {
		return Upload{}, &chat.FieldError{Pointer: "/file", Detail: "没有收到文件"}
	}
	return u, nil
}

// baseName is the last part of a file's name, whatever system it comes from; "" for none.
func baseName(name string) string {
	base := path.Base(strings.ReplaceAll(name, `\`, "/"))
	if base == "." || base == ".." || base == "/" || !utf8.ValidString(base) {
		return ""
	}
	return base
}
