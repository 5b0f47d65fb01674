package ingest

import (
	"context"
	"fmt"
	"io/fs"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"wence/ingest/samples"
	"wence/retrieval"
)

// How many files the bulk has on disk, and in one archive beside them.
const onDisk, inArchive = 900, 100

// varied gives the n-th of many files made from the sample notices: each says its own number once.
func varied(t testing.TB, n int) (name, content string) {
	t.Helper()
	names, err := fs.Glob(samples.FS(), "*")
	if err != nil {
		t.Fatal(err)
	}
	sample := names[n%len(names)]
	data, err := fs.ReadFile(samples.FS(), sample)
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%05d-%s", n, sample), withNumber(string(data), serial(n))
}

// withNumber puts a number at the end of a text, or of a page's longest paragraph, where no reader takes it for a
// footer.
func withNumber(content, number string) string {
	paragraphs := strings.SplitAfter(content, "</p>")
	if len(paragraphs) == 1 {
		return content + "\n\n" + number
	}
	longest := 0
	for i, p := range paragraphs[:len(paragraphs)-1] {
		if len(p) > len(paragraphs[longest]) {
			longest = i
		}
	}
	paragraphs[longest] = strings.TrimSuffix(paragraphs[longest], "</p>") + number + "</p>"
	return strings.Join(paragraphs, "")
}

// serial is the number that a varied file says. It is ASCII, whatever the file's encoding.
func serial(n int) string { return fmt.Sprintf("No. %05d.", n) }

// TestBulk: of a thousand files none is lost, each is stored with its own text, and a second run changes nothing.
func TestBulk(t *testing.T) {
	in, store := newIngester(t)
	dir := t.TempDir()
	var parts []string
	for n := range onDisk + inArchive {
		name, content := varied(t, n)
		if n < onDisk {
			write(t, filepath.Join(dir, fmt.Sprintf("%02d", n%50), name), content)
		} else {
			parts = append(parts, name, content)
		}
	}
	write(t, filepath.Join(dir, "包.zip"), packed(t, parts...))
	files, err := Files(context.Background(), []string{dir})
	if err != nil || len(files) != onDisk+1 {
		t.Fatalf("%d files, %v", len(files), err)
	}

	ctx := context.Background()
	run := func(state State) {
		t.Helper()
		start := time.Now()
		report, err := in.Ingest(ctx, files, nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := report.Count(state); got != onDisk+inArchive || len(report.Records) != got {
			t.Fatalf("%d of %d records are %s", got, len(report.Records), state)
		}
		took := time.Since(start)
		t.Logf("%d files %s in %v: %.0f a second, %d passages", len(report.Records), state, took.Round(time.Millisecond), float64(len(report.Records))/took.Seconds(), report.Passages)
	}
	run(Stored)
	run(Unchanged)

	seen := map[string]bool{}
	for cursor := ""; ; {
		list, next, err := store.Notices(ctx, 200, cursor)
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range list {
			checkSerial(t, store, n)
			seen[n.Origin] = true
		}
		if cursor = next; next == "" {
			break
		}
	}
	if len(seen) != onDisk+inArchive {
		t.Errorf("%d notices are stored, want %d", len(seen), onDisk+inArchive)
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	t.Logf("%d MB taken from the system", m.Sys>>20)
}

// checkSerial fails when a stored notice does not say the number of its file.
func checkSerial(t *testing.T, store interface {
	Notice(ctx context.Context, id string) (retrieval.Notice, error)
}, n retrieval.Notice) {
	t.Helper()
	whole, err := store.Notice(context.Background(), n.ID)
	if err != nil {
		t.Fatal(err)
	}
	number, _, _ := strings.Cut(n.Source, "-")
	if !strings.Contains(whole.Text, "No. "+number+".") {
		t.Fatalf("%s does not hold its own text", n.Origin)
	}
}
