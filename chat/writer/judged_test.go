package writer

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"wence/chat/draft"
	"wence/chat/evidence"
	"wence/chat/fidelity"
	"wence/chat/model"
	"wence/chat/verifytest"
	"wence/prompts"
)

// A rated sentence is a hand-written one of which it is known whether its passages bear it.
type rated struct {
	half     string // seen or unseen, as package fidelity's TestMeasured explains
	truth    bool
	stopped  bool // by the rules, before a judge is asked
	asked    bool // a reply to it is kept
	sentence draft.Sentence
	passages []*evidence.Passage // [1] is the first
}

// A verdict is a model that says what one said before.
type verdict string

func (v verdict) Name() string { return "kept" }

func (v verdict) Write(_ context.Context, _ prompts.Prompt, each func(string) bool) (model.Usage, error) {
	each(string(v))
	return model.Usage{}, nil
}

// TestJudged counts how the kept verdicts of a strong model, which saw nothing but prompts of up to four sentences,
// agree with the truth. The seen half is a sample. Each bar is one sentence below what was reached. A rewording of the
// rules in check.tmpl leaves the verdicts as they are: what it changes, new ones must show.
func TestJudged(t *testing.T) {
	all, set := rateds(t)
	right, total := map[string]int{}, map[string]int{}
	for line := range strings.Lines(read(t, "testdata/judged.jsonl")) {
		var kept struct{ Key, Reply string }
		if err := json.Unmarshal([]byte(line), &kept); err != nil {
			t.Fatal(err)
		}
		var batch []*rated
		for _, id := range strings.Fields(kept.Key) {
			if all[id] == nil {
				t.Fatalf("testdata/judged.jsonl: %s is no sentence any more, or its passages are others: take the line out", id)
			}
			batch = append(batch, all[id])
		}
		r, waiting := asking(t, set, batch)
		r.opt.Model = verdict(kept.Reply)
		refused, err := r.judge(waiting)
		if err != nil {
			t.Errorf("%s: %v", kept.Key, err)
		}
		for i, s := range batch {
			if s.asked = true; s.stopped {
				continue
			}
			name := fmt.Sprint(s.half, " ", s.truth)
			if total[name]++; s.truth != refused[i+1] {
				right[name]++
			} else {
				t.Logf("wrong of a %s sentence: %s", name, s.sentence.Text)
			}
		}
	}
	for id, s := range all {
		if s.half == "unseen" && !s.stopped && !s.asked {
			p := shownAlone(t, set, s)
			t.Errorf("no reply to %s. Ask a model that sees only what follows, and add to testdata/judged.jsonl the line "+
				"{\"key\":%q,\"reply\":what it says}\n%s\n\n%s", s.sentence.Text, id, p.System, p.User)
		}
	}
	for name, least := range map[string]float64{"unseen true": 0.96, "unseen false": 0.98, "seen true": 0.91, "seen false": 0.98} {
		t.Logf("%s: %d of %d judged rightly", name, right[name], total[name])
		if float64(right[name]) < least*float64(total[name]) || total[name] == 0 {
			t.Errorf("%s: %d of %d judged rightly, want %.0f %%", name, right[name], total[name], 100*least)
		}
	}
}

// rateds are the sentences by what a judge is shown of each: a short hash of it without the rules.
func rateds(t *testing.T) (map[string]*rated, *prompts.Set) {
	samples := verifytest.OpenSamples(t, "../testdata/samples.json", "2026-11-21")
	set, err := prompts.Load("")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]*rated{}
	for _, half := range []string{"seen", "unseen"} {
		rows := verifytest.Rows(t, "../fidelity/testdata/"+half+"-true.tsv", 3)
		truths := len(rows)
		for _, row := range verifytest.Rows(t, "../fidelity/testdata/"+half+"-false.tsv", 4) {
			rows = append(rows, row[1:]) // without what was done to it
		}
		for i, row := range rows {
			s := &rated{half: half, truth: i < truths}
			for words := range strings.SplitSeq(row[1], "|") {
				s.passages = append(s.passages, evidence.Read(samples.Find(t, row[0], words)))
			}
			var faults []fidelity.Fault
			s.sentence, faults = draft.Read(row[2])
			r := &reply{Assignment: Assignment{Passages: s.passages, Checker: fidelity.Checker{Places: samples.Places}}}
			s.stopped = len(faults) > 0 || len(r.faults(s.sentence)) > 0
			all[fmt.Sprintf("%x", sha256.Sum256([]byte(shownAlone(t, set, s).User)))[:12]] = s
		}
	}
	return all, set
}

// asking is a reply whose sentences wait for the judge.
func asking(t *testing.T, set *prompts.Set, batch []*rated) (*reply, []pending) {
	r := &reply{Writer: New(Options{Prompts: set, Judge: All}), Assignment: Assignment{Day: "2026-11-21"}, ctx: t.Context()}
	var waiting []pending
	for _, s := range batch {
		p := pending{Sentence: s.sentence}
		p.Cites = slices.Clone(p.Cites)
		for i := range p.Cites {
			p.Cites[i] += len(r.Passages)
		}
		r.Passages, waiting = append(r.Passages, s.passages...), append(waiting, p)
	}
	return r, waiting
}

// shownAlone is the prompt by which a judge is asked of one sentence.
func shownAlone(t *testing.T, set *prompts.Set, s *rated) prompts.Prompt {
	r, waiting := asking(t, set, []*rated{s})
	p, err := set.Check(prompts.Check{Today: r.Day.Chinese(), Claims: r.claims(waiting)})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func read(t *testing.T, file string) string {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
