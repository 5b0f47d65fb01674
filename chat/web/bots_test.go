package web

import (
	"fmt"
	"net/http"
	"testing"
)

// TestBots hands the callbacks to their handlers with the name of the account, past the limits; who hangs up is let go.
func TestBots(t *testing.T) {
	named := func(channel string) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.PathValue("account") == "silent" {
				panic(http.ErrAbortHandler)
			}
			fmt.Fprint(w, channel, " ", r.PathValue("account"), " ", r.Method)
		})
	}
	h := newHandler(t, func(o *Options) {
		o.PerAddress = 1
		o.Bots = Bots{
			Official: named("official"), KF: named("kf"), App: named("app"), Robot: named("robot"), DingTalk: named("dingtalk"), Feishu: named("feishu"),
		}
	})
	for path, channel := range map[string]string{
		"/wechat/official/": "official", "/wechat/kf/": "kf", "/wecom/app/": "app", "/wecom/robot/": "robot", "/dingtalk/": "dingtalk", "/feishu/": "feishu",
	} {
		for _, method := range []string{"GET", "POST", "POST"} {
			if w := call(h, method, path+"main", ""); w.Code != 200 || w.Body.String() != channel+" main "+method {
				t.Errorf("%s %s: %d %q", method, path, w.Code, w.Body)
			}
		}
	}
	func() {
		defer func() {
			if p := recover(); p != http.ErrAbortHandler {
				t.Errorf("a handler that says nothing ended in %v", p)
			}
		}()
		call(h, "POST", "/wechat/official/silent", "")
	}()
	if w := call(newHandler(t, nil), "POST", "/wechat/official/main", ""); w.Code != http.StatusNotFound {
		t.Errorf("without bots: %d", w.Code)
	}
}
