// Package callback reads what WeChat and WeCom send to an address of ours, and writes the replies. It verifies before it
// reads, and tells a stranger nothing.
//
// Whether a message must be sealed is the account's configuration and never the request's to say: an account with a key
// takes nothing in the clear.
package callback

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"net/http"
	"strconv"
	"time"

	"wence/chat/wechat/envelope"
)

// Errors of requests, beside those of package envelope.
var (
	ErrAge    = errors.New("request is too old, or from the future")
	ErrForm   = errors.New("request has another form")
	ErrReplay = errors.New("request was seen before")

	ErrReceiver = envelope.ErrReceiver
)

const (
	maxBody = 64 << 10        // bytes
	maxAge  = 5 * time.Minute // of a request's time, either way
)

// A Gate lets in what was sent by the platform. Box and Now are required.
type Gate struct {
	Box       *envelope.Box
	Now       func() time.Time
	PlainEcho bool // the address check is not sealed: 公众号
	JSON      bool // the outer form is JSON: robots of WeCom
}

// A Request that was let in.
type Request struct {
	Body  []byte // in the clear
	Nonce string // with its time: good for one message
	key   int
}

// Check answers the platform's check of the address: the text to be sent back as it is.
func (g Gate) Check(r *http.Request) (string, error) {
	q := r.URL.Query()
	timestamp, nonce, echo := q.Get("timestamp"), q.Get("nonce"), q.Get("echostr")
	if err := g.fresh(timestamp); err != nil {
		return "", err
	}
	if g.PlainEcho {
		return echo, g.Box.Verify(q.Get("signature"), timestamp, nonce)
	}
	text, _, err := g.Box.Open(envelope.Sealed{Signature: q.Get("msg_signature"), Timestamp: timestamp, Nonce: nonce, Text: echo})
	return string(text), err
}

// Read lets a message in.
func (g Gate) Read(w http.ResponseWriter, r *http.Request) (Request, error) {
	q := r.URL.Query()
	timestamp, nonce := q.Get("timestamp"), q.Get("nonce")
	req := Request{Nonce: timestamp + "." + nonce}
	if err := g.fresh(timestamp); err != nil {
		return req, err
	}
	if !g.Box.Sealing() {
		if err := g.Box.Verify(q.Get("signature"), timestamp, nonce); err != nil {
			return req, err
		}
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil || !g.Box.Sealing() {
		req.Body = body
		return req, err
	}
	sealed, err := g.sealed(body)
	if err != nil {
		return req, err
	}
	req.Body, req.key, err = g.Box.Open(envelope.Sealed{Signature: q.Get("msg_signature"), Timestamp: timestamp, Nonce: nonce, Text: sealed})
	return req, err
}

// sealed is the sealed text within a body.
func (g Gate) sealed(body []byte) (string, error) {
	var outer struct {
		Encrypt string `json:"encrypt" xml:"Encrypt"`
	}
	err := Decode(body, &outer)
	if g.JSON {
		err = json.Unmarshal(body, &outer)
	}
	if err != nil || outer.Encrypt == "" {
		return "", ErrForm
	}
	return outer.Encrypt, nil
}

func (g Gate) fresh(timestamp string) error {
	seconds, err := strconv.ParseInt(timestamp, 10, 64)
	if err != nil {
		return ErrForm
	}
	if age := g.Now().Sub(time.Unix(seconds, 0)); age > maxAge || age < -maxAge {
		return ErrAge
	}
	return nil
}

// Decode reads XML; what else is wrong with it than ErrForm is nobody's business.
func Decode(body []byte, into any) error {
	if xml.Unmarshal(body, into) != nil {
		return ErrForm
	}
	return nil
}
