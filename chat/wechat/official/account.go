package official

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"wence/chat/bot"
	"wence/chat/wechat/envelope"
	"wence/chat/wechat/platform"
	"wence/retrieval"
)

const (
	textBytes = 2048      // the platform takes no longer text
	sentTexts = 2         // for one answer, of the five that the platform lets us write after a message
	notAgain  = time.Hour // between the platform's saying that the account may not write and the next try
)

// An Account is a 公众号, as its operator has set it up on both sides. Name, AppID and Token are required.
type Account struct {
	Name     string // in the address: /wechat/official/NAME
	AppID    string
	Original string // 原始ID, which messages name as their receiver; "" = not checked
	Token    string
	Keys     []string // EncodingAESKeys, the current one, then the previous one; none = 明文模式
	Secret   string   // AppSecret; set = the account is verified, and may write by itself
	Welcome  string   // for who follows; "" = the service's own words
	API      string   // address of the platform's interfaces; "" = WeChat's own
}

// account is an Account at work.
type account struct {
	Account
	box    *envelope.Box
	client *platform.Client // nil = not verified
	denied atomic.Int64     // Unix time until which the platform lets us not write
}

func newAccount(a Account) (*account, error) {
	if a.AppID == "" {
		return nil, fmt.Errorf("公众号 %s:没有写AppID", a.Name)
	}
	box, err := envelope.New(envelope.Options{Token: a.Token, Receiver: a.AppID, Keys: a.Keys})
	if err != nil {
		return nil, fmt.Errorf("公众号 %s:%w", a.Name, err)
	}
	made := &account{Account: a, box: box}
	if a.Secret != "" {
		made.client = platform.NewWeChat(a.API, a.AppID, a.Secret)
	}
	return made, nil
}

// channel begins the names of accounts at the desk.
const channel = "official"

// desk is the account as the desk knows it.
func (a *account) desk() bot.Account {
	d := bot.Account{Name: channel + "/" + a.Name, Bytes: textBytes, Welcome: a.Welcome}
	if a.client != nil {
		d.Sender, d.Parts = a, sentTexts
	}
	return d
}

// sends reports that the account may write by itself, as far as is known.
func (a *account) sends(now time.Time) bool { return a.client != nil && now.Unix() >= a.denied.Load() }

// held notes of a job that a request waits for it.
const held = "held"

// Send writes a customer message.
func (a *account) Send(ctx context.Context, j retrieval.Job, text string) error {
	if j.Note == held {
		return bot.ErrRefused
	}
	err := a.client.Post(ctx, "/cgi-bin/message/custom/send", map[string]any{
		"touser": j.User, "msgtype": "text", "text": map[string]string{"content": text},
	}, nil)
	var refused *platform.Error
	if !errors.As(err, &refused) {
		return err
	}
	switch refused.Code {
	case 48001, 48004: // the account may not, or not any more
		a.denied.Store(time.Now().Add(notAgain).Unix())
	case 45015, 45047, 40003, 43004: // the time is over, the number used up, or the user gone
	default:
		return err
	}
	return fmt.Errorf("%w: %w", bot.ErrRefused, err)
}
