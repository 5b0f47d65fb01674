package web

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

// Bots are the callbacks of chat platforms, each of which finds its account in the request's path value "account". nil =
// the platform is not served.
type Bots struct {
	Official http.Handler // 公众号
}

// routeBots adds the callbacks. They answer in their platforms' own forms, and no limit of addresses holds for them: all
// that a platform sends comes from a few.
func (s *server) routeBots(e *gin.Engine) {
	for _, b := range []struct {
		path    string
		handler http.Handler
	}{
		{"/wechat/official/:account", s.Bots.Official},
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
