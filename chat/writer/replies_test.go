package writer_test

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"wence/chat/cited"
	"wence/chat/draft"
	"wence/chat/evidence"
	"wence/chat/fidelity"
	"wence/chat/model"
	"wence/chat/voice"
	"wence/chat/writer"
	"wence/prompts"
	"wence/retrieval"
	"wence/retrieval/place"
)

// honestLeast is the share of honest sentences that must reach the reader as they are; the others are quoted instead.
const honestLeast = 0.95

// repliesFolder holds honest replies of a strong model, beside the prompts that they answer.
const repliesFolder = "../../../shared/data/model_replies"

// A recorded model says one reply.
type recorded string

func (m recorded) Name() string { return "recorded" }

func (m recorded) Write(_ context.Context, _ prompts.Prompt, each func(string) bool) (model.Usage, error) {
	for _, piece := range strings.SplitAfter(string(m), "") {
		if !each(piece) {
			break
		}
	}
	return model.Usage{}, nil
}

var (
	plainHead  = regexp.MustCompile(`(?m)^\[(\d+)\] 《(.*?)》 (\S*) 效力:(\S+) ?(.*)\n`)
	taggedHead = regexp.MustCompile(`(?s)<资料 编号="(\d+)">\n(.*?)正文:\n(.*?)\n</资料>`)
	askedLine  = regexp.MustCompile(`(?m)^问题:(.*)$|(?s)<问题>\n(.*?)\n</问题>`)
)

// passagesOf are the passages that a recorded prompt shows.
func passagesOf(t *testing.T, prompt string, places *place.Gazetteer) []*evidence.Passage {
	t.Helper()
	var all []*evidence.Passage
	add := func(title, number, region, locator, text string) {
		n := retrieval.Notice{Title: title, Number: number}
		if p, err := places.Resolve(region); err == nil {
			n.Region = retrieval.RegionOf(p)
		}
		id := int32(len(all) + 1)
		all = append(all, evidence.Read(retrieval.Hit{
			Notice: n, Passage: retrieval.Passage{ID: id, Text: strings.TrimSpace(text), Locator: locator}, Validity: retrieval.Validity{State: retrieval.InForce},
		}))
	}
	if heads := plainHead.FindAllStringSubmatchIndex(prompt, -1); heads != nil {
		end, _, _ := strings.Cut(prompt, "\n问题:")
		for i, h := range heads {
			to := len(end)
			if i+1 < len(heads) {
				to = heads[i+1][0]
			}
			text, _, _ := strings.Cut(prompt[h[1]:to], "\n提问人所在地区:")
			add(prompt[h[4]:h[5]], "", prompt[h[6]:h[7]], prompt[h[10]:h[11]], text)
		}
		return all
	}
	for _, m := range taggedHead.FindAllStringSubmatch(prompt, -1) {
		field := func(name string) string {
			for line := range strings.Lines(m[2]) {
				if value, ok := strings.CutPrefix(strings.TrimSpace(line), name+":"); ok {
					return strings.Trim(value, "《》")
				}
			}
			return ""
		}
		add(field("文件"), field("文号"), field("地区"), field("位置"), m[3])
	}
	return all
}

// A sentence of a reply is kept when the page has it word for word.
func kept(written draft.Sentence, page *cited.Page) bool {
	for _, s := range page.Sentences() {
		if strings.HasSuffix(s.Text(), written.Text) {
			return true
		}
	}
	return false
}

// TestHonestRepliesPass counts the sentences of honest replies that reach the reader unharmed. -v prints the others.
func TestHonestRepliesPass(t *testing.T) {
	places, err := place.Load()
	if err != nil {
		t.Fatal(err)
	}
	set, err := prompts.Load("")
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range []string{"", "plain"} {
		files, err := filepath.Glob(filepath.Join(repliesFolder, kind, "*.prompt.txt"))
		if err != nil || len(files) == 0 {
			t.Fatalf("no replies in %s: %v", repliesFolder, err)
		}
		total, unharmed := 0, 0
		for _, file := range files {
			prompt, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			reply, err := os.ReadFile(strings.Replace(file, ".prompt.", ".reply.", 1))
			if err != nil {
				t.Fatal(err)
			}
			a, b := replay(t, string(prompt), string(reply), places, set)
			total, unharmed = total+a, unharmed+b
		}
		t.Logf("%-6s %d of %d sentences unharmed, %.1f %%", kind, unharmed, total, 100*float64(unharmed)/float64(total))
		if float64(unharmed) < honestLeast*float64(total) {
			t.Errorf("fewer than %.0f %% of honest sentences pass", 100*honestLeast)
		}
	}
}

// replay has the writer read a recorded reply. It gives the sentences with marks that answer, and those that passed.
func replay(t *testing.T, prompt, reply string, places *place.Gazetteer, set *prompts.Set) (total, unharmed int) {
	t.Helper()
	asked := askedLine.FindStringSubmatch(prompt)
	question := strings.TrimSpace(asked[1] + asked[2])
	checker := fidelity.Checker{Places: places, Asked: question}
	page := cited.NewPage(voice.Of(question), "2026-11-28", checker)
	passages := passagesOf(t, prompt, places)
	w := writer.New(writer.Options{Model: recorded(reply), Prompts: set, Log: slog.New(slog.DiscardHandler)})
	w.Write(t.Context(), writer.Assignment{Question: question, Day: "2026-11-28", Passages: passages, Checker: checker, Page: page, Places: []string{"-"}})
	answer, _, _ := strings.Cut(reply, prompts.Absent)
	var c draft.Cutter
	for _, cut := range append(c.Add(answer), c.Rest()...) {
		s, faults := draft.Read(cut.Text)
		if len(s.Cites) == 0 && len(faults) == 0 {
			continue
		}
		if total++; kept(s, page) {
			unharmed++
			continue
		}
		var sources []*fidelity.Source
		for _, n := range s.Cites {
			sources = append(sources, passages[n-1].Source)
		}
		t.Logf("harmed: %s\n\t%s\n\t%v %v", question, cut.Text, faults, checker.Unsupported(s.Text, sources))
	}
	return total, unharmed
}
