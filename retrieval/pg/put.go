package pg

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"

	"wence/retrieval"
	"wence/retrieval/lexical"
	"wence/retrieval/zh"
)

// Put stores the entry in one transaction and returns the notice's ID: the one that it had under its origin, else the
// first 12 digits of its SHA-256, or more of them where another origin has that ID. The IDs of the entry's passages and
// what they say of their notice are not read. A notice without an origin or a SHA-256 is refused. Bytes that PostgreSQL
// cannot keep in a text (NUL, broken UTF-8) become spaces.
func (s *Store) Put(ctx context.Context, e retrieval.Entry) (string, error) {
	if e.Notice.Origin == "" || len(e.Notice.SHA256) < idDigits {
		return "", fmt.Errorf("put notice %q: origin %q and SHA-256 %q must be given", e.Notice.Title, e.Notice.Origin, e.Notice.SHA256)
	}
	e = storable(e)
	docs := documents(e) // before the transaction
	f, err := pack(e)
	if err != nil {
		return "", failed("put "+e.Notice.Origin, err)
	}
	var id string
	err = s.write(ctx, func(tx pgx.Tx) error {
		p := put{ctx: ctx, tx: tx, entry: e, docs: docs}
		var err error
		if id, err = p.run(); err != nil {
			return err
		}
		return keep(ctx, tx, id, f)
	})
	if err != nil {
		return "", failed("put "+e.Notice.Origin, err)
	}
	s.upkeep.wake()
	return id, nil
}

// documents are the passages in the form in which they are indexed, still without ids.
func documents(e retrieval.Entry) []lexical.Doc {
	filters := []lexical.Term{retrieval.RegionTerm(e.Notice.Region.ID)}
	folded := map[string]string{} // titles and headings come again with each passage
	docs := make([]lexical.Doc, len(e.Passages))
	for i, p := range e.Passages {
		fields := retrieval.IndexFields(e.Notice, p)
		for j, field := range fields[:len(fields)-1] {
			if _, known := folded[field]; !known {
				folded[field] = zh.Fold(field)
			}
			fields[j] = folded[field]
		}
		fields[len(fields)-1] = zh.Fold(fields[len(fields)-1])
		docs[i] = lexical.Doc{Fields: fields, Filters: filters}
	}
	return docs
}

// put is one Put in its transaction.
type put struct {
	ctx   context.Context
	tx    pgx.Tx
	entry retrieval.Entry
	docs  []lexical.Doc
}

func (p *put) run() (id string, err error) {
	old, found, err := p.stored()
	if err != nil {
		return "", err
	}
	if over := p.entry.Over; over != nil && *over != old.SHA256 {
		return "", retrieval.ErrConflict
	}
	if found {
		p.inherit(old)
		err = remove(p.ctx, p.tx, old)
	} else {
		err = p.claimID()
	}
	if err != nil {
		return "", err
	}
	return p.entry.Notice.ID, p.insert()
}

// stored waits for other transactions on the origin and gives what stands there.
func (p *put) stored() (old brief, found bool, err error) {
	b := &pgx.Batch{}
	b.Queue(waitLock, originLock, p.entry.Notice.Origin)
	b.Queue(`select `+briefColumns+` from notice where origin = $1`, p.entry.Notice.Origin).QueryRow(func(row pgx.Row) error {
		var err error
		old, err = scanBrief(row)
		found = err == nil
		if errors.Is(err, pgx.ErrNoRows) {
			return nil
		}
		return err
	})
	err = p.tx.SendBatch(p.ctx, b).Close()
	return old, found, err
}

// inherit takes over what outlives a notice under its origin.
func (p *put) inherit(old brief) {
	n := p.entry.Notice.Amend(old.Amended)
	n.ID, n.Withdrawn = old.ID, old.Withdrawn
	p.entry.Notice = n
	if !n.Amended.IsZero() {
		p.docs = documents(p.entry)
	}
}

// idDigits is how much of the SHA-256 names a notice.
const idDigits = 12

