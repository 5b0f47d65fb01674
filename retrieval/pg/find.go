package pg

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"

	"wence/retrieval"
	"wence/retrieval/lexical"
)

// Find gives the passages that either channel ranks among its first Limit, by BM25, then cosine, then ID; none for a
// limit of 0 or less. retrieval.ErrDimension when the probe's vector is not as long as the model's; a model without
// vectors leaves the search lexical. The nearest vectors are those that the HNSW index finds, so one may be missed.
func (s *Store) Find(ctx context.Context, p retrieval.Probe) (retrieval.Findings, error) {
	var found retrieval.Findings
	err := s.consult(ctx, func(ctx context.Context, from *source) error {
		vector, err := from.prepareVector(ctx, p)
		if err != nil {
			return err
		}
		conn, err := from.pool.Acquire(ctx)
		if err != nil {
			return err
		}
		defer conn.Release() // closes it when the transaction is not over
		for enough := max(p.Limit, 0); ; {
			f := finder{ctx: ctx, conn: conn.Conn(), cache: &from.index, probe: p, vector: vector, enough: enough}
			found, err = f.find()
			if !errors.Is(err, errTooFew) {
				return err
			}
			enough = 2 * f.input.K
		}
	})
	return found, failed("find passages", err)
}

// errTooFew means that so many of the passages ranked first are deleted or withdrawn that others must be looked at. The search then
// starts again, since what is read later would be of another snapshot.
var errTooFew = errors.New("too few of the passages are live")

// finder is one Find on its way.
type finder struct {
	ctx    context.Context
	conn   *pgx.Conn
	cache  *indexCache
	probe  retrieval.Probe
	vector *probeVector // nil = lexical only
	enough int          // how many to rank by BM25 so that Limit of them are live, as far as is known

	index  *index
	query  lexical.Query // without its common characters
	input  lexical.Input
	near   []int32 // by the index over vectors
	named  []int32 // of the notices that the probe names, ascending
	dead   bool    // whether postings of deleted or withdrawn passages exist
	live   map[int32]*candidate
	ranked []int32 // the first Limit live passages by BM25, of all and of the named
}

// candidate is a live passage with the key of its notice.
type candidate struct {
	retrieval.Candidate
	notice int64
}

func (f *finder) find() (retrieval.Findings, error) {
	if err := f.fetch(); err != nil {
		return retrieval.Findings{}, err
	}
	if err := f.rank(); err != nil {
		return retrieval.Findings{}, err
	}
	return retrieval.Findings{Candidates: f.candidates(), IDF: f.weigh()}, nil
}

// settings hold to the end of the transaction.
const settings = `select set_config('statement_timeout', $1, true), set_config('hnsw.iterative_scan', 'strict_order', true),
	set_config('hnsw.ef_search', $2, true)`

const namedQuery = `select p.id from notice n join passage p on p.notice = n.key where n.id = any($1) order by p.id`

const postingsQuery = `select term, n, data from lex_post where term = any($1)`

// fetch reads the postings and the nearest vectors in one round trip, and opens the snapshot of the search. More round
// trips are needed when segments are new since the last search.
func (f *finder) fetch() error {
	known := f.cache.get()
	f.use(known)
	terms := f.terms()
	var heads []head
	var postings []lexical.Posting
	b := &pgx.Batch{}
	b.Queue(`begin isolation level repeatable read, read only`)
	b.Queue(settings, f.timeout(), f.vector.effort(f.probe.Limit))
	b.Queue(headsQuery).Query(func(rows pgx.Rows) (err error) {
		heads, err = collectHeads(rows)
		return err
	})
	b.Queue(`select exists (select from lex_dead) or exists (select from notice where withdrawn <> '')`).QueryRow(func(row pgx.Row) error { return row.Scan(&f.dead) })
	b.Queue(postingsQuery, terms).Query(func(rows pgx.Rows) (err error) {
		postings, err = collectPostings(rows)
		return err
	})
	if len(f.probe.Notices) > 0 {
		b.Queue(namedQuery, f.probe.Notices).Query(func(rows pgx.Rows) (err error) {
			f.named, err = pgx.CollectRows(rows, pgx.RowTo[int32])
			return err
		})
	}
	f.vector.queue(b, f.probe, &f.near)
	if err := f.conn.SendBatch(f.ctx, b).Close(); err != nil {
		return err
	}
	if !known.covers(heads) {
		ix, err := load(f.ctx, f.conn, heads, known)
		if err != nil {
			return err
		}
		f.cache.set(ix)
		f.use(ix)
		if more := f.terms(); !slices.Equal(more, terms) {
			if postings, err = f.readPostings(more); err != nil {
				return err
			}
		}
	}
	f.input.Postings = append(postings, f.index.freshPostings(f.terms())...)
	return nil
}

