package kf

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"

	"wence/chat/bot"
	"wence/chat/wechat/callback"
	"wence/chat/wechat/envelope"
	"wence/chat/wechat/platform"
	"wence/retrieval"
)

const (
	textBytes = 2048
	sentTexts = 5 // the platform takes no more within 48 hours of a user's message

	// Channel is the channel of 微信客服.
	Channel = "kf"
)

// An Account is 微信客服 of a WeCom. All but Welcome and API are required.
type Account struct {
	Name    string // in the address: /wechat/kf/NAME
	CorpID  string
	Token   string
	Keys    []string // EncodingAESKeys, the current one, then the previous one
	Secret  string   // of 微信客服
	Welcome string   // for who comes; "" = the service's own words
	API     string   // address of the platform's interfaces; "" = WeCom's own
}

// account is an Account at work.
type account struct {
	Account
	gate   callback.Gate // but for its clock
	client *platform.Client
}

// Accounts are accounts by name.
type Accounts map[string]*account

// NewAccounts makes accounts. Errors say in Chinese which is set up wrong.
func NewAccounts(list []Account) (Accounts, error) {
	all := Accounts{}
	for _, a := range list {
		if a.CorpID == "" || a.Secret == "" || len(a.Keys) == 0 {
			return nil, fmt.Errorf("微信客服 %s:企业ID、Secret、EncodingAESKey都要写", a.Name)
		}
		box, err := envelope.New(envelope.Options{Token: a.Token, Receiver: a.CorpID, Keys: a.Keys})
		if err != nil {
			return nil, fmt.Errorf("微信客服 %s:%w", a.Name, err)
		}
		all[a.Name] = &account{a, callback.Gate{Box: box}, platform.NewWeCom(a.API, a.CorpID, a.Secret)}
	}
	return all, nil
}

// Desk are the accounts as the desk knows them.
func (all Accounts) Desk() []bot.Account {
	var list []bot.Account
	for _, a := range all {
		list = append(list, bot.Account{Name: a.full(), Bytes: textBytes, Parts: sentTexts, Welcome: a.Welcome, Sender: a})
	}
	return list
}

func (a *account) full() string { return Channel + "/" + a.Name }

// Send writes to a user. The job's note is the service account that was written to.
func (a *account) Send(ctx context.Context, j retrieval.Job, text string) error {
	return refused(a.client.Post(ctx, "/cgi-bin/kf/send_msg", map[string]any{
		"touser": j.User, "open_kfid": j.Note, "msgid": partID(j), "msgtype": "text", "text": map[string]string{"content": text},
	}, nil))
}

// partID names a part of an answer, so that the platform takes it once.
func partID(j retrieval.Job) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %s %d", j.Account, j.Message, j.Sent))
	return hex.EncodeToString(sum[:16])
}

// refused marks an error that will be the same each time: codes from 95000 on speak of the conversation, that it is
// over, a person has taken it on, or five texts were sent.
func refused(err error) error {
	var said *platform.Error
	if errors.As(err, &said) && said.Code >= 95000 && said.Code < 96000 {
		return fmt.Errorf("%w: %w", bot.ErrRefused, err)
	}
	return err
}

// Link is an address by which people of WeChat come to a service account. scene, of at most 32 letters, digits, _ and -,
// says where the link stands.
func (all Accounts) Link(ctx context.Context, name, serviceID, scene string) (string, error) {
	a := all[name]
	if a == nil {
		return "", fmt.Errorf("没有名为“%s”的微信客服", name)
	}
	var out struct{ URL string }
	err := a.client.Post(ctx, "/cgi-bin/kf/add_contact_way", map[string]string{"open_kfid": serviceID, "scene": scene}, &out)
	return out.URL, err
}
