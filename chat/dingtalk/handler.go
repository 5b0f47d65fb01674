// Package dingtalk is the callback of robots in 钉钉. A message is acknowledged at once, and answered at the address that
// comes with it.
package dingtalk

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
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
	maxBody = 64 << 10  // bytes
	maxAge  = time.Hour // of a signature, as the platform says
	maxName = 256       // bytes of an id
)

// incoming is a message.
type incoming struct {
	ID    string `json:"msgId"`
	Chat  string `json:"conversationId"`
	Kind  string `json:"conversationType"` // 1 = a person alone, 2 = a group
	User  string `json:"senderId"`
	Type  string `json:"msgtype"`
	Reply string `json:"sessionWebhook"`
	Text  struct {
		Content string `json:"content"`
	} `json:"text"`
}

// ServeHTTP takes a request of the platform.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	a := h.accounts[r.PathValue("account")]
	if a == nil {
		h.refuse(w, "account", http.StatusNotFound)
		return
	}
	if reason := a.forged(r.Header, h.opt.Now()); reason != "" {
		h.refuse(w, reason, http.StatusForbidden)
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		h.refuse(w, "size", http.StatusRequestEntityTooLarge)
		return
	}
	var in incoming
	if json.Unmarshal(body, &in) != nil || in.ID == "" || in.User == "" || len(in.ID) > maxName || len(in.User)+len(in.Chat) > maxName {
		h.refuse(w, "form", http.StatusBadRequest)
		return
	}
	if !a.mayCall(in.Reply) {
		h.refuse(w, "address", http.StatusForbidden)
		return
	}
	h.take(w, r, a, in)
}

// take acknowledges a message once it is in the store.
func (h *Handler) take(w http.ResponseWriter, r *http.Request, a *account, in incoming) {
	ok, err := h.opt.Desk.Fresh(r.Context(), a.full(), r.Header.Get("timestamp")+r.Header.Get("sign"), in.ID)
	if err == nil && !ok {
		h.refuse(w, "replay", http.StatusForbidden)
		return
	}
	user, text := in.User, strings.TrimSpace(in.Text.Content)
	if in.Kind == "2" {
		user = in.Chat + "/" + in.User
	}
	if in.Type != "text" || text == "" {
		text = bot.Unreadable
	}
	if err == nil {
		_, err = h.opt.Desk.Take(r.Context(), bot.Message{Account: a.full(), ID: in.ID, User: user, Text: text, Note: in.Reply})
	}
	if err != nil {
		h.opt.Log.ErrorContext(r.Context(), "bot: message not taken", "account", a.full(), "error", err)
		answer(w, http.StatusServiceUnavailable, `{"errcode":1,"errmsg":"unavailable"}`)
		return
	}
	answer(w, http.StatusOK, `{}`)
}

// forged gives the reason why a request is not the platform's; "" = it is.
func (a *account) forged(header http.Header, now time.Time) string {
	timestamp := header.Get("timestamp")
	mac := hmac.New(sha256.New, []byte(a.Secret))
	mac.Write([]byte(timestamp + "\n" + a.Secret))
	if !hmac.Equal([]byte(base64.StdEncoding.EncodeToString(mac.Sum(nil))), []byte(header.Get("sign"))) {
		return "signature"
	}
	at, err := strconv.ParseInt(timestamp, 10, 64)
	if age := now.Sub(time.UnixMilli(at)); err != nil || age > maxAge || age < -maxAge {
		return "age"
	}
	return ""
}

func (h *Handler) refuse(w http.ResponseWriter, reason string, status int) {
	h.opt.Desk.Refuse(bot.Refusal{Channel: Channel, Reason: reason})
	answer(w, status, `{"errcode":1,"errmsg":"refused"}`)
}

func answer(w http.ResponseWriter, status int, body string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, body) // who has gone sends the message again
}
