package eval

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

// noticesFolder holds the real notices that the cases of realCases ask about; it stands beside the repository.
const (
	noticesFolder = "../../../shared/notices"
	realCases     = "testdata/real.jsonl"
)

// longestEvidence is how many characters of a real notice the repository may quote.
const longestEvidence = 32

func TestRealCasesHoldKnownFieldsOnly(t *testing.T) {
	data, err := os.ReadFile(realCases)
	if err != nil {
		t.Fatal(err)
	}
	for n, line := range bytes.Split(bytes.TrimSpace(data), []byte("\n")) {
		lines := json.NewDecoder(bytes.NewReader(line))
		lines.DisallowUnknownFields()
		var c Case
		if err := lines.Decode(&c); err != nil {
			t.Errorf("line %d: %v", n+1, err)
		}
	}
}

func TestRealCasesAreComplete(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range readReal(t) {
		if seen[c.ID] {
			t.Errorf("%s: the id stands twice", c.ID)
		}
		seen[c.ID] = true
		if c.Kind == "" || c.Style == "" || c.AsOf == "" {
			t.Errorf("%s: kind, style and as_of are required", c.ID)
		}
		complete := len(c.Notices) > 0 && len(c.Must) > 0 && len(c.Evidence) > 0
		if c.Answerable && !complete {
			t.Errorf("%s: an answerable case needs notices, must and evidence", c.ID)
		}
		switch c.Expect {
		case "", PastHorizon, EachPlaceApart:
		default:
			t.Errorf("%s: unknown expectation %q", c.ID, c.Expect)
		}
		for _, group := range c.Must {
			for _, alternative := range group {
				if squeeze(alternative) == "" {
					t.Errorf("%s: an empty alternative passes any answer", c.ID)
				}
			}
		}
	}
}

func TestRealCasesAskForRefusalsToo(t *testing.T) {
	cases := readReal(t)
	refused := 0
	for _, c := range cases {
		if !c.Answerable || c.Expect == EachPlaceApart {
			refused++
		}
	}
	if 3*refused < len(cases) {
		t.Errorf("%d of %d cases are unanswerable or ambiguous, want a third", refused, len(cases))
	}
}

func TestRealEvidenceStandsInItsNotice(t *testing.T) {
	texts := map[string]string{}
	for _, c := range readReal(t) {
		var named strings.Builder
		for _, source := range c.Notices {
			if _, ok := texts[source]; !ok {
				texts[source] = readNotice(t, source)
			}
			named.WriteString(texts[source] + "\n")
		}
		for _, e := range c.Evidence {
			if utf8.RuneCountInString(e) > longestEvidence {
				t.Errorf("%s: %q is longer than %d characters", c.ID, e, longestEvidence)
			}
			if !strings.Contains(named.String(), squeeze(e)) {
				t.Errorf("%s: %q stands in none of %v", c.ID, e, c.Notices)
			}
		}
	}
}

func readReal(t *testing.T) []Case {
	t.Helper()
	f, err := os.Open(realCases)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	cases, err := Read(f)
	if err != nil {
		t.Fatal(err)
	}
	return cases
}

// readNotice is the notice in the form in which texts are compared.
func readNotice(t *testing.T, source string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(noticesFolder, source))
	if err != nil {
		t.Fatalf("the real notices must stand beside the repository: %v", err)
	}
	return squeeze(string(data))
}
