package passive

import (
	"fmt"
	"log/slog"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"time"

	"wence/chat"
	"wence/chat/bot"
	"wence/chat/wechat/wechattest"
	"wence/retrieval"
	"wence/retrieval/pg"
	"wence/retrieval/pg/pgtest"
)

// TestLoad lets 200 users ask at once, on one server and on two over one PostgreSQL whose tries come to either: each
// message is answered once, each user is told once, and nobody in vain. Some answers take longer than the three tries.
func TestLoad(t *testing.T) {
	const users = 200
	quiet := func(_ *Official, o *Options) { o.Log, o.Window = slog.New(slog.DiscardHandler), time.Second }
	for _, tc := range []struct {
		name    string
		servers int
		open    func(t *testing.T) retrieval.Store
	}{
		{"one server on a file", 1, func(t *testing.T) retrieval.Store { return openStore(t) }},
		{"two servers on PostgreSQL", 2, nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			open := tc.open
			if open == nil {
				dsn := pgtest.New(t)
				open = func(t *testing.T) retrieval.Store { return openPostgres(t, dsn) }
			}
			answers := &answerer{say: func(q chat.Question) string {
				if took := rand.N(200 * time.Millisecond); rand.N(10) > 0 {
					time.Sleep(took)
				} else {
					time.Sleep(25 * took) // up to 5 s, where the tries take 3
				}
				return "答:" + q.Text
			}}
			var servers []server
			for range tc.servers {
				servers = append(servers, serve(t, open(t), answers, quiet))
			}
			p := sender(t)
			p.Tries = 100 // a machine too busy to take a message loses none: the service counts three tries from when it has
			var wg sync.WaitGroup
			var mu sync.Mutex
			later := 0
			for user := range users {
				wg.Go(func() {
					question := fmt.Sprintf("第%d问", user)
					texts, asked := converse(t, p, servers, user, question)
					if want := told("答:" + question); len(texts) != 1 || texts[0] != want {
						t.Errorf("user %d was told %q", user, texts)
					}
					if n := answers.times(question); n != 1 {
						t.Errorf("question %d was answered %d times", user, n)
					}
					mu.Lock()
					defer mu.Unlock()
					later += asked
				})
			}
			wg.Wait()
			t.Logf("%d users were told, %d times one asked again", users, later)
		})
	}
}

// converse asks, and asks for more until there is none. It gives the answers that the user was told.
func converse(t *testing.T, p *wechattest.Platform, servers []server, user int, question string) (texts []string, asked int) {
	for ; asked < 50; asked++ {
		from, text := fmt.Sprint("u", user), question
		if asked > 0 {
			text = "继续"
		}
		got := p.Deliver(t.Context(), wechattest.Message(fmt.Sprintf("%d.%d", user, asked), from, text), func(int) string {
			return servers[rand.N(len(servers))].url
		}).Text()
		switch {
		case strings.HasPrefix(got, "没有未看完"):
			return texts, asked
		case got == "" || got == bot.Later: // the user sees that the service is out of order, or is asked to wait
		default:
			texts = append(texts, got)
		}
	}
	return texts, asked
}

func openPostgres(t *testing.T, dsn string) retrieval.Store {
	t.Helper()
	s, err := pg.Open(t.Context(), dsn, pg.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}
