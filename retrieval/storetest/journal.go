package storetest

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"wence/retrieval"
)

// noon is noon in Beijing on a day of the suite's own.
var noon = time.Date(2026, 3, 10, 4, 0, 0, 0, time.UTC)

// asked is a line of the journal.
func asked(id string, at time.Time, question, status string) retrieval.Asked {
	return retrieval.Asked{ID: id, At: at, Question: question, Status: status}
}

func note(t *testing.T, s retrieval.Store, lines ...retrieval.Asked) {
	t.Helper()
	for _, a := range lines {
		if err := s.Journal(t.Context(), a); err != nil {
			t.Fatalf("journal %s: %v", a.ID, err)
		}
	}
}

func journal(t *testing.T, s retrieval.Store, q retrieval.AskedQuery) []retrieval.Asked {
	t.Helper()
	lines, err := s.Asked(t.Context(), q)
	if err != nil {
		t.Fatalf("asked %+v: %v", q, err)
	}
	return lines
}

func answerIDs(lines []retrieval.Asked) []string {
	var ids []string
	for _, a := range lines {
		ids = append(ids, a.ID)
	}
	return ids
}

// testJournal writes lines, some twice, and rates them.
func testJournal(t *testing.T, s retrieval.Store) {
	version := status(t, s).Version
	first := retrieval.Asked{ID: "1", At: noon.Add(1234567 * time.Nanosecond), Question: "'; DROP TABLE asked; -- 𠮷😀", Region: "青浦县", Status: "partial"}
	rated := retrieval.Asked{ID: "2", At: noon.Add(time.Second), Question: "问", Rating: retrieval.Rating{Down: true, Reason: "wrong", Comment: "第一行\n第二行"}}
	note(t, s, first, rated, asked("1", noon.Add(time.Hour), "又一问", "declined"))
	first.At = first.At.Truncate(time.Millisecond)
	if got, want := journal(t, s, retrieval.AskedQuery{}), []retrieval.Asked{rated, first}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
	for _, r := range []retrieval.Rating{{Up: true}, {Down: true, Reason: "missed", Comment: "没答"}, {Up: true, Comment: "好"}, {}} {
		if err := s.Rate(t.Context(), "1", r); err != nil {
			t.Fatalf("rate: %v", err)
		}
		if got := journal(t, s, retrieval.AskedQuery{})[1].Rating; got != r {
			t.Errorf("rating %+v, want %+v", got, r)
		}
	}
	if err := s.Rate(t.Context(), "3", retrieval.Rating{Up: true}); !errors.Is(err, retrieval.ErrNotFound) {
		t.Errorf("a rating of no answer gave %v, want ErrNotFound", err)
	}
	if got := status(t, s).Version; got != version {
		t.Errorf("the journal changed the corpus: version %d after %d", got, version)
	}
	note(t, s, asked("\xff\x00", noon, "问\xff\x00", "answered"))
}

// testJournalQueries asks for a part of the journal.
func testJournalQueries(t *testing.T, s retrieval.Store) {
	for i, st := range []string{"answered", "partial", "clarify", "declined", "blocked", ""} {
		note(t, s, asked(fmt.Sprint(i), noon.Add(time.Duration(i)*time.Minute), "问", st))
	}
	note(t, s, asked("2b", noon.Add(2*time.Minute), "问", "answered"))
	for id, r := range map[string]retrieval.Rating{"0": {Down: true}, "2": {Up: true}, "4": {Up: true}} {
		if err := s.Rate(t.Context(), id, r); err != nil {
			t.Fatal(err)
		}
	}
	at := func(minutes int) time.Time { return noon.Add(time.Duration(minutes) * time.Minute) }
	for _, tc := range []struct {
		name  string
		query retrieval.AskedQuery
		want  []string
	}{
		{"all, newest first", retrieval.AskedQuery{}, []string{"5", "4", "3", "2", "2b", "1", "0"}},
		{"since a minute, itself included", retrieval.AskedQuery{Since: at(4)}, []string{"5", "4"}},
		{"until a minute, itself excluded", retrieval.AskedQuery{Until: at(2)}, []string{"1", "0"}},
		{"between, in another zone", retrieval.AskedQuery{Since: at(1).In(time.FixedZone("", 8*3600)), Until: at(4)}, []string{"3", "2", "2b", "1"}},
		{"poor", retrieval.AskedQuery{Poor: true}, []string{"4", "3", "0"}},
		{"poor in part", retrieval.AskedQuery{Poor: true, Since: at(1)}, []string{"4", "3"}},
		{"limited", retrieval.AskedQuery{Limit: 2}, []string{"5", "4"}},
		{"a limit below 0", retrieval.AskedQuery{Limit: -1}, nil},
		{"an empty span", retrieval.AskedQuery{Since: at(3), Until: at(3)}, nil},
	} {
		if got := answerIDs(journal(t, s, tc.query)); !slices.Equal(got, tc.want) {
			t.Errorf("%s: got %q, want %q", tc.name, got, tc.want)
		}
	}
}

