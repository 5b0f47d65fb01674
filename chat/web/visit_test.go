package web

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"wence/chat/web/key"
	"wence/retrieval"
	"wence/retrieval/place"
)

// audit is an Audit that a test reads.
type audit struct{ all []retrieval.Change }

func (a *audit) NoteChange(_ context.Context, c retrieval.Change) error {
	a.all = append([]retrieval.Change{c}, a.all...)
	return nil
}

func (a *audit) Changes(_ context.Context, before string, limit int) ([]retrieval.Change, error) {
	var list []retrieval.Change
	for _, c := range a.all {
		if (before == "" || c.ID < before) && len(list) < limit {
			list = append(list, c)
		}
	}
	return list, nil
}

// people are Keys of a test.
type people map[string]*retrieval.Key

func (p people) Key(_ context.Context, id string) (retrieval.Key, error) {
	if k, ok := p[id]; ok {
		return *k, nil
	}
	return retrieval.Key{}, retrieval.ErrNotFound
}

func (p people) Keys(context.Context) ([]retrieval.Key, error) {
	var all []retrieval.Key
	for _, k := range p {
		all = append(all, *k)
	}
	return all, nil
}

func (p people) UseKey(context.Context, string, time.Time) error { return nil }

// add makes a key and gives its token.
func (p people) add(t *testing.T, name, scope string) (k *retrieval.Key, token string) {
	t.Helper()
	made, token, err := key.New(key.Wish{Name: name, Scopes: []string{scope}}, today)
	if err != nil {
		t.Fatal(err)
	}
	p[made.ID] = &made
	return &made, token
}

// office is a console with sessions, keys and a list of changes, over one notice.
type office struct {
	editor
	sessions *memory
	people   people
	audit    *audit
	at       *clock
}

func newOffice(t *testing.T) *office {
	t.Helper()
	notices := map[string]retrieval.Notice{"n": {ID: "n", Title: "校车通知", Number: "一号"}}
	return &office{
		editor{corpus{notices: notices}, map[string]retrieval.Amendment{}, map[string]retrieval.Date{}}, newMemory(), people{}, &audit{}, &clock{today},
	}
}

// open is a server of the office with a key.
func (o *office) open(t *testing.T, adminKey string) http.Handler {
	t.Helper()
	places, err := place.Load()
	if err != nil {
		t.Fatal(err)
	}
	return newHandler(t, func(opt *Options) {
		opt.AdminKey, opt.Corpus, opt.Editor, opt.Places, opt.Now = adminKey, o.editor, o.editor, places, o.at.now
		opt.Sessions, opt.Keys, opt.Audit, opt.Secret = o.sessions, o.people, o.audit, []byte("a secret of the office")
	})
}

func signIn(t *testing.T, h http.Handler, key string) (cookie string) {
	t.Helper()
	w := send(h, "/admin/session", url.Values{"key": {key}})
	if w.Code != http.StatusSeeOther {
		t.Fatalf("sign in: %d %s", w.Code, w.Body)
	}
	cookie, _, _ = strings.Cut(w.Header().Get("Set-Cookie"), ";")
	return cookie
}

// isIn reports that a cookie opens the console.
func isIn(h http.Handler, cookie string) bool {
	return strings.Contains(call(h, "GET", "/admin/notices", "", "Cookie", cookie).Body.String(), "退出")
}

// TestSessionsEnd: by signing out, by another key, by a revoked one, and by time; on every server at once.
func TestSessionsEnd(t *testing.T) {
	for _, tc := range []struct {
		name string
		end  func(t *testing.T, o *office, h http.Handler, cookie string) http.Handler
	}{
		{"signed out", func(t *testing.T, o *office, h http.Handler, cookie string) http.Handler {
			if w := send(h, "/admin/leave", nil, "Cookie", cookie, "Origin", "https://evil.example"); w.Code != http.StatusForbidden || !isIn(h, cookie) {
				t.Errorf("another site's page signs out: %d", w.Code)
			}
			send(h, "/admin/leave", nil, "Cookie", cookie)
			return o.open(t, "the key")
		}},
		{"time", func(_ *testing.T, o *office, h http.Handler, _ string) http.Handler {
			o.at.at = o.at.at.Add(consoleLife)
			return h
		}},
		{"another key", func(t *testing.T, o *office, _ http.Handler, _ string) http.Handler { return o.open(t, "another key") }},
	} {
		o := newOffice(t)
		h := o.open(t, "the key")
		cookie := signIn(t, h, "the key")
		if !isIn(h, cookie) || !isIn(o.open(t, "the key"), cookie) {
			t.Fatalf("%s: not signed in on both servers", tc.name)
		}
		if h = tc.end(t, o, h, cookie); isIn(h, cookie) {
			t.Errorf("%s: still signed in", tc.name)
		}
	}
	o := newOffice(t)
	h := o.open(t, "the key")
	k, token := o.people.add(t, "张三", key.Admin)
	cookie := signIn(t, h, token)
	if !isIn(h, cookie) {
		t.Fatal("not signed in by a key of one's own")
	}
	if k.Revoked = today; isIn(h, cookie) {
		t.Error("the key is revoked: still signed in")
	}
	_, token = o.people.add(t, "机器人", key.Bot)
	if w := send(h, "/admin/session", url.Values{"key": {token}}); w.Code != http.StatusForbidden {
		t.Errorf("a bot's key signs in: %d", w.Code)
	}
}

