package main

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"wence/chat"
	"wence/chat/draft"
	"wence/chat/modeltest"
	"wence/prompts"
)

// honestLeast is the share of honest sentences that must reach the reader as they were written.
const honestLeast = 0.95

// refusedOf are the sentences of the replies that another strong model refused which was shown the doubted ones, and then all, as
// prompts of the judge. It refused none of the doubted ones.
var refusedOf = []string{
	"美术、书法岗一共招9名，去各乡中心校上课，每课时80元，要求大专以上学历。",
	"能领的是在编在岗教师和特岗教师；县城学校派去交流、支教的老师，在岗期间也按受援学校的标准拿。",
}

var claimIn = regexp.MustCompile(`<核对 编号="(\d+)">\n句子:(.*)\n`)

// TestHonestReplies asks, with a model that says what four authors who saw the prompts alone said in its place, truthfully and
// each in another manner, on notices that no rule was made on; the model judges as one did that saw the prompts of the judge.
func TestHonestReplies(t *testing.T) {
	takes := map[string]take{}
	for _, tk := range jsonTakes(t, "testdata/cassettes/replies.jsonl") {
		takes[tk.Question] = tk
	}
	for _, check := range []string{"doubts", "on"} {
		t.Run(check, func(t *testing.T) {
			server := modeltest.Serve(t, func(r modeltest.Request) modeltest.Reply {
				if strings.Contains(r.User, "<核对") {
					return modeltest.Text(verdictOn(r.User))
				}
				return replay(takes, r.User)
			})
			a := withModel(t, server.URL, check, "../../chat/eval/testdata/replies/notices")
			all, harmed := 0, 0
			for _, tk := range takes {
				answer, err := a.service.Answer(context.Background(), chat.Question{Text: tk.Question, AsOf: "2026-11-29"}, nil)
				if err != nil {
					t.Fatal(err)
				}
				for _, sentence := range sentencesOf(tk.Reply) {
					if all++; !says(answer, sentence) {
						harmed++
						t.Logf("%s: %s\n%s", tk.Question, sentence, answer.Text)
					}
				}
			}
			t.Logf("%d of %d sentences unharmed", all-harmed, all)
			if all < 140 || float64(all-harmed) < honestLeast*float64(all) {
				t.Errorf("want %.0f %% of at least 140", 100*honestLeast)
			}
		})
	}
}

// verdictOn is what the judge says to a prompt.
func verdictOn(prompt string) string {
	verdict := ""
	for _, m := range claimIn.FindAllStringSubmatch(prompt, -1) {
		for _, refused := range refusedOf {
			if m[2] == refused {
				verdict += fmt.Sprintf("%s 资料没有这样写\n", m[1])
			}
		}
	}
	if verdict == "" {
		return prompts.Borne
	}
	return verdict
}

// sentencesOf are the sentences of a reply up to the line by which it says that something is missing.
func sentencesOf(reply string) []string {
	reply, _, _ = strings.Cut(reply, prompts.Absent)
	var c draft.Cutter
	var all []string
	for _, cut := range append(c.Add(reply), c.Rest()...) {
		if s, faults := draft.Read(cut.Text); len(faults) == 0 && s.Text != "" {
			all = append(all, s.Text)
		}
	}
	return all
}

// says reports that an answer has a sentence, or one that begins with another's yes or no.
func says(a chat.Answer, sentence string) bool {
	for _, s := range a.Sentences {
		if strings.Contains(s.Text(), sentence) {
			return true
		}
	}
	return false
}
