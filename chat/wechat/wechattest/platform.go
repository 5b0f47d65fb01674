// Package wechattest is the platform's side of WeChat and WeCom for tests, as it is documented: it signs and seals, cuts a
// request that takes too long, sends a message again with its id, takes what we send, and answers with its error codes.
package wechattest

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"wence/chat/wechat/envelope"
)

// A Platform sends messages to an address of ours.
type Platform struct {
	Box    *envelope.Box
	Cut    time.Duration // after which it hangs up: 5 s
	Tries  int           // 3
	JSON   bool          // the outer form is JSON
	Client *http.Client  // nil = http.DefaultClient
}

// An Outcome is what came of a message.
type Outcome struct {
	Body  string // in the clear; "" when no try was answered
	Tries int
}

// Text is what the user sees; "" = nothing.
func (o Outcome) Text() string {
	var reply struct{ Content string }
	_ = xml.Unmarshal([]byte(o.Body), &reply) // "success" is none
	return reply.Content
}

// Message is a text as the platform writes it.
func Message(id, from, text string) string {
	var escaped strings.Builder
	_ = xml.EscapeText(&escaped, []byte(text)) // a strings.Builder takes everything
	return fmt.Sprintf(`<xml><ToUserName><![CDATA[gh_1]]></ToUserName><FromUserName><![CDATA[%s]]></FromUserName>`+
		`<CreateTime>%d</CreateTime><MsgType><![CDATA[text]]></MsgType><Content>%s</Content><MsgId>%s</MsgId></xml>`,
		from, time.Now().Unix(), escaped.String(), id)
}

// Event is an event as the platform writes it; created is a Unix time.
func Event(from, event, key string, created int64) string {
	return fmt.Sprintf(`<xml><ToUserName><![CDATA[gh_1]]></ToUserName><FromUserName><![CDATA[%s]]></FromUserName><CreateTime>%d</CreateTime>`+
		`<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[%s]]></Event><EventKey><![CDATA[%s]]></EventKey></xml>`, from, created, event, key)
}

// Deliver sends a message until a try is answered in time. address may change from try to try, as behind a load balancer.
func (p *Platform) Deliver(ctx context.Context, message string, address func(try int) string) Outcome {
	var o Outcome
	for o.Tries = 1; o.Tries <= p.Tries; o.Tries++ {
		body, err := p.try(ctx, message, address(o.Tries))
		if err == nil {
			o.Body = body
			return o
		}
	}
	o.Tries--
	return o
}

// try is one try: its answer in the clear, or an error when there is none in time.
func (p *Platform) try(ctx context.Context, message, address string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, p.Cut)
	defer cancel()
	status, body, err := p.Request(ctx, address, message)
	if err != nil {
		return "", err
	}
	if status != http.StatusOK {
		return "", fmt.Errorf("status %d", status)
	}
	return p.open(body)
}

// Request sends a message once, with a fresh signature.
func (p *Platform) Request(ctx context.Context, address, message string) (status int, body string, err error) {
	query, sealed := p.Sign(message)
	return p.Post(ctx, address+"?"+query.Encode(), sealed)
}

// Post sends a body.
func (p *Platform) Post(ctx context.Context, address, body string) (int, string, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address, strings.NewReader(body))
	if err != nil {
		return 0, "", err
	}
	client := p.Client
	if client == nil {
		client = http.DefaultClient
	}
	res, err := client.Do(req)
	if err != nil {
		return 0, "", err
	}
	defer res.Body.Close()
	answer, err := io.ReadAll(res.Body)
	return res.StatusCode, string(answer), err
}

// Sign gives the query and the body of a request.
func (p *Platform) Sign(message string) (url.Values, string) {
	timestamp, nonce := strconv.FormatInt(time.Now().Unix(), 10), rand.Text()
	if !p.Box.Sealing() {
		return p.signed(timestamp, nonce), message
	}
	s := p.Box.Seal([]byte(message), 0, timestamp, nonce)
	body := "<xml><ToUserName><![CDATA[gh_1]]></ToUserName><Encrypt><![CDATA[" + s.Text + "]]></Encrypt></xml>"
	if p.JSON {
		data, _ := json.Marshal(map[string]string{"encrypt": s.Text}) // always marshals
		body = string(data)
	}
	query := p.signed(timestamp, nonce)
	query.Set("encrypt_type", "aes")
	query.Set("msg_signature", s.Signature)
	return query, body
}

// signed is the query of what is not sealed.
func (p *Platform) signed(timestamp, nonce string) url.Values {
	return url.Values{"signature": {p.Box.Sign(timestamp, nonce)}, "timestamp": {timestamp}, "nonce": {nonce}}
}

// open reads a reply.
func (p *Platform) open(body string) (string, error) {
	if !p.Box.Sealing() || body == "success" || body == "" {
		return body, nil
	}
	var s struct {
		Encrypt      string `json:"encrypt"`
		MsgSignature string `json:"msgsignature"`
		TimeStamp    int64  `json:"timestamp"`
		Nonce        string `json:"nonce"`
	}
	err := xml.NewDecoder(bytes.NewBufferString(body)).Decode(&s)
	if p.JSON {
		err = json.Unmarshal([]byte(body), &s)
	}
	if err != nil {
		return "", fmt.Errorf("reply %q: %w", body, err)
	}
	message, _, err := p.Box.Open(envelope.Sealed{
		Signature: s.MsgSignature, Timestamp: strconv.FormatInt(s.TimeStamp, 10), Nonce: s.Nonce, Text: s.Encrypt,
	})
	return string(message), err
}
