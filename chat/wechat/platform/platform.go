// Package platform calls the interfaces of WeChat and WeCom: a POST of JSON with an access token, which is fetched when
// needed and kept until it runs out.
package platform

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"
)

// Addresses of the platforms.
const (
	WeChat = "https://api.weixin.qq.com"
	WeCom  = "https://qyapi.weixin.qq.com"
)

const (
	maxReply = 1 << 20          // bytes
	timeout  = 10 * time.Second // of a call
	early    = 5 * time.Minute  // by which a token is taken to run out before it does
)

// An Error is what a platform answers where it does not do what it is asked.
type Error struct {
	Code    int    `json:"errcode"`
	Message string `json:"errmsg"`
}

// Error gives the code and the platform's words.
func (e *Error) Error() string { return fmt.Sprintf("platform says %d: %s", e.Code, e.Message) }

// A Client calls one platform for one account. It is safe for concurrent use.
type Client struct {
	base  string
	http  *http.Client
	fetch func(ctx context.Context, c *Client) (token, error)

	mu    sync.Mutex
	token token
}

// token is an access token.
type token struct {
	Text    string `json:"access_token"`
	Seconds int    `json:"expires_in"`
	until   time.Time
}

// NewWeChat calls for an account of WeChat. base "" = WeChat.
func NewWeChat(base, appID, secret string) *Client {
	return newClient(base, WeChat, func(ctx context.Context, c *Client) (t token, err error) {
		// the stable token: fetching it on one server does not end that of another
		err = c.post(ctx, "/cgi-bin/stable_token", map[string]string{"grant_type": "client_credential", "appid": appID, "secret": secret}, &t)
		return t, err
	})
}

// NewWeCom calls for an application of WeCom. base "" = WeCom.
func NewWeCom(base, corpID, secret string) *Client {
	return newClient(base, WeCom, func(ctx context.Context, c *Client) (t token, err error) {
		q := url.Values{"corpid": {corpID}, "corpsecret": {secret}}
		err = c.call(ctx, http.MethodGet, "/cgi-bin/gettoken?"+q.Encode(), nil, &t)
		return t, err
	})
}

func newClient(base, standard string, fetch func(context.Context, *Client) (token, error)) *Client {
	if base == "" {
		base = standard
	}
	return &Client{base: strings.TrimRight(base, "/"), http: &http.Client{Timeout: timeout}, fetch: fetch}
}

// Post calls an interface and reads its answer into a value, nil = none is read. The error is an *Error where the platform
// refuses.
func (c *Client) Post(ctx context.Context, path string, in, into any) error {
	err := c.postAs(ctx, path, in, into)
	var refused *Error
	if errors.As(err, &refused) && (refused.Code == 40001 || refused.Code == 40014 || refused.Code == 42001) { // the token has ended early
		c.mu.Lock()
		c.token = token{}
		c.mu.Unlock()
		err = c.postAs(ctx, path, in, into)
	}
	return err
}

func (c *Client) postAs(ctx context.Context, path string, in, into any) error {
	t, err := c.access(ctx)
	if err != nil {
		return fmt.Errorf("fetch token: %w", err)
	}
	return c.post(ctx, path+"?access_token="+url.QueryEscape(t), in, into)
}

// access is a token that is good still; of those who need one at the same time one fetches it.
func (c *Client) access(ctx context.Context) (string, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if time.Now().Before(c.token.until) {
		return c.token.Text, nil
	}
	t, err := c.fetch(ctx, c)
	if err != nil {
		return "", err
	}
	life := time.Duration(t.Seconds) * time.Second
	t.until = time.Now().Add(max(life-early, life/2))
	c.token = t
	return t.Text, nil
}

func (c *Client) post(ctx context.Context, path string, in, into any) error {
	var body bytes.Buffer
	e := json.NewEncoder(&body)
	e.SetEscapeHTML(false) // texts may hold links
	if err := e.Encode(in); err != nil {
		return err
	}
	return c.call(ctx, http.MethodPost, path, &body, into)
}

func (c *Client) call(ctx context.Context, method, path string, body io.Reader, into any) error {
	req, err := http.NewRequestWithContext(ctx, method, c.base+path, body)
	if err != nil {
		return errors.New("address of the platform is wrong") // the error would show the token
	}
	req.Header.Set("Content-Type", "application/json; charset=utf-8")
	res, err := c.http.Do(req)
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		err = wrapped.Err // without the address, which holds the token
	}
	if err != nil {
		return fmt.Errorf("call platform: %w", err)
	}
	defer res.Body.Close()
	data, err := io.ReadAll(io.LimitReader(res.Body, maxReply))
	if err != nil {
		return fmt.Errorf("call platform: %w", err)
	}
	if res.StatusCode != http.StatusOK {
		return fmt.Errorf("call platform: status %d", res.StatusCode)
	}
	return decode(data, into)
}

func decode(data []byte, into any) error {
	var problem Error
	if err := json.Unmarshal(data, &problem); err != nil {
		return fmt.Errorf("read platform's answer: %w", err)
	}
	if problem.Code != 0 {
		return &problem
	}
	if into == nil {
		return nil
	}
	return json.Unmarshal(data, into)
}