// testJournalDays counts by days of Beijing, which begin at 16:00 in UTC.
func testJournalDays(t *testing.T, s retrieval.Store) {
	beijing := time.FixedZone("", 8*3600)
	midnight := time.Date(2026, 3, 11, 0, 0, 0, 0, beijing)
	note(t, s, asked("1", noon, "问", "answered"), asked("2", midnight.Add(-time.Millisecond), "问", "answered"),
		asked("3", midnight, "问", "answered"), asked("4", midnight, "问", "declined"), asked("5", midnight.AddDate(0, 0, 1), "问", "declined"))
	for id, r := range map[string]retrieval.Rating{"1": {Up: true}, "2": {Up: true}, "4": {Down: true}} {
		if err := s.Rate(t.Context(), id, r); err != nil {
			t.Fatal(err)
		}
	}
	for _, tc := range []struct {
		name         string
		since, until time.Time
		want         []retrieval.AskedCount
	}{
		{"two days", midnight.AddDate(0, 0, -1), midnight.AddDate(0, 0, 1), []retrieval.AskedCount{
			{Day: "2026-03-10", Status: "answered", Asked: 2, Up: 2}, {Day: "2026-03-11", Status: "answered", Asked: 1},
			{Day: "2026-03-11", Status: "declined", Asked: 1, Down: 1}}},
		{"all, in UTC", time.Time{}, time.Time{}, []retrieval.AskedCount{
			{Day: "2026-03-10", Status: "answered", Asked: 3, Up: 2}, {Day: "2026-03-10", Status: "declined", Asked: 1, Down: 1},
			{Day: "2026-03-11", Status: "declined", Asked: 1}}},
		{"none", noon.AddDate(1, 0, 0), time.Time{}, nil},
	} {
		got, err := s.AskedDays(t.Context(), tc.since, tc.until)
		if err != nil || len(got)+len(tc.want) > 0 && !reflect.DeepEqual(got, tc.want) {
			t.Errorf("%s: got %+v, %v\nwant %+v", tc.name, got, err, tc.want)
		}
	}
}

func testJournalForgets(t *testing.T, s retrieval.Store) {
	note(t, s, asked("1", noon, "问", "answered"), asked("2", noon.Add(time.Hour), "问", "answered"), asked("3", noon.Add(2*time.Hour), "问", "declined"))
	for _, want := range []int{1, 0} {
		if n, err := s.Forget(t.Context(), noon.Add(time.Hour)); err != nil || n != want {
			t.Errorf("%d lines forgotten, %v, want %d", n, err, want)
		}
	}
	if got := answerIDs(journal(t, s, retrieval.AskedQuery{})); !slices.Equal(got, []string{"3", "2"}) {
		t.Errorf("left are %q", got)
	}
	note(t, s, asked("1", noon, "问", "answered")) // one that is gone may come again
	if got := journal(t, s, retrieval.AskedQuery{}); len(got) != 3 {
		t.Errorf("%d lines, want 3", len(got))
	}
}

// testErase forgets by name, by text, by day and by several at once, and nothing where nothing is asked.
func testErase(t *testing.T, s retrieval.Store) {
	lines := []retrieval.Asked{
		asked("1", noon, "百分之百%_退费", "answered"), asked("2", noon.Add(time.Hour), "李雷的补贴", "answered"),
		{ID: "3", At: noon.Add(2 * time.Hour), Question: "问", Rating: retrieval.Rating{Down: true, Comment: "李雷说的"}},
		asked("4", noon.Add(24*time.Hour), "李雷明天", "declined"),
	}
	for _, tc := range []struct {
		name string
		f    retrieval.Forgetting
		left []string
	}{
		{"nothing", retrieval.Forgetting{}, []string{"4", "3", "2", "1"}},
		{"by name", retrieval.Forgetting{ID: "2"}, []string{"4", "3", "1"}},
		{"by name, unknown", retrieval.Forgetting{ID: "9"}, []string{"4", "3", "2", "1"}},
		{"by text", retrieval.Forgetting{Text: "李雷"}, []string{"1"}},
		{"by text, letter by letter", retrieval.Forgetting{Text: "百%_"}, []string{"4", "3", "2"}},
		{"by text, no pattern", retrieval.Forgetting{Text: "%"}, []string{"4", "3", "2"}},
		{"by day", retrieval.Forgetting{Since: noon, Until: noon.Add(12 * time.Hour)}, []string{"4"}},
		{"by text and day", retrieval.Forgetting{Text: "李雷", Since: noon.Add(12 * time.Hour)}, []string{"3", "2", "1"}},
	} {
		note(t, s, lines...)
		n, err := s.Erase(t.Context(), tc.f)
		got := answerIDs(journal(t, s, retrieval.AskedQuery{}))
		if err != nil || n != len(lines)-len(tc.left) || !slices.Equal(got, tc.left) {
			t.Errorf("%s: %d erased, %v, left %q, want %q", tc.name, n, err, got, tc.left)
		}
		if _, err := s.Erase(t.Context(), retrieval.Forgetting{Since: noon.Add(-time.Hour)}); err != nil {
			t.Fatal(err)
		}
	}
	kept := retrieval.KeptAnswer{ID: "k", At: noon, Question: "李雷", Body: []byte("{}")}
	if err := s.KeepAnswer(t.Context(), kept); err != nil {
		t.Fatal(err)
	}
	if n, err := s.Erase(t.Context(), retrieval.Forgetting{Text: "李雷"}); err != nil || n != 1 {
		t.Errorf("kept answers: %d, %v", n, err)
	}
	if _, err := s.KeptAnswer(t.Context(), "k"); !isNotFound(err) {
		t.Errorf("a kept answer is left: %v", err)
	}
}
