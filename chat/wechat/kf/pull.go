package kf

import (
	"context"
	"errors"
	"strings"
	"time"

	"wence/chat/bot"
	"wence/retrieval"
)

const (
	pageLength = 1000             // messages
	mostPages  = 100              // that one notice makes us read
	answerable = 48 * time.Hour   // after which the platform takes no answer
	atFirst    = 10 * time.Minute // how old a message may be that is read before there is a cursor: older ones were not for us
)

// page is what the platform gives at once.
type page struct {
	Next     string    `json:"next_cursor"`
	More     int       `json:"has_more"`
	Messages []message `json:"msg_list"`
}

// message is a message or an event.
type message struct {
	ID        string `json:"msgid"`
	ServiceID string `json:"open_kfid"`
	User      string `json:"external_userid"`
	Sent      int64  `json:"send_time"`
	Origin    int    `json:"origin"` // 3 = the user, 4 = the platform, 5 = a person of ours
	Type      string `json:"msgtype"`
	Text      struct {
		Content string `json:"content"`
	} `json:"text"`
	Event struct {
		Type    string `json:"event_type"`
		Welcome string `json:"welcome_code"`
	} `json:"event"`
}

const fromUser, fromPlatform = 3, 4

// pull reads on from the cursor to the end.
func (h *Handler) pull(ctx context.Context, a *account, n notice) error {
	name := a.full() + "/" + n.ServiceID // each service account has a cursor of its own
	for range mostPages {
		cursor, err := h.opt.Desk.Cursor(ctx, name)
		if err != nil {
			return err
		}
		var p page
		err = a.client.Post(ctx, "/cgi-bin/kf/sync_msg", map[string]any{
			"cursor": cursor.Data, "token": n.Token, "limit": pageLength, "open_kfid": n.ServiceID,
		}, &p)
		if err != nil {
			return err
		}
		since := h.opt.Now().Add(-answerable)
		if cursor.Data == "" {
			since = h.opt.Now().Add(-atFirst)
		}
		for _, m := range p.Messages {
			if time.Unix(m.Sent, 0).Before(since) {
				continue
			}
			if err := h.take(ctx, a, m); err != nil {
				return err
			}
		}
		if p.Next != "" && p.Next != cursor.Data {
			err = h.opt.Desk.Advance(ctx, cursor, p.Next)
		}
		if err != nil && !errors.Is(err, retrieval.ErrConflict) { // another server has read on: so do we, from there
			return err
		}
		if p.More == 0 && err == nil {
			return nil
		}
	}
	return nil
}

// take takes a message, or greets who comes.
func (h *Handler) take(ctx context.Context, a *account, m message) error {
	switch {
	case m.Origin == fromPlatform && m.Event.Type == "enter_session" && m.Event.Welcome != "":
		h.greet(ctx, a, m)
		return nil
	case m.Origin != fromUser || m.ID == "" || m.User == "":
		return nil
	}
	text := strings.TrimSpace(m.Text.Content)
	if m.Type != "text" || text == "" {
		text = bot.Unreadable
	}
	_, err := h.opt.Desk.Take(ctx, bot.Message{Account: a.full(), ID: m.ID, User: m.User, Text: text, Note: m.ServiceID})
	return err
}

// greet welcomes a user. The code is good for 20 seconds and once: what fails is not tried again.
func (h *Handler) greet(ctx context.Context, a *account, m message) {
	err := a.client.Post(ctx, "/cgi-bin/kf/send_msg_on_event", map[string]any{
		"code": m.Event.Welcome, "msgtype": "text", "text": map[string]string{"content": h.opt.Desk.Welcome(a.full())},
	}, nil)
	if err != nil {
		h.opt.Log.InfoContext(ctx, "bot: not greeted", "account", a.full(), "error", err)
	}
}
