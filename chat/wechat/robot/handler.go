// Package robot is the callback of 智能机器人 of WeCom. A question is replied to at once with a stream that has nothing in
// it yet; the platform then looks at it again and again, for six minutes at most, and gets what the answer has come to,
// the whole text each time.
package robot

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"time"

	"wence/chat/bot"
	"wence/chat/wechat/callback"
	"wence/retrieval"
)

// Options of a Handler. Desk and Log are required.
type Options struct {
	Desk *bot.Desk
	Log  *slog.Logger
	Wait time.Duration    // how long a look waits for the end of the answer; defaults to 1 s
	Now  func() time.Time // defaults to time.Now
}

// Handler is the callback of all accounts; the path value "account" names one.
type Handler struct {
	opt      Options
	accounts Accounts
}

// NewHandler makes the callback of accounts that the desk knows.
func NewHandler(opt Options, accounts Accounts) *Handler {
	if opt.Wait == 0 {
		opt.Wait = time.Second
	}
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
	req, err := gate.Read(w, r)
	var in incoming
	if err == nil {
		in, err = decode(req.Body)
	}
	if err == nil {
		err = h.fresh(r.Context(), a, req, in)
	}
	if err != nil {
		h.reject(w, err)
		return
	}
	reply, err := h.reply(r.Context(), a, in)
	switch {
	case err != nil:
		h.opt.Log.ErrorContext(r.Context(), "bot: message not taken", "account", a.full(), "error", err)
		w.WriteHeader(http.StatusServiceUnavailable)
	case reply == nil:
		w.WriteHeader(http.StatusOK)
	default:
		data, _ := json.Marshal(reply) // strings always marshal
		gate.Write(w, req, data)
	}
}

func (h *Handler) reject(w http.ResponseWriter, err error) {
	h.opt.Desk.Refuse(bot.Refusal{Channel: Channel, Reason: callback.Reject(w, err)})
}

// fresh refuses a random word that was used for something else. The platform uses none twice within two hours.
func (h *Handler) fresh(ctx context.Context, a *account, req callback.Request, in incoming) error {
	use := in.Type + " " + in.ID + " " + in.Stream.ID
	ok, err := h.opt.Desk.Fresh(ctx, a.full(), req.Nonce, use)
	if err == nil && !ok {
		err = callback.ErrReplay
	}
	return err
}

// stream is what an answer has come to.
type stream struct {
	ID       string         `json:"id"`
	Finish   bool           `json:"finish"`
	Content  string         `json:"content"`
	Feedback map[string]any `json:"feedback,omitempty"` // named by what users say of the answer
}

// reply is what a message, a look or an event is told; nil = nothing.
func (h *Handler) reply(ctx context.Context, a *account, in incoming) (any, error) {
	switch {
	case in.Type == "stream":
		return h.look(ctx, a, in.Stream.ID, in.user())
	case in.Type == "event" && in.Event.Type == "enter_chat":
		return text(h.opt.Desk.Welcome(a.full())), nil
	case in.Type == "event" && in.Event.Type == "feedback_event":
		err := h.opt.Desk.Rate(ctx, a.full(), in.Event.Feedback.ID, in.Event.Feedback.rating())
		if errors.Is(err, retrieval.ErrNotFound) {
			err = nil // it is forgotten
		}
		return nil, err
	case in.Type == "event":
		return nil, nil
	case in.question() == "":
		return text(bot.NoText), nil
	}
	_, err := h.opt.Desk.Take(ctx, bot.Message{Account: a.full(), ID: in.ID, User: in.user(), Text: in.question()})
	if err != nil {
		return nil, err
	}
	return h.look(ctx, a, in.ID, in.user())
}

func text(words string) any {
	return map[string]any{"msgtype": "text", "text": content{words}}
}

// look tells what the answer to a message has come to. The stream and what users say of it are named by the message.
func (h *Handler) look(ctx context.Context, a *account, message, user string) (any, error) {
	within, cancel := context.WithTimeout(ctx, h.opt.Wait)
	defer cancel()
	j := retrieval.Job{Account: a.full(), Message: message, User: user}
	r, whole := h.opt.Desk.Await(within, j)
	if !whole {
		var err error
		if r, err = h.opt.Desk.Look(ctx, a.full(), message); err != nil && !errors.Is(err, retrieval.ErrNotFound) {
			return nil, err
		} else if err != nil {
			return nil, callback.ErrForm
		}
	}
	s := stream{ID: message, Finish: r.Whole(), Feedback: map[string]any{"id": message}}
	switch {
	case s.Finish:
		s.Content = r.Text(0)
		h.opt.Desk.Told(ctx, j, r)
	case len(r.Parts) > 0:
		s.Content = r.Parts[0]
	}
	return map[string]any{"msgtype": "stream", "stream": s}, nil
}
