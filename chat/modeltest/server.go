package modeltest

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"
)

// A Request is what came in.
type Request struct {
	N           int    // 1 for the server's first request
	Model       string // as asked for
	System      string // content of the system message
	User        string // content of the last user message
	Key         string // of the Authorization header
	Stream      bool
	Temperature float64
}

// A Script writes replies. It is called for one request at a time.
type Script func(Request) Reply

// A Server is a running scripted server. It ends with its test.
type Server struct {
	URL    string // with /v1
	script Script
	http   *httptest.Server

	mu       sync.Mutex
	requests []Request
	times    []Times
}

// Times are when the server sent what, for comparing a client's pace with the model's.
type Times struct {
	Received time.Time
	Chunks   []time.Time // of each chunk of content
}

// Serve starts a server.
func Serve(t testing.TB, script Script) *Server {
	t.Helper()
	s := &Server{script: script}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /v1/chat/completions", s.complete)
	s.http = httptest.NewServer(mux)
	s.URL = s.http.URL + "/v1"
	t.Cleanup(func() {
		s.http.CloseClientConnections() // replies that hang
		s.http.Close()
	})
	return s
}

// Requests are those that came so far.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Request(nil), s.requests...)
}

// Times are those of the replies so far, in order of the requests.
func (s *Server) Times() []Times {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Times(nil), s.times...)
}

// Stop closes the server at once, as a pulled plug does.
func (s *Server) Stop() {
	s.http.Listener.Close()
	s.http.CloseClientConnections()
}

// complete answers POST /v1/chat/completions.
func (s *Server) complete(w http.ResponseWriter, r *http.Request) {
	var body struct {
		Model       string  `json:"model"`
		Stream      bool    `json:"stream"`
		Temperature float64 `json:"temperature"`
		Messages    []struct {
			Role    string `json:"role"`
			Content string `json:"content"`
		} `json:"messages"`
		StreamOptions struct {
			IncludeUsage bool `json:"include_usage"`
		} `json:"stream_options"`
	}
	if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
		fail(w, http.StatusBadRequest, 0)
		return
	}
	in := Request{Model: body.Model, Stream: body.Stream, Temperature: body.Temperature, Key: r.Header.Get("Authorization")}
	for _, m := range body.Messages {
		if m.Role == "system" {
			in.System = m.Content
		} else {
			in.User = m.Content
		}
	}
	out, at := s.reply(in)
	if out.Usage == (Usage{}) {
		out.Usage = Usage{Prompt: len(in.System+in.User) / 3, Completion: 1 + len(out.Chunks)}
	}
	p := player{w: w, gone: r.Context().Done(), reply: out, usage: body.StreamOptions.IncludeUsage, sent: func() {
		s.mu.Lock()
		s.times[at].Chunks = append(s.times[at].Chunks, time.Now())
		s.mu.Unlock()
	}}
	p.play()
}

// reply records a request and asks the script.
func (s *Server) reply(in Request) (Reply, int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	in.N = len(s.requests) + 1
	s.requests = append(s.requests, in)
	s.times = append(s.times, Times{Received: time.Now()})
	return s.script(in), len(s.times) - 1
}
