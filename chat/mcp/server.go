// Package mcp serves the answers to agents by the Model Context Protocol (streamable HTTP, without sessions): the same
// verified answers as everywhere, and never an agent's own words.
//
//	ask_policy      a question in, an answer with its citations out
//	search_policy   the passages that come nearest to a question
//	list_facts      subsidies, quotas, deadlines, requirements and targets as data
package mcp

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"time"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"wence/chat"
	"wence/retrieval"
)

// Answerer answers questions; *chat.Service does.
type Answerer interface {
	Answer(ctx context.Context, q chat.Question, emit func(chat.Event)) (chat.Answer, error)
	Search(ctx context.Context, q chat.Question, limit int) ([]retrieval.Hit, error)
	RegionsAt(ctx context.Context, name string) ([]string, error)
}

// Facts lists facts; a retrieval.Store does.
type Facts interface {
	Facts(ctx context.Context, q retrieval.FactQuery) ([]retrieval.Fact, string, error)
}

// Options are what a server is made of. All are required.
type Options struct {
	Answers Answerer
	Facts   Facts
	Log     *slog.Logger
	Timeout time.Duration                // of one call
	Now     func() time.Time             // the clock
	URL     func(r *http.Request) string // of the service, before links: "https://wence.example"
	MaxBody int64                        // bytes of a request
}

// tools answers the calls of one request, for links are made for the address that it came to.
type tools struct {
	Options
	url string
}

const instructions = "问策依据政府公开的教育政策文件回答问题。回答已逐句核对过出处,转述时请保留数字、引用编号和来源;" +
	"status 为 declined 时文件没有写明,不要自行补充;status 为 clarify 时请先问清地区。"

// New is the handler of requests.
func New(opt Options) http.Handler {
	return http.NewCrossOriginProtection().Handler(mcp.NewStreamableHTTPHandler(func(r *http.Request) *mcp.Server {
		return tools{opt, opt.URL(r)}.server()
	}, &mcp.StreamableHTTPOptions{
		Stateless: true, JSONResponse: true, MaxRequestBodyBytes: opt.MaxBody,
		DisableLocalhostProtection: true, // behind a proxy on this machine the host is the public one
	}))
}

// server has the tools.
func (t tools) server() *mcp.Server {
	s := mcp.NewServer(&mcp.Implementation{Name: "wence", Title: "问策", Version: "1"}, &mcp.ServerOptions{Instructions: instructions})
	closed := false
	reading := &mcp.ToolAnnotations{ReadOnlyHint: true, IdempotentHint: true, OpenWorldHint: &closed}
	mcp.AddTool(s, &mcp.Tool{Name: "ask_policy", Title: "问教育政策", Annotations: reading,
		Description: "回答关于教育政策的问题(补贴、名额、时间、条件等),每句话带引用编号,引用里有文件、效力和逐字的原文。文件没有写的会说没有写。"}, limited(t, t.ask))
	mcp.AddTool(s, &mcp.Tool{Name: "search_policy", Title: "找政策原文", Annotations: reading,
		Description: "按问题找教育政策文件里最相关的原文段落。"}, limited(t, t.search))
	mcp.AddTool(s, &mcp.Tool{Name: "list_facts", Title: "列政策数据", Annotations: reading,
		Description: "列出文件里的补贴(subsidy)、名额(quota)、期限(deadline)、要求(requirement)和目标(target),每条有数值、条件、地区和出处。"}, limited(t, t.facts))
	return s
}

// errInternal is all that an agent is told of a failure that is not its own.
var errInternal = errors.New("服务内部错误,请稍后再试")

// limited gives a call its time, and words its error for the agent.
func limited[In, Out any](t tools, call func(context.Context, In) (*mcp.CallToolResult, Out, error)) mcp.ToolHandlerFor[In, Out] {
	return func(ctx context.Context, _ *mcp.CallToolRequest, in In) (*mcp.CallToolResult, Out, error) {
		ctx, cancel := context.WithTimeout(ctx, t.Timeout)
		defer cancel()
		result, out, err := call(ctx, in)
		var field *chat.FieldError
		switch {
		case errors.As(err, &field):
			err = errors.New(field.Detail)
		case err != nil:
			t.Log.ErrorContext(ctx, "tool failed", "error", err)
			err = errInternal
		}
		return result, out, err
	}
}

// day is the day asked for, today when none is.
func (t tools) day(asOf string) retrieval.Date {
	if asOf != "" {
		return retrieval.Date(asOf)
	}
	return retrieval.DateOf(t.Now())
}
