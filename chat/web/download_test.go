package web

import (
	"context"
	"io"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"wence/retrieval"
)

// large is a file of 24 MB that no compression makes smaller, and counts the parts that are read of it.
func large(t *testing.T) (retrieval.Original, *atomic.Int64) {
	t.Helper()
	data := make([]byte, 24<<20)
	random := rand.NewChaCha8([32]byte{1})
	_, _ = random.Read(data)
	packed, err := retrieval.Pack(data)
	if err != nil {
		t.Fatal(err)
	}
	var parts atomic.Int64
	return retrieval.Original{Size: int64(len(data)), Part: func(_ context.Context, from int64) ([]byte, error) {
		parts.Add(1)
		return packed[from:min(from+retrieval.OriginalPart, int64(len(packed)))], nil
	}}, &parts
}

// dawdle asks for a file and never reads it.
func dawdle(t *testing.T, address string) {
	t.Helper()
	conn, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	if _, err := io.WriteString(conn, "GET /notices/n/original HTTP/1.1\r\nHost: x\r\n\r\n"); err != nil {
		t.Fatal(err)
	}
}

// TestSlowReaders: of files that nobody takes only the beginnings are read, an address gets few at once, and who does
// not take them for long is given up.
func TestSlowReaders(t *testing.T) {
	file, parts := large(t)
	notices := map[string]retrieval.Notice{"n": {ID: "n", SHA256: "abc", FileSize: file.Size}}
	s := newServer(Options{Answers: answerer{}, Corpus: fileCorpus{corpus{notices: notices}, file}, Log: slog.New(slog.DiscardHandler)})
	s.downloads.chunk = 500 * time.Millisecond
	srv := httptest.NewServer(s.handler())
	t.Cleanup(srv.Close)
	for range ownDownloads {
		dawdle(t, strings.TrimPrefix(srv.URL, "http://"))
	}
	for held := 0; held < ownDownloads; time.Sleep(time.Millisecond) {
		s.downloads.mu.Lock()
		held = s.downloads.by["127.0.0.1"]
		s.downloads.mu.Unlock()
	}
	resp, err := http.Get(srv.URL + "/notices/n/original")
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close()
	if resp.StatusCode != http.StatusServiceUnavailable || resp.Header.Get("Retry-After") == "" {
		t.Errorf("one too many: %d %v", resp.StatusCode, resp.Header)
	}
	for held := 1; held > 0; time.Sleep(time.Millisecond) { // the slow ones are given up
		s.downloads.mu.Lock()
		held = len(s.downloads.by)
		s.downloads.mu.Unlock()
	}
	if n := parts.Load(); n > ownDownloads*16 {
		t.Errorf("%d MB were read for readers who took nothing", n)
	}
	resp, err = http.Get(srv.URL + "/notices/n/original")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if n, err := io.Copy(io.Discard, resp.Body); err != nil || n != file.Size || resp.ContentLength != file.Size {
		t.Errorf("whole: %d bytes, %v", n, err)
	}
}
