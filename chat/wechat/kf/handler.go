// Package kf is the callback of 微信客服, by which people of WeChat write to a school or bureau that has WeCom. The
// callback says only that there is something to read; what users wrote is read from the platform page by page, from a
// cursor that is kept in the store.
//
// A message is taken before the cursor moves past it, and taking it twice does nothing: a server that dies in between
// loses none, and two servers that read the same page answer it once.
package kf

import (
	"log/slog"
	"net/http"
	"time"

	"wence/chat/bot"
	"wence/chat/wechat/callback"
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

// ServeHTTP takes a request of the platform.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	a := h.accounts[r.PathValue("account")]
	if a == nil {
		h.opt.Desk.Refuse(bot.Refusal{Channel: Channel, Reason: "account"})
		w.WriteHeader(http.StatusNotFound)
		return
	}
	gate := a.gate
	gate.Now = h.opt.Now
	if r.Method == http.MethodGet {
		echo, err := gate.Check(r)
		if err != nil {
			h.reject(w, err)
			return
		}
		callback.Echo(w, echo)
		return
	}
	notice, err := h.read(gate, w, r)
	if err != nil {
		h.reject(w, err)
		return
	}
	if notice.Event == "kf_msg_or_event" {
		if err := h.pull(r.Context(), a, notice); err != nil {
			h.opt.Log.ErrorContext(r.Context(), "bot: messages not read", "account", a.full(), "error", err)
			w.WriteHeader(http.StatusServiceUnavailable) // so that the platform calls again
			return
		}
	}
	callback.Success(w)
}

// notice says that there is something to read.
type notice struct {
	Event     string
	Token     string // for reading it, good for 10 minutes
	ServiceID string `xml:"OpenKfId"`
}

func (h *Handler) read(gate callback.Gate, w http.ResponseWriter, r *http.Request) (notice, error) {
	var n notice
	req, err := gate.Read(w, r)
	if err != nil {
		return n, err
	}
	return n, callback.Decode(req.Body, &n)
}

func (h *Handler) reject(w http.ResponseWriter, err error) {
	h.opt.Desk.Refuse(bot.Refusal{Channel: Channel, Reason: callback.Reject(w, err)})
}
