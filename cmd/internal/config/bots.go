package config

import (
	"fmt"
	"regexp"
)

// Bots are the accounts on chat platforms. Those of a platform are numbered from 0: WENCE_WECHAT_0_NAME=….
type Bots struct {
	WeChat []WeChat `envPrefix:"WENCE_WECHAT"`
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

// accountName is what may stand in an address.
var accountName = regexp.MustCompile(`^[A-Za-z0-9_-]{1,32}$`)

// check refuses names that cannot be told apart or stand in no address.
func (b Bots) check() error {
	var names []string
	for _, a := range b.WeChat {
		names = append(names, a.Name)
	}
	return unique("WENCE_WECHAT", names)
}

func unique(prefix string, names []string) error {
	seen := map[string]bool{}
	for i, name := range names {
		if !accountName.MatchString(name) || seen[name] {
			return fmt.Errorf("%s_%d_NAME 应为1到32位字母、数字、-或_,且互不相同,现在是“%s”", prefix, i, name)
		}
		seen[name] = true
	}
	return nil
}
