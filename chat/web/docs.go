package web

import (
	_ "embed"
	"net/http"
	"slices"

	"github.com/gin-gonic/gin"
	"github.com/swaggest/swgui"
	"github.com/swaggest/swgui/v5emb"
)

// contract describes every route and message; a test holds the service to it.
//
//go:embed openapi.yaml
var contract []byte

// docsPolicy lets the pages of Swagger UI work, which write scripts and styles into the page. They show nothing of a
// notice or a person but what is tried out on them.
const docsPolicy = "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
	"connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// routeDocs adds what describes the interfaces.
func (s *server) routeDocs(e *gin.Engine) {
	explorer := v5emb.NewHandlerWithConfig(swgui.Config{
		Title: "问策", SwaggerJSON: "/openapi.yaml", BasePath: "/docs/api/", SettingsUI: map[string]string{"persistAuthorization": "false"},
	})
	e.GET("/openapi.yaml", func(c *gin.Context) {
		c.Header("Access-Control-Allow-Origin", "*")
		c.Data(http.StatusOK, "application/yaml", contract)
	})
	e.GET("/docs", s.getDocs)
	e.GET("/docs/api/*path", func(c *gin.Context) {
		c.Header("Content-Security-Policy", docsPolicy)
		explorer.ServeHTTP(c.Writer, c.Request)
	})
}

// A problemKind is one kind of problem as the page lists it.
type problemKind struct {
	Code, Title string
	Status      int
}

// getDocs explains the interfaces and what their errors mean; the type of each problem is an anchor on this page.
func (s *server) getDocs(c *gin.Context) {
	all := []problemKind{{"invalid_field", "请求内容有误", 422}, {"too_large", "请求体过大", 413}, {"internal", "服务内部错误,请稍后再试", 500}}
	for _, k := range kinds {
		if !slices.ContainsFunc(all, func(p problemKind) bool { return p.Code == k.code }) {
			all = append(all, problemKind{k.code, k.title, k.status})
		}
	}
	slices.SortStableFunc(all, func(a, b problemKind) int { return a.Status - b.Status })
	s.render(c, "docs.html", plainPolicy+"'self'", gin.H{"Assets": static().base(), "Problems": all, "URL": s.publicURL(c.Request)})
}

// problemType is the address that explains a kind of problem.
func problemType(code string) string { return "/docs#" + code }
