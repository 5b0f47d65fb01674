package samples

import (
	"bufio"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"wence/retrieval/zh"
)

// evalCase is one line of eval/cases.jsonl.
type evalCase struct {
	ID         string      `json:"id"`
	Question   string      `json:"question"`
	Region     string      `json:"region"`
	History    [][2]string `json:"history"` // role and content
	AsOf       string      `json:"as_of"`
	Kind       string      `json:"kind"`
	Style      string      `json:"style"`
	Answerable bool        `json:"answerable"`
	Notices    []string    `json:"notices"`
	Must       [][]string  `json:"must"`
	Evidence   []string    `json:"evidence"`
	Expect     string      `json:"expect"`
	Note       string      `json:"note"`
}

func readCases(t *testing.T) []evalCase {
	t.Helper()
	f, err := os.Open("eval/cases.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var cases []evalCase
	for lines := bufio.NewScanner(f); lines.Scan(); {
		d := json.NewDecoder(strings.NewReader(lines.Text()))
		d.DisallowUnknownFields()
		var c evalCase
		if err := d.Decode(&c); err != nil {
			t.Fatalf("line %d: %v", len(cases)+1, err)
		}
		cases = append(cases, c)
	}
	return cases
}

// bare is the form in which an evaluation compares text.
func bare(s string) string { return strings.ReplaceAll(zh.Fold(s), " ", "") }

func TestCasesAreBalanced(t *testing.T) {
	cases := readCases(t)
	if len(cases) < 200 {
		t.Errorf("%d cases, want at least 200", len(cases))
	}
	ids := make(map[string]bool)
	hard := 0 // to be declined, kept apart by place, or flagged as out of its period
	for _, c := range cases {
		if ids[c.ID] || c.ID == "" {
			t.Errorf("id %q is empty or used twice", c.ID)
		}
		ids[c.ID] = true
		if !c.Answerable || c.Expect != "" {
			hard++
		}
	}
	if 3*hard < len(cases) {
		t.Errorf("%d of %d cases are unanswerable, ambiguous or out of period, want at least a third", hard, len(cases))
	}
}

func TestQuestionsAreEvaluated(t *testing.T) {
	var asked []string
	for _, c := range readCases(t) {
		asked = append(asked, c.Question)
	}
	for _, q := range Questions() {
		if !slices.Contains(asked, q) {
			t.Errorf("%q is shown to people but no case judges its answer", q)
		}
	}
}

func TestCasesStandOnTheNotices(t *testing.T) {
	notices := texts(t)
	for name, text := range notices {
		notices[name] = bare(text)
	}
	for _, c := range readCases(t) {
		t.Run(c.ID, func(t *testing.T) {
			if _, err := time.Parse(time.DateOnly, c.AsOf); err != nil {
				t.Errorf("as_of: %v", err)
			}
			if c.Question == "" || c.Kind == "" || c.Style == "" {
				t.Error("question, kind or style is missing")
			}
			if !c.Answerable {
				if len(c.Must)+len(c.Evidence)+len(c.Notices) > 0 || c.Expect != "" {
					t.Error("a case to be declined names an answer")
				}
				return
			}
			checkAnswer(t, c, notices)
		})
	}
}

// checkAnswer holds the case's evidence, and one alternative of each group that the answer must have, against the notices
// that it names.
func checkAnswer(t *testing.T, c evalCase, notices map[string]string) {
	if len(c.Notices) == 0 || len(c.Must) == 0 || len(c.Evidence) == 0 {
		t.Fatal("notices, must or evidence is missing")
	}
	var named strings.Builder
	for _, name := range c.Notices {
		text, ok := notices[name]
		if !ok {
			t.Fatalf("no notice %q", name)
		}
		named.WriteString(text + "\n")
		if !containsAny(text, c.Evidence) {
			t.Errorf("%s: holds none of the evidence", name)
		}
	}
	for _, e := range c.Evidence {
		if !containsAny(named.String(), []string{e}) {
			t.Errorf("evidence %q is in none of %v", e, c.Notices)
		}
	}
	for _, group := range c.Must {
		if !containsAny(named.String(), group) {
			t.Errorf("none of %q is in %v", group, c.Notices)
		}
	}
}

func containsAny(text string, alternatives []string) bool {
	for _, a := range alternatives {
		if strings.Contains(text, bare(a)) {
			return true
		}
	}
	return false
}
