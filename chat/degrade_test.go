package chat

import (
	"context"
	"log/slog"
	"strings"
	"testing"
	"time"

	"wence/chat/modeltest"
	"wence/retrieval"
)

// withEmbeddings is the service over the samples with an embeddings server.
func withEmbeddings(t *testing.T, corpus *sampleCorpus, url, model string) *Service {
	t.Helper()
	embedder, err := retrieval.NewOpenAIEmbedder(retrieval.OpenAIOptions{URL: url, Model: model})
	if err != nil {
		t.Fatal(err)
	}
	s := corpus.service(t, nil)
	s.opt.Search = retrieval.NewSearcher(corpus.Store, embedder, slog.New(slog.DiscardHandler), retrieval.SearchOptions{})
	return s
}

func TestEmbeddingsThatFailCostTheVectorsOnly(t *testing.T) {
	corpus := openSamples(t)
	plain, err := corpus.service(t, nil).Answer(context.Background(), Question{Text: sampleQuestion}, nil)
	if err != nil {
		t.Fatal(err)
	}
	cases := []struct {
		name     string
		script   func(int) modeltest.Embedding
		degraded bool
	}{
		{"in time", func(int) modeltest.Embedding { return modeltest.Embedding{} }, false},
		{"slow", func(int) modeltest.Embedding { return modeltest.Embedding{Before: time.Minute} }, true},
		{"failing", func(int) modeltest.Embedding { return modeltest.Embedding{Status: 500} }, true},
		{"busy", func(int) modeltest.Embedding { return modeltest.Embedding{Status: 429} }, true},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			server := modeltest.ServeEmbeddings(t, tc.script)
			service := withEmbeddings(t, corpus, server.URL, "scripted-embedding")
			a, err := service.Answer(context.Background(), Question{Text: sampleQuestion}, nil)
			if err != nil {
				t.Fatal(err)
			}
			if (a.Meta.Degraded != "") != tc.degraded || tc.degraded && !strings.Contains(a.Meta.Degraded, "向量") {
				t.Errorf("degraded: %q", a.Meta.Degraded)
			}
			if a.Status != Answered || a.Text != plain.Text {
				t.Errorf("answer is %s, not that of lexical search", a.Text)
			}
		})
	}
	t.Run("nobody listens", func(t *testing.T) {
		a, err := withEmbeddings(t, corpus, "http://127.0.0.1:1/v1", "scripted-embedding").Answer(context.Background(), Question{Text: sampleQuestion}, nil)
		if err != nil || a.Status != Answered || !strings.Contains(a.Meta.Degraded, "向量") {
			t.Errorf("%v, %s, degraded %q", err, a.Text, a.Meta.Degraded)
		}
	})
}

// TestAnotherModelIsAnotherPass: vectors are counted by model, so that a changed one is seen to lack its own.
func TestAnotherModelIsAnotherPass(t *testing.T) {
	ctx := context.Background()
	corpus := openSamples(t)
	server := modeltest.ServeEmbeddings(t, func(int) modeltest.Embedding { return modeltest.Embedding{} })
	for _, model := range []string{"first", "second"} {
		e, err := retrieval.NewOpenAIEmbedder(retrieval.OpenAIOptions{URL: server.URL, Model: model})
		if err != nil {
			t.Fatal(err)
		}
		before, err := corpus.Store.Unembedded(ctx, model, 0, 10_000)
		if err != nil {
			t.Fatal(err)
		}
		if len(before) != len(corpus.Hits) {
			t.Errorf("%s lacks %d vectors of %d before its pass", model, len(before), len(corpus.Hits))
		}
		texts := make([]string, len(before))
		for i, p := range before {
			texts[i] = retrieval.EmbeddingText(p)
		}
		values, err := e.EmbedDocuments(ctx, texts)
		if err != nil {
			t.Fatal(err)
		}
		vectors := make([]retrieval.Vector, len(before))
		for i, p := range before {
			vectors[i] = retrieval.Vector{PassageID: p.ID, Values: values[i]}
		}
		if err := corpus.Store.SetVectors(ctx, model, vectors); err != nil {
			t.Fatal(err)
		}
	}
	status, err := corpus.Store.Status(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if status.Vectors["first"] != len(corpus.Hits) || status.Vectors["second"] != len(corpus.Hits) || status.Vectors["third"] != 0 {
		t.Errorf("vectors are %v of %d passages", status.Vectors, len(corpus.Hits))
	}
}

// TestNothingPersonalLeaves looks at everything that two servers are sent.
func TestNothingPersonalLeaves(t *testing.T) {
	corpus := openSamples(t)
	embeddings := modeltest.ServeEmbeddings(t, func(int) modeltest.Embedding { return modeltest.Embedding{} })
	chat := modeltest.Serve(t, func(r modeltest.Request) modeltest.Reply { return modeltest.Text(honest(r, 1)) })
	service := withEmbeddings(t, corpus, embeddings.URL, "scripted-embedding")
	service.writer = corpus.service(t, patient(t, chat)).writer
	var log strings.Builder
	service.opt.Log = slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	q := Question{
		Text:    "我是荻溪县一中的班主任刘某，银行卡号0000111122223333444，班主任津贴现在一个月发多少？",
		History: []Turn{{Role: "user", Content: "我叫陈若汀，身份证110101201203047891，电话13600136000"}},
	}
	a, err := service.Answer(context.Background(), q, nil)
	if err != nil {
		t.Fatal(err)
	}
	sent := log.String() + a.Text + strings.Join(a.Meta.Searched, "\n") + strings.Join(embeddings.Texts(), "\n")
	for _, r := range chat.Requests() {
		sent += r.System + r.User
	}
	if len(embeddings.Texts()) == 0 || len(chat.Requests()) == 0 {
		t.Fatalf("%d texts embedded, %d prompts: nothing was looked at", len(embeddings.Texts()), len(chat.Requests()))
	}
	for _, secret := range []string{"刘某", "0000111122223333444", "陈若汀", "110101201203047891", "13600136000"} {
		if strings.Contains(sent, secret) {
			t.Errorf("%s has left", secret)
		}
	}
}
