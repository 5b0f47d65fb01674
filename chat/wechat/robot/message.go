package robot

import (
	"encoding/json"
	"strings"

	"wence/chat/wechat/callback"
	"wence/retrieval"
)

// incoming is a message, a look at an answer, or an event.
type incoming struct {
	ID   string `json:"msgid"`
	Chat string `json:"chatid"`
	Kind string `json:"chattype"` // single, group
	From struct {
		User string `json:"userid"`
	} `json:"from"`
	Type  string  `json:"msgtype"`
	Text  content `json:"text"`
	Voice content `json:"voice"`
	Mixed struct {
		Items []struct {
			Type string  `json:"msgtype"`
			Text content `json:"text"`
		} `json:"msg_item"`
	} `json:"mixed"`
	Stream struct {
		ID string `json:"id"`
	} `json:"stream"`
	Event struct {
		Type     string   `json:"eventtype"`
		Feedback feedback `json:"feedback_event"`
	} `json:"event"`
}

type content struct {
	Content string `json:"content"`
}

// feedback is what a user says of an answer.
type feedback struct {
	ID      string `json:"id"`
	Type    int    `json:"type"` // 1 = right, 2 = wrong, 3 = taken back
	Content string `json:"content"`
	Reasons []int  `json:"inaccurate_reason_list"`
}

const maxName = 256 // bytes of an id

func decode(body []byte) (incoming, error) {
	var in incoming
	if json.Unmarshal(body, &in) != nil || in.Type == "" || len(in.ID) > maxName || len(in.Chat) > maxName ||
		len(in.From.User) > maxName || len(in.Stream.ID) > maxName || len(in.Event.Feedback.ID) > maxName {
		return in, callback.ErrForm
	}
	if in.Type != "event" && (in.From.User == "" || in.ID == "" && in.Stream.ID == "") {
		return in, callback.ErrForm
	}
	return in, nil
}

// user is whom a dialogue is with: a person, in each group anew.
func (in incoming) user() string {
	if in.Kind == "group" {
		return in.Chat + "/" + in.From.User
	}
	return in.From.User
}

// question is what a message asks, without the robot's name, by which it is called in a group; "" = it is no text.
func (in incoming) question() string {
	text := in.Text.Content + in.Voice.Content
	for _, item := range in.Mixed.Items {
		text += item.Text.Content
	}
	text = strings.TrimSpace(text)
	if in.Kind == "group" && strings.HasPrefix(text, "@") {
		_, rest, _ := strings.Cut(text, " ")
		text = strings.TrimSpace(rest)
	}
	return text
}

// reasons are why an answer is wrong, as the platform numbers them.
var reasons = map[int]string{1: "与问题无关", 2: "内容不完整", 3: "内容有错误", 4: "其他"}

// rating is the feedback as the journal keeps it.
func (f feedback) rating() retrieval.Rating {
	r := retrieval.Rating{Up: f.Type == 1, Down: f.Type == 2, Comment: f.Content}
	if len(f.Reasons) > 0 {
		r.Reason = reasons[f.Reasons[0]]
	}
	return r
}
