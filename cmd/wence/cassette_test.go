package main

import (
	"context"
	"encoding/json"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"wence/chat/eval"
	"wence/chat/modeltest"
	"wence/cmd/internal/config"
	"wence/ingest"
)

// A take is what a strong model that saw the prompts alone said to one question: how it restated it, and what it
// answered. Marks holds, for each mark of the reply, the title of the passage that it cites and how its text begins.
type take struct {
	ID       string            `json:"id"`
	Question string            `json:"question"`
	Restated []string          `json:"restated"`
	Reply    string            `json:"reply"`
	Marks    map[string]string `json:"marks"`
}

// TestCassettes asks, with a model that says what a strong one said, and holds the answers after verification to the
// cases: right, declined, and wrong given of all.
func TestCassettes(t *testing.T) {
	shared := filepath.FromSlash("../../../shared")
	sets := []struct {
		name, takes, notices   string
		cases                  []string
		right, declined, wrong float64
	}{
		{"laws", "testdata/cassettes/laws.jsonl", filepath.Join(shared, "data/laws_education"),
			[]string{filepath.Join(shared, "eval/laws_a.jsonl"), filepath.Join(shared, "eval/laws_b.jsonl")}, 0.96, 1, 0.02},
		{"local notices", "testdata/cassettes/notices.jsonl", filepath.Join(shared, "data/notice_qa/notices"),
			[]string{filepath.Join(shared, "data/notice_qa/cases.jsonl")}, 0.93, 1, 0.04},
		{"fresh", "testdata/cassettes/fresh.jsonl", "../../chat/eval/testdata/fresh/notices",
			[]string{"../../chat/eval/testdata/fresh/cases.jsonl"}, 0.93, 1, 0.02},
	}
	for _, set := range sets {
		t.Run(set.name, func(t *testing.T) {
			takes := map[string]take{}
			for _, tk := range jsonTakes(t, set.takes) {
				takes[tk.Question] = tk
			}
			var cases []eval.Case
			for _, path := range set.cases {
				all, err := readCases(path)
				if err != nil {
					t.Fatal(err)
				}
				for _, c := range all {
					if _, ok := takes[c.Question]; ok {
						cases = append(cases, c)
					}
				}
			}
			if len(cases) < len(takes) {
				t.Fatalf("%d cases for %d takes", len(cases), len(takes))
			}
			a := withModel(t, modeltest.Serve(t, func(r modeltest.Request) modeltest.Reply { return replay(takes, r.User) }).URL, "off", set.notices)
			report, err := eval.Run(context.Background(), a.service, a.store, cases)
			if err != nil {
				t.Fatal(err)
			}
			right, declined, wrong := report.Answerable(), report.Unanswerable(), report.Wrong()
			t.Logf("%d of %d right, %d of %d declined, %d of %d wrong given", right.Passed, right.Cases, declined.Passed, declined.Cases, wrong.Passed, wrong.Cases)
			for _, o := range report.Outcomes {
				if o.Fault != "" {
					t.Logf("%s %s: %s\n%s", o.Case.ID, o.Case.Question, o.Fault, o.Answer.Text)
				}
			}
			if share(right) < set.right || share(declined) < set.declined || share(wrong) > set.wrong {
				t.Errorf("want %.0f %% right, %.0f %% declined and at most %.0f %% wrong", 100*set.right, 100*set.declined, 100*set.wrong)
			}
		})
	}
}

func share(t eval.Tally) float64 { return float64(t.Passed) / float64(max(t.Cases, 1)) }

func jsonTakes(t *testing.T, path string) []take {
	t.Helper()
	var all []take
	for _, line := range linesOf(t, path) {
		var tk take
		if err := json.Unmarshal([]byte(line), &tk); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		all = append(all, tk)
	}
	return all
}

// withModel is an app with a chat model at the address, which judges its own sentences as check has it, that holds the files
// below the path.
func withModel(t *testing.T, url, check, path string) *app {
	t.Helper()
	files, err := ingest.Files(context.Background(), []string{path})
	if err != nil {
		t.Fatal(err)
	}
	c := config.Config{Store: filepath.Join(t.TempDir(), "test.db"), Addr: "127.0.0.1:0"}
	c.Chat.Check = check
	c.Chat.Endpoint = config.Endpoint{URL: url, Model: "cassette", Key: "none"}
	return ingestedInto(t, assembledFrom(t, c), files)
}

var (
	askedIn  = regexp.MustCompile(`(?s)<问题>\n(.*?)\n</问题>`)
	shownIn  = regexp.MustCompile(`(?s)<资料 编号="(\d+)">\n(《.*?》)[^\n]*\n(.*?)\n</资料>`)
	markedIn = regexp.MustCompile(`\[(\d+)\]`)
)

// replay is what the take of the question in a prompt says to it: to one with passages its reply, each mark with the
// number that its passage has there. A mark whose passage is not shown becomes one that nothing bears.
func replay(takes map[string]take, prompt string) modeltest.Reply {
	asked := askedIn.FindAllStringSubmatch(prompt, -1)
	if len(asked) == 0 || strings.Contains(prompt, "<未通过>") {
		return modeltest.Text("")
	}
	tk := takes[asked[len(asked)-1][1]]
	shown := map[string]string{}
	for _, g := range shownIn.FindAllStringSubmatch(prompt, -1) {
		shown[passageKey(g[2], g[3])] = g[1]
	}
	if len(shown) == 0 {
		return modeltest.Text(strings.Join(tk.Restated, "\n"))
	}
	return modeltest.Text(markedIn.ReplaceAllStringFunc(tk.Reply, func(mark string) string {
		if n := shown[tk.Marks[strings.Trim(mark, "[]")]]; n != "" {
			return "[" + n + "]"
		}
		return "[99]"
	}))
}

// keyLength is how many characters of its text tell a passage.
const keyLength = 24

func passageKey(title, text string) string {
	runes := []rune(strings.Join(strings.Fields(text), ""))
	return title + "|" + string(runes[:min(len(runes), keyLength)])
}
