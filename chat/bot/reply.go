package bot

import (
	"encoding/json"
	"strings"

	"wence/chat"
	"wence/chat/plain"
	"wence/retrieval"
)

// A Reply is what a user is told, in parts that fit into a text of the platform.
type Reply struct {
	ID    string   `json:"id,omitempty"` // of the answer; "" = words of the bot's own
	Parts []string `json:"parts"`
	Draft bool     `json:"draft,omitempty"` // more is coming
}

// ReplyOf is what a job has come to; it has no parts where that is nothing yet.
func ReplyOf(j retrieval.Job) Reply {
	var r Reply
	if j.Answer != "" && json.Unmarshal([]byte(j.Answer), &r) != nil {
		return Reply{}
	}
	return r
}

// Whole reports that the reply has come to its end.
func (r Reply) Whole() bool { return len(r.Parts) > 0 && !r.Draft }

// text is the reply as its job keeps it.
func (r Reply) text() string {
	data, _ := json.Marshal(r) // strings always marshal
	return string(data)
}

// Text is a part for the user, told that there is more where there is.
func (r Reply) Text(part int) string {
	if part < len(r.Parts)-1 {
		return r.Parts[part] + more
	}
	return r.Parts[part]
}

// say makes a reply of words of the bot's own.
func (a Account) say(words string) Reply { return Reply{Parts: Split(words, a.Bytes-len(more))} }

// tell makes a reply of an answer: its words with their marks, what to know beside them, the sources, where the whole is
// shown, and whose words these are.
func (d *Desk) tell(a Account, answer chat.Answer) Reply {
	page := d.page(answer)
	opt := plain.Options{URL: d.opt.URL}
	if page != "" {
		opt.URL = "" // the page has the links
	}
	t := plain.Of(answer, opt)
	paragraphs := []string{t.Body}
	for _, list := range [][]string{t.Notes, t.Sources} {
		if len(list) > 0 {
			paragraphs = append(paragraphs, strings.Join(list, "\n"))
		}
	}
	if page != "" {
		paragraphs = append(paragraphs, fullAnswer+page)
	}
	if t.Label != "" {
		paragraphs = append(paragraphs, "("+t.Label+")")
	}
	return Reply{ID: answer.ID, Parts: Split(strings.Join(paragraphs, "\n\n"), a.Bytes-len(more))}
}

// page is the address of the page that shows an answer; "" where there is none.
func (d *Desk) page(answer chat.Answer) string {
	if d.opt.URL == "" || d.opt.Pages == nil {
		return ""
	}
	return d.opt.URL + "/answers/" + answer.ID
}
