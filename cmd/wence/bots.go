package main

import (
	"context"
	"encoding/json"
	"time"

	"wence/chat"
	"wence/chat/bot"
	"wence/chat/web"
	"wence/chat/wechat/official"
	"wence/retrieval"
)

const serveHelp = `启动HTTP服务:接口、网页、挂件,以及各聊天平台的回调。

公众号(可配置几个,编号从0起;回调地址填 https://主机/wechat/official/名称):
  WENCE_WECHAT_0_NAME              地址中的名称
  WENCE_WECHAT_0_APP_ID            AppID
  WENCE_WECHAT_0_TOKEN             Token
  WENCE_WECHAT_0_AES_KEY           EncodingAESKey;设了就只收密文(安全模式)
  WENCE_WECHAT_0_AES_KEY_PREVIOUS  更换期间的旧EncodingAESKey
  WENCE_WECHAT_0_SECRET            AppSecret;已认证的号才设,设了就用客服消息回答
  WENCE_WECHAT_0_ORIGINAL_ID       原始ID(gh_…);设了就核对收件人
  WENCE_WECHAT_0_WELCOME           关注时的欢迎语
WENCE_URL 是本服务的公网地址,消息里的链接以它开头;不设则没有链接。`

// bots are the accounts on chat platforms at work.
type bots struct {
	app      *app
	desk     *bot.Desk // nil = there are no accounts
	handlers web.Bots
}

// openBots begins to answer for the configured accounts. Journal may be nil.
func (a *app) openBots(journal bot.Journal) (*bots, error) {
	var list []official.Account
	for _, c := range a.config.Bots.WeChat {
		list = append(list, official.Account{
			Name: c.Name, AppID: c.AppID, Original: c.OriginalID, Token: c.Token, Keys: c.Keys(), Secret: c.Secret, Welcome: c.Welcome, API: c.API,
		})
	}
	accounts, err := official.NewAccounts(list)
	if err != nil {
		return nil, err
	}
	b := &bots{app: a}
	if len(list) == 0 {
		return b, nil
	}
	b.desk = bot.New(bot.Options{
		Answers: a.shared, Store: a.store, Log: a.log, Journal: journal, URL: a.config.URL, Pages: a.keepPage,
	}, accounts.Desk()...)
	b.handlers.Official = official.NewHandler(official.Options{Desk: b.desk, Log: a.log}, accounts)
	return b, nil
}

// close stops the work on messages; another server, or this one after its restart, goes on with it.
func (b *bots) close(ctx context.Context) {
	if b.desk == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), flushTime)
	defer cancel()
	if err := b.desk.Close(ctx); err != nil {
		b.app.log.Warn("jobs not given up", "error", err)
	}
}

// keepPage keeps an answer for the page that shows it whole.
func (a *app) keepPage(ctx context.Context, q chat.Question, answer chat.Answer) error {
	body, err := json.Marshal(answer)
	if err != nil {
		return err
	}
	return a.store.KeepAnswer(ctx, retrieval.KeptAnswer{
		ID: answer.ID, At: time.Now().UTC(), Question: q.Text, Region: answer.Meta.Region, Body: body,
	})
}
