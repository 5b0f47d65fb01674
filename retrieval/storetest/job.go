package storetest

import (
	"errors"
	"fmt"
	"reflect"
	"sync"
	"testing"
	"time"

	"wence/retrieval"
)

const bot = "official/main"

// job is a message to the bot.
func job(message string) retrieval.Job {
	return retrieval.Job{Account: bot, Message: message, User: "u", Question: "补多少?'; --𠮷", Note: `{"a":1}`, At: noon}
}

func claim(owner string) retrieval.Lease { return retrieval.Lease{Owner: owner, For: time.Hour} }

func begin(t *testing.T, s retrieval.Store, j retrieval.Job, c retrieval.Lease) (retrieval.Job, bool) {
	t.Helper()
	stored, claimed, err := s.BeginJob(t.Context(), j, c)
	if err != nil {
		t.Fatalf("begin job %s: %v", j.Message, err)
	}
	return stored, claimed
}

func claimed(t *testing.T, s retrieval.Store, owner string, limit int) []string {
	t.Helper()
	jobs, err := s.ClaimJobs(t.Context(), []string{bot, "official/other"}, claim(owner), limit)
	if err != nil {
		t.Fatalf("claim jobs: %v", err)
	}
	var messages []string
	for _, j := range jobs {
		if j.Owner != owner || !j.Open {
			t.Errorf("claimed %+v", j)
		}
		messages = append(messages, j.Message)
	}
	return messages
}

// testJobs delivers a message three times, by two servers: the first makes the job and works on it.
func testJobs(t *testing.T, s retrieval.Store) {
	if _, err := s.Job(t.Context(), bot, "1"); !isNotFound(err) {
		t.Errorf("no job gave %v", err)
	}
	want := job("1")
	want.Tries, want.Open, want.Owner, want.At = 1, true, "a", noon.Add(time.Millisecond)
	first := job("1")
	first.At = noon.Add(time.Millisecond + 700*time.Microsecond)
	if got, mine := begin(t, s, first, claim("a")); !mine || got != want {
		t.Errorf("got %+v, %v\nwant %+v", got, mine, want)
	}
	again := job("1")
	again.Question, again.User = "别的", "v"
	for want.Tries = 2; want.Tries <= 3; want.Tries++ {
		if got, mine := begin(t, s, again, claim("b")); mine || got != want {
			t.Errorf("got %+v, %v\nwant %+v", got, mine, want)
		}
	}
	want.Tries = 3
	if got, err := s.Job(t.Context(), bot, "1"); err != nil || got != want {
		t.Errorf("got %+v, %v\nwant %+v", got, err, want)
	}
	elsewhere := job("1")
	elsewhere.Account = "official/other"
	if got, mine := begin(t, s, elsewhere, claim("b")); !mine || got.Tries != 1 {
		t.Errorf("the same id in another account gave %+v, %v", got, mine)
	}
	begin(t, s, retrieval.Job{Account: bot, Message: "\xff\x00", At: noon}, claim("a"))
}

// testClaims lets a claim run out.
func testClaims(t *testing.T, s retrieval.Store) {
	over := retrieval.Lease{Owner: "a", For: -time.Second}
	later := job("2")
	later.At = noon.Add(time.Second)
	foreign := job("3")
	foreign.Account = "kf/unknown here"
	begin(t, s, later, over)
	begin(t, s, job("1"), over)
	begin(t, s, foreign, over)
	begin(t, s, job("held"), claim("a"))
	if got, mine := begin(t, s, job("1"), over); !mine || got.Tries != 2 {
		t.Errorf("a job whose claim ran out gave %+v, %v", got, mine)
	}
	if got := claimed(t, s, "b", 1); !reflect.DeepEqual(got, []string{"1"}) {
		t.Errorf("claimed %q, want the oldest", got)
	}
	if got := claimed(t, s, "b", 9); !reflect.DeepEqual(got, []string{"2"}) {
		t.Errorf("claimed %q, want what was left", got)
	}
	if got := claimed(t, s, "c", 9); got != nil {
		t.Errorf("claimed %q, which b holds", got)
	}
	if err := s.RenewJobs(t.Context(), retrieval.Lease{Owner: "b"}); err != nil {
		t.Fatal(err)
	}
	if got := claimed(t, s, "c", 9); len(got) != 2 {
		t.Errorf("claimed %q, want both that b gave up", got)
	}
	if err := s.RenewJobs(t.Context(), retrieval.Lease{Owner: "b"}); err != nil {
		t.Fatal(err)
	}
	if got := claimed(t, s, "d", 9); got != nil {
		t.Errorf("claimed %q, which b gave up after it had lost them", got)
	}
}

