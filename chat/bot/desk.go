package bot

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"github.com/google/uuid"

	"wence/chat"
	"wence/chat/private"
	"wence/retrieval"
)

// Answerer answers questions; *chat.Service does.
type Answerer interface {
	Answer(ctx context.Context, q chat.Question, emit func(chat.Event)) (chat.Answer, error)
}

// Store keeps jobs and dialogues; a retrieval.Store does.
type Store interface {
	BeginJob(ctx context.Context, j retrieval.Job, l retrieval.Lease) (stored retrieval.Job, claimed bool, err error)
	ClaimJobs(ctx context.Context, accounts []string, l retrieval.Lease, limit int) ([]retrieval.Job, error)
	RenewJobs(ctx context.Context, l retrieval.Lease) error
	KeepJob(ctx context.Context, j retrieval.Job, d *retrieval.Dialogue) error
	Job(ctx context.Context, account, message string) (retrieval.Job, error)
	Dialogue(ctx context.Context, account, user string) (retrieval.Dialogue, error)
	KeepDialogue(ctx context.Context, d retrieval.Dialogue) error
	UseNonce(ctx context.Context, account, nonce, message string) (bool, error)
	ForgetJobs(ctx context.Context, before time.Time) (int, error)
}

// Journal notes questions and ratings; *journal.Recorder does. It makes nobody wait.
type Journal interface {
	Asked(a retrieval.Asked)
	Rated(a retrieval.Asked)
}

// Options of a Desk. Answers, Store and Log are required.
type Options struct {
	Answers Answerer
	Store   Store
	Log     *slog.Logger
	Journal Journal                                                         // nil = questions and ratings are not noted
	URL     string                                                          // public address of the service, without a slash at its end; "" = texts have no links
	Pages   func(ctx context.Context, q chat.Question, a chat.Answer) error // keeps an answer for its page; nil = there are no pages

	Timeout time.Duration // of one answer; defaults to 60 s
	Lease   time.Duration // how long a job stays with a server that is gone; defaults to 15 s
	Poll    time.Duration // between two looks at a job that another server works on; defaults to 200 ms
	Atonce  int           // answers worked on at the same time; defaults to 16
	Now     func() time.Time
}

// A Desk answers messages to the accounts that it knows. It is safe for concurrent use. Close ends it.
type Desk struct {
	opt      Options
	owner    string
	accounts map[string]Account
	slots    chan struct{}
	counts   counts

	ctx    context.Context // of all work
	cancel context.CancelFunc
	work   sync.WaitGroup

	mu      sync.Mutex
	running map[jobKey]chan struct{} // closed once there is an answer
	closed  bool
}

// jobKey names a job.
type jobKey struct{ account, message string }

func keyOf(j retrieval.Job) jobKey { return jobKey{j.Account, j.Message} }

// New makes a desk for the accounts, whose names differ, and begins to take up what others have left.
func New(opt Options, accounts ...Account) *Desk {
	if opt.Timeout == 0 {
		opt.Timeout = time.Minute
	}
	if opt.Lease == 0 {
		opt.Lease = 15 * time.Second
	}
	if opt.Poll == 0 {
		opt.Poll = 200 * time.Millisecond
	}
	if opt.Atonce == 0 {
		opt.Atonce = 16
	}
	if opt.Now == nil {
		opt.Now = time.Now
	}
	d := &Desk{
		opt: opt, owner: uuid.NewString(), accounts: map[string]Account{}, slots: make(chan struct{}, opt.Atonce),
		running: map[jobKey]chan struct{}{},
	}
	for _, a := range accounts {
		d.accounts[a.Name] = a
	}
	d.ctx, d.cancel = context.WithCancel(context.Background())
	d.work.Go(d.tend)
	return d
}

// Close stops the work and gives up the jobs, so that another server, or this one after its restart, goes on with them
// at once.
func (d *Desk) Close(ctx context.Context) error {
	d.mu.Lock()
	d.closed = true
	d.mu.Unlock()
	d.cancel()
	d.work.Wait()
	return d.opt.Store.RenewJobs(ctx, retrieval.Lease{Owner: d.owner})
}

func (d *Desk) lease() retrieval.Lease { return retrieval.Lease{Owner: d.owner, For: d.opt.Lease} }