// use decides by an index which characters of the query are common.
func (f *finder) use(ix *index) {
	f.index = ix
	f.query = f.probe.Query.Prune(ix.common)
	f.input = lexical.Input{Query: f.query, Stats: ix.stats}
	if f.probe.Regions != nil {
		group := make([]lexical.Term, len(f.probe.Regions))
		for i, id := range f.probe.Regions {
			group[i] = retrieval.RegionTerm(id)
		}
		f.input.Filter = lexical.Filter{group}
	}
}

// terms are those whose postings are needed.
func (f *finder) terms() []lexical.Term { return append(f.query.Terms(), f.input.Filter.Terms()...) }

// timeout is the deadline as the server wants it, in milliseconds, 0 for none. When the context ends the query is
// cancelled on the server; this is for the case that there is nobody left to do it, and so a little later.
func (f *finder) timeout() string {
	deadline, set := f.ctx.Deadline()
	if !set {
		return "0"
	}
	return strconv.FormatInt(max(0, time.Until(deadline).Milliseconds())+1000, 10)
}

func (f *finder) readPostings(terms []lexical.Term) ([]lexical.Posting, error) {
	rows, err := f.conn.Query(f.ctx, postingsQuery, terms)
	if err != nil {
		return nil, err
	}
	return collectPostings(rows)
}

func collectPostings(rows pgx.Rows) ([]lexical.Posting, error) {
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (p lexical.Posting, err error) {
		err = row.Scan(&p.Term, &p.N, &p.Data)
		return p, err
	})
}

// rank scores the passages and looks them up, some more than asked for where some may not be live.
func (f *finder) rank() error {
	limit := max(f.probe.Limit, 0)
	f.input.Also, f.input.Among = f.near, f.named
	f.input.K = f.enough
	if f.dead && f.enough == limit {
		f.input.K *= 2
	}
	hits, err := lexical.Score(f.input)
	if err != nil {
		return err
	}
	ids := make([]int32, len(hits), len(hits)+len(f.near))
	for i, h := range hits {
		ids[i] = h.ID
	}
	if err := f.lookUp(append(ids, f.near...)); err != nil {
		return err
	}
	var own []int32
	for i, h := range hits {
		c := f.live[h.ID]
		if c == nil {
			continue
		}
		c.BM25, c.Coverage = h.Score, h.Matched
		if _, found := slices.BinarySearch(f.named, h.ID); found && i >= f.input.K && len(own) < limit {
			own = append(own, h.ID)
		}
	}
	ended := len(ids) < f.input.K
	ids = ids[:min(f.input.K, len(ids))] // those after are Also's and Among's
	f.ranked = slices.DeleteFunc(ids, func(id int32) bool { return f.live[id] == nil })
	if !ended && len(f.ranked) < limit {
		return errTooFew
	}
	f.ranked = append(f.ranked[:min(limit, len(f.ranked))], own...)
	return nil
}

// candidates gives the passages of both channels in order.
func (f *finder) candidates() []retrieval.Candidate {
	near := slices.DeleteFunc(slices.Clone(f.near), func(id int32) bool { return f.live[id] == nil })
	ids := append(near, f.ranked...)
	slices.Sort(ids)
	ids = slices.Compact(ids)
	list := make([]retrieval.Candidate, len(ids))
	for i, id := range ids {
		list[i] = f.live[id].Candidate
	}
	slices.SortFunc(list, func(a, b retrieval.Candidate) int {
		return cmp.Or(cmp.Compare(b.BM25, a.BM25), cmp.Compare(b.Cosine, a.Cosine), cmp.Compare(a.Passage.ID, b.Passage.ID))
	})
	return list
}

// weigh gives the idf of the probe's terms, of which the postings of all but common characters were read.
func (f *finder) weigh() map[lexical.Term]float64 {
	frequency := map[lexical.Term]int{}
	for _, p := range f.input.Postings {
		frequency[p.Term] += p.N
	}
	idf := map[lexical.Term]float64{}
	for _, t := range f.probe.Query.Terms() {
		n := frequency[t]
		if t.IsCharacter() {
			n = f.index.frequency(t)
		}
		idf[t] = f.index.stats.IDF(n)
	}
	return idf
}
