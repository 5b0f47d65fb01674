package passive

import (
	"errors"
	"fmt"

	"wence/chat/wechat/envelope"
	"wence/chat/wechat/platform"
)

// An App is an application that a school or a bureau has made in its WeCom. All but Secret, Welcome and API are required.
type App struct {
	Name    string // in the address: /wecom/app/NAME
	CorpID  string
	AgentID int
	Token   string
	Keys    []string // EncodingAESKeys, the current one, then the previous one
	Secret  string   // of the application; "" = it may only reply within 5 seconds
	Welcome string   // for who opens it; "" = the service's own words
	API     string   // address of the platform's interfaces; "" = WeCom's own
}

// AppChannel is the channel of applications of WeCom.
const AppChannel = "app"

// Apps makes applications. Errors say in Chinese which is set up wrong.
func Apps(list []App) (Accounts, error) {
	all := Accounts{}
	for _, p := range list {
		a, err := p.account()
		if err != nil {
			return nil, fmt.Errorf("企业微信应用 %s:%w", p.Name, err)
		}
		all[p.Name] = a
	}
	return all, nil
}

func (p App) account() (*account, error) {
	switch {
	case p.CorpID == "":
		return nil, errors.New("没有写企业ID")
	case len(p.Keys) == 0:
		return nil, errors.New("没有写EncodingAESKey")
	}
	gate, err := gateOf(envelope.Options{Token: p.Token, Receiver: p.CorpID, Keys: p.Keys})
	if err != nil {
		return nil, err
	}
	a := &account{
		channel: AppChannel, name: p.Name, gate: gate, receiver: p.CorpID, welcome: p.Welcome,
		path: "/cgi-bin/message/send",
		text: func(user, text string) any {
			return map[string]any{"touser": user, "msgtype": "text", "agentid": p.AgentID, "text": map[string]string{"content": text}}
		},
		refused: []int{81013, 60111, 45033, 45009}, // the user is not the application's, or has got too many
		denied:  []int{48002, 60020},
	}
	if p.Secret != "" {
		a.client = platform.NewWeCom(p.API, p.CorpID, p.Secret)
	}
	return a, nil
}
