package modeltest

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"
	"unicode/utf8"
)

// An Embedding is what the embeddings server does with one request.
type Embedding struct {
	Status int           // of HTTP; 0 = 200
	Before time.Duration // silence before the reply
}

// An EmbeddingsServer is a running server of POST /embeddings. Its vectors are made of the characters of a text, so
// that like texts are near.
type EmbeddingsServer struct {
	URL string // with /v1

	mu    sync.Mutex
	texts []string
}

// Texts are those that it was sent.
func (s *EmbeddingsServer) Texts() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.texts...)
}

// ServeEmbeddings starts a server; script says what it does with each request, counted from 1.
func ServeEmbeddings(t testing.TB, script func(n int) Embedding) *EmbeddingsServer {
	t.Helper()
	s := &EmbeddingsServer{}
	n := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var body struct {
			Input []string `json:"input"`
		}
		if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
			fail(w, http.StatusBadRequest, 0)
			return
		}
		s.mu.Lock()
		n++
		out := script(n)
		s.texts = append(s.texts, body.Input...)
		s.mu.Unlock()
		select {
		case <-r.Context().Done():
			return
		case <-time.After(out.Before):
		}
		if out.Status != 0 && out.Status != http.StatusOK {
			fail(w, out.Status, 0)
			return
		}
		writeVectors(w, body.Input)
	}))
	s.URL = server.URL + "/v1"
	t.Cleanup(func() {
		server.CloseClientConnections()
		server.Close()
	})
	return s
}

// dimensions is the length of the vectors.
const dimensions = 64

func writeVectors(w http.ResponseWriter, texts []string) {
	type item struct {
		Object    string    `json:"object"`
		Index     int       `json:"index"`
		Embedding []float32 `json:"embedding"`
	}
	var data []item
	for i, text := range texts {
		v := make([]float32, dimensions)
		for at, r := range text {
			next, _ := utf8.DecodeRuneInString(text[at+utf8.RuneLen(r):])
			v[(int(r)*31+int(next))%dimensions]++
		}
		data = append(data, item{"embedding", i, v})
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(map[string]any{"object": "list", "data": data, "model": "scripted", "usage": map[string]int{"prompt_tokens": 1, "total_tokens": 1}})
}
