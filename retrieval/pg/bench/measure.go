package main

import (
	"context"
	"fmt"
	"log"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"wence/retrieval"
	"wence/retrieval/embedded"
	"wence/retrieval/encoder"
	"wence/retrieval/pg"
)

// result is what was measured at one size.
type result struct {
	passages, questions int
	from                string // folder of the texts
	server              string // versions
	copied              copied
	embedding           time.Duration
	postgres, file      filling
	latencies           []latency
	recall              recall
	sizes               []size
	postings            int64 // bytes read for a question, on average
}

// bed is what one size is measured on.
type bed struct {
	texts    []string
	vectors  vectors
	stored   map[int32][]float32 // vectors in PostgreSQL, by passage
	dsn      string              // of a database of its own
	folder   string              // for the embedded store
	postgres retrieval.Store
	file     retrieval.Store
}

// patience is how long background work may go on after a store was filled.
const patience = 6 * time.Hour

func measure(ctx context.Context, opt options, m *material, n int) (result, error) {
	r := result{passages: n, questions: opt.questions, from: m.from}
	net, err := encoder.Builtin(encoder.Options{})
	if err != nil {
		return r, err
	}
	embedder := encoder.NewEmbedder(net)
	questions, err := prepare(ctx, m.questions[:min(opt.questions, len(m.questions))], embedder)
	if err != nil {
		return r, err
	}
	server, err := dial(ctx, opt.server)
	if err != nil {
		return r, err
	}
	defer server.conn.Close(context.WithoutCancel(ctx))
	name := fmt.Sprintf("wence_bench_%d", n)
	if err := server.exec(ctx, `drop database if exists `+name, `create database `+name); err != nil {
		return r, err
	}
	defer server.exec(context.WithoutCancel(ctx), `drop database `+name+` with (force)`)
	folder, err := os.MkdirTemp("", "wence-bench-")
	if err != nil {
		return r, err
	}
	defer os.RemoveAll(folder)
	u, err := url.Parse(opt.server)
	if err != nil {
		return r, err
	}
	u.Path = "/" + name
	b := &bed{texts: m.passages(n), dsn: u.String(), folder: folder}
	defer b.close()
	log.Printf("%d vectors", n)
	if b.vectors, err = embedAll(ctx, embedder, b.texts); err != nil {
		return r, err
	}
	r.embedding = b.vectors.took
	return r, b.measure(ctx, &r, questions)
}

func (b *bed) measure(ctx context.Context, r *result, questions []question) error {
	if err := b.fill(ctx, r); err != nil {
		return err
	}
	conn, err := dial(ctx, b.dsn)
	if err != nil {
		return err
	}
	defer conn.conn.Close(ctx)
	if err := b.copy(ctx, conn, r); err != nil {
		return err
	}
	log.Print("recall against the exact scan")
	if r.recall, err = measureRecall(ctx, b.postgres, b.vectors.model, b.stored, questions); err != nil {
		return err
	}
	if r.sizes, err = conn.sizes(ctx, filepath.Join(b.folder, fileName)); err != nil {
		return err
	}
	if r.postings, err = conn.postings(ctx, questions); err != nil {
		return err
	}
	if err := conn.conn.QueryRow(ctx, `select 'PostgreSQL ' || current_setting('server_version') || ', pgvector ' ||
		extversion || ', shared_buffers ' || current_setting('shared_buffers') || ', fsync ' || current_setting('fsync')
		from pg_extension where extname = 'vector'`).Scan(&r.server); err != nil {
		return err
	}
	log.Print("searches")
	probes, err := b.probes(ctx)
	if err != nil {
		return err
	}
	r.latencies, err = interleave(ctx, probes, questions)
	return err
}

const fileName = "bench.db"

// fill fills both stores and opens them again.
func (b *bed) fill(ctx context.Context, r *result) error {
	openPostgres := func() (retrieval.Store, error) { return pg.Open(ctx, b.dsn, pg.Options{Linger: patience}) }
	openFile := func() (retrieval.Store, error) {
		return embedded.Open(ctx, filepath.Join(b.folder, fileName), embedded.Options{})
	}
	for _, store := range []struct {
		name string
		open func() (retrieval.Store, error)
		took *filling
		kept *retrieval.Store
	}{{"the embedded store", openFile, &r.file, &b.file}, {"PostgreSQL", openPostgres, &r.postgres, &b.postgres}} {
		log.Printf("%d passages into %s", len(b.texts), store.name)
		s, err := store.open()
		if err != nil {
			return err
		}
		if b.stored, err = store.took.fill(ctx, s, b.texts, b.vectors); err != nil { // PostgreSQL comes last
			return err
		}
		if *store.kept, err = store.open(); err != nil {
			return err
		}
	}
	return nil
}

// copy makes the bare tables.
func (b *bed) copy(ctx context.Context, conn bare, r *result) (err error) {
	log.Print("the same rows into bare tables")
	if r.copied.passages, err = conn.copyPassages(ctx, b.texts); err != nil {
		return err
	}
	if r.copied.vectors, err = conn.copyVectors(ctx, b.stored); err != nil {
		return err
	}
	if r.copied.gin, err = conn.indexPairs(ctx, b.texts); err != nil {
		return err
	}
	return conn.exec(ctx, `vacuum analyze`)
}

// Names of the probes that others are compared with, and of the one that must keep within their sum.
const (
	bareHNSW = "bare HNSW, ef 120, 60 nearest"
	bareGIN  = "bare GIN, any 60 that share a pair"
	hybrid   = "words and vector"
)

// probes gives all that is timed, each bare one on a connection of its own.
func (b *bed) probes(ctx context.Context) ([]probe, error) {
	var list []probe
	add := func(name string, seldom bool, make func(bare) (func(context.Context, question) error, error)) error {
		conn, err := dial(ctx, b.dsn)
		if err != nil {
			return err
		}
		ask, err := make(conn)
		list = append(list, probe{name, ask, seldom})
		return err
	}
	type asker = func(context.Context, question) error
	for _, p := range []struct {
		name   string
		seldom bool
		make   func(bare) (asker, error)
	}{
		{bareHNSW, false, func(c bare) (asker, error) { return c.nearest(ctx, 2*limit, limit) }},
		{"bare HNSW, ef 40, 40 nearest", false, func(c bare) (asker, error) { return c.nearest(ctx, 40, 40) }},
		{bareGIN, false, func(c bare) (asker, error) { return c.sharing(ctx, sharingQuery, limit) }},
		{"GIN, the 60 that share most pairs", true, func(c bare) (asker, error) { return c.sharing(ctx, countedQuery, limit) }},
	} {
		if err := add(p.name, p.seldom, p.make); err != nil {
			return nil, err
		}
	}
	for _, a := range []asking{
		{"words", true, false, nil},
		{"vector", false, true, nil},
		{hybrid, true, true, nil},
		{hybrid + ", 1 passage in 100", true, true, []string{county}},
		{hybrid + ", 20 in 100", true, true, []string{county, city}},
	} {
		list = append(list, a.probe(b.postgres, "", b.vectors.model))
	}
	for _, a := range []asking{{"words", true, false, nil}, {"vector", false, true, nil}, {hybrid, true, true, nil}} {
		list = append(list, a.probe(b.file, "embedded store: ", b.vectors.model))
	}
	return list, nil
}

func (b *bed) close() {
	for _, s := range []retrieval.Store{b.postgres, b.file} {
		if s != nil {
			s.Close()
		}
	}
}
