package main

import (
	"context"
	"testing"

	"wence/cmd/internal/config"
	"wence/ingest"
	"wence/retrieval/pg/pgtest"
)

// everyAlike is of how many questions one is asked: some of those that TestQuality asks too.
const everyAlike = 8

// TestStoresAnswerAlike asks the same questions through either store.
func TestStoresAnswerAlike(t *testing.T) {
	ctx := context.Background()
	embedded := withNotices(t, realNotices)
	server := assembledFrom(t, config.Config{Store: pgtest.New(t)})
	files, err := ingest.Files(ctx, []string{realNotices})
	if err != nil {
		t.Fatal(err)
	}
	in := server.ingester()
	if _, err := in.Ingest(ctx, files, nil); err != nil {
		t.Fatal(err)
	}
	if _, err := in.Embed(ctx, server.embedder, nil); err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{"../../../shared/eval/dev.jsonl", "../../chat/eval/testdata/real.jsonl"} {
		cases, err := readCases(file)
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; i < len(cases); i += everyAlike {
			c := cases[i]
			one, err1 := embedded.service.Answer(ctx, c.Asked(), nil)
			other, err2 := server.service.Answer(ctx, c.Asked(), nil)
			if err1 != nil || err2 != nil {
				if (err1 == nil) != (err2 == nil) {
					t.Errorf("%s: %v in the file, %v in PostgreSQL", c.ID, err1, err2)
				}
				continue
			}
			if one.Text != other.Text || one.Status != other.Status {
				t.Errorf("%s %s:\nfile       %s %s\nPostgreSQL %s %s", c.ID, c.Question, one.Status, one.Text, other.Status, other.Text)
			}
		}
	}
}
