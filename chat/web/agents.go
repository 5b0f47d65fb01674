package web

import (
	"github.com/gin-gonic/gin"

	"wence/chat/mcp"
)

// routeAgents adds what agents call by the Model Context Protocol.
func (s *server) routeAgents(e *gin.Engine) {
	handler := mcp.New(mcp.Options{
		Answers: asking{s.Answers, s}, Facts: s.Corpus, Log: s.Log, Timeout: s.Timeout, Now: s.Now, MaxBody: maxV1Body, URL: s.publicURL,
	})
	e.POST("/mcp", s.limited, func(c *gin.Context) { handler.ServeHTTP(c.Writer, c.Request) })
}
