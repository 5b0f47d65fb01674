package model

import (
	"errors"
	"io"
	"net/http"
)

// ErrTooLong is a reply of more bytes than are read.
var ErrTooLong = errors.New("the model's reply is too long")

// longestReply is how many bytes of a reply are read: a model that thinks aloud for 30,000 tokens, in chunks of 250
// bytes, sends 8 MB.
const longestReply = 16 << 20

// A bounded transport ends bodies that go on for too long, so that no server can fill the memory.
type bounded struct {
	next http.RoundTripper
	most int64 // bytes
}

// RoundTrip makes one request.
func (b bounded) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := b.next.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	resp.Body = &boundedBody{ReadCloser: resp.Body, left: b.most}
	return resp, nil
}

type boundedBody struct {
	io.ReadCloser
	left int64
}

// Read reads on until the bound, and then fails.
func (b *boundedBody) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, ErrTooLong
	}
	n, err := b.ReadCloser.Read(p[:min(int64(len(p)), b.left)])
	b.left -= int64(n)
	return n, err
}
