package storetest

import (
	"context"
	"fmt"
	"io"
	"testing"

	"wence/retrieval"
)

// feedOrigins is how many notices Feed stores in turn: few enough that most of its work is replacing.
const feedOrigins = 12

// Feed stores version after version of a few notices, from the version first on, and writes a line "stored VERSION" to
// acknowledged after each one that the store has taken. It ends with the context or with the store's first error.
func Feed(ctx context.Context, s retrieval.Store, first int, acknowledged io.Writer) error {
	for v := first; ctx.Err() == nil; v++ {
		id, err := s.Put(ctx, fed(v))
		if err != nil {
			return err
		}
		if v%3 == 0 {
			if err := embedFed(ctx, s, id, v); err != nil {
				return err
			}
		}
		if _, err := fmt.Fprintf(acknowledged, "stored %d\n", v); err != nil {
			return err
		}
	}
	return nil
}

func fed(version int) retrieval.Entry {
	return versioned(fmt.Sprintf("/fed%d", version%feedOrigins), version)
}

func embedFed(ctx context.Context, s retrieval.Store, id string, version int) error {
	list, err := s.Passages(ctx, id)
	if err != nil {
		return err
	}
	var vectors []retrieval.Vector
	for _, p := range list {
		vectors = append(vectors, retrieval.Vector{PassageID: p.ID, Values: []float32{float32(p.Seq), float32(version)}})
	}
	return s.SetVectors(ctx, "m", vectors)
}

// CheckFed tests a store that a process was feeding when it was killed. Every notice is whole, none is older than the
// last one acknowledged under its origin, and the index knows exactly what is stored. -1 for last means none.
func CheckFed(t *testing.T, s retrieval.Store, last int) {
	t.Helper()
	CheckWhole(t, s)
	stored := 0
	for i := range feedOrigins {
		n, err := s.Known(t.Context(), fmt.Sprintf("/fed%d", i), "")
		if isNotFound(err) {
			if last >= i {
				t.Fatalf("version %d was stored but /fed%d is not there", last, i)
			}
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		var version int
		if _, err := fmt.Sscanf(n.Title, "版本%d", &version); err != nil {
			t.Fatal(err)
		}
		if acknowledged := lastOf(last, i); version < acknowledged {
			t.Fatalf("/fed%d holds version %d, but %d was stored", i, version, acknowledged)
		}
		want := fed(version)
		if got := whole(t, s, n.ID); got.Text != want.Notice.Text {
			t.Fatalf("/fed%d holds %q, want %q", i, got.Text, want.Notice.Text)
		}
		list := passages(t, s, n.ID)
		if len(list) != len(want.Passages) {
			t.Fatalf("/fed%d has %d passages, want %d", i, len(list), len(want.Passages))
		}
		stored += len(list)
	}
	found := find(t, s, retrieval.Probe{Query: query("教师补贴"), Model: "m", Vector: []float32{1, 1}, Limit: 1000}).Candidates
	byText := 0
	for _, c := range found {
		if c.BM25 > 0 {
			byText++
		}
	}
	if st := status(t, s); byText != stored || st.Passages != stored {
		t.Fatalf("%d passages belong to notices, %d are found, %d are counted", stored, byText, st.Passages)
	}
}

// lastOf is the highest version up to last that was stored under the origin i; below 0 when none was.
func lastOf(last, i int) int { return last - (last-i+feedOrigins)%feedOrigins }
