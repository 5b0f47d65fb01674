package storetest

import (
	"reflect"
	"testing"
	"time"

	"wence/retrieval"
)

// testSessions begins and ends sessions.
func testSessions(t *testing.T, s retrieval.Store) {
	a := retrieval.Session{ID: "a", Name: "张三", Key: "k", Until: time.Now().Add(time.Hour).UTC().Truncate(time.Millisecond)}
	b := retrieval.Session{ID: "b", Name: "李四", Key: "k", Until: time.Now().Add(-time.Hour).UTC().Truncate(time.Millisecond)}
	for _, session := range []retrieval.Session{b, a} {
		if err := s.PutSession(t.Context(), session); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := s.Session(t.Context(), "a"); err != nil || got != a {
		t.Errorf("got %+v, %v", got, err)
	}
	if got, err := s.Session(t.Context(), "b"); !isNotFound(err) {
		t.Errorf("one that has ended: %+v, %v", got, err)
	}
	for range 2 {
		if err := s.EndSession(t.Context(), "a"); err != nil {
			t.Error(err)
		}
	}
	if got, err := s.Session(t.Context(), "a"); !isNotFound(err) {
		t.Errorf("one that was ended: %+v, %v", got, err)
	}
}

// testChanges notes changes and lists them, page by page.
func testChanges(t *testing.T, s retrieval.Store) {
	var want []retrieval.Change
	for _, id := range []string{"1", "2", "3"} {
		c := retrieval.Change{ID: id, At: noon, Who: "张三", What: "corrected", NoticeID: "n", Title: "通知", Before: "标题:旧", After: "标题:'新'"}
		if err := s.NoteChange(t.Context(), c); err != nil {
			t.Fatal(err)
		}
		want = append([]retrieval.Change{c}, want...)
	}
	first, err := s.Changes(t.Context(), "", 2)
	if err != nil || !reflect.DeepEqual(first, want[:2]) {
		t.Fatalf("got %+v, %v", first, err)
	}
	if rest, err := s.Changes(t.Context(), first[1].ID, 2); err != nil || !reflect.DeepEqual(rest, want[2:]) {
		t.Errorf("got %+v, %v", rest, err)
	}
}
