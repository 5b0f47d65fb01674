package passive

import (
	"errors"
	"fmt"

	"wence/chat/wechat/envelope"
	"wence/chat/wechat/platform"
)

// An Official is a 公众号, as its operator has set it up on both sides. Name, AppID and Token are required.
type Official struct {
	Name     string // in the address: /wechat/official/NAME
	AppID    string
	Original string // 原始ID, which messages name as their receiver; "" = not checked
	Token    string
	Keys     []string // EncodingAESKeys, the current one, then the previous one; none = 明文模式
	Secret   string   // AppSecret; set = the account is verified, and may write by itself
	Welcome  string   // for who follows; "" = the service's own words
	API      string   // address of the platform's interfaces; "" = WeChat's own
}

// OfficialChannel is the channel of 公众号.
const OfficialChannel = "official"

// Officials makes 公众号. Errors say in Chinese which is set up wrong.
func Officials(list []Official) (Accounts, error) {
	all := Accounts{}
	for _, o := range list {
		a, err := o.account()
		if err != nil {
			return nil, fmt.Errorf("公众号 %s:%w", o.Name, err)
		}
		all[o.Name] = a
	}
	return all, nil
}

func (o Official) account() (*account, error) {
	if o.AppID == "" {
		return nil, errors.New("没有写AppID")
	}
	gate, err := gateOf(envelope.Options{Token: o.Token, Receiver: o.AppID, Keys: o.Keys})
	if err != nil {
		return nil, err
	}
	gate.PlainEcho = true
	a := &account{
		channel: OfficialChannel, name: o.Name, gate: gate, receiver: o.Original, welcome: o.Welcome,
		path: "/cgi-bin/message/custom/send",
		text: func(user, text string) any {
			return map[string]any{"touser": user, "msgtype": "text", "text": map[string]string{"content": text}}
		},
		refused: []int{45015, 45047, 40003, 43004}, // the time is over, the number used up, or the user gone
		denied:  []int{48001, 48004},
	}
	if o.Secret != "" {
		a.client = platform.NewWeChat(o.API, o.AppID, o.Secret)
	}
	return a, nil
}
