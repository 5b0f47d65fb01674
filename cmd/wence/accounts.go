package main

import (
	"wence/chat/bot"
	"wence/chat/dingtalk"
	"wence/chat/feishu"
	"wence/chat/wechat/kf"
	"wence/chat/wechat/passive"
	"wence/chat/wechat/robot"
)

const serveHelp = `启动HTTP服务:接口、网页、挂件,以及各聊天平台的回调。

每种平台可配置几个账号,编号从0起(再加一个就把0换成1);NAME是回调地址里的名称,由字母、数字、-和_组成。

公众号,回调地址 /wechat/official/NAME:
  WENCE_WECHAT_0_NAME、_APP_ID、_TOKEN
  WENCE_WECHAT_0_AES_KEY           EncodingAESKey;设了就只收密文(安全模式)
  WENCE_WECHAT_0_AES_KEY_PREVIOUS  更换期间的旧EncodingAESKey
  WENCE_WECHAT_0_SECRET            AppSecret;已认证的号才设,设了就用客服消息回答
  WENCE_WECHAT_0_ORIGINAL_ID       原始ID(gh_…);设了就核对收件人
  WENCE_WECHAT_0_WELCOME           关注时的欢迎语
微信客服,回调地址 /wechat/kf/NAME:
  WENCE_KF_0_NAME、_CORP_ID、_TOKEN、_AES_KEY、_SECRET(微信客服的Secret)、_WELCOME;客服链接用 wence kf-link 取得
企业微信自建应用,回调地址 /wecom/app/NAME:
  WENCE_WECOM_0_NAME、_CORP_ID、_AGENT_ID、_TOKEN、_AES_KEY、_SECRET(不设则只在5秒内被动回复)、_WELCOME
企业微信智能机器人(以URL回调方式创建),回调地址 /wecom/robot/NAME:
  WENCE_ROBOT_0_NAME、_TOKEN、_AES_KEY、_WELCOME
钉钉机器人(HTTP模式),回调地址 /dingtalk/NAME:
  WENCE_DINGTALK_0_NAME、_SECRET(AppSecret)
飞书应用,事件订阅地址 /feishu/NAME,订阅 im.message.receive_v1:
  WENCE_FEISHU_0_NAME、_APP_ID、_SECRET、_TOKEN(Verification Token)、_ENCRYPT_KEY(设了就只收密文)

WENCE_URL 是本服务的公网地址,消息里的链接以它开头;不设则没有链接。`

// accounts are the configured accounts, platform by platform.
type accounts struct {
	officials, apps passive.Accounts
	services        kf.Accounts
	robots          robot.Accounts
	dingtalk        dingtalk.Accounts
	feishu          feishu.Accounts
}

// desk are all accounts as the desk knows them.
func (all accounts) desk() []bot.Account {
	var list []bot.Account
	for _, some := range [][]bot.Account{
		all.officials.Desk(), all.apps.Desk(), all.services.Desk(), all.robots.Desk(), all.dingtalk.Desk(), all.feishu.Desk(),
	} {
		list = append(list, some...)
	}
	return list
}

// accounts makes the accounts that the environment describes.
func (a *app) accounts() (all accounts, err error) {
	for _, open := range []func() error{
		func() error { all.officials, err = a.officials(); return err },
		func() error { all.apps, err = a.apps(); return err },
		func() error { all.services, err = a.services(); return err },
		func() error { all.robots, err = a.robots(); return err },
		func() error { all.dingtalk, err = a.dingtalk(); return err },
		func() error { all.feishu, err = a.feishu(); return err },
	} {
		if err := open(); err != nil {
			return accounts{}, err
		}
	}
	return all, nil
}

func (a *app) officials() (passive.Accounts, error) {
	var list []passive.Official
	for _, c := range a.config.Bots.WeChat {
		list = append(list, passive.Official{
			Name: c.Name, AppID: c.AppID, Original: c.OriginalID, Token: c.Token, Keys: c.Keys(), Secret: c.Secret, Welcome: c.Welcome, API: c.API,
		})
	}
	return passive.Officials(list)
}

func (a *app) apps() (passive.Accounts, error) {
	var list []passive.App
	for _, c := range a.config.Bots.Apps {
		list = append(list, passive.App{
			Name: c.Name, CorpID: c.CorpID, AgentID: c.AgentID, Token: c.Token, Keys: c.Keys(), Secret: c.Secret, Welcome: c.Welcome, API: c.API,
		})
	}
	return passive.Apps(list)
}

func (a *app) services() (kf.Accounts, error) {
	var list []kf.Account
	for _, c := range a.config.Bots.KF {
		list = append(list, kf.Account{
			Name: c.Name, CorpID: c.CorpID, Token: c.Token, Keys: c.Keys(), Secret: c.Secret, Welcome: c.Welcome, API: c.API,
		})
	}
	return kf.NewAccounts(list)
}

func (a *app) robots() (robot.Accounts, error) {
	var list []robot.Account
	for _, c := range a.config.Bots.Robots {
		list = append(list, robot.Account{Name: c.Name, Token: c.Token, Keys: c.Keys(), Welcome: c.Welcome})
	}
	return robot.NewAccounts(list)
}

func (a *app) dingtalk() (dingtalk.Accounts, error) {
	var list []dingtalk.Account
	for _, c := range a.config.Bots.DingTalk {
		list = append(list, dingtalk.Account{Name: c.Name, Secret: c.Secret, API: c.API})
	}
	return dingtalk.NewAccounts(list)
}

func (a *app) feishu() (feishu.Accounts, error) {
	var list []feishu.Account
	for _, c := range a.config.Bots.Feishu {
		list = append(list, feishu.Account{Name: c.Name, AppID: c.AppID, Secret: c.Secret, Token: c.Token, EncryptKey: c.EncryptKey, API: c.API})
	}
	return feishu.NewAccounts(list)
}
