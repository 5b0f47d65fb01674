package web

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"

	"wence/chat"
	"wence/retrieval"
)

// TestMain holds every message that any test here exchanges against openapi.yaml, and, when all tests run, that each
// operation with messages of JSON was called with success.
func TestMain(m *testing.M) {
	flag.Parse()
	code := m.Run()
	all := flag.Lookup("test.run").Value.String() == "" && flag.Lookup("test.fuzz").Value.String() == ""
	for _, fault := range exchanged.report(all) {
		fmt.Println("openapi.yaml:", fault)
		code = 1
	}
	os.Exit(code)
}

// exchanged are the messages of all tests.
var exchanged = exchanges{seen: map[string]bool{}}

type exchanges struct {
	mu     sync.Mutex
	faults []string
	seen   map[string]bool // operations that gave JSON with success
}

func (x *exchanges) fault(format string, args ...any) {
	x.mu.Lock()
	defer x.mu.Unlock()
	said, _, _ := strings.Cut(fmt.Sprintf(format, args...), "\nSchema:")
	x.faults = append(x.faults, said)
}

// report gives the faults, with all also the operations that no test has called.
func (x *exchanges) report(all bool) []string {
	d, err := described()
	if err != nil {
		return []string{err.Error()}
	}
	faults := slices.Clone(x.faults)
	for path, item := range d.doc.Paths.Map() {
		for method, op := range item.Operations() {
			ok := op.Responses.Value("200")
			if all && ok != nil && ok.Value.Content["application/json"] != nil && !x.seen[op.OperationID] {
				faults = append(faults, fmt.Sprintf("no test calls %s %s with success", method, path))
			}
		}
	}
	return faults
}

// A description is the document with what finds an operation in it.
type description struct {
	doc    *openapi3.T
	router routers.Router
}

// described is the document, read once.
var described = sync.OnceValues(func() (description, error) {
	doc, err := openapi3.NewLoader().LoadFromData(contract)
	if err == nil {
		err = doc.Validate(context.Background())
	}
	if err != nil {
		return description{}, err
	}
	router, err := gorillamux.NewRouter(doc)
	return description{doc, router}, err
})

// held is a handler whose exchanges are held against the document.
func held(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			exchanged.fault("read body: %v", err)
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		sent := r.Clone(context.WithoutCancel(r.Context()))
		sent.Body = io.NopCloser(bytes.NewReader(body))
		out := &overheard{ResponseWriter: w, status: http.StatusOK}
		h.ServeHTTP(out, r)
		out.hold(sent)
	})
}

// overheard keeps what is answered.
type overheard struct {
	http.ResponseWriter
	status int
	body   bytes.Buffer
}

func (o *overheard) WriteHeader(status int) {
	o.status = status
	o.ResponseWriter.WriteHeader(status)
}

func (o *overheard) Write(p []byte) (int, error) {
	o.body.Write(p)
	return o.ResponseWriter.Write(p)
}

func (o *overheard) Flush() { _ = http.NewResponseController(o.ResponseWriter).Flush() }

func (o *overheard) Unwrap() http.ResponseWriter { return o.ResponseWriter }

// hold checks the exchange: the request where it was granted, the answer in any case.
func (o *overheard) hold(r *http.Request) {
	d, err := described()
	if err != nil {
		return // report says so
	}
	route, params, err := d.router.FindRoute(r)
	switch {
	case r.Method == http.MethodOptions || r.Method == http.MethodHead:
		return
	case strings.HasPrefix(r.URL.Path, "/assets/") || strings.HasPrefix(r.URL.Path, "/docs/api/"): // their parameter is a path
		return
	case isCallback(r.URL.Path): // in the shape of a platform, which describes it
		return
	case err != nil && o.status < http.StatusBadRequest:
		exchanged.fault("%s %s gave %d but is not described", r.Method, r.URL.Path, o.status)
		return
	case err != nil:
		return
	}
	kind, _, _ := strings.Cut(o.Header().Get("Content-Type"), ";")
	isJSON := strings.HasSuffix(kind, "json") && o.Header().Get("Content-Encoding") == ""
	in := &openapi3filter.RequestValidationInput{Request: r, PathParams: params, Route: route, Options: &openapi3filter.Options{
		AuthenticationFunc:  openapi3filter.NoopAuthenticationFunc,
		ExcludeRequestBody:  !strings.HasPrefix(r.Header.Get("Content-Type"), "application/json"),
		ExcludeResponseBody: !isJSON, IncludeResponseStatus: true,
	}}
	if o.status < http.StatusMultipleChoices {
		if err := openapi3filter.ValidateRequest(r.Context(), in); err != nil {
			exchanged.fault("%s %s was granted: %v", r.Method, r.URL, err)
		}
	}
	out := &openapi3filter.ResponseValidationInput{RequestValidationInput: in, Status: o.status, Header: o.Header(), Options: in.Options}
	if err := openapi3filter.ValidateResponse(r.Context(), out.SetBodyBytes(o.body.Bytes())); err != nil {
		exchanged.fault("%s %s gave %d: %v", r.Method, r.URL, o.status, err)
	}
	switch {
	case isJSON && o.status == http.StatusOK:
		exchanged.mu.Lock()
		exchanged.seen[route.Operation.OperationID] = true
		exchanged.mu.Unlock()
	case kind == "text/event-stream":
		holdEvents(d.doc, r.URL.Path, o.body.String())
	}
}

