package storetest

import (
	"reflect"
	"testing"
	"time"

	"wence/retrieval"
)

func key(id string, created time.Time) retrieval.Key {
	return retrieval.Key{ID: id, Name: "班主任群'; --𠮷", Digest: []byte{0, 1, 255}, Scopes: []string{"ask", "openai"}, PerMinute: 30, Created: created}
}

// testKeys makes keys, uses them and revokes one.
func testKeys(t *testing.T, s retrieval.Store) {
	ctx := t.Context()
	if keys, err := s.Keys(ctx); err != nil || len(keys) != 0 {
		t.Errorf("an empty store has keys %v, %v", keys, err)
	}
	old, young := key("a", noon), key("b", noon.Add(time.Hour))
	for _, k := range []retrieval.Key{old, young} {
		if err := s.PutKey(ctx, k); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.PutKey(ctx, key("a", noon)); err == nil {
		t.Error("a key took the place of another")
	}
	later := noon.Add(2*time.Hour + 1234567*time.Nanosecond)
	for _, at := range []time.Time{noon.Add(time.Minute), later, noon} {
		if err := s.UseKey(ctx, "a", at); err != nil {
			t.Fatal(err)
		}
	}
	for _, at := range []time.Time{later, later.Add(time.Hour)} {
		if err := s.RevokeKey(ctx, "b", at); err != nil {
			t.Fatal(err)
		}
	}
	old.Used, young.Revoked = later.Truncate(time.Millisecond), later.Truncate(time.Millisecond)
	if keys, err := s.Keys(ctx); err != nil || !reflect.DeepEqual(keys, []retrieval.Key{young, old}) {
		t.Errorf("got %+v, %v\nwant %+v", keys, err, []retrieval.Key{young, old})
	}
	if k, err := s.Key(ctx, "a"); err != nil || !reflect.DeepEqual(k, old) {
		t.Errorf("got %+v, %v\nwant %+v", k, err, old)
	}
	for name, err := range map[string]error{
		"Key": second(s.Key(ctx, "c")), "UseKey": s.UseKey(ctx, "c", noon), "RevokeKey": s.RevokeKey(ctx, "c\x00\xff", noon),
	} {
		if !isNotFound(err) {
			t.Errorf("%s of no key gave %v, want ErrNotFound", name, err)
		}
	}
}

// testKeptAnswers keeps answers, one of them twice, and forgets the older.
func testKeptAnswers(t *testing.T, s retrieval.Store) {
	ctx := t.Context()
	first := retrieval.KeptAnswer{ID: "1", At: noon, Question: "补多少?", Body: []byte(`{"text":""}`)}
	second := retrieval.KeptAnswer{ID: "2", At: noon.Add(time.Hour), Question: "'; --𠮷", Region: "青浦县", Body: []byte(`{"text":"𠮷"}`)}
	for _, a := range []retrieval.KeptAnswer{first, {ID: "2", At: noon, Body: []byte("{}")}, second} {
		if err := s.KeepAnswer(ctx, a); err != nil {
			t.Fatal(err)
		}
	}
	for _, want := range []retrieval.KeptAnswer{first, second} {
		if got, err := s.KeptAnswer(ctx, want.ID); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("got %+v, %v\nwant %+v", got, err, want)
		}
	}
	if _, err := s.Forget(ctx, noon.Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	if _, err := s.KeptAnswer(ctx, "1"); !isNotFound(err) {
		t.Errorf("an answer to be forgotten gave %v, want ErrNotFound", err)
	}
	if _, err := s.KeptAnswer(ctx, "2"); err != nil {
		t.Errorf("an answer to be kept gave %v", err)
	}
}