// claimID gives a new notice its ID. Files with the same hash wait for each other.
func (p *put) claimID() error {
	n := &p.entry.Notice
	digits := strings.ToLower(n.SHA256)
	// further digits for the same file in more places than its hash has digits to tell apart
	more := sha256.Sum256([]byte(digits + "\n" + n.Origin))
	digits += hex.EncodeToString(more[:])
	var ids []string
	for length := idDigits; length <= len(digits); length++ {
		ids = append(ids, digits[:length])
	}
	b := &pgx.Batch{}
	b.Queue(waitLock, fileLock, digits[:idDigits])
	b.Queue(`select id from unnest($1::text[]) with ordinality as wanted (id, rank)
		where not exists (select from notice where notice.id = wanted.id) order by rank limit 1`, ids).
		QueryRow(func(row pgx.Row) error { return row.Scan(&n.ID) })
	return p.tx.SendBatch(p.ctx, b).Close()
}

// remove deletes a notice with its passages, vectors, facts and references. Its postings stay until their segment is
// written anew.
func remove(ctx context.Context, tx pgx.Tx, old brief) error {
	b := &pgx.Batch{}
	b.Queue(`insert into lex_dead select id from passage where notice = $1`, old.key)
	b.Queue(`with gone as (delete from passage_vector v using passage p where p.notice = $1 and v.passage = p.id
			returning v.model, v.withdrawn)
		insert into tally select 'vectors/' || model, -count(*) from gone where not withdrawn group by model`, old.key)
	b.Queue(`insert into tally select unnest(array['notices', 'passages']), unnest(array[-1, -count(p)])
		from notice n left join passage p on p.notice = n.key where n.key = $1 and n.withdrawn = '' group by n.key`, old.key)
	b.Queue(`delete from notice where key = $1`, old.key)
	return tx.SendBatch(ctx, b).Close()
}

// insert writes the notice with all that belongs to it.
func (p *put) insert() error {
	if err := p.insertRows(); err != nil {
		return err
	}
	if err := p.index(); err != nil {
		return err
	}
	notices, passages := 1, len(p.entry.Passages)
	if p.entry.Notice.Withdrawn != "" {
		notices, passages = 0, 0
	}
	_, err := p.tx.Exec(p.ctx, `insert into tally values ('version', 1), ('notices', $1), ('passages', $2)`, notices, passages)
	return err
}

// insertRows writes the notice, its references, its facts and its passages, which get their ids.
func (p *put) insertRows() error {
	n := p.entry.Notice
	values, err := noticeValues(n)
	if err != nil {
		return err
	}
	var key int64
	var ids []int32
	b := &pgx.Batch{}
	b.Queue(insertNotice, values...).QueryRow(func(row pgx.Row) error { return row.Scan(&key) })
	for _, r := range n.Replaces {
		b.Queue(`insert into reference select key, $2, $3, $4 from notice where id = $1`,
			n.ID, text(retrieval.NumberKey(r.Number)), text(retrieval.TitleKey(r.Title)), r.Repeal)
	}
	b.Queue(`insert into notice_name select unnest($2::text[]), key from notice where id = $1`, n.ID, texts(retrieval.NamesOf(n)))
	b.Queue(`select nextval('passage_id')::int from generate_series(1, $1)`, len(p.docs)).Query(func(rows pgx.Rows) error {
		var err error
		ids, err = pgx.CollectRows(rows, pgx.RowTo[int32])
		return err
	})
	if err := p.tx.SendBatch(p.ctx, b).Close(); err != nil {
		return err
	}
	for i, id := range ids {
		p.entry.Passages[i].ID, p.docs[i].ID = id, id
	}
	if err := copyPassages(p.ctx, p.tx, key, p.entry.Passages); err != nil {
		return err
	}
	return copyFacts(p.ctx, p.tx, key, p.entry)
}

// index writes the passages as a segment.
func (p *put) index() error {
	if len(p.docs) == 0 {
		return nil
	}
	var b lexical.Builder
	ids := make([]int32, len(p.docs))
	for i, d := range p.docs {
		ids[i] = d.ID
		if err := b.Add(d); err != nil {
			return err
		}
	}
	return insertSegment(p.ctx, p.tx, b.Segment(), ids)
}
