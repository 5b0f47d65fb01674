package storetest

import (
	"bytes"
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
		if err != nil || o.Name != name || o.Type != kind || !bytes.Equal(o.Data, data) {
			t.Errorf("%s: got %s, %s, %d bytes, %v", what, o.Name, o.Type, len(o.Data), err)
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
		put(t, s, filed(notice("/"+tc.name, "通知", "改了"), "text/plain", []byte("新的")))
		check("replaced", id, tc.name, "text/plain", []byte("新的"))
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
