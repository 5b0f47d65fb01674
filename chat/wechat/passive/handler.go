// Package passive is the callbacks of 公众号 and of applications of WeCom, which reply to a message within its request.
//
// The platform waits 5 seconds for a reply, sends the message again twice with the same MsgId, and then tells the user
// that the service is out of order. An account that may write by itself
// says "success" and writes when it knows, which may take its time.
// For others one job a message is worked on over the three tries: the first two wait in silence until the platform hangs
// up, and whichever finds the answer ready tells it. Where even the third cannot, it says that "继续" will give it.
package passive

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"wence/chat/bot"
	"wence/chat/wechat/callback"
)

// Options of a Handler. Desk and Log are required.
type Options struct {
	Desk   *bot.Desk
	Log    *slog.Logger
	Window time.Duration // how long a request waits for an answer; defaults to 4.5 s of the platform's 5
	Hang   time.Duration // how much longer it says nothing; defaults to 3 s
	Now    func() time.Time
}

// Handler is the callback of all accounts; the path value "account" names one.
type Handler struct {
	opt      Options
	channel  string
	accounts Accounts
}

// NewHandler makes the callback of a channel's accounts, which the desk knows.
func NewHandler(opt Options, channel string, accounts Accounts) *Handler {
	if opt.Window == 0 {
		opt.Window = 4500 * time.Millisecond
	}
	if opt.Hang == 0 {
		opt.Hang = 3 * time.Second
	}
	if opt.Now == nil {
		opt.Now = time.Now
	}
	return &Handler{opt, channel, accounts}
}

// Tries that the platform makes, and how long they can take altogether, with room for slow lines.
const (
	tries     = 3
	triesTake = time.Minute
)

// ServeHTTP takes a request of the platform.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	a := h.accounts[r.PathValue("account")]
	if a == nil {
		h.opt.Desk.Refuse(bot.Refusal{Channel: h.channel, Reason: "account"})
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
	req, err := gate.Read(w, r)
	if err != nil {
		h.reject(w, err)
		return
	}
	in, err := decode(req.Body)
	if err == nil && a.receiver != "" && in.To != a.receiver {
		err = callback.ErrReceiver
	}
	if err != nil {
		h.reject(w, err)
		return
	}
	h.take(w, r, call{a, gate, req, in})
}

func (h *Handler) reject(w http.ResponseWriter, err error) {
	h.opt.Desk.Refuse(bot.Refusal{Channel: h.channel, Reason: callback.Reject(w, err)})
}

// A call is a message to an account, and how to reply to it.
type call struct {
	*account
	gate callback.Gate // with its clock
	req  callback.Request
	in   incoming
}

func (c call) reply(w http.ResponseWriter, text string) {
	c.gate.Write(w, c.req, c.gate.NewText(c.in.From, c.in.To, text))
}

// take does what a message asks for.
func (h *Handler) take(w http.ResponseWriter, r *http.Request, c call) {
	desk, name := h.opt.Desk, c.full()
	fresh, err := desk.Fresh(r.Context(), name, c.req.Nonce, c.in.id())
	if err != nil {
		h.fail(r, err)
	}
	if !fresh {
		h.reject(w, callback.ErrReplay)
		return
	}
	switch text, kind := c.in.asks(); kind {
	case isQuestion:
		h.answer(w, r, c, text)
	case isComing:
		c.reply(w, desk.Welcome(name))
	case isOther:
		c.reply(w, bot.NoText)
	case isLeaving:
		if err := desk.Forget(r.Context(), name, c.in.From); err != nil {
			h.opt.Log.WarnContext(r.Context(), "bot: user not forgotten", "account", name, "error", err)
		}
		callback.Success(w)
	default:
		callback.Success(w)
	}
}

// answer answers a question, in this reply or later.
func (h *Handler) answer(w http.ResponseWriter, r *http.Request, c call, text string) {
	m := bot.Message{Account: c.full(), ID: c.in.id(), User: c.in.From, Text: text}
	sends := c.sends(h.opt.Now())
	if !sends {
		m.Note = held
	}
	j, err := h.opt.Desk.Take(r.Context(), m)
	if err != nil {
		h.fail(r, err)
	}
	switch {
	case j.Tries > 1 && h.opt.Now().Sub(j.At) > triesTake:
		h.opt.Desk.Refuse(bot.Refusal{Channel: h.channel, Reason: "replay"})
		callback.Success(w)
		return
	case j.Note != held:
		callback.Success(w)
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), h.opt.Window)
	defer cancel()
	reply, ok := h.opt.Desk.Await(ctx, j)
	switch {
	case ok && h.opt.Desk.Told(r.Context(), j, reply):
		c.reply(w, reply.Text(0))
	case j.Tries >= tries:
		c.reply(w, bot.Later)
	default:
		h.silent(r)
	}
}

// fail ends a request that could not be dealt with as if nobody were here, so that the platform tries again.
func (h *Handler) fail(r *http.Request, err error) {
	h.opt.Log.ErrorContext(r.Context(), "bot: message not taken", "channel", h.channel, "error", err)
	h.silent(r)
}

// silent says nothing until the platform hangs up: any word, even "success", would keep it from trying again.
func (h *Handler) silent(r *http.Request) {
	select {
	case <-r.Context().Done():
	case <-time.After(h.opt.Hang):
	}
	panic(http.ErrAbortHandler)
}
