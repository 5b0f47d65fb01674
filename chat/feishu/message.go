package feishu

import "errors"

// incoming is an event, or the check of the address.
type incoming struct {
	Kind      string `json:"type"` // url_verification
	Challenge string `json:"challenge"`
	Token     string `json:"token"` // of the check
	Header    struct {
		Type    string `json:"event_type"`
		Token   string `json:"token"`
		App     string `json:"app_id"`
		Created string `json:"create_time"` // milliseconds
	} `json:"header"`
	Event struct {
		Sender struct {
			ID struct {
				Open string `json:"open_id"`
			} `json:"sender_id"`
			Type string `json:"sender_type"` // user
		} `json:"sender"`
		Message struct {
			ID       string `json:"message_id"`
			Chat     string `json:"chat_id"`
			ChatKind string `json:"chat_type"` // p2p, group
			Type     string `json:"message_type"`
			Content  string `json:"content"` // JSON
		} `json:"message"`
	} `json:"event"`
	signed bool
}

var (
	errToken = errors.New("the token is another's")
	errForm  = errors.New("another form")
)

// check refuses what is another's or has no form.
func (in incoming) check(a *account) error {
	m := in.Event.Message
	switch {
	case in.Kind == "url_verification":
		if !same(in.Token, a.Token) {
			return errToken
		}
	case !same(in.Header.Token, a.Token) || in.Header.App != a.AppID:
		return errToken
	case len(m.ID) > maxName || len(m.Chat)+len(in.Event.Sender.ID.Open) > maxName:
		return errForm
	case in.Header.Type == "im.message.receive_v1" && (m.ID == "" || in.Event.Sender.ID.Open == ""):
		return errForm
	}
	return nil
}
