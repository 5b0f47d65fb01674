package config

import (
	"errors"
	"fmt"
	"regexp"
)

// Bots are the accounts on chat platforms. Those of a platform are numbered from 0: WENCE_WECHAT_0_NAME=….
type Bots struct {
	WeChat   []WeChat   `envPrefix:"WENCE_WECHAT"`
	KF       []WeCom    `envPrefix:"WENCE_KF"`
	Apps     []WeCom    `envPrefix:"WENCE_WECOM"`
	Robots   []WeCom    `envPrefix:"WENCE_ROBOT"`
	DingTalk []DingTalk `envPrefix:"WENCE_DINGTALK"`
	Feishu   []Feishu   `envPrefix:"WENCE_FEISHU"`
}

// WeChat is a 公众号.
type WeChat struct {
	Name        string `env:"NAME"` // in the address: /wechat/official/NAME
	AppID       string `env:"APP_ID"`
	OriginalID  string `env:"ORIGINAL_ID"` // 原始ID, gh_…; "" = the receiver of plain messages is not checked
	Token       string `env:"TOKEN"`
	Key         string `env:"AES_KEY"`          // EncodingAESKey; "" = 明文模式
	PreviousKey string `env:"AES_KEY_PREVIOUS"` // while it is being changed
	Secret      string `env:"SECRET"`           // AppSecret of a verified account; "" = not verified
	Welcome     string `env:"WELCOME"`
	API         string `env:"API"` // address of the platform's interfaces, for those behind a proxy; "" = WeChat's
}

// WeCom is 微信客服, an application or a 智能机器人 of WeCom.
type WeCom struct {
	Name        string `env:"NAME"`     // in the address
	CorpID      string `env:"CORP_ID"`  // robots have none
	AgentID     int    `env:"AGENT_ID"` // applications alone
	Token       string `env:"TOKEN"`
	Key         string `env:"AES_KEY"`          // EncodingAESKey
	PreviousKey string `env:"AES_KEY_PREVIOUS"` // while it is being changed
	Secret      string `env:"SECRET"`           // robots have none
	Welcome     string `env:"WELCOME"`
	API         string `env:"API"` // address of the platform's interfaces, for those behind a proxy; "" = WeCom's
}

// DingTalk is a robot in 钉钉.
type DingTalk struct {
	Name   string `env:"NAME"`
	Secret string `env:"SECRET"` // AppSecret
	API    string `env:"API"`    // where answers may be sent, for those behind a proxy; "" = 钉钉's
}

// Feishu is an application in 飞书.
type Feishu struct {
	Name       string `env:"NAME"`
	AppID      string `env:"APP_ID"`
	Secret     string `env:"SECRET"`      // App Secret
	Token      string `env:"TOKEN"`       // Verification Token
	EncryptKey string `env:"ENCRYPT_KEY"` // "" = what comes is not encrypted
	API        string `env:"API"`         // address of the platform's interfaces; "" = 飞书's
}

// keys are those that are set, the current one first.
func keys(current, previous string) []string {
	var list []string
	for _, k := range []string{current, previous} {
		if k != "" {
			list = append(list, k)
		}
	}
	return list
}

// Keys are the keys that are set, the current one first.
func (a WeChat) Keys() []string { return keys(a.Key, a.PreviousKey) }

// Keys are the keys that are set, the current one first.
func (a WeCom) Keys() []string { return keys(a.Key, a.PreviousKey) }

// Any reports that there is an account.
func (b Bots) Any() bool {
	return len(b.WeChat)+len(b.KF)+len(b.Apps)+len(b.Robots)+len(b.DingTalk)+len(b.Feishu) > 0
}

// accountName is what may stand in an address.
var accountName = regexp.MustCompile(`^[A-Za-z0-9_-]{1,32}$`)

// check refuses names that cannot be told apart or stand in no address.
func (b Bots) check() error {
	return errors.Join(
		unique("WENCE_WECHAT", b.WeChat, func(a WeChat) string { return a.Name }),
		unique("WENCE_KF", b.KF, func(a WeCom) string { return a.Name }),
		unique("WENCE_WECOM", b.Apps, func(a WeCom) string { return a.Name }),
		unique("WENCE_ROBOT", b.Robots, func(a WeCom) string { return a.Name }),
		unique("WENCE_DINGTALK", b.DingTalk, func(a DingTalk) string { return a.Name }),
		unique("WENCE_FEISHU", b.Feishu, func(a Feishu) string { return a.Name }),
	)
}

func unique[T any](prefix string, list []T, nameOf func(T) string) error {
	seen := map[string]bool{}
	for i, a := range list {
		name := nameOf(a)
		if !accountName.MatchString(name) || seen[name] {
			return fmt.Errorf("%s_%d_NAME 应为1到32位字母、数字、-或_,且互不相同,现在是“%s”", prefix, i, name)
		}
		seen[name] = true
	}
	return nil
}
