package web

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

// Bots are the callbacks of chat platforms, each of which finds its account in the request's path value "account". nil =
// the platform is not served.
type Bots struct {
	Official http.Handler // 公众号
	KF       http.Handler // 微信客服
	App      http.Handler // applications of WeCom
	Robot    http.Handler // 智能机器人 of WeCom
	DingTalk http.Handler // 钉钉
	Feishu   http.Handler // 飞书
}

// routeBots adds the callbacks. They answer in their platforms' own forms, and no limit of addresses holds for them: all
// that a platform sends comes from a few.
func (s *server) routeBots(e *gin.Engine) {
	for _, b := range []struct {
		path    string
		handler http.Handler
	}{
		{"/wechat/official/:account", s.Bots.Official},
		{"/wechat/kf/:account", s.Bots.KF},
		{"/wecom/app/:account", s.Bots.App},
		{"/wecom/robot/:account", s.Bots.Robot},
		{"/dingtalk/:account", s.Bots.DingTalk},
		{"/feishu/:account", s.Bots.Feishu},
	} {
		if b.handler == nil {
			continue
		}
		callback := func(c *gin.Context) {
			c.Request.SetPathValue("account", c.Param("account"))
			b.handler.ServeHTTP(c.Writer, c.Request)
		}
		e.GET(b.path, callback)
		e.POST(b.path, callback)
	}
}
