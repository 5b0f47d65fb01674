package pg_test

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"wence/retrieval"
	"wence/retrieval/pg"
	"wence/retrieval/pg/pgtest"
)

// embedAll embeds as an ingester does, and tells which passages it embedded.
func embedAll(t *testing.T, s *pg.Store) []int32 {
	var done []int32
	for after := int32(0); ; {
		batch, err := s.Unembedded(t.Context(), "m", after, 16)
		if err != nil {
			t.Error(err)
			return done
		}
		if len(batch) == 0 {
			return done
		}
		time.Sleep(5 * time.Millisecond) // a model takes its time
		var vectors []retrieval.Vector
		for _, p := range batch {
			vectors = append(vectors, retrieval.Vector{PassageID: p.ID, Values: []float32{1, float32(p.ID)}})
			done = append(done, p.ID)
		}
		if err := s.SetVectors(t.Context(), "m", vectors); err != nil {
			t.Error(err)
			return done
		}
		after = batch[len(batch)-1].ID
	}
}

// TestEmbedTogether embeds by several stores at once: each passage is embedded once, and all take part.
func TestEmbedTogether(t *testing.T) {
	const notices, machines = 100, 3
	dsn := pgtest.New(t)
	s := openAt(t, dsn)
	defer s.Close()
	for i := range notices {
		if _, err := s.Put(t.Context(), entry(fmt.Sprint("/", i), "甲", "乙", "丙", "丁", "戊")); err != nil {
			t.Fatal(err)
		}
	}
	embedded := make([][]int32, machines)
	var embedding sync.WaitGroup
	for m := range machines {
		embedding.Go(func() {
			s := openAt(t, dsn)
			defer s.Close()
			embedded[m] = embedAll(t, s)
		})
	}
	embedding.Wait()
	seen := map[int32]bool{}
	for m, ids := range embedded {
		if len(ids) == 0 {
			t.Errorf("machine %d had nothing to do", m)
		}
		for _, id := range ids {
			if seen[id] {
				t.Errorf("passage %d was embedded twice", id)
			}
			seen[id] = true
		}
	}
	if st, err := s.Status(t.Context()); err != nil || len(seen) != 5*notices || st.Vectors["m"] != 5*notices {
		t.Errorf("%d passages were embedded, %+v, %v", len(seen), st, err)
	}
}

// TestClaimsEnd wants passages that a store was given to be free once it is closed, and its own to stay its own.
func TestClaimsEnd(t *testing.T) {
	dsn := pgtest.New(t)
	first, second := openAt(t, dsn), openAt(t, dsn)
	defer second.Close()
	if _, err := first.Put(t.Context(), entry("/a", "甲", "乙", "丙")); err != nil {
		t.Fatal(err)
	}
	count := func(s *pg.Store, model string, limit, want int) {
		t.Helper()
		list, err := s.Unembedded(t.Context(), model, 0, limit)
		if err != nil || len(list) != want {
			t.Fatalf("%d passages, %v, want %d", len(list), err, want)
		}
	}
	count(first, "m", 2, 2)
	count(first, "m", 2, 2)
	count(second, "m", 10, 1)
	count(second, "other", 10, 3)
	count(first, "m", 10, 3)
	count(second, "m", 10, 0)
	// to replace what is being embedded waits for nobody
	if _, err := second.Put(t.Context(), entry("/a", "丁", "戊")); err != nil {
		t.Fatal(err)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	count(second, "m", 10, 2)
}

// TestIndexWhileEmbedding builds an index while another process holds passages that it embeds: neither waits.
func TestIndexWhileEmbedding(t *testing.T) {
	dsn := pgtest.New(t)
	embedding, indexing := openAt(t, dsn), openAt(t, dsn)
	defer embedding.Close()
	if _, err := indexing.Put(t.Context(), entry("/a", "甲", "乙")); err != nil {
		t.Fatal(err)
	}
	list, err := embedding.Unembedded(t.Context(), "m", 0, 10)
	if err != nil || len(list) != 2 {
		t.Fatalf("%d passages, %v", len(list), err)
	}
	if err := indexing.SetVectors(t.Context(), "m", []retrieval.Vector{{PassageID: list[0].ID, Values: []float32{1, 2}}}); err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	if err := indexing.Close(); err != nil {
		t.Fatal(err)
	}
	conn := connect(t, dsn)
	for indexed := false; !indexed; time.Sleep(50 * time.Millisecond) { // by the other store where that was quicker
		if time.Since(start) > time.Minute {
			t.Fatal("no index after a minute")
		}
		if err := conn.QueryRow(t.Context(), `select exists (select from pg_index
			where indexrelid = to_regclass('passage_vector_hnsw_1') and indisvalid)`).Scan(&indexed); err != nil {
			t.Fatal(err)
		}
	}
}
