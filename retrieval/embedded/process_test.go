package embedded_test

import (
	"context"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"sync"
	"testing"
	"time"

	"wence/retrieval"
	"wence/retrieval/embedded"
	"wence/retrieval/lexical"
	"wence/retrieval/storetest"
)

// TestKill kills a process that stores notices at moments of no choice, and wants all that it had acknowledged.
func TestKill(t *testing.T) {
	const kills = 25
	path := filepath.Join(t.TempDir(), "wence.db")
	random := rand.New(rand.NewPCG(1, 2))
	last := -1
	for kill := range kills {
		f := startFeeder(t, path, last+1)
		if kill%5 > 0 { // the fifth time it may be killed while it opens the store
			if v, running := <-f.stored; running {
				last = v
			}
		}
		time.Sleep(time.Duration(random.IntN(150)) * time.Millisecond)
		if err := f.cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		last, _ = f.end(last)
		if f.said.Len() > 0 {
			t.Fatalf("the process said %s", f.said.String())
		}
		s := openAt(t, path)
		storetest.CheckFed(t, s, last)
		if err := s.Check(t.Context()); err != nil {
			t.Fatalf("after %d kills: %v", kill+1, err)
		}
		closeStore(t, s)
	}
	t.Logf("%d versions were stored in %d runs", last+1, kills)
	f := startFeeder(t, path, last+1)
	time.Sleep(200 * time.Millisecond)
	f.stdin.Close()
	last, err := f.end(last)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path + "-wal"); err == nil {
		t.Error("the log is still there after a process ended in order")
	}
	s := openAt(t, path)
	defer closeStore(t, s)
	storetest.CheckFed(t, s, last)
}

// TestProcesses lets three processes write to a new store while this one reads: nobody may meet a lock.
func TestProcesses(t *testing.T) {
	path := filepath.Join(t.TempDir(), "wence.db")
	var feeders []*feeder
	for range 3 {
		feeders = append(feeders, startFeeder(t, path, 0))
	}
	s := openAt(t, path)
	defer closeStore(t, s)
	for range 40 { // versions of each process
		storetest.CheckWhole(t, s)
		for _, f := range feeders {
			<-f.stored // closed when the process has failed
		}
	}
	for _, f := range feeders {
		f.stdin.Close()
		if _, err := f.end(0); err != nil {
			t.Error(err)
		}
	}
	storetest.CheckFed(t, s, -1)
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
}

// TestCloseAfterCancel wants the file whole without its log once Close has returned, also when calls were cut short.
func TestCloseAfterCancel(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	path := filepath.Join(t.TempDir(), "wence.db")
	for range 30 {
		s := openAt(t, path)
		ctx, cancel := context.WithTimeout(t.Context(), time.Duration(random.IntN(20_000))*time.Microsecond)
		var calls sync.WaitGroup
		calls.Go(func() { storetest.Feed(ctx, s, 0, io.Discard) })
		calls.Go(func() {
			for ctx.Err() == nil {
				s.Find(ctx, retrieval.Probe{Query: lexical.ParseQuery("教师补贴"), Limit: 10})
			}
		})
		calls.Wait()
		cancel()
		closeStore(t, s)
		if left, _ := filepath.Glob(path + "-*"); len(left) > 0 {
			t.Fatalf("%q are still there", left)
		}
	}
}

// TestOpenTogether opens a file that is not there yet many times at once.
func TestOpenTogether(t *testing.T) {
	path := filepath.Join(t.TempDir(), "wence.db")
	var opening sync.WaitGroup
	stores := make([]*embedded.Store, 8)
	for i := range stores {
		opening.Go(func() {
			var err error
			if stores[i], err = embedded.Open(t.Context(), path, embedded.Options{Logger: logTo(t)}); err != nil {
				t.Error(err)
			}
		})
	}
	opening.Wait()
	for _, s := range stores {
		if s != nil {
			closeStore(t, s)
		}
	}
}

// TestVectorsOfOthers wants a store to follow what another one on the same file does with vectors.
func TestVectorsOfOthers(t *testing.T) {
	path := filepath.Join(t.TempDir(), "wence.db")
	reader, writer := openAt(t, path), openAt(t, path)
	defer closeStore(t, reader)
	defer closeStore(t, writer)
	cosines := func() []float64 {
		t.Helper()
		found, err := reader.Find(t.Context(), retrieval.Probe{Query: lexical.Query{}, Model: "m", Vector: []float32{1, 0}, Limit: 10})
		if err != nil {
			t.Fatal(err)
		}
		var list []float64
		for _, c := range found.Candidates {
			list = append(list, c.Cosine)
		}
		return list
	}
	put := func(passages ...string) []retrieval.Passage {
		t.Helper()
		e := retrieval.Entry{Notice: retrieval.Notice{Origin: "/a", SHA256: "0123456789abcdef"}}
		for i, p := range passages {
			e.Passages = append(e.Passages, retrieval.Passage{Seq: i + 1, Text: p})
		}
		id, err := writer.Put(t.Context(), e)
		if err != nil {
			t.Fatal(err)
		}
		list, err := writer.Passages(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		return list
	}
	set := func(p retrieval.Passage, values ...float32) {
		t.Helper()
		if err := writer.SetVectors(t.Context(), "m", []retrieval.Vector{{PassageID: p.ID, Values: values}}); err != nil {
			t.Fatal(err)
		}
	}
	want := func(what string, want ...float64) {
		t.Helper()
		if got := cosines(); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %v, want %v", what, got, want)
		}
	}
	want("nothing yet")
	list := put("甲", "乙")
	set(list[0], 2, 0)
	want("one vector", 1)
	set(list[1], 0, 2)
	want("two vectors", 1, 0)
	set(list[0], -3, 0)
	want("one set again", 0, -1)
	list = put("丙", "丁")
	want("the passages replaced")
	set(list[1], 5, 0)
	want("a vector of the new ones", 1)
	put("戊")
	set(put("己")[0], 1, 0) // reuses the highest row of the table, were ids not kept
	want("replaced twice", 1)
}
