package retrieval

import (
	"context"
	"errors"
	"time"

	"wence/retrieval/lexical"
)

// Errors of every store, matched with errors.Is.
var (
	ErrNotFound  = errors.New("not found")
	ErrDimension = errors.New("vector has the wrong number of dimensions")
	ErrCursor    = errors.New("not a cursor of this listing")
	ErrReadOnly  = errors.New("the store cannot be written to")
	ErrDown      = errors.New("the store cannot be reached at present")
	ErrConflict  = errors.New("changed by another meanwhile")
)

// A Store keeps notices, their passages, the lexical index over them and vectors. It is safe for concurrent use, by
// several processes as well. retrieval/storetest holds every store to this contract.
//
// Callers declare the few methods that they need; this is the whole, for the command that opens a store.
type Store interface {
	// Known reports what is stored under the origin, or elsewhere with the same bytes. ErrNotFound when nothing is.
	Known(ctx context.Context, origin, sha256 string) (Notice, error)
	// Put stores the entry in one transaction. What stood under the same origin is replaced and keeps its notice ID; it
	// stays withdrawn, and its amendment is laid over what was read now. It returns the notice's ID. ErrConflict when e.Over
	// is given and other bytes stand there; then nothing is stored.
	Put(ctx context.Context, e Entry) (string, error)
	// Below lists the notices whose origin begins with the prefix without their texts, withdrawn ones too, in order of
	// origin.
	Below(ctx context.Context, prefix string) ([]Notice, error)
	// Sources lists what is noted of the origins that begin with the prefix, in order of origin.
	Sources(ctx context.Context, prefix string) ([]Source, error)
	// NoteSource notes what is known of an origin, in the place of an earlier note; one that says nothing is deleted.
	NoteSource(ctx context.Context, src Source) error
	// Notice is the whole notice, a withdrawn one as well. ErrNotFound when there is none.
	Notice(ctx context.Context, id string) (Notice, error)
	// Notices lists notices without their texts, newest published first, at most limit from the cursor on.
	// The cursor "" starts; next is "" at the end. ErrCursor for a cursor that no listing gave.
	Notices(ctx context.Context, limit int, cursor string) (list []Notice, next string, err error)
	// AllNotices lists as Notices does, the withdrawn ones in their places.
	AllNotices(ctx context.Context, limit int, cursor string) (list []Notice, next string, err error)
	// Withdraw takes a notice out of findings, listings, facts, regions and counts, and it replaces no other any more.
	// day is for the person; one that is withdrawn already keeps its own. ErrNotFound when there is no such notice.
	Withdraw(ctx context.Context, id string, day Date) error
	// Restore undoes Withdraw. A notice that stands is left as it is; ErrNotFound when there is none.
	Restore(ctx context.Context, id string) error
	// Delete removes a notice for good, with its passages, facts and file. ErrNotFound when there is none.
	Delete(ctx context.Context, id string) error
	// Amend lays the amendment over what was read of the notice, in the place of an earlier amendment; the zero Amendment
	// restores what was read. All that the notice is found by follows; its passages get new IDs and keep their vectors.
	// ErrNotFound when there is no such notice.
	Amend(ctx context.Context, id string, a Amendment) error
	// Passages are a notice's passages in order, those of a withdrawn one as well.
	Passages(ctx context.Context, noticeID string) ([]Passage, error)
	// Entry is all that was put of a notice, but for its file, with what was amended; a withdrawn one's as well. Put and
	// Amend make the same of it in another store. ErrNotFound when there is no such notice.
	Entry(ctx context.Context, noticeID string) (Entry, error)
	// Original is the file that a notice was read from, a withdrawn one's as well, to be read part by part. ErrNotFound when there is no such notice,
	// or its file was not kept.
	Original(ctx context.Context, noticeID string) (Original, error)
	// Facts lists the facts of stored notices that the query asks for, those of the newest published notice first and in
	// the order of the notice. next is "" at the end. ErrCursor for a cursor that no listing of facts gave.
	Facts(ctx context.Context, q FactQuery) (list []Fact, next string, err error)
	// Regions are the regions that stored notices apply to, each once, in order of ID; notices without one are left out.
	Regions(ctx context.Context) ([]Region, error)
	// Named gives the notices that bear one of the names, as NamesOf gives them, in order of name and ID.
	Named(ctx context.Context, names []string) ([]Naming, error)
	// Find probes the index. The order is total: equal probes of an equal corpus give equal findings.
	Find(ctx context.Context, p Probe) (Findings, error)
	// Unembedded are at most limit passages of notices that stand, which lack a vector of the model, in order of ID, after
	// the given ID.
	Unembedded(ctx context.Context, model string, after int32, limit int) ([]Passage, error)
	// SetVectors stores vectors of the model. Passages that are gone are passed over. ErrDimension when a vector's
	// length differs from the model's others.
	SetVectors(ctx context.Context, model string, vectors []Vector) error
	// Status counts what is stored.
	Status(ctx context.Context) (Status, error)

	// Journal appends a line to the journal of questions; another with the same ID changes nothing. ErrReadOnly where
	// nothing can be written, as on a replica.
	Journal(ctx context.Context, a Asked) error
	// Rate notes what a person says of an answer; the last rating stands. ErrNotFound when the journal has no such
	// answer, ErrReadOnly as of Journal.
	Rate(ctx context.Context, answerID string, r Rating) error
	// Asked lists lines of the journal, the newest first.
	Asked(ctx context.Context, q AskedQuery) ([]Asked, error)
	// AskedDays counts the questions from since on and before until by day and status, in this order; days are those of
	// since's time zone, as it is at since.
	AskedDays(ctx context.Context, since, until time.Time) ([]AskedCount, error)
	// Forget deletes the lines of questions asked before the time, and gives their number. Kept answers of the time go
	// with them.
	Forget(ctx context.Context, before time.Time) (int, error)
	// Erase deletes what the journal, the kept answers and the bots hold of what is to be forgotten, so that it does not
	// stand in the store's files any more, and gives the number of lines.
	Erase(ctx context.Context, f Forgetting) (int, error)
	// KeepAnswer keeps an answer until it is forgotten, in place of one with the same ID.
	KeepAnswer(ctx context.Context, a KeptAnswer) error
	// KeptAnswer is an answer that was kept. ErrNotFound when none was.
	KeptAnswer(ctx context.Context, id string) (KeptAnswer, error)

	// PutKey stores a new key, neither used nor revoked; it fails where there is one with the same ID.
	PutKey(ctx context.Context, k Key) error
	// Key is a key by its ID, be it revoked. ErrNotFound when there is none.
	Key(ctx context.Context, id string) (Key, error)
	// Keys lists all keys, those that were revoked too, the newest first.
	Keys(ctx context.Context) ([]Key, error)
	// UseKey notes that a key was used at a time; an earlier time changes nothing. ErrNotFound as of Key.
	UseKey(ctx context.Context, id string, at time.Time) error
	// RevokeKey ends a key; one that is ended stays as it is. ErrNotFound as of Key.
	RevokeKey(ctx context.Context, id string, at time.Time) error

	// PutSession stores a session of the console, and forgets those that have ended.
	PutSession(ctx context.Context, a Session) error
	// Session is a session by its ID. ErrNotFound when there is none.
	Session(ctx context.Context, id string) (Session, error)
	// EndSession forgets a session; one that is not there is none.
	EndSession(ctx context.Context, id string) error
	// NoteChange appends to the list of what people changed.
	NoteChange(ctx context.Context, c Change) error
	// Changes lists changes, the newest first, at most limit of those before the one of the ID; "" = from the newest on.
	Changes(ctx context.Context, before string, limit int) ([]Change, error)

	// BeginJob notes a delivery of the message that j names. The first makes the job of j, with one try and open. Where
	// nobody works on an open job, c claims it; claimed says so to one caller alone. stored is the job as it is then.
	BeginJob(ctx context.Context, j Job, c Lease) (stored Job, claimed bool, err error)
	// ClaimJobs claims at most limit open jobs of the accounts, the oldest, that nobody works on.
	ClaimJobs(ctx context.Context, accounts []string, c Lease, limit int) ([]Job, error)
	// RenewJobs makes the claims on all open jobs of c.Owner last for c.For from now.
	RenewJobs(ctx context.Context, c Lease) error
	// KeepJob keeps Answer, Sent and Open of the job, and in the same transaction the dialogue, unless it is nil.
	// ErrConflict when j.Owner does not own the job any more, or as of KeepDialogue; then nothing is kept.
	KeepJob(ctx context.Context, j Job, d *Dialogue) error
	// Job is the job of a message. ErrNotFound when there is none.
	Job(ctx context.Context, account, message string) (Job, error)
	// Dialogue is what is kept of a user of the account; one without Data where nothing is.
	Dialogue(ctx context.Context, account, user string) (Dialogue, error)
	// KeepDialogue keeps d.Data. ErrConflict when the dialogue has another version than d by now.
	KeepDialogue(ctx context.Context, d Dialogue) error
	// UseNonce reports whether the random word of a request to the account is new, or was used for this very message.
	UseNonce(ctx context.Context, account, nonce, message string) (bool, error)
	// ForgetJobs deletes jobs that began before the time, dialogues with users and random words unchanged since, and
	// gives their number.
	ForgetJobs(ctx context.Context, before time.Time) (int, error)

	// Close waits for background work and releases the store.
	Close() error
}

