package passive

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync/atomic"
	"time"

	"wence/chat/bot"
	"wence/chat/wechat/callback"
	"wence/chat/wechat/envelope"
	"wence/chat/wechat/platform"
	"wence/retrieval"
)

const (
	textBytes = 2048      // the platforms take no longer text
	sentTexts = 2         // for one answer: WeChat lets us write five after a message
	notAgain  = time.Hour // between the platform's saying that the account may not write and the next try
)

// account is an account at work.
type account struct {
	channel, name string
	gate          callback.Gate // but for its clock
	receiver      string        // whom messages name as their receiver; "" = not checked
	welcome       string

	client  *platform.Client // nil = the account may only reply
	path    string           // of the interface that writes to a user
	text    func(user, text string) any
	refused []int        // codes that say that the user cannot be written to now
	denied  []int        // codes that say that the account may not write
	until   atomic.Int64 // Unix time until which it was told so
}

// Accounts are the accounts of one platform by name.
type Accounts map[string]*account

// Desk are the accounts as the desk knows them.
func (all Accounts) Desk() []bot.Account {
	var list []bot.Account
	for _, a := range all {
		d := bot.Account{Name: a.full(), Bytes: textBytes, Welcome: a.welcome}
		if a.client != nil {
			d.Sender, d.Parts = a, sentTexts
		}
		list = append(list, d)
	}
	return list
}

// full is the account's name at the desk.
func (a *account) full() string { return a.channel + "/" + a.name }

// sends reports that the account may write by itself, as far as is known.
func (a *account) sends(now time.Time) bool { return a.client != nil && now.Unix() >= a.until.Load() }

// held notes of a job that a request waits for it.
const held = "held"

// Send writes to a user.
func (a *account) Send(ctx context.Context, j retrieval.Job, text string) error {
	if j.Note == held {
		return bot.ErrRefused
	}
	err := a.client.Post(ctx, a.path, a.text(j.User, text), nil)
	var said *platform.Error
	if !errors.As(err, &said) {
		return err
	}
	if slices.Contains(a.denied, said.Code) {
		a.until.Store(time.Now().Add(notAgain).Unix())
	} else if !slices.Contains(a.refused, said.Code) {
		return err
	}
	return fmt.Errorf("%w: %w", bot.ErrRefused, err)
}

// gateOf lets in what is for the receiver. Errors say in Chinese what is set up wrong.
func gateOf(opt envelope.Options) (callback.Gate, error) {
	box, err := envelope.New(opt)
	return callback.Gate{Box: box}, err
}
