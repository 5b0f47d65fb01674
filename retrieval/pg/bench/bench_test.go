package main

import (
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"wence/retrieval/pg/pgtest"
)

const samples = "../../../ingest/samples"

// TestMeasure measures at a size that tells nothing, for the way: every row of the table is there, and the picture.
func TestMeasure(t *testing.T) {
	m, err := readMaterial("nowhere", samples)
	if err != nil {
		t.Fatal(err)
	}
	r, err := measure(t.Context(), options{server: pgtest.New(t), questions: 100}, m, fewest)
	if err != nil {
		t.Fatal(err)
	}
	table := r.table()
	for _, want := range []string{"1000 passages", bareHNSW, bareGIN, hybrid + ", 1 passage in 100", "embedded store: words", "recall@10",
		"bare COPY", "HNSW index", "postings read"} {
		if !strings.Contains(table, want) {
			t.Errorf("the table does not say %q:\n%s", want, table)
		}
	}
	if r.recall.at10 < 0.9 || r.recall.at10 > 1 || r.bareSum() <= 0 || r.postings == 0 {
		t.Errorf("recall %v, bare probes %v, postings %d", r.recall, r.bareSum(), r.postings)
	}
	for _, s := range r.sizes {
		if s.bytes <= 0 {
			t.Errorf("%s has %d bytes", s.name, s.bytes)
		}
	}
	picture := filepath.Join(t.TempDir(), "store.png")
	if err := r.draw(picture); err != nil {
		t.Fatal(err)
	}
	file, err := os.Open(picture)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if drawn, err := png.DecodeConfig(file); err != nil || drawn.Width < 600 {
		t.Errorf("picture %+v, %v", drawn, err)
	}
}

func TestShare(t *testing.T) {
	best := []float32{0.9, 0.8, 0.7, 0.7}
	for name, tc := range map[string]struct {
		got  []float32
		want float64
	}{
		"all":               {[]float32{0.7, 0.9, 0.8, 0.7}, 1},
		"more as near":      {[]float32{0.9, 0.8, 0.7, 0.7, 0.7, 0.7}, 1},
		"half, and farther": {[]float32{0.9, 0.7, 0.6, 0.5}, 0.5},
		"none":              {nil, 0},
	} {
		if got := share(tc.got, best); got != tc.want {
			t.Errorf("%s: %v, want %v", name, got, tc.want)
		}
	}
}
