package embedded

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"wence/retrieval"
	"wence/retrieval/lexical"
)

// TestStatementsAreKept: however many read at once, each connection parses a statement once, and there are no more
// connections than can be of use.
func TestStatementsAreKept(t *testing.T) {
	s := openTemp(t)
	for i := range 5 {
		e := retrieval.Entry{Notice: retrieval.Notice{Origin: fmt.Sprint(i), SHA256: fmt.Sprintf("%064x", i), Title: "班主任津贴", Text: "每月450元", Region: retrieval.Region{ID: fmt.Sprint(i), Name: "甲"}}}
		e.Passages = []retrieval.Passage{{Seq: 1, Span: retrieval.Span{End: len(e.Notice.Text)}, Text: e.Notice.Text}}
		if _, err := s.Put(t.Context(), e); err != nil {
			t.Fatal(err)
		}
	}
	var clients sync.WaitGroup
	for range 8 {
		clients.Go(func() {
			for range 25 {
				found, err := s.Find(t.Context(), retrieval.Probe{Query: lexical.ParseQuery("津贴"), Limit: 3})
				regions, err2 := s.Regions(t.Context())
				st, err3 := s.Status(t.Context())
				if err := errors.Join(err, err2, err3); err != nil || len(found.Candidates) != 3 || len(regions) != 5 || st.Notices != 5 {
					t.Errorf("%d found, %d regions, %+v, %v", len(found.Candidates), len(regions), st, err)
				}
			}
		})
	}
	clients.Wait()
	var all []*reader
	for range mostReaders() {
		all = append(all, <-s.readers.free)
	}
	used := 0
	for _, r := range all {
		if n := len(r.statements); n > 20 {
			t.Errorf("%d statements kept", n)
		} else if n > 0 {
			used++
		}
		for query, kept := range r.statements {
			if kept.busy {
				t.Errorf("still in use: %s", query)
			}
		}
		s.readers.giveBack(r)
	}
	if used == 0 {
		t.Error("no statement is kept")
	}
}

// TestStatementsWithin: a query that is run again while its rows are read gives its own.
func TestStatementsWithin(t *testing.T) {
	s := openTemp(t)
	const query = `SELECT value FROM json_each('[1, 2, 3]')`
	var got []int
	err := s.read(t.Context(), func(tx transaction) error {
		return tx.each(query, func(row scanner) error {
			var outer, inner int
			if err := row.Scan(&outer); err != nil {
				return err
			}
			err := tx.row(query).Scan(&inner)
			got = append(got, 10*outer+inner)
			return err
		})
	})
	if err != nil || fmt.Sprint(got) != "[11 21 31]" {
		t.Errorf("%v, %v", got, err)
	}
}

// TestGlanceMindsItsContext: between rows at the latest.
func TestGlanceMindsItsContext(t *testing.T) {
	s := openTemp(t)
	ctx, cancel := context.WithCancel(t.Context())
	rows := 0
	err := s.glance(ctx, func(tx transaction) error {
		return tx.each(`SELECT value FROM json_each('[1, 2, 3]')`, func(scanner) error {
			rows++
			cancel()
			return nil
		})
	})
	if !errors.Is(err, context.Canceled) || rows != 1 {
		t.Errorf("%d rows, %v", rows, err)
	}
	if _, err := s.Status(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("a context that has ended: %v", err)
	}
}
