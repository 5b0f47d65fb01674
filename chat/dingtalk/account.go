package dingtalk

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"wence/chat/bot"
	"wence/retrieval"
)

const (
	// Channel is the channel of 钉钉.
	Channel = "dingtalk"

	textBytes = 6000
	sentTexts = 3
	platform  = "https://oapi.dingtalk.com"
	timeout   = 10 * time.Second
)

// An Account is a robot of an application in 钉钉 that calls an address. Name and Secret are required.
type Account struct {
	Name   string // in the address: /dingtalk/NAME
	Secret string // AppSecret of the application
	API    string // where answers may be sent; "" = 钉钉's own
}

// account is an Account at work.
type account struct {
	Account
	client *http.Client
}

// Accounts are accounts by name.
type Accounts map[string]*account

// NewAccounts makes accounts. Errors say in Chinese which is set up wrong.
func NewAccounts(list []Account) (Accounts, error) {
	all := Accounts{}
	for _, a := range list {
		if a.Secret == "" {
			return nil, fmt.Errorf("钉钉机器人 %s:没有写AppSecret", a.Name)
		}
		if a.API == "" {
			a.API = platform
		}
		all[a.Name] = &account{a, &http.Client{Timeout: timeout}}
	}
	return all, nil
}

// Desk are the accounts as the desk knows them.
func (all Accounts) Desk() []bot.Account {
	var list []bot.Account
	for _, a := range all {
		list = append(list, bot.Account{Name: a.full(), Bytes: textBytes, Parts: sentTexts, Sender: a})
	}
	return list
}

func (a *account) full() string { return Channel + "/" + a.Name }

// mayCall reports whether an address that came with a message is the platform's. The signature does not cover it, and a
// stranger's must not be called.
func (a *account) mayCall(address string) bool {
	u, err := url.Parse(address)
	base, _ := url.Parse(a.API)
	return err == nil && base != nil && u.Scheme == base.Scheme && u.Host == base.Host && u.User == nil
}

// Send writes to the conversation that a message came from. The job's note is its address, which is good for about an hour.
func (a *account) Send(ctx context.Context, j retrieval.Job, text string) error {
	body, err := json.Marshal(map[string]any{"msgtype": "text", "text": map[string]string{"content": text}})
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, j.Note, bytes.NewReader(body))
	if err != nil {
		return fmt.Errorf("%w: address of the conversation is wrong", bot.ErrRefused)
	}
	req.Header.Set("Content-Type", "application/json")
	res, err := a.client.Do(req)
	if err != nil {
		return errors.New("call platform: " + strings.ReplaceAll(err.Error(), j.Note, "…")) // the address lets who has it write
	}
	defer res.Body.Close()
	var said struct {
		Code    int    `json:"errcode"`
		Message string `json:"errmsg"`
	}
	data, err := io.ReadAll(io.LimitReader(res.Body, 1<<20))
	if err != nil || res.StatusCode != http.StatusOK || json.Unmarshal(data, &said) != nil {
		return fmt.Errorf("call platform: status %d, %w", res.StatusCode, errors.Join(err, errors.New("no answer in the platform's form")))
	}
	if said.Code == 300001 || said.Code == 310000 { // the address is used up
		return fmt.Errorf("%w: %s", bot.ErrRefused, said.Message)
	}
	if said.Code != 0 {
		return fmt.Errorf("platform says %d: %s", said.Code, said.Message)
	}
	return nil
}
