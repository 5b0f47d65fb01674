package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"strings"

	"github.com/gin-gonic/gin"

	"wence/chat"
	"wence/chat/admission"
	"wence/chat/web/openai"
	"wence/retrieval"
)

// Errors of the HTTP layer itself.
var (
	errNoRoute    = errors.New("no such route")
	errNoMethod   = errors.New("method not allowed")
	errType       = errors.New("body is not JSON by its Content-Type")
	errEncoding   = errors.New("body is not UTF-8")
	errPanic      = errors.New("handler panicked")
	errOrigin     = errors.New("page of an origin that may not call")
	errSite       = errors.New("site is not registered")
	errKey        = errors.New("console key is missing or wrong")
	errProgramKey = errors.New("key of a program is missing or wrong")
	errScope      = errors.New("key is for something else")
	errForm       = errors.New("body is not a form with files")
	errToken      = errors.New("token is not good")
	errAnswerGone = errors.New("answer is not kept")
	errWithdrawn  = errors.New("notice is withdrawn")
	errTooMany    = errors.New("too many requests")
	errQuery      = errors.New("query is too long")
	errHost       = errors.New("another name than the service's")
)

// A problem is RFC 9457's problem details, with a code for programs and the fields at fault.
type problem struct {
	Type      string       `json:"type"`
	Title     string       `json:"title"`
	Status    int          `json:"status"`
	Detail    string       `json:"detail,omitempty"`
	Code      string       `json:"code"`
	RequestID string       `json:"request_id"`
	Errors    []fieldError `json:"errors,omitempty"`
}

type fieldError struct {
	Pointer string   `json:"pointer"`
	Detail  string   `json:"detail"`
	Choices []string `json:"choices,omitempty"`
}

// A kind is how one sort of error meets a caller.
type kind struct {
	err    error
	status int
	code   string
	title  string
}

// kinds is the one table of what errors mean to callers; what is not in it is an internal error.
var kinds = []kind{
	{errNoRoute, http.StatusNotFound, "no_route", "没有这个地址"},
	{errNoMethod, http.StatusMethodNotAllowed, "method_not_allowed", "这个地址不支持该请求方法"},
	{errType, http.StatusUnsupportedMediaType, "unsupported_media_type", "请求体应为application/json"},
	{errEncoding, http.StatusUnprocessableEntity, "bad_encoding", "请求体不是有效的UTF-8文本"},
	{errOrigin, http.StatusForbidden, "foreign_origin", "这个网站没有登记,不能调用本服务"},
	{errSite, http.StatusForbidden, "unknown_site", "这个网站没有登记,请核对data-site"},
	{errKey, http.StatusUnauthorized, "key_required", "请先登录管理台,或出示管理密钥"},
	{errProgramKey, http.StatusUnauthorized, "invalid_key", "请在Authorization里出示有效的密钥(Bearer wk_…)"},
	{errScope, http.StatusForbidden, "wrong_scope", "这个密钥不能用于这个接口"},
	{errForm, http.StatusUnsupportedMediaType, "unsupported_media_type", "请求体应为multipart/form-data"},
	{errToken, http.StatusUnauthorized, "session_expired", "会话无效或已过期,请重新打开"},
	{errTooMany, http.StatusTooManyRequests, "too_many_requests", "请求过于频繁,请稍后再试"},
	{retrieval.ErrCursor, http.StatusUnprocessableEntity, "bad_cursor", "cursor无效,请从第一页重新读取"},
	{retrieval.ErrNotFound, http.StatusNotFound, "not_found", "没有找到这份文件"},
	{errAnswerGone, http.StatusNotFound, "answer_gone", "这个回答已不再保留,请重新提问"},
	{errWithdrawn, http.StatusGone, "withdrawn", "这份文件已撤下"},
	{admission.ErrBusy, http.StatusServiceUnavailable, "busy", "现在提问的人太多,请过几秒再试"},
	{errHost, http.StatusMisdirectedRequest, "wrong_host", "这个主机名不是本服务的;请用 WENCE_URL 的地址访问,或把它加进 WENCE_HOSTS"},
	{retrieval.ErrDown, http.StatusServiceUnavailable, "store_down", "数据库暂时连不上,请稍后再试"},
	{errQuery, http.StatusRequestURITooLong, "query_too_long", "地址过长"},
	{os.ErrDeadlineExceeded, http.StatusRequestTimeout, "slow_body", "请求体发送过慢,请重试"},
	{context.DeadlineExceeded, http.StatusGatewayTimeout, "timeout", "回答超时,请稍后再试"},
	{context.Canceled, 499, "canceled", "请求已取消"},
}

// isMissing reports that a store has no such thing.
func isMissing(err error) bool { return errors.Is(err, retrieval.ErrNotFound) }

// problemOf finds what an error means to a caller.
func problemOf(err error) problem {
	var field *chat.FieldError
	if errors.As(err, &field) {
		return problem{
			Status: http.StatusUnprocessableEntity, Code: "invalid_field", Title: "请求内容有误", Detail: field.Detail,
			Errors: []fieldError{{Pointer: field.Pointer, Detail: field.Detail, Choices: field.Choices}},
		}
	}
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		detail := fmt.Sprintf("请求体不能超过%d KB", large.Limit>>10)
		if large.Limit > 1<<20 {
			detail = fmt.Sprintf("文件不能超过%d MB", large.Limit>>20)
		}
		return problem{Status: http.StatusRequestEntityTooLarge, Code: "too_large", Title: "请求体过大", Detail: detail}
	}
	for _, k := range kinds {
		if errors.Is(err, k.err) {
			return problem{Status: k.status, Code: k.code, Title: k.title}
		}
	}
	return problem{Status: http.StatusInternalServerError, Code: "internal", Title: "服务内部错误,请稍后再试"}
}

// busyRetry is after how many seconds who was turned away may come again.
const busyRetry = "5"

// problem answers with an error. What the caller is not told goes to the log.
func (s *server) problem(c *gin.Context, err error) {
	p := problemOf(err)
	p.Type, p.RequestID = problemType(p.Code), requestID(c)
	if p.Status == http.StatusServiceUnavailable {
		c.Header("Retry-After", busyRetry)
	}
	if p.Status >= http.StatusInternalServerError {
		s.Log.ErrorContext(c, "request failed", "request_id", p.RequestID, "path", c.FullPath(), "error", err)
	}
	if isV1(c) {
		openai.Refuse(c, p.Status, openaiError(p))
		return
	}
	if wantsPage(c) {
		c.Status(p.Status)
		s.render(c, "problem.html", plainPolicy+"'self'", problemPage{static().base(), p})
		c.Abort()
		return
	}
	c.Header("Content-Type", "application/problem+json; charset=utf-8")
	c.AbortWithStatusJSON(p.Status, p)
}

// problemPage fills problem.html.
type problemPage struct {
	Assets  string
	Problem problem
}

// wantsPage reports a person who looks at a page, and not a program.
func wantsPage(c *gin.Context) bool {
	path := c.Request.URL.Path
	return strings.Contains(c.GetHeader("Accept"), "text/html") && !strings.HasPrefix(path, "/api/") && !strings.HasPrefix(path, "/assets/")
}