// An Entry is what one file gives the store.
type Entry struct {
	Notice   Notice
	Passages []Passage
	Facts    []Fact  // in order; what they say of their notice is not read
	File     []byte  // the file's bytes, to be given back by Original; none, or more than MaxOriginal = not kept
	FileType string  // its media type
	Over     *string // SHA-256 of what stands under the origin as far as the caller knows, "" = nothing; nil = whatever stands
}

// A Naming is a notice by a name that it bears.
type Naming struct {
	Name   string
	Notice Notice // without its text, tables and outline
}

// A Vector is the embedding of one passage.
type Vector struct {
	PassageID int32
	Values    []float32
}

// A Probe asks the index for candidates.
type Probe struct {
	Query   lexical.Query
	Model   string    // the model of Vector
	Vector  []float32 // nil = lexical only
	Regions []string  // IDs of regions whose notices may answer, "" for those that state none; nil = all
	Notices []string  // IDs of notices whose own first Limit passages by BM25 are candidates besides
	Limit   int       // candidates a channel
}

// Findings are the candidates of a probe, with what the terms of its query weigh in this corpus.
type Findings struct {
	Candidates []Candidate
	IDF        map[lexical.Term]float64 // of every term of Probe.Query, those left out of the scan as common included
}

// A Candidate is a passage with what each channel says of it. A passage found by one channel carries the other's
// score too, where the other has one.
type Candidate struct {
	Passage  Passage
	Notice   Notice  // without its text, tables and outline
	BM25     float64 // 0 = no query term in it
	Coverage float64 // share of the query's idf mass that the passage covers, 0 to 1
	Cosine   float64 // 0 = no vector
}

// Status counts what a store holds.
type Status struct {
	Notices  int
	Passages int
	Vectors  map[string]int // by model
	Version  int64          // grows with every change of the corpus; a key for caches
}

// IndexFields are the texts of a passage that the lexical index holds: title, headings and the passage in words.
// Both stores index exactly these.
func IndexFields(n Notice, p Passage) []string {
	fields := make([]string, 0, len(p.Headings)+2)
	fields = append(fields, n.Title)
	fields = append(fields, p.Headings...)
	return append(fields, p.Reading())
}

// RegionTerm is the filter term under which the passages of a region's notices stand.
// Notices without a region stand under RegionTerm("").
func RegionTerm(regionID string) lexical.Term { return lexical.FilterTerm("region:" + regionID) }
