package robot

import (
	"fmt"

	"wence/chat/bot"
	"wence/chat/wechat/callback"
	"wence/chat/wechat/envelope"
)

// Channel is the channel of 智能机器人.
const Channel = "robot"

const textBytes = 20480 // of a whole answer

// An Account is a 智能机器人 of WeCom that calls an address. All but Welcome are required.
type Account struct {
	Name    string // in the address: /wecom/robot/NAME
	Token   string
	Keys    []string // EncodingAESKeys, the current one, then the previous one
	Welcome string   // for who opens it; "" = the service's own words
}

// account is an Account at work.
type account struct {
	Account
	gate callback.Gate // but for its clock
}

// Accounts are accounts by name.
type Accounts map[string]*account

// NewAccounts makes accounts. Errors say in Chinese which is set up wrong.
func NewAccounts(list []Account) (Accounts, error) {
	all := Accounts{}
	for _, a := range list {
		if len(a.Keys) == 0 {
			return nil, fmt.Errorf("智能机器人 %s:没有写EncodingAESKey", a.Name)
		}
		box, err := envelope.New(envelope.Options{Token: a.Token, Keys: a.Keys}) // robots name no receiver
		if err != nil {
			return nil, fmt.Errorf("智能机器人 %s:%w", a.Name, err)
		}
		all[a.Name] = &account{a, callback.Gate{Box: box, JSON: true}}
	}
	return all, nil
}

// Desk are the accounts as the desk knows them: an answer is shown as it comes about, in one text.
func (all Accounts) Desk() []bot.Account {
	var list []bot.Account
	for _, a := range all {
		list = append(list, bot.Account{Name: a.full(), Bytes: textBytes, Welcome: a.Welcome, Drafts: true})
	}
	return list
}

func (a *account) full() string { return Channel + "/" + a.Name }
