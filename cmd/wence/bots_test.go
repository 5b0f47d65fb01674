//go:build linux

package main

import (
	"context"
	"fmt"
	"net"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"wence/chat/bot"
	"wence/chat/wechat/envelope"
	"wence/chat/wechat/wechattest"
	"wence/retrieval"
	"wence/retrieval/pg"
	"wence/retrieval/pg/pgtest"
)

// TestBots runs two servers on one PostgreSQL. The tries of a message come to either, and one server is killed in the
// middle: each user is told in the end, and no job is left.
func TestBots(t *testing.T) {
	const users, token, appID, key = 12, "t", "wx1", "cD0d7jx4tYvVtzqrmh3Dm3QFCXe6f8SlHoMtMh3qQEP"
	for name, value := range map[string]string{"NAME": "main", "TOKEN": token, "APP_ID": appID, "AES_KEY": key} {
		t.Setenv("WENCE_WECHAT_0_"+name, value)
	}
	dsn := pgtest.New(t)
	servers, addresses := []*process{}, []string{}
	for range 2 {
		address := freeAddress(t)
		servers = append(servers, begin(t, dsn, "", "serve", "--addr", address))
		addresses = append(addresses, "http://"+address+"/wechat/official/main")
	}
	for _, s := range servers {
		s.await(&s.stderr, "serving")
	}
	box, err := envelope.New(envelope.Options{Token: token, Receiver: appID, Keys: []string{key}})
	if err != nil {
		t.Fatal(err)
	}
	p := &wechattest.Platform{Box: box, Cut: 30 * time.Second, Tries: 3}
	var wg sync.WaitGroup
	var kill sync.Once
	for user := range users {
		wg.Go(func() {
			told, text := "", fmt.Sprintf("第%d号县的班主任津贴是多少?", user)
			for i := 0; told == "" && i < 50; i++ {
				got := p.Deliver(t.Context(), wechattest.Message(fmt.Sprintf("%d.%d", user, i), fmt.Sprint("u", user), text), func(try int) string {
					return addresses[(user+try)%2]
				}).Text()
				if got != "" && got != bot.Later {
					told = got
				}
				text = "继续"
				kill.Do(func() { servers[0].signal(syscall.SIGKILL) })
			}
			if told == "" || strings.HasPrefix(told, "没有未看完") {
				t.Errorf("user %d was told %q", user, told)
			}
		})
	}
	wg.Wait()
	servers[1].signal(syscall.SIGTERM) // so that the journal is written
	servers[1].status(time.Minute)
	checkJobs(t, dsn, users)
}

// checkJobs wants every job over.
func checkJobs(t *testing.T, dsn string, users int) {
	t.Helper()
	s, err := pg.Open(context.Background(), dsn, pg.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for user := range users {
		if j, err := s.Job(t.Context(), "official/main", fmt.Sprint(user, ".0")); err != nil || j.Open || j.Answer == "" {
			t.Errorf("the job of user %d is %+v, %v", user, j, err)
		}
	}
	lines, err := s.Asked(t.Context(), retrieval.AskedQuery{})
	if err != nil || len(lines) < users/2 { // the killed server may have lost what it had not written
		t.Errorf("%d questions noted, %v", len(lines), err)
	}
}

// freeAddress is an address that nobody listens on.
func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}
