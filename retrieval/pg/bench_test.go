package pg_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/pgvector/pgvector-go"

	"wence/retrieval"
	"wence/retrieval/lexical"
	"wence/retrieval/pg"
	"wence/retrieval/pg/pgtest"
	"wence/retrieval/zh"
)

const (
	benchDims  = 256
	noticeSize = 30 // passages
)

// corpus is a store full of spliced passages.
type corpus struct {
	dsn       string
	store     *pg.Store
	passages  int
	questions []question
}

// region is that of a notice: one in a hundred notices is of 县, one in five of 市, the others of 省.
func region(i int) retrieval.Region {
	switch {
	case i%100 == 0:
		return retrieval.Region{ID: "县"}
	case i%5 == 0:
		return retrieval.Region{ID: "市"}
	}
	return retrieval.Region{ID: "省"}
}

// fill ingests passages by two writers and tells how long it took.
func fill(b *testing.B, n int) (corpus, time.Duration) {
	b.Helper()
	texts, questions := spliced(b, n)
	c := corpus{dsn: pgtest.New(b), questions: questions, passages: n}
	c.store = openAt(b, c.dsn)
	b.Cleanup(func() { c.store.Close() })
	var entries []retrieval.Entry
	for part := range slices.Chunk(texts, noticeSize) {
		e := entry(fmt.Sprint(len(entries)), part...)
		e.Notice.Region = region(len(entries))
		entries = append(entries, e)
	}
	start := time.Now()
	var writers sync.WaitGroup
	for w := range 2 {
		writers.Go(func() {
			for i := w; i < len(entries); i += 2 {
				if _, err := c.store.Put(b.Context(), entries[i]); err != nil {
					b.Error(err)
				}
			}
		})
	}
	writers.Wait()
	return c, time.Since(start)
}

// embed gives every passage a random vector.
func (c corpus) embed(b *testing.B) time.Duration {
	start := time.Now()
	rng := rand.New(rand.NewPCG(2, 2))
	for after := int32(0); ; {
		list, err := c.store.Unembedded(b.Context(), "random", after, 500)
		if err != nil {
			b.Fatal(err)
		}
		if len(list) == 0 {
			return time.Since(start)
		}
		vectors := make([]retrieval.Vector, len(list))
		for i, p := range list {
			vectors[i] = retrieval.Vector{PassageID: p.ID, Values: randomVector(rng)}
			after = p.ID
		}
		if err := c.store.SetVectors(b.Context(), "random", vectors); err != nil {
			b.Fatal(err)
		}
	}
}

// randomVector is near one of 200 centres, as texts are near their subjects.
func randomVector(rng *rand.Rand) []float32 {
	centre := rand.New(rand.NewPCG(4, rng.Uint64N(200)))
	v := make([]float32, benchDims)
	for i := range v {
		v[i] = float32(centre.NormFloat64() + 0.7*rng.NormFloat64())
	}
	return v
}

// settle waits until background work is done, as it is in a store that is searched more than it is written to.
func (c corpus) settle(b *testing.B) {
	const resting = `select count(fresh) < 32, count(*) < 16 and not exists (select from model) or
		exists (select from pg_index where indrelid = 'passage_vector'::regclass and indisvalid and indexrelid::regclass::text like '%hnsw%')
		from lex_segment`
	conn := connect(b, c.dsn)
	for merged, indexed := false, false; !merged || !indexed; time.Sleep(200 * time.Millisecond) {
		if err := conn.QueryRow(b.Context(), resting).Scan(&merged, &indexed); err != nil {
			b.Fatal(err)
		}
	}
	if _, err := conn.Exec(b.Context(), `vacuum analyze`); err != nil {
		b.Fatal(err)
	}
}

