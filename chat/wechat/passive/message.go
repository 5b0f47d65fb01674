package passive

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"wence/chat/wechat/callback"
)

// incoming is a message or an event.
type incoming struct {
	To      string `xml:"ToUserName"`
	From    string `xml:"FromUserName"`
	Created int64  `xml:"CreateTime"`
	Type    string `xml:"MsgType"`
	Content string
	MsgID   string `xml:"MsgId"`

	Recognition string // what was understood of a voice message

	Event    string
	EventKey string
}

const maxName = 128 // bytes of an id

func decode(body []byte) (incoming, error) {
	var in incoming
	if err := callback.Decode(body, &in); err != nil {
		return in, err
	}
	if in.From == "" || in.Type == "" || in.Type != "event" && in.MsgID == "" || len(in.From) > maxName || len(in.MsgID) > maxName ||
		len(in.EventKey) > 2*maxName || !utf8.ValidString(in.From+in.MsgID+in.Content+in.EventKey) {
		return in, callback.ErrForm
	}
	return in, nil
}

// id is the same at each delivery of the message.
func (in incoming) id() string {
	if in.Type == "event" {
		return in.From + "." + strconv.FormatInt(in.Created, 10) + "." + in.Event + "." + in.EventKey
	}
	return in.MsgID
}

// kind is what a message asks for.
type kind int

const (
	isNothing  kind = iota // to be done
	isQuestion             // to be answered
	isComing               // of a user
	isLeaving              // of a user
	isOther                // that we cannot read, such as a picture
)

// asks finds what a message asks for. The key of a menu's button is what it asks.
func (in incoming) asks() (text string, k kind) {
	switch in.Type {
	case "text":
		text = strings.TrimSpace(in.Content)
	case "voice":
		text = strings.TrimSpace(in.Recognition)
	case "event":
		return in.event()
	}
	if text == "" {
		return "", isOther
	}
	return text, isQuestion
}

func (in incoming) event() (text string, k kind) {
	switch strings.ToLower(in.Event) {
	case "subscribe", "scan", "enter_agent":
		return "", isComing
	case "unsubscribe":
		return "", isLeaving
	case "click":
		if key := strings.TrimSpace(in.EventKey); key != "" {
			return key, isQuestion
		}
		return "", isComing
	}
	return "", isNothing
}