// TestNoTokenSignsIn: who knows the secret, or a widget's token, can make no cookie.
func TestNoTokenSignsIn(t *testing.T) {
	o := newOffice(t)
	h := o.open(t, "the key")
	claims := jwt.RegisteredClaims{Audience: jwt.ClaimStrings{"console"}, Subject: "console", ExpiresAt: jwt.NewNumericDate(today.Add(time.Hour))}
	forged, err := jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString([]byte("a secret of the office"))
	if err != nil || isIn(h, consoleCookie+"="+forged) {
		t.Errorf("signed in by a token of the secret: %v", err)
	}
	claims.Audience = jwt.ClaimStrings{widgetAudience}
	plain, err := jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString([]byte("a secret of the office"))
	if w := call(h, "POST", "/api/v1/answers", askAnything, "Authorization", "Bearer "+plain); err != nil || w.Code != http.StatusUnauthorized {
		t.Errorf("the widget's tokens are signed by the secret itself: %d %v", w.Code, err)
	}
	token := signIn(t, h, "the key")
	for id := range o.sessions.all {
		if isIn(h, consoleCookie+"="+id) || strings.Contains(token, id) {
			t.Error("what the store knows signs in")
		}
	}
}

// TestChangesAreNoted: who changed what from what to what, on the page and over the API.
func TestChangesAreNoted(t *testing.T) {
	o := newOffice(t)
	h := o.open(t, "the key")
	_, token := o.people.add(t, "张三", key.Admin)
	_, bot := o.people.add(t, "机器人", key.Bot)
	cookie, bearer := signIn(t, h, token), "Bearer "+token
	send(h, "/admin/notices/n", url.Values{"title": {"校车新通知"}}, "Cookie", cookie)
	send(h, "/admin/notices/n/withdraw", nil, "Cookie", signIn(t, h, "the key"))
	for _, tc := range []struct{ method, path, body, auth, code string }{
		{"PATCH", "/api/v1/admin/notices/n", `{"number":"二号"}`, bearer, ""},
		{"PATCH", "/api/v1/admin/notices/n", `{"colour":"红"}`, bearer, "invalid_field"},
		{"PATCH", "/api/v1/admin/notices/n", `{"issued":"昨天"}`, bearer, "invalid_field"},
		{"PATCH", "/api/v1/admin/notices/x", `{"number":"二号"}`, bearer, "not_found"},
		{"POST", "/api/v1/admin/notices/n/restore", "", bearer, ""},
		{"DELETE", "/api/v1/admin/notices/n", "", bearer, ""},
		{"DELETE", "/api/v1/admin/notices/n", "", "Bearer " + bot, "scope"},
		{"DELETE", "/api/v1/admin/notices/n", "", "", "key_required"},
	} {
		w := call(h, tc.method, tc.path, tc.body, "Authorization", tc.auth)
		if tc.code == "" && w.Code != http.StatusNoContent || tc.code != "" && (w.Code < 400 || tc.code != "scope" && codeOf(t, w) != tc.code) {
			t.Errorf("%s %s %s: %d %s", tc.method, tc.path, tc.body, w.Code, w.Body)
		}
	}
	want := []string{
		"张三 deleted  ", "张三 restored  ", "张三 corrected 发文字号:一号 发文字号:二号", "管理员 withdrawn  ", "张三 corrected 标题:校车通知 标题:校车新通知",
	}
	if len(o.audit.all) != len(want) {
		t.Fatalf("%d changes: %+v", len(o.audit.all), o.audit.all)
	}
	for i, c := range o.audit.all {
		if got := strings.Join([]string{c.Who, c.What, c.Before, c.After}, " "); got != want[i] || c.NoticeID != "n" || c.Title != "校车通知" || !c.At.Equal(today) {
			t.Errorf("change %d: %+v", i, c)
		}
	}
	page := call(h, "GET", "/admin/changes", "", "Cookie", cookie).Body.String()
	list := call(h, "GET", "/api/v1/admin/changes", "", "Authorization", bearer).Body.String()
	for _, want := range []string{"张三", "校车新通知", "管理员"} {
		if !strings.Contains(page, want) || !strings.Contains(list, want) {
			t.Errorf("%s is missing: %s", want, list)
		}
	}
	if w := call(h, "GET", "/api/v1/admin/changes", ""); w.Code != http.StatusUnauthorized {
		t.Errorf("strangers read the list: %d", w.Code)
	}
}
