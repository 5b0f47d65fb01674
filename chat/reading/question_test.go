package reading

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"wence/retrieval"
	"wence/retrieval/place"
	"wence/retrieval/scope"
)

// empty is a store without notices, which counts what is asked of it.
type empty struct{ names, longest int }

func (e *empty) Regions(context.Context) ([]retrieval.Region, error) { return nil, nil }

func (e *empty) Named(_ context.Context, names []string) ([]retrieval.Naming, error) {
	e.names += len(names)
	for _, n := range names {
		e.longest = max(e.longest, utf8.RuneCountInString(n))
	}
	return nil, nil
}

func newReader(t *testing.T, store scope.Store) *Reader {
	t.Helper()
	places, err := place.Load()
	if err != nil {
		t.Fatal(err)
	}
	return NewReader(scope.NewReader(store, places), time.Now)
}

func TestQuestionsThatCannotBe(t *testing.T) {
	r := newReader(t, &empty{})
	for _, tc := range []struct {
		name    string
		q       Question
		pointer string
	}{
		{"long", Question{Text: strings.Repeat("问", MaxQuestion+1)}, "/question"},
		{"as long as may be", Question{Text: strings.Repeat("问", MaxQuestion)}, ""},
		{"long in its normal form", Question{Text: strings.Repeat("\ufdfa", MaxQuestion)}, "/question"},
		{"long place", Question{Text: "补多少?", Region: strings.Repeat("县", MaxRegion+1)}, "/region"},
		{"not UTF-8", Question{Text: "补\xff"}, "/question"},
		{"personal data does not make it shorter", Question{Text: strings.Repeat("13812345678 ", 100)}, "/question"},
	} {
		_, err := r.Read(t.Context(), tc.q)
		var field *FieldError
		if got := errors.As(err, &field); got != (tc.pointer != "") || got && field.Pointer != tc.pointer {
			t.Errorf("%s: %v", tc.name, err)
		}
	}
	if _, err := r.Place(t.Context(), strings.Repeat("县", MaxRegion+1)); !errors.As(err, new(*FieldError)) {
		t.Errorf("a long place: %v", err)
	}
}

// TestHistoryIsBounded: of a conversation without end so much is looked at, and no more.
func TestHistoryIsBounded(t *testing.T) {
	var q Question
	for range 50 {
		q.History = append(q.History, Turn{"user", strings.Repeat("问", 9000)}, Turn{"assistant", strings.Repeat("答", 9000)})
	}
	q.Text, q.History[99].Content = "那小学呢?", strings.Repeat("\ufdfa", 2000)
	store := &empty{}
	got, err := newReader(t, store).Read(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	if len(got.History) != MaxHistory {
		t.Errorf("%d turns", len(got.History))
	}
	for i, turn := range got.History {
		n, most := utf8.RuneCountInString(turn.Content), MaxTurn
		if turn.Role == "user" {
			most = MaxQuestion
		}
		if want := most; i < MaxHistory-1 && n != want || i == MaxHistory-1 && n != 0 {
			t.Errorf("turn %d of %s: %d characters", i, turn.Role, n)
		}
	}
	if most := MaxHistory * MaxQuestion * 24; store.names > most {
		t.Errorf("%d names looked up, more than %d", store.names, most)
	}
	if len(q.History) != 100 || len(q.History[0].Content) != 27000 {
		t.Error("the caller's history is changed")
	}
}

// TestNamesAreBounded: a question of nothing but names is no longer work than others.
func TestNamesAreBounded(t *testing.T) {
	got, err := newReader(t, &empty{}).Read(t.Context(), Question{Text: strings.Repeat("甲乙小学", 125)})
	if err != nil || len(got.Names) > 12 {
		t.Errorf("%d names, %v", len(got.Names), err)
	}
	several, err := newReader(t, &empty{}).Read(t.Context(), Question{Text: "柳溪县石牛镇中心小学和荻溪小学招多少人?"})
	if err != nil || !slices.Contains(several.Names, "荻溪小学") {
		t.Errorf("%q, %v", several.Names, err)
	}
}