// Take notes a delivery of a message, without the personal numbers in it. The first one begins the work on it, once its
// answer is noted as waiting: who asks for more the next moment asks for that one.
func (d *Desk) Take(ctx context.Context, m Message) (retrieval.Job, error) {
	j, claimed, err := d.opt.Store.BeginJob(ctx, retrieval.Job{
		Account: m.Account, Message: m.ID, User: m.User, Question: private.Blank(m.Text), Note: m.Note, At: d.opt.Now().UTC(),
	}, d.lease())
	if err != nil || !claimed {
		return j, err
	}
	if !asksForMore(j.Question) {
		if _, err := d.noteWaiting(ctx, j); err != nil { // begin tries again
			d.opt.Log.WarnContext(ctx, "bot: answer not noted as waiting yet", "account", j.Account, "error", err)
		}
	}
	d.start(j)
	return j, nil
}

// Await waits until there is a whole answer to the message, or the context ends.
func (d *Desk) Await(ctx context.Context, j retrieval.Job) (Reply, bool) {
	for {
		j, err := d.opt.Store.Job(ctx, j.Account, j.Message)
		if err != nil {
			return Reply{}, false
		}
		if r := ReplyOf(j); r.Whole() {
			return r, true
		}
		here, poll := d.answered(keyOf(j)), d.opt.Poll
		if here != nil {
			poll *= 10 // only in case that another server has taken it over
		}
		select {
		case <-ctx.Done():
			return Reply{}, false
		case <-here:
		case <-time.After(poll):
		}
	}
}

// answered is closed once a job that is worked on here has an answer; nil when none is.
func (d *Desk) answered(k jobKey) <-chan struct{} {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.running[k]
}

// Told notes that the first part of the answer is told to the user who waits for it, so that only what is left waits. It
// reports whether the user still waits: who has gone is not told, and nothing is noted.
func (d *Desk) Told(ctx context.Context, j retrieval.Job, r Reply) bool {
	if ctx.Err() != nil {
		return false
	}
	noting := context.WithoutCancel(ctx) // half of it would lose the answer
	d.hand(noting, j, 1, len(r.Parts))
	if ctx.Err() == nil {
		return true
	}
	d.hand(noting, j, 0, len(r.Parts))
	return false
}

// hand notes how many of an answer's parts were told. Where it cannot, the user may be told twice.
func (d *Desk) hand(ctx context.Context, j retrieval.Job, told, parts int) {
	if _, err := d.note(ctx, j, func(m *memory) { m.handed(j.Message, told, parts) }); err != nil {
		d.opt.Log.WarnContext(ctx, "bot: told, but not noted", "account", j.Account, "error", err)
	}
}

// handed notes how many of an answer's parts were told.
func (m *memory) handed(message string, told, parts int) {
	if told < parts {
		m.wait(piece{message, told})
		return
	}
	m.told(message)
}

// Fresh reports whether a request is new, by its random word: a word is good for one message.
func (d *Desk) Fresh(ctx context.Context, account, nonce, message string) (bool, error) {
	return d.opt.Store.UseNonce(ctx, account, nonce, message)
}

// Welcome is what an account says to who comes.
func (d *Desk) Welcome(account string) string {
	if a := d.accounts[account]; a.Welcome != "" {
		return a.Welcome
	}
	return Welcome
}

// Look is what a message has come to so far. retrieval.ErrNotFound when it was never taken.
func (d *Desk) Look(ctx context.Context, account, message string) (Reply, error) {
	j, err := d.opt.Store.Job(ctx, account, message)
	return ReplyOf(j), err
}

// Rate notes what a user says of the answer to a message.
func (d *Desk) Rate(ctx context.Context, account, message string, r retrieval.Rating) error {
	reply, err := d.Look(ctx, account, message)
	if err == nil && reply.ID != "" && d.opt.Journal != nil {
		d.opt.Journal.Rated(retrieval.Asked{ID: reply.ID, Rating: r})
	}
	return err
}

// Cursor is where an account has come to in what it reads from its platform; "" = the beginning.
func (d *Desk) Cursor(ctx context.Context, account string) (retrieval.Dialogue, error) {
	return d.opt.Store.Dialogue(ctx, account, "")
}

// Advance keeps where an account has come to. retrieval.ErrConflict when another server has come further.
func (d *Desk) Advance(ctx context.Context, cursor retrieval.Dialogue, to string) error {
	cursor.Data = to
	return d.opt.Store.KeepDialogue(ctx, cursor)
}