// testClaimsTogether delivers messages by many servers at once: each job is claimed by one.
func testClaimsTogether(t *testing.T, s retrieval.Store) {
	const servers, messages = 8, 20
	var mu sync.Mutex
	times := map[string]int{}
	var wg sync.WaitGroup
	for server := range servers {
		wg.Go(func() {
			for i := range messages {
				j, mine, err := s.BeginJob(t.Context(), job(fmt.Sprint(i)), claim(fmt.Sprint(server)))
				if err != nil {
					t.Error(err)
				}
				mu.Lock()
				if mine {
					times[j.Message]++
				}
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	for i := range messages {
		j, err := s.Job(t.Context(), bot, fmt.Sprint(i))
		if err != nil || j.Tries != servers || times[j.Message] != 1 {
			t.Errorf("message %d: %d tries, claimed %d times, %v", i, j.Tries, times[j.Message], err)
		}
	}
}

// testKeepJob keeps a job and a dialogue, both or neither.
func testKeepJob(t *testing.T, s retrieval.Store) {
	j, _ := begin(t, s, job("1"), retrieval.Lease{Owner: "a", For: -time.Second})
	d := retrieval.Dialogue{Account: bot, User: "u", Data: "一"}
	j.Answer, j.Sent = "答", 1
	if err := s.KeepJob(t.Context(), j, &d); err != nil {
		t.Fatal(err)
	}
	if got, err := s.Job(t.Context(), bot, "1"); err != nil || got != j {
		t.Errorf("got %+v, %v\nwant %+v", got, err, j)
	}
	changed := j
	changed.Answer, changed.Open = "另一个", false
	if err := s.KeepJob(t.Context(), changed, &d); !errors.Is(err, retrieval.ErrConflict) { // d's version is 0 still
		t.Errorf("an old dialogue gave %v", err)
	}
	if got, _ := s.Job(t.Context(), bot, "1"); got != j {
		t.Errorf("the job was kept without its dialogue: %+v", got)
	}
	if got := claimed(t, s, "b", 1); len(got) != 1 {
		t.Fatalf("claimed %q", got)
	}
	if err := s.KeepJob(t.Context(), changed, nil); !errors.Is(err, retrieval.ErrConflict) {
		t.Errorf("the job of another server gave %v", err)
	}
	changed.Owner = "b"
	if err := s.KeepJob(t.Context(), changed, nil); err != nil {
		t.Fatal(err)
	}
	if _, mine := begin(t, s, job("1"), retrieval.Lease{Owner: "c"}); mine {
		t.Error("a job that is over was claimed")
	}
	if got := claimed(t, s, "c", 9); got != nil {
		t.Errorf("claimed %q, which is over", got)
	}
	none := job("none")
	if err := s.KeepJob(t.Context(), none, nil); !errors.Is(err, retrieval.ErrConflict) {
		t.Errorf("a job that nobody began gave %v", err)
	}
}

// testDialogues changes a dialogue in two places at once: one of them is told.
func testDialogues(t *testing.T, s retrieval.Store) {
	read := func(user string) retrieval.Dialogue {
		t.Helper()
		d, err := s.Dialogue(t.Context(), bot, user)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	d := read("u")
	if want := (retrieval.Dialogue{Account: bot, User: "u"}); d != want {
		t.Errorf("got %+v, want %+v", d, want)
	}
	for i := range 3 {
		mine, theirs := read("u"), read("u")
		mine.Data, theirs.Data = fmt.Sprint("我", i), "他"
		if err := s.KeepDialogue(t.Context(), mine); err != nil {
			t.Fatal(err)
		}
		if err := s.KeepDialogue(t.Context(), theirs); !errors.Is(err, retrieval.ErrConflict) {
			t.Errorf("a dialogue changed meanwhile gave %v", err)
		}
		if got := read("u"); got.Data != mine.Data || got.Version <= mine.Version {
			t.Errorf("got %+v after %+v", got, mine)
		}
	}
	if err := s.KeepDialogue(t.Context(), retrieval.Dialogue{Account: bot, User: "v", Version: 3}); !errors.Is(err, retrieval.ErrConflict) {
		t.Errorf("a dialogue that is gone gave %v", err)
	}
	if err := s.KeepDialogue(t.Context(), retrieval.Dialogue{Account: bot, Data: "cursor"}); err != nil {
		t.Fatal(err)
	}
	if got := read(""); got.Data != "cursor" {
		t.Errorf("got %+v", got)
	}
}

// testNonces uses a random word for two messages, by many at once.
func testNonces(t *testing.T, s retrieval.Store) {
	var good sync.Map
	var wg sync.WaitGroup
	for i := range 16 {
		wg.Go(func() {
			message := fmt.Sprint(i % 2)
			ok, err := s.UseNonce(t.Context(), bot, "n", message)
			if err != nil {
				t.Error(err)
			}
			if was, loaded := good.LoadOrStore(message, ok); loaded && was != ok {
				t.Errorf("message %s was told both %v and %v", message, was, ok)
			}
		})
	}
	wg.Wait()
	zero, _ := good.Load("0")
	one, _ := good.Load("1")
	if zero == one {
		t.Errorf("of two messages with one word: %v, %v", zero, one)
	}
	if ok, err := s.UseNonce(t.Context(), "official/other", "n", "9"); err != nil || !ok {
		t.Errorf("the word in another account: %v, %v", ok, err)
	}
}

// testForgetJobs forgets what is old, and keeps what an account itself needs.
func testForgetJobs(t *testing.T, s retrieval.Store) {
	young := job("2")
	young.At = time.Now().UTC().Truncate(time.Millisecond)
	begin(t, s, job("1"), claim("a"))
	begin(t, s, young, claim("a"))
	for _, user := range []string{"u", ""} {
		if err := s.KeepDialogue(t.Context(), retrieval.Dialogue{Account: bot, User: user, Data: "一"}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.UseNonce(t.Context(), bot, "n", "1"); err != nil {
		t.Fatal(err)
	}
	for i, before := range []time.Time{noon.Add(time.Hour), time.Now().Add(time.Hour)} {
		if n, err := s.ForgetJobs(t.Context(), before); err != nil || n != []int{1, 3}[i] {
			t.Errorf("round %d: %d forgotten, %v", i, n, err)
		}
	}
	if d, err := s.Dialogue(t.Context(), bot, ""); err != nil || d.Data == "" {
		t.Errorf("the account's own is %+v, %v", d, err)
	}
	if ok, err := s.UseNonce(t.Context(), bot, "n", "2"); err != nil || !ok {
		t.Errorf("a word that is forgotten: %v, %v", ok, err)
	}
}
