package feishu

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"sync"
	"time"

	"wence/chat/bot"
	"wence/retrieval"
)

const (
	timeout = 10 * time.Second // of a call
	early   = 5 * time.Minute  // by which a token is taken to run out before it does
)

// client calls the platform for an application.
type client struct {
	account Account
	http    *http.Client

	mu    sync.Mutex
	token string
	until time.Time
}

func newClient(a Account) *client { return &client{account: a, http: &http.Client{Timeout: timeout}} }

// said is what the platform answers.
type said struct {
	Code    int    `json:"code"`
	Message string `json:"msg"`
	Token   string `json:"tenant_access_token"`
	Seconds int    `json:"expire"`
}

// Codes of the platform.
const (
	codeToken   = 99991663 // the token has ended
	codeGone    = 230011   // the message was taken back
	codeOutside = 230002   // the robot is not in the group any more
)

// Send replies to the message of a job. The platform takes each part once, by its name.
func (c *client) Send(ctx context.Context, j retrieval.Job, text string) error {
	content, err := json.Marshal(map[string]string{"text": text})
	if err != nil {
		return err
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %s %d", j.Account, j.Message, j.Sent))
	body := map[string]string{"msg_type": "text", "content": string(content), "uuid": hex.EncodeToString(sum[:16])}
	path := "/open-apis/im/v1/messages/" + url.PathEscape(j.Message) + "/reply"
	answer, err := c.post(ctx, path, body)
	if err == nil && answer.Code == codeToken {
		c.mu.Lock()
		c.until = time.Time{}
		c.mu.Unlock()
		answer, err = c.post(ctx, path, body)
	}
	switch {
	case err != nil || answer.Code == 0:
		return err
	case answer.Code == codeGone || answer.Code == codeOutside:
		return fmt.Errorf("%w: %s", bot.ErrRefused, answer.Message)
	}
	return fmt.Errorf("platform says %d: %s", answer.Code, answer.Message)
}

func (c *client) post(ctx context.Context, path string, body any) (said, error) {
	token, err := c.access(ctx)
	if err != nil {
		return said{}, err
	}
	return c.call(ctx, path, token, body)
}

// access is a token that is good still; of those who need one at the same time one fetches it.
func (c *client) access(ctx context.Context) (string, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if time.Now().Before(c.until) {
		return c.token, nil
	}
	answer, err := c.call(ctx, "/open-apis/auth/v3/tenant_access_token/internal", "", map[string]string{
		"app_id": c.account.AppID, "app_secret": c.account.Secret,
	})
	if err == nil && answer.Code != 0 {
		err = fmt.Errorf("platform says %d: %s", answer.Code, answer.Message)
	}
	if err != nil {
		return "", fmt.Errorf("fetch token: %w", err)
	}
	life := time.Duration(answer.Seconds) * time.Second
	c.token, c.until = answer.Token, time.Now().Add(max(life-early, life/2))
	return c.token, nil
}

func (c *client) call(ctx context.Context, path, token string, body any) (said, error) {
	data, err := json.Marshal(body)
	if err != nil {
		return said{}, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.account.API+path, bytes.NewReader(data))
	if err != nil {
		return said{}, err
	}
	req.Header.Set("Content-Type", "application/json; charset=utf-8")
	if token != "" {
		req.Header.Set("Authorization", "Bearer "+token)
	}
	res, err := c.http.Do(req)
	if err != nil {
		return said{}, fmt.Errorf("call platform: %w", err)
	}
	defer res.Body.Close()
	data, err = io.ReadAll(io.LimitReader(res.Body, 1<<20))
	var answer said
	if err != nil || json.Unmarshal(data, &answer) != nil {
		return said{}, errors.Join(err, fmt.Errorf("call platform: status %d, no answer in its form", res.StatusCode))
	}
	return answer, nil
}
