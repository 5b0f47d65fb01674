package storetest

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"wence/retrieval"
)

// versioned is a notice all of whose passages name the version, so a mixture of versions shows.
func versioned(origin string, version int) retrieval.Entry {
	mark := fmt.Sprintf("版本%d", version)
	paragraphs := make([]string, 3+version%3)
	for i := range paragraphs {
		paragraphs[i] = fmt.Sprintf("%s 第%d段,教师补贴。", mark, i+1)
	}
	return notice(origin, mark, paragraphs...)
}

// testConcurrent lets writers replace notices while readers look. No reader may see a part of a notice.
func testConcurrent(t *testing.T, s retrieval.Store) {
	const writers, readers, versions = 4, 4, 25
	failed := make(chan error, writers+readers)
	done := make(chan struct{})
	var writing, reading sync.WaitGroup
	for w := range writers {
		writing.Go(func() {
			for v := range versions {
				for _, origin := range []string{fmt.Sprintf("/own%d", w), "/shared"} {
					if _, err := s.Put(t.Context(), versioned(origin, v)); err != nil {
						failed <- err
						return
					}
				}
			}
		})
	}
	for range readers {
		reading.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
				}
				if err := look(t, s); err != nil {
					failed <- err
					return
				}
			}
		})
	}
	writing.Wait()
	close(done)
	reading.Wait()
	close(failed)
	for err := range failed {
		t.Error(err)
	}
	if st := status(t, s); st.Notices != writers+1 {
		t.Errorf("%d notices are stored, want %d", st.Notices, writers+1)
	}
	if err := look(t, s); err != nil {
		t.Error(err)
	}
}

// CheckWhole tests, while other processes feed the store, that no part of a notice is seen.
func CheckWhole(t *testing.T, s retrieval.Store) {
	t.Helper()
	if err := look(t, s); err != nil {
		t.Fatal(err)
	}
}

// look reads everything and reports what does not fit together.
func look(t *testing.T, s retrieval.Store) error {
	found, err := s.Find(t.Context(), retrieval.Probe{Query: query("教师补贴"), Limit: 50})
	if err != nil {
		return err
	}
	count := map[string]int{}
	for _, c := range found.Candidates {
		count[c.Notice.ID]++
		if !strings.HasPrefix(c.Passage.Text, c.Notice.Title+" ") {
			return fmt.Errorf("found %q in the notice %q", c.Passage.Text, c.Notice.Title)
		}
	}
	list, _, err := s.Notices(t.Context(), 100, "")
	if err != nil {
		return err
	}
	for _, n := range list {
		ps, err := s.Passages(t.Context(), n.ID)
		if err != nil {
			return err
		}
		for _, p := range ps {
			if mark, _, _ := strings.Cut(p.Text, " "); !strings.HasPrefix(ps[0].Text, mark+" ") {
				return fmt.Errorf("passages %q and %q stand side by side", ps[0].Text, p.Text)
			}
		}
	}
	for id, n := range count {
		if n < 3 || n > 5 {
			return fmt.Errorf("%d passages of %s were found, want 3 to 5", n, id)
		}
	}
	return nil
}

// testMany stores 5,000 notices, so that characters are common and segments many, and compares with an index in memory.
func testMany(t *testing.T, s retrieval.Store) {
	entries := corpus(5000)
	putAll(t, s, entries...)
	r := newReference(t, entries)
	if !r.common(query("教").Terms()[0]) {
		t.Fatal("no character of this corpus is common")
	}
	for _, q := range questions {
		for _, regions := range [][]string{nil, county.Lineage} {
			p := retrieval.Probe{Query: query(q), Regions: regions, Limit: 50}
			r.check(t, p, find(t, s, p))
		}
	}
	if all := pages(t, s, 700, func() {}); len(all) != 5000 {
		t.Errorf("%d notices are listed, want 5,000", len(all))
	}
}
