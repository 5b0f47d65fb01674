//go:build ignore

// This program writes samples.json: the sample notices as the ingest gives them to a store, for tests of package chat,
// which may not import the ingest. Run it from the root: go run chat/testdata/samples.go
package main

import (
	"context"
	"encoding/json"
	"log"
	"log/slog"
	"os"

	"wence/ingest"
	"wence/ingest/samples"
	"wence/retrieval"
	"wence/retrieval/place"
)

// A keeper keeps what it is given.
type keeper struct{ entries []retrieval.Entry }

func (k *keeper) Known(context.Context, string, string) (retrieval.Notice, error) {
	return retrieval.Notice{}, retrieval.ErrNotFound
}

func (k *keeper) Put(_ context.Context, e retrieval.Entry) (string, error) {
	n := e.Notice
	n.Text, n.Outline, n.Tables, n.Pages = "", nil, nil, nil
	k.entries = append(k.entries, retrieval.Entry{Notice: n, Passages: e.Passages})
	return "", nil
}

func (k *keeper) Unembedded(context.Context, string, int32, int) ([]retrieval.Passage, error) {
	return nil, nil
}

func (k *keeper) SetVectors(context.Context, string, []retrieval.Vector) error { return nil }

func main() {
	places, err := place.Load()
	if err != nil {
		log.Fatal(err)
	}
	files, err := ingest.InFS(samples.FS(), "sample:")
	if err != nil {
		log.Fatal(err)
	}
	k := &keeper{}
	in := ingest.Ingester{Store: k, Places: places, Log: slog.Default()}
	if _, err := in.Ingest(context.Background(), files, nil); err != nil {
		log.Fatal(err)
	}
	out, err := os.Create("chat/testdata/samples.json")
	if err != nil {
		log.Fatal(err)
	}
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	for _, e := range k.entries {
		if err := enc.Encode(e); err != nil {
			log.Fatal(err)
		}
	}
	if err := out.Close(); err != nil {
		log.Fatal(err)
	}
}
