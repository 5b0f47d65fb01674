package chat

import (
	"context"
	"os"
	"slices"
	"strings"
	"testing"

	"wence/retrieval"
	"wence/retrieval/place"
)

// regionStore is a corpus of which only the regions are known.
type regionStore []retrieval.Region

func (r regionStore) Regions(context.Context) ([]retrieval.Region, error) { return r, nil }

func (r regionStore) Status(context.Context) (retrieval.Status, error) {
	return retrieval.Status{Notices: len(r)}, nil
}

// storedPlaces are the IDs of the places that notices are stored of while the questions are asked.
var storedPlaces = []string{
	"500236", "230600", "211282", "152571", "岚江省", "岚江省/澜川市", "岚江省/澜川市/雁洲区", "岚江省/澜川市/鹤汀县",
	"岚江省/榆川市", "岚江省/榆川市/荻溪县", "岚江省/榆川市/竹屿县", "岚江省/榆川市/鹿鸣湖管理区",
}

// newUnderstandingService makes a service that understands questions and answers none.
func newUnderstandingService(t *testing.T) *Service {
	t.Helper()
	places, err := place.Load()
	if err != nil {
		t.Fatal(err)
	}
	var stored regionStore
	for _, id := range storedPlaces {
		p, ok := places.Lookup(id)
		if !ok {
			t.Fatalf("no place %s", id)
		}
		stored = append(stored, retrieval.RegionOf(p))
	}
	lexicon, err := LoadLexicon()
	if err != nil {
		t.Fatal(err)
	}
	return NewService(Options{Store: stored, Places: places, Lexicon: lexicon})
}

// An askedCase is one row of testdata/questions.tsv.
type askedCase struct {
	question        string
	history, places []string
	wants           []string // any one
	unit            string
	words           []string
	follows         bool
}

func readAskedCases(t *testing.T) []askedCase {
	t.Helper()
	data, err := os.ReadFile("testdata/questions.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var all []askedCase
	for line := range strings.SplitSeq(string(data), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		c := strings.Split(line, "\t")
		if len(c) != 7 || c[6] != "yes" && c[6] != "no" {
			t.Fatalf("%q is not a row of seven columns that ends with yes or no", line)
		}
		all = append(all, askedCase{
			question: c[0], history: strings.FieldsFunc(c[1], func(r rune) bool { return r == '|' }), places: strings.Fields(c[2]),
			wants: strings.Split(c[3], "|"), unit: c[4], words: strings.Fields(c[5]), follows: c[6] == "yes",
		})
	}
	return all
}

func TestUnderstandQuestions(t *testing.T) {
	cases := readAskedCases(t)
	if len(cases) < 150 {
		t.Fatalf("%d questions are too few", len(cases))
	}
	s := newUnderstandingService(t)
	for _, tc := range cases {
		t.Run(strings.Join(append(tc.history, tc.question), " → "), func(t *testing.T) {
			q := Question{Text: tc.question}
			for _, h := range tc.history {
				q.History = append(q.History, Turn{Role: "user", Content: h}, Turn{Role: "assistant", Content: "见通知。"})
			}
			r, err := s.understand(t.Context(), q)
			if err != nil {
				t.Fatal(err)
			}
			tc.check(t, r)
		})
	}
}

// check compares a reading with the row. Where a question holds several, one of them must mean what the row says.
func (tc askedCase) check(t *testing.T, r reading) {
	t.Helper()
	var places, wants, units []string
	var about strings.Builder
	for _, p := range r.regions {
		places = append(places, p.Name)
	}
	for _, u := range r.parts {
		wants = append(wants, string(u.want))
		units = append(units, u.units...)
		for _, f := range u.features {
			about.WriteString(strings.Join(f.words, " ") + " ")
		}
	}
	if !slices.Equal(slices.Sorted(slices.Values(places)), slices.Sorted(slices.Values(tc.places))) {
		t.Errorf("places %v, want %v", places, tc.places)
	}
	if !slices.ContainsFunc(tc.wants, func(w string) bool { return slices.Contains(wants, w) }) {
		t.Errorf("wants %v, want %v", wants, tc.wants)
	}
	if tc.unit != "" && !slices.Contains(units, tc.unit) {
		t.Errorf("units %v, want %s", units, tc.unit)
	}
	for _, w := range tc.words {
		if !holdsPairs(about.String(), w) {
			t.Errorf("subject %q lacks %s", about.String(), w)
		}
	}
	if follows := r.resolved != ""; follows != tc.follows {
		t.Errorf("follows = %v: %q", follows, r.resolved)
	}
}

// holdsPairs reports that each pair of neighbouring characters of a word stands in a text.
func holdsPairs(text, word string) bool {
	chars := []rune(strings.ToLower(word))
	for i := range max(1, len(chars)-1) {
		if !strings.Contains(text, string(chars[i:min(i+2, len(chars))])) {
			return false
		}
	}
	return true
}
