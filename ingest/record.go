package ingest

import (
	"errors"

	"wence/ingest/document"
)

// A State says what became of a file.
type State string

// The states of a file.
const (
	Stored    State = "stored"    // a new notice
	Replaced  State = "replaced"  // its text changed; the notice keeps its ID
	Unchanged State = "unchanged" // the same bytes are stored already
	Skipped   State = "skipped"   // a file that nobody means to be read; Reason says why
	Failed    State = "failed"    // could not be read or stored; Reason and Remedy say why and what to do
	Previewed State = "previewed" // could be read; nothing was stored, as asked

	Missing   State = "missing"   // gone from where it was read, and its notice still answers
	Withdrawn State = "withdrawn" // gone, and its notice was withdrawn for it
	Restored  State = "restored"  // there again, and its notice, withdrawn because it was gone, answers again
)

// A Record says what became of one file. There is one for every file that was met, readable or not, and for every file
// that was stored before and is found to be gone, or there again.
type Record struct {
	Name     string   `json:"name"` // base name
	Label    string   `json:"-"`    // as reports call it: the name, a member's behind its archive's
	Origin   string   `json:"origin"`
	SHA256   string   `json:"sha256,omitempty"`
	Bytes    int64    `json:"bytes"`
	Type     string   `json:"type,omitempty"` // by content
	State    State    `json:"state"`
	NoticeID string   `json:"notice_id,omitempty"`
	Title    string   `json:"title,omitempty"`
	Passages int      `json:"passages,omitempty"`
	Reason   string   `json:"reason,omitempty"` // in Chinese, for the person
	Remedy   string   `json:"remedy,omitempty"`
	Notes    []string `json:"notes,omitempty"` // what was read only in part
	Err      error    `json:"-"`               // the cause, for the log
}

// Fail is the record as failed for the reason that err carries.
func (r Record) Fail(err error) Record {
	r.State, r.Err = Failed, err
	var p *document.Problem
	if errors.As(err, &p) {
		r.Reason, r.Remedy = p.Reason, p.Remedy
		return r
	}
	r.Reason, r.Remedy = "处理时出错:"+err.Error(), "请稍后重试;若仍失败,请把这一行提供给管理员"
	return r
}

// A Report sums up a run.
type Report struct {
	Records  []Record `json:"records"` // in the order of the files
	Passages int      `json:"passages"`
	Vectors  int      `json:"vectors"`
}

// Count is the number of files in a state.
func (r Report) Count(s State) int {
	n := 0
	for _, rec := range r.Records {
		if rec.State == s {
			n++
		}
	}
	return n
}
