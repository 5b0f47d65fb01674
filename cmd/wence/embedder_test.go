package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"wence/chat/eval"
	"wence/ingest"
	"wence/retrieval"
)

// mostLost is how many points of success at rank 1 or 10 the built-in embedder may cost a question set that shares its
// words with the texts, where words alone find nearly all: it earns them many times over where people use their own.
const mostLost = 3.0

// sampled is how many questions of a set are asked: at 500 a point is five of them.
const sampled = 500

// TestEmbedderCostsLittle compares search with the built-in embedder and without on a question set that nobody here
// wrote, and prints both. WENCE_ALL=1 asks all its questions, and those of a second set.
func TestEmbedderCostsLittle(t *testing.T) {
	sets, all := []string{"cmrc_trial"}, os.Getenv("WENCE_ALL") != ""
	if all {
		sets = append(sets, "drcd_dev_simpq_phrases")
	}
	for _, set := range sets {
		t.Run(set, func(t *testing.T) {
			a := newApp(t)
			folder := filepath.Join("../../../shared/data", set)
			storeDocuments(t, a, filepath.Join(folder, "corpus.jsonl"))
			questions := jsonLines(t, filepath.Join(folder, "queries.jsonl"))
			if step := max(1, len(questions)/sampled); !all {
				questions = every(step, questions)
			}
			answers := relevant(t, filepath.Join(folder, "qrels.tsv"))
			plain := retrieval.NewSearcher(a.store, nil, a.log, retrieval.SearchOptions{})
			at1, at10 := success(t, a.search, questions, answers)
			plain1, plain10 := success(t, plain, questions, answers)
			t.Logf("%s, %d questions: S@1 %.2f, without embedder %.2f; S@10 %.2f, without %.2f", set, len(questions), at1, plain1, at10, plain10)
			if at1 < plain1-mostLost || at10 < plain10-mostLost {
				t.Errorf("the embedder costs more than %.1f points", mostLost)
			}
		})
	}
}

// every is each step-th of all.
func every(step int, all []map[string]string) []map[string]string {
	var some []map[string]string
	for i := 0; i < len(all); i += step {
		some = append(some, all[i])
	}
	return some
}

// TestEmbedderLiftsColloquial compares answers to colloquial questions with the embedder in search and without.
func TestEmbedderLiftsColloquial(t *testing.T) {
	a := withSamples(t)
	cases, err := readCases("../../ingest/samples/eval/cases.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	const first = 1
	found := func(s *retrieval.Searcher) (hits, of int) {
		for _, c := range cases {
			if !c.Answerable || c.Style != "colloquial" && c.Style != "dialect" || len(c.Evidence) == 0 {
				continue
			}
			of++
			r, err := s.Search(context.Background(), retrieval.Query{Text: c.Question, AsOf: c.AsOf, Limit: first})
			if err != nil {
				t.Fatal(err)
			}
			if holds(r.Hits, c) {
				hits++
			}
		}
		return hits, of
	}
	with, of := found(a.search)
	without, _ := found(retrieval.NewSearcher(a.store, nil, a.log, retrieval.SearchOptions{}))
	t.Logf("evidence in the first passage of %d colloquial questions: %d, without embedder %d", of, with, without)
	if with < without {
		t.Errorf("the embedder loses %d colloquial questions", without-with)
	}
}

// holds reports that a passage holds evidence of a case.
func holds(hits []retrieval.Hit, c eval.Case) bool {
	for _, h := range hits {
		for _, e := range c.Evidence {
			if strings.Contains(h.Passage.Text, e) {
				return true
			}
		}
	}
	return false
}

// storeDocuments stores each document of a corpus as a notice of one passage, and embeds them.
func storeDocuments(t *testing.T, a *app, path string) {
	t.Helper()
	for i, d := range jsonLines(t, path) {
		text := strings.ReplaceAll(d["text"], "\n", " ")
		n := retrieval.Notice{Source: d["id"], Origin: d["id"], SHA256: fmt.Sprintf("%064d", i), Text: text}
		p := retrieval.Passage{Seq: 1, Span: retrieval.Span{End: len(text)}, Text: text}
		if _, err := a.store.Put(context.Background(), retrieval.Entry{Notice: n, Passages: []retrieval.Passage{p}}); err != nil {
			t.Fatal(err)
		}
	}
	in := &ingest.Ingester{Store: a.store, Places: a.places, Log: a.log}
	if _, err := in.Embed(context.Background(), a.embedder, nil); err != nil {
		t.Fatal(err)
	}
}

// success is the share of questions in per cent whose document stands first, and among the first ten.
func success(t *testing.T, s *retrieval.Searcher, questions []map[string]string, answers map[string]string) (at1, at10 float64) {
	t.Helper()
	for _, q := range questions {
		r, err := s.Search(context.Background(), retrieval.Query{Text: q["question"], Limit: 10})
		if err != nil {
			t.Fatal(err)
		}
		for i, h := range r.Hits {
			if h.Notice.Source == answers[q["id"]] {
				at10++
				if i == 0 {
					at1++
				}
				break
			}
		}
	}
	n := float64(len(questions))
	return 100 * at1 / n, 100 * at10 / n
}

// jsonLines reads a file of JSON objects, the text fields of each.
func jsonLines(t *testing.T, path string) []map[string]string {
	t.Helper()
	var all []map[string]string
	for _, line := range linesOf(t, path) {
		var fields map[string]any
		if err := json.Unmarshal([]byte(line), &fields); err != nil {
			t.Fatal(err)
		}
		texts := map[string]string{}
		for k, v := range fields {
			if s, ok := v.(string); ok {
				texts[k] = s
			}
		}
		all = append(all, texts)
	}
	return all
}

// relevant reads which document answers which question.
func relevant(t *testing.T, path string) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, line := range linesOf(t, path) {
		if cols := strings.Split(line, "\t"); len(cols) >= 2 {
			all[cols[0]] = cols[1]
		}
	}
	return all
}

func linesOf(t *testing.T, path string) []string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatalf("the public question sets belong beside the repository: %v", err)
	}
	defer f.Close()
	var all []string
	scan := bufio.NewScanner(f)
	scan.Buffer(nil, 4<<20)
	for scan.Scan() {
		all = append(all, scan.Text())
	}
	if err := scan.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}
