package web

import (
	"cmp"

	"wence/chat"
	"wence/retrieval"
)

// Journal notes what people ask and how they rate the answers; *journal.Recorder does. It makes nobody wait.
type Journal interface {
	Asked(a retrieval.Asked)
	Rated(a retrieval.Asked) // its ID names the answer; the rest is for an answer that was not noted
}

// note journals a question that was dealt with.
func (s *server) note(q chat.Question, a chat.Answer) {
	if s.Journal == nil {
		return
	}
	s.Journal.Asked(retrieval.Asked{
		ID: a.ID, At: s.Now().UTC(), Question: q.Text, Region: cmp.Or(a.Meta.Region, q.Region), Status: string(a.Status),
	})
}