// holdEvents checks the events of a stream that are described by a schema.
func holdEvents(doc *openapi3.T, path, stream string) {
	for event := range strings.SplitSeq(stream, "\n\n") {
		_, data, found := strings.Cut("\n"+event, "\ndata: ")
		schema := map[string]string{"/v1/chat/completions": "ChatCompletionChunk"}[path]
		switch {
		case !found || data == "[DONE]":
			continue
		case strings.Contains(event, "event: done"):
			schema = "Answer"
		case strings.Contains(event, "event: error\n") && path == "/api/v1/answers":
			schema = "Problem"
		case strings.HasPrefix(data, `{"error"`):
			schema = "OpenAIError"
		}
		if schema == "" {
			continue
		}
		var value any
		err := json.Unmarshal([]byte(data), &value)
		if err == nil {
			err = doc.Components.Schemas[schema].Value.VisitJSON(value, openapi3.EnableJSONSchema2020())
		}
		if err != nil {
			exchanged.fault("%s sent %s: %v", path, event, err)
		}
	}
}

// isCallback reports the address of a bot that a chat platform calls.
func isCallback(path string) bool {
	return slices.ContainsFunc([]string{"/wechat/", "/wecom/", "/dingtalk/", "/feishu/"}, func(platform string) bool { return strings.HasPrefix(path, platform) })
}

func TestContract(t *testing.T) {
	d, err := described()
	if err != nil {
		t.Fatal(err)
	}
	described := map[string]bool{}
	for path, item := range d.doc.Paths.Map() {
		for method := range item.Operations() {
			described[method+" "+path] = true
		}
	}
	for _, r := range newServer(everything()).handler().Routes() {
		at := r.Method + " " + regexp.MustCompile(`[:*]([a-z]+)`).ReplaceAllString(r.Path, "{$1}")
		if !described[at] {
			t.Errorf("%s is served, but not described", at)
		}
		delete(described, at)
	}
	for at := range described {
		t.Errorf("%s is described, but not served", at)
	}
}

// TestPlainCalls makes the calls that no other test here makes, for their messages to be held against the document.
func TestPlainCalls(t *testing.T) {
	h := newHandler(t, func(o *Options) {
		o.Corpus = corpus{notices: map[string]retrieval.Notice{"a": {ID: "a", Title: "甲县办法", Text: "一、总则", Outline: []retrieval.Heading{{Level: 1, Label: "一、", Title: "总则"}}}}}
		var asked chat.Question
		o.Answers = scripted{answer: scriptedAnswer, asked: &asked}
	})
	for _, path := range []string{"/api/v1/notices", "/api/v1/notices/a", "/v1/models/wence", "/readyz"} {
		if w := call(h, "GET", path, ""); w.Code != http.StatusOK {
			t.Errorf("%s: %d %s", path, w.Code, w.Body)
		}
	}
	w := call(h, "POST", "/mcp", `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"ask_policy","arguments":{"question":"补多少?"}}}`,
		"Accept", "application/json, text/event-stream", "MCP-Protocol-Version", "2025-11-25")
	if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "http://example.com/notices/a#p3") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if w := call(h, "POST", "/v1/responses", `{"input":"补多少?"}`); w.Code != http.StatusOK {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

// TestProblemTypes: the address that each problem gives as its type is there, on the page of the documents.
func TestProblemTypes(t *testing.T) {
	h := newHandler(t, nil)
	page := call(h, "GET", "/docs", "").Body.String()
	for _, k := range kinds {
		if !strings.Contains(page, `id="`+k.code+`"`) {
			t.Errorf("%s is not explained", k.code)
		}
	}
	var p problem
	if err := json.Unmarshal(call(h, "POST", "/api/v1/answers", "{").Body.Bytes(), &p); err != nil || p.Type != "/docs#invalid_field" || !strings.Contains(page, `id="invalid_field"`) {
		t.Errorf("problem %+v, %v", p, err)
	}
}

// TestDocs: the explorer and the document come from the program, and nothing from elsewhere.
func TestDocs(t *testing.T) {
	h := newHandler(t, nil)
	page := call(h, "GET", "/docs/api/", "")
	if page.Code != http.StatusOK || !strings.Contains(page.Body.String(), "/openapi.yaml") || regexp.MustCompile(`(src|href)="(https?:)?//`).MatchString(page.Body.String()) {
		t.Errorf("%d\n%s", page.Code, page.Body)
	}
	for _, m := range regexp.MustCompile(`(?:src|href)="(/docs/api/[^"]+)"`).FindAllStringSubmatch(page.Body.String(), -1) {
		if w := call(h, "GET", m[1], ""); w.Code != http.StatusOK {
			t.Errorf("%s: %d", m[1], w.Code)
		}
	}
	if w := call(h, "GET", "/openapi.yaml", ""); !bytes.HasPrefix(w.Body.Bytes(), []byte("openapi: 3.1")) {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

// everything are options with which all routes are there.
func everything() Options {
	answers := http.NotFoundHandler()
	return Options{Answers: answerer{}, Corpus: corpus{}, Log: slog.New(slog.DiscardHandler), AdminKey: "key", Editor: nowhere{}, Bots: Bots{Official: answers}}
}

// nowhere edits nothing.
type nowhere struct{ Editor }
