package ingest

import (
	"io"
	"path/filepath"
	"testing"
)

// TestOriginals wants the bytes of each file kept, an archive's members each on its own.
func TestOriginals(t *testing.T) {
	in, store := newIngester(t)
	dir := t.TempDir()
	page := "<html><body><p>" + notice(3) + "</p></body></html>"
	write(t, filepath.Join(dir, "a.txt"), notice(1))
	write(t, filepath.Join(dir, "b.zip"), packed(t, "甲/c.txt", notice(2), "d.doc", page))
	equal(t, ingested(t, in, dir), "stored a.txt", "stored b.zip!/甲/c.txt", "stored b.zip!/d.doc")
	for origin, want := range map[string]struct{ name, kind, data string }{
		"a.txt": {"a.txt", "text/plain", notice(1)}, "b.zip!/甲/c.txt": {"c.txt", "text/plain", notice(2)}, "b.zip!/d.doc": {"d.doc", "text/html", page},
	} {
		o, err := store.Original(t.Context(), stored(t, store, dir)[origin].ID)
		if err != nil {
			t.Fatalf("%s: %v", origin, err)
		}
		data, err := io.ReadAll(o.Open(t.Context()))
		if err != nil || o.Name != want.name || o.Type != want.kind || string(data) != want.data {
			t.Errorf("%s: %s %s, %d bytes, %v", origin, o.Name, o.Type, len(data), err)
		}
	}
}
