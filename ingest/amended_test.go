package ingest

import (
	"path/filepath"
	"testing"

	"wence/retrieval"
)

// TestAmendedNotice ingests a notice again whose region a person has changed: nothing has changed in the file.
func TestAmendedNotice(t *testing.T) {
	in, store := newIngester(t)
	file := filepath.Join(t.TempDir(), "a.txt")
	write(t, file, notice(1))
	in.Region = retrieval.Region{ID: "1", Name: "甲县"}
	equal(t, ingested(t, in, file), "stored a.txt")
	known, err := store.Known(t.Context(), file, "")
	if err != nil {
		t.Fatal(err)
	}
	other := retrieval.Region{ID: "2", Name: "乙县"}
	if err := store.Amend(t.Context(), known.ID, retrieval.Amendment{Region: &other}); err != nil {
		t.Fatal(err)
	}
	equal(t, ingested(t, in, file), "unchanged a.txt")
	write(t, file, notice(2))
	equal(t, ingested(t, in, file), "replaced a.txt")
	n, err := store.Notice(t.Context(), known.ID)
	if err != nil || n.Region.ID != "2" || n.Read.Region.ID != "1" {
		t.Errorf("%+v, %v", n, err)
	}
}
