package storetest

import (
	"bytes"
	"context"
	"io"
	"math/rand/v2"
	"testing"

	"wence/retrieval"
)

// second is the error of a call that gives something else as well.
func second[T any](_ T, err error) error { return err }

// filed gives the entry a file.
func filed(e retrieval.Entry, kind string, data []byte) retrieval.Entry {
	e.File, e.FileType = data, kind
	return e
}

// noise is bytes that no compression makes smaller.
func noise(n int) []byte {
	random := rand.NewChaCha8([32]byte{1})
	data := make([]byte, n)
	random.Read(data)
	return data
}

// testOriginal gives files back byte for byte, whatever becomes of their notice.
func testOriginal(t *testing.T, s retrieval.Store) {
	check := func(what, id, name, kind string, data []byte) {
		t.Helper()
		o, err := s.Original(t.Context(), id)
		if err != nil || o.Name != name || o.Type != kind || o.Size != int64(len(data)) {
			t.Fatalf("%s: got %+v, %v", what, o, err)
		}
		if got, err := io.ReadAll(o.Open(t.Context())); err != nil || !bytes.Equal(got, data) {
			t.Errorf("%s: read %d bytes, %v", what, len(got), err)
		}
		if n := whole(t, s, id); n.FileSize != int64(len(data)) {
			t.Errorf("%s: the notice says %d bytes, want %d", what, n.FileSize, len(data))
		}
	}
	for _, tc := range []struct {
		name, kind string
		data       []byte
	}{
		{"文件 a.pdf", "application/pdf", noise(3 << 20)}, {"b.html", "text/html", bytes.Repeat([]byte("<p>教师\x00\xff</p>"), 1<<16)},
		{"c.zip!", "", []byte{0x1f, 0x8b, 8}}, {"d.txt", "text/plain", []byte{0}},
	} {
		id := put(t, s, filed(notice("/"+tc.name, "通知", "正文"), tc.kind, tc.data))
		check("stored", id, tc.name, tc.kind, tc.data)
		amend(t, s, id, retitled("新"))
		withdraw(t, s, id)
		check("amended and withdrawn", id, tc.name, tc.kind, tc.data)
		before, err := s.Original(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		put(t, s, filed(notice("/"+tc.name, "通知", "改了"), "text/plain", []byte("新的")))
		check("replaced", id, tc.name, "text/plain", []byte("新的"))
		if _, err := before.Part(t.Context(), 0); !isNotFound(err) {
			t.Errorf("a part of what was replaced: %v", err)
		}
	}
	testParts(t, s)
}

// testParts reads a large file part by part, from places before and behind.
func testParts(t *testing.T, s retrieval.Store) {
	data := noise(3*retrieval.OriginalPart + 7)
	o, err := s.Original(t.Context(), put(t, s, filed(notice("/large", "通知", "正文"), "", data)))
	if err != nil {
		t.Fatal(err)
	}
	if part, err := o.Part(t.Context(), 0); err != nil || len(part) != retrieval.OriginalPart {
		t.Errorf("a part of %d bytes, %v", len(part), err)
	}
	if part, err := o.Part(t.Context(), 1<<30); err != nil || len(part) != 0 {
		t.Errorf("behind the end: %d bytes, %v", len(part), err)
	}
	file := o.Open(t.Context())
	for _, at := range []int64{0, 2<<20 + 5, 17, o.Size - 3} {
		if _, err := file.Seek(at, io.SeekStart); err != nil {
			t.Fatal(err)
		}
		got := make([]byte, min(1000, o.Size-at))
		if _, err := io.ReadFull(file, got); err != nil || !bytes.Equal(got, data[at:at+int64(len(got))]) {
			t.Errorf("from %d: %v", at, err)
		}
	}
	ended, end := context.WithCancel(t.Context())
	end()
	if _, err := io.ReadAll(o.Open(ended)); err == nil {
		t.Error("read on after the end of the context")
	}
}

// testNoOriginal wants nothing given for a notice whose file is not kept, its former file least of all.
func testNoOriginal(t *testing.T, s retrieval.Store) {
	id := put(t, s, filed(notice("/a.txt", "通知", "正文"), "text/plain", []byte("正文")))
	for name, data := range map[string][]byte{"no file": nil, "an empty file": {}, "too large a file": make([]byte, retrieval.MaxOriginal+1)} {
		put(t, s, filed(notice("/a.txt", "通知", "正文", name), "text/plain", data))
		if o, err := s.Original(t.Context(), id); !isNotFound(err) {
			t.Errorf("%s: got %+v, %v, want ErrNotFound", name, o, err)
		}
		if n := whole(t, s, id); n.FileSize != 0 {
			t.Errorf("%s: the notice says %d bytes", name, n.FileSize)
		}
	}
}
