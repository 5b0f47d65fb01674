package chat

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"wence/chat/fidelity"
	"wence/chat/modeltest"
	"wence/retrieval"
	"wence/retrieval/zh"
)

// honestDrafts are ways in which a truthful model words its passages. Each gives sentences with marks.
var honestDrafts = []struct {
	name  string
	words func(apart bool, all []shownPassage) []string
}{
	{"the first sentence of each passage", func(apart bool, all []shownPassage) []string {
		var out []string
		for _, p := range all[:min(3, len(all))] {
			out = append(out, p.marked(apart, 1)...)
		}
		return out
	}},
	{"the whole first passage", func(apart bool, all []shownPassage) []string { return all[0].marked(apart, 4) }},
	{"behind the notice's title", func(apart bool, all []shownPassage) []string {
		var out []string
		for _, s := range all[0].marked(apart, 1) {
			if all[0].title != "" {
				s = "根据" + all[0].title + "," + s
			}
			out = append(out, s)
		}
		return out
	}},
	{"behind the place", func(apart bool, all []shownPassage) []string {
		var out []string
		for _, s := range all[0].marked(apart, 2) {
			if all[0].place != "" && !apart {
				s = all[0].place + "规定," + s
			}
			out = append(out, s)
		}
		return out
	}},
	{"the mark before the full stop", func(apart bool, all []shownPassage) []string {
		var out []string
		for _, s := range all[0].marked(apart, 2) {
			out = append(out, strings.Replace(s, "。[1]", "[1]。", 1))
		}
		return out
	}},
}

// marked are the first sentences of a passage with their marks.
func (p shownPassage) marked(apart bool, most int) []string {
	var out []string
	for _, s := range p.sentences() {
		if len(out) == most {
			break
		}
		if apart {
			s = p.place + ":" + s
		}
		out = append(out, fmt.Sprintf("%s[%d]", s, p.n))
	}
	return out
}

// TestHonestDraftsPassUnharmed sends drafts that are true through the whole service.
func TestHonestDraftsPassUnharmed(t *testing.T) {
	corpus := openSamples(t)
	questions := corpus.questions(t)
	var words func(bool, []shownPassage) []string
	var sent []string
	bytes := 0
	server := modeltest.Serve(t, func(r modeltest.Request) modeltest.Reply {
		if isRestating(r) || strings.Contains(r.User, "<未通过>") {
			return modeltest.Text("")
		}
		sent = words(false, readPrompt(r.User))
		if bytes++; bytes%2 == 0 {
			return modeltest.Reply{Chunks: modeltest.Bytes(strings.Join(sent, ""), 5)}
		}
		return modeltest.Text(strings.Join(sent, ""))
	})
	total, unharmed := 0, 0
	for _, draft := range honestDrafts {
		words = draft.words
		service := corpus.service(t, patient(t, server)) // a new one, so that no answer is kept
		for _, q := range questions {
			sent = nil
			a, err := service.Answer(context.Background(), q, nil)
			if err != nil {
				t.Fatal(err)
			}
			if len(sent) == 0 {
				continue // the program answered in words of its own
			}
			total++
			checkQuotes(t, corpus, a)
			if lost := lostOf(a, sent); lost == "" {
				unharmed++
			} else {
				t.Logf("%s: %s\n lost %s\n  of %v\n got %s", draft.name, q.Text, lost, sent, a.Text)
			}
		}
	}
	t.Logf("%d of %d honest drafts unharmed (%.1f %%)", unharmed, total, 100*float64(unharmed)/float64(total))
	if total < 120 || unharmed*100 < total*99 {
		t.Errorf("%d of %d honest drafts unharmed; want 99 %% of at least 120", unharmed, total)
	}
}

// checkQuotes: each quote is verbatim from a passage, and the quotes of a sentence hold what it says.
func checkQuotes(t *testing.T, corpus *sampleCorpus, a Answer) {
	t.Helper()
	for _, c := range a.Citations {
		if !slices.ContainsFunc(corpus.Hits, func(h retrieval.Hit) bool {
			return h.Notice.ID == c.Notice.ID && strings.Contains(h.Passage.Text, c.Quote)
		}) {
			t.Errorf("quote is not in the notice: %q", c.Quote)
		}
	}
	for _, s := range a.Sentences {
		borne := ""
		for _, n := range s.Citations() {
			borne += a.Citations[n-1].Quote + "\n" + a.Citations[n-1].Notice.Title + a.Citations[n-1].Notice.Region + "\n"
		}
		text := s.Text()
		if strings.HasPrefix(text, "(所引文件") {
			_, text, _ = strings.Cut(text, ")")
		}
		if strings.ContainsFunc(text, zh.IsHan) && !strings.Contains(borne, "\t") && fidelity.Likeness(zh.Fold(text), borne) < 0.6 {
			t.Errorf("quotes bear too little of %q: %q", s.Text(), borne)
		}
	}
}

// lostOf is the first sentence of a draft that the answer does not begin with, in order; "" when it says all.
func lostOf(a Answer, sent []string) string {
	at := 0
	for _, s := range sent {
		want := plainOf(s)
		if at >= len(a.Sentences) || !strings.HasSuffix(a.Sentences[at].Text(), want) {
			if said(a, want) {
				continue // the same sentence twice is said once
			}
			return s
		}
		at++
	}
	return ""
}

func said(a Answer, text string) bool {
	for _, s := range a.Sentences {
		if strings.HasSuffix(s.Text(), text) {
			return true
		}
	}
	return false
}

// plainOf is a sentence without its marks.
func plainOf(s string) string {
	s = markInText.ReplaceAllString(s, "")
	if !strings.HasSuffix(s, "。") {
		s += "。"
	}
	return s
}
