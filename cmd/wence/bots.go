package main

import (
	"context"
	"encoding/json"
	"time"

	"wence/chat"
	"wence/chat/bot"
	"wence/chat/dingtalk"
	"wence/chat/feishu"
	"wence/chat/private"
	"wence/chat/web"
	"wence/chat/wechat/kf"
	"wence/chat/wechat/passive"
	"wence/chat/wechat/robot"
	"wence/retrieval"
)

// bots are the accounts on chat platforms at work.
type bots struct {
	app      *app
	desk     *bot.Desk // nil = there are no accounts
	handlers web.Bots
}

// openBots begins to answer for the configured accounts. Journal may be nil.
func (a *app) openBots(journal bot.Journal) (*bots, error) {
	b := &bots{app: a}
	known, err := a.accounts()
	if err != nil || !a.config.Bots.Any() {
		return b, err
	}
	opt := bot.Options{Answers: a.shared, Store: a.store, Log: a.log, Journal: journal, URL: a.config.URL}
	if journal != nil {
		opt.Pages = a.keepPage // forgotten with the journal
	}
	b.desk = bot.New(opt, known.desk()...)
	replies := passive.Options{Desk: b.desk, Log: a.log}
	b.handlers = web.Bots{
		Official: passive.NewHandler(replies, passive.OfficialChannel, known.officials),
		App:      passive.NewHandler(replies, passive.AppChannel, known.apps),
		KF:       kf.NewHandler(kf.Options{Desk: b.desk, Log: a.log}, known.services),
		Robot:    robot.NewHandler(robot.Options{Desk: b.desk, Log: a.log}, known.robots),
		DingTalk: dingtalk.NewHandler(dingtalk.Options{Desk: b.desk, Log: a.log}, known.dingtalk),
		Feishu:   feishu.NewHandler(feishu.Options{Desk: b.desk, Log: a.log}, known.feishu),
	}
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
		ID: answer.ID, At: time.Now().UTC(), Question: private.Mask(q.Text), Region: answer.Meta.Region, Body: body,
	})
}
