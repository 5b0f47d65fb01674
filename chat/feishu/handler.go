// Package feishu is the callback of robots in 飞书. A message is acknowledged at once, for the platform waits 3 seconds,
// and answered by a reply to it.
package feishu

import (
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"time"

	"wence/chat/bot"
)

// Options of a Handler. Desk and Log are required.
type Options struct {
	Desk *bot.Desk
	Log  *slog.Logger
	Now  func() time.Time // defaults to time.Now
}

// Handler is the callback of all accounts; the path value "account" names one.
type Handler struct {
	opt      Options
	accounts Accounts
}

// NewHandler makes the callback of accounts that the desk knows.
func NewHandler(opt Options, accounts Accounts) *Handler {
	if opt.Now == nil {
		opt.Now = time.Now
	}
	return &Handler{opt, accounts}
}

const (
	maxBody = 64 << 10       // bytes
	maxAge  = 24 * time.Hour // of a message: the platform sends one again for some hours
	maxName = 256            // bytes of an id
)

// ServeHTTP takes a request of the platform.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	a := h.accounts[r.PathValue("account")]
	if a == nil {
		h.refuse(w, "account", http.StatusNotFound)
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		h.refuse(w, "size", http.StatusRequestEntityTooLarge)
		return
	}
	in, reason := a.read(r.Header, body)
	switch {
	case reason != "":
		h.refuse(w, reason, map[string]int{"form": http.StatusBadRequest}[reason])
	case in.Kind == "url_verification":
		reply, _ := json.Marshal(map[string]string{"challenge": in.Challenge}) // strings always marshal
		answer(w, http.StatusOK, string(reply))
	case h.opt.Now().Sub(in.at()) > maxAge:
		h.refuse(w, "age", 0)
	default:
		h.take(w, r, a, in)
	}
}

// read lets in what the platform has sent; else it gives the reason.
func (a *account) read(header http.Header, body []byte) (in incoming, reason string) {
	if a.EncryptKey != "" {
		var outer struct{ Encrypt string }
		if json.Unmarshal(body, &outer) != nil || outer.Encrypt == "" {
			return in, "form"
		}
		plain, ok := open(a.EncryptKey, outer.Encrypt)
		if !ok {
			return in, "seal"
		}
		signature := header.Get("X-Lark-Signature")
		if signature != "" && !signed(signature, header.Get("X-Lark-Request-Timestamp"), header.Get("X-Lark-Request-Nonce"), a.EncryptKey, body) {
			return in, "signature"
		}
		in.signed, body = signature != "", plain
	}
	if json.Unmarshal(body, &in) != nil {
		return in, "form"
	}
	switch in.check(a) {
	case errToken:
		return in, "signature"
	case errForm:
		return in, "form"
	}
	if a.EncryptKey != "" && !in.signed && in.Kind != "url_verification" { // the check of the address alone is unsigned
		return in, "signature"
	}
	return in, ""
}

// take acknowledges a message once it is in the store.
func (h *Handler) take(w http.ResponseWriter, r *http.Request, a *account, in incoming) {
	m := in.Event.Message
	if in.Header.Type != "im.message.receive_v1" || in.Event.Sender.Type != "user" {
		answer(w, http.StatusOK, `{}`)
		return
	}
	user, text := in.Event.Sender.ID.Open, in.question()
	if m.ChatKind == "group" {
		user = m.Chat + "/" + user
	}
	if text == "" {
		text = bot.Unreadable
	}
	_, err := h.opt.Desk.Take(r.Context(), bot.Message{Account: a.full(), ID: m.ID, User: user, Text: text})
	if err != nil {
		h.opt.Log.ErrorContext(r.Context(), "bot: message not taken", "account", a.full(), "error", err)
		answer(w, http.StatusServiceUnavailable, `{"code":1,"msg":"unavailable"}`)
		return
	}
	answer(w, http.StatusOK, `{}`)
}

// refuse turns a request away; status 0 = it is forbidden.
func (h *Handler) refuse(w http.ResponseWriter, reason string, status int) {
	if status == 0 {
		status = http.StatusForbidden
	}
	h.opt.Desk.Refuse(bot.Refusal{Channel: Channel, Reason: reason})
	answer(w, status, `{"code":1,"msg":"refused"}`)
}

func answer(w http.ResponseWriter, status int, body string) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, body) // who has gone sends the message again
}

// at is when the event was made.
func (in incoming) at() time.Time {
	ms, _ := strconv.ParseInt(in.Header.Created, 10, 64) // none counts as very old
	return time.UnixMilli(ms)
}

// question is what a message asks, without the names by which the robot is called; "" = it is no text.
func (in incoming) question() string {
	var content struct{ Text string }
	if in.Event.Message.Type != "text" || json.Unmarshal([]byte(in.Event.Message.Content), &content) != nil {
		return ""
	}
	words := strings.Fields(content.Text)
	for len(words) > 0 && strings.HasPrefix(words[0], "@_user_") {
		words = words[1:]
	}
	return strings.Join(words, " ")
}
