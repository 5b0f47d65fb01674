package main

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"wence/chat/chooser/choosertest"
	"wence/chat/reader"
	"wence/cmd/internal/config"
	"wence/ingest"
	"wence/ingest/samples"
	"wence/retrieval/encoder"
)

// realNotices is the folder of real notices beside the repository.
const realNotices = "../../../shared/notices"

// newApp is an app on an empty throw-away store.
func newApp(t testing.TB) *app {
	t.Helper()
	return assembledFrom(t, config.Config{Store: filepath.Join(t.TempDir(), "test.db"), Addr: "127.0.0.1:0"})
}

func assembledFrom(t testing.TB, c config.Config) *app {
	t.Helper()
	a, err := assemble(context.Background(), c, slog.New(slog.NewTextHandler(io.Discard, nil)))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	remember(t, a)
	return a
}

// networks are the built-in ones, which all apps of the tests share, since they store and ask much the same.
type networks struct {
	reader   *choosertest.Reader
	embedder *choosertest.Embedder
}

var builtin = sync.OnceValues(func() (networks, error) {
	r, err1 := reader.Builtin(encoder.Options{})
	e, err2 := encoder.Builtin(encoder.Options{})
	return networks{&choosertest.Reader{Reader: r}, &choosertest.Embedder{Network: encoder.NewEmbedder(e)}}, errors.Join(err1, err2)
})

// remember has the networks of an app remember what they have read for another.
func remember(t testing.TB, a *app) {
	t.Helper()
	n, err := builtin()
	if err != nil {
		t.Fatal(err)
	}
	a.embedder = n.embedder
	choose, err := newChooser(n.reader, n.embedder, a.places)
	if err != nil {
		t.Fatal(err)
	}
	w, err := newWriter(a.config, a.log)
	if err != nil {
		t.Fatal(err)
	}
	a.answerWith(choose, w)
}

// withNotices is an app that holds the files below the paths.
func withNotices(t testing.TB, paths ...string) *app {
	t.Helper()
	files, err := ingest.Files(context.Background(), paths)
	if err != nil {
		t.Fatalf("the real notices belong beside the repository: %v", err)
	}
	return ingested(t, files)
}

// withSamples is an app that holds the bundled samples.
func withSamples(t testing.TB) *app {
	t.Helper()
	files, err := ingest.InFS(samples.FS(), "sample:")
	if err != nil {
		t.Fatal(err)
	}
	return ingested(t, files)
}

func ingested(t testing.TB, files []ingest.File) *app {
	t.Helper()
	return ingestedInto(t, newApp(t), files)
}

func ingestedInto(t testing.TB, a *app, files []ingest.File) *app {
	t.Helper()
	report, err := a.ingest(context.Background(), a.ingester(), files, os.Stderr)
	if err != nil {
		t.Fatal(err)
	}
	if n := report.Count(ingest.Failed); n > 0 {
		t.Fatalf("%d files failed: %+v", n, report.Records)
	}
	return a
}
