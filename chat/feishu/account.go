package feishu

import (
	"fmt"
	"strings"

	"wence/chat/bot"
)

const (
	// Channel is the channel of 飞书.
	Channel = "feishu"

	textBytes = 20 << 10
	sentTexts = 3
	platform  = "https://open.feishu.cn"
)

// An Account is an application in 飞书 with a robot. All but EncryptKey and API are required.
type Account struct {
	Name       string // in the address: /feishu/NAME
	AppID      string
	Secret     string // App Secret
	Token      string // Verification Token
	EncryptKey string // set = all that comes must be encrypted and signed
	API        string // address of the platform's interfaces; "" = 飞书's own
}

// account is an Account at work.
type account struct {
	Account
	client *client
}

// Accounts are accounts by name.
type Accounts map[string]*account

// NewAccounts makes accounts. Errors say in Chinese which is set up wrong.
func NewAccounts(list []Account) (Accounts, error) {
	all := Accounts{}
	for _, a := range list {
		if a.AppID == "" || a.Secret == "" || a.Token == "" {
			return nil, fmt.Errorf("飞书应用 %s:App ID、App Secret、Verification Token都要写", a.Name)
		}
		if a.API == "" {
			a.API = platform
		}
		a.API = strings.TrimRight(a.API, "/")
		all[a.Name] = &account{a, newClient(a)}
	}
	return all, nil
}

// Desk are the accounts as the desk knows them.
func (all Accounts) Desk() []bot.Account {
	var list []bot.Account
	for _, a := range all {
		list = append(list, bot.Account{Name: a.full(), Bytes: textBytes, Parts: sentTexts, Sender: a.client})
	}
	return list
}

func (a *account) full() string { return Channel + "/" + a.Name }