func BenchmarkStore(b *testing.B) {
	for _, n := range []int{20_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			c, took := fill(b, n)
			b.Logf("%d passages in %v: %.0f a second", n, took.Round(time.Millisecond), float64(n)/took.Seconds())
			c.settle(b)
			c.benchmarkFind(b, "words", retrieval.Probe{Limit: 60})
			c.benchmarkFind(b, "words in 1 of 100", retrieval.Probe{Limit: 60, Regions: []string{"县"}})
			c.benchmarkFind(b, "words in 20 of 100", retrieval.Probe{Limit: 60, Regions: []string{"县", "市"}})
			took = c.embed(b)
			b.Logf("%d vectors in %v: %.0f a second", n, took.Round(time.Millisecond), float64(n)/took.Seconds())
			c.settle(b)
			vector := retrieval.Probe{Limit: 60, Model: "random", Vector: []float32{}}
			c.benchmarkFind(b, "both", vector)
			vector.Regions = []string{"县"}
			c.benchmarkFind(b, "both in 1 of 100", vector)
			vector.Regions = []string{"县", "市"}
			c.benchmarkFind(b, "both in 20 of 100", vector)
		})
	}
}

// benchmarkFind measures searches, each followed by what it is compared with: a bare round trip, and with a vector a bare
// probe of the HNSW index. Other work on the machine slows both.
func (c corpus) benchmarkFind(b *testing.B, name string, p retrieval.Probe) {
	b.Run(name, func(b *testing.B) {
		rng := rand.New(rand.NewPCG(3, 3))
		conn := connect(b, c.dsn)
		// the effort that Find makes
		if _, err := conn.Exec(b.Context(), fmt.Sprintf(`set hnsw.ef_search = %d`, 2*p.Limit)); err != nil {
			b.Fatal(err)
		}
		var took, bare []time.Duration
		for b.Loop() {
			p.Query = words(c.questions[len(took)*37%len(c.questions)].text)
			if p.Vector != nil {
				p.Vector = randomVector(rng)
			}
			start := time.Now()
			found, err := c.store.Find(b.Context(), p)
			if err != nil || len(found.Candidates) == 0 {
				b.Fatal("nothing found", err)
			}
			took = append(took, time.Since(start))
			start = time.Now()
			if err := bareProbe(b, conn, p); err != nil {
				b.Fatal(err)
			}
			bare = append(bare, time.Since(start))
		}
		slices.Sort(took)
		slices.Sort(bare)
		half, most := len(took)/2, len(took)*95/100
		b.ReportMetric(float64(took[half].Microseconds()), "p50-µs")
		b.ReportMetric(float64(took[most].Microseconds()), "p95-µs")
		b.ReportMetric(float64(bare[half].Microseconds()), "bare-p50-µs")
		b.ReportMetric(float64(bare[most].Microseconds()), "bare-p95-µs")
	})
}

func bareProbe(b *testing.B, conn *pgx.Conn, p retrieval.Probe) error {
	if p.Vector == nil {
		return conn.Ping(b.Context())
	}
	query := fmt.Sprintf(`select passage from passage_vector where model = 1 order by (embedding::halfvec(%d)) <=> $1 limit %d`,
		benchDims, p.Limit)
	rows, err := conn.Query(b.Context(), query, pgvector.NewHalfVector(p.Vector))
	if err != nil {
		return err
	}
	_, err = pgx.CollectRows(rows, pgx.RowTo[int32])
	return err
}

func words(text string) lexical.Query { return lexical.ParseQuery(zh.Fold(text)) }

// entry makes an entry with a passage for each text.
func entry(origin string, texts ...string) retrieval.Entry {
	sum := sha256.Sum256([]byte(origin))
	e := retrieval.Entry{Notice: retrieval.Notice{Origin: origin, SHA256: hex.EncodeToString(sum[:])}}
	for i, text := range texts {
		start := len(e.Notice.Text)
		e.Notice.Text += text + "\n"
		e.Passages = append(e.Passages, retrieval.Passage{Seq: i + 1, Text: text, Span: retrieval.Span{Start: start, End: start + len(text)}})
	}
	return e
}
