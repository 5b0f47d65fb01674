package web

import (
	"context"
	"mime"
	"net/http"
	"strings"
	"testing"

	"wence/retrieval"
)

// fileCorpus has one file for every notice.
type fileCorpus struct {
	corpus
	file retrieval.Original
}

func (c fileCorpus) Original(_ context.Context, id string) (retrieval.Original, error) {
	if c.notices[id].FileSize == 0 {
		return retrieval.Original{}, retrieval.ErrNotFound
	}
	return c.file, nil
}

// fileOf is a file as a store gives it, byte by byte.
func fileOf(name, kind string, data []byte) retrieval.Original {
	packed, err := retrieval.Pack(data)
	return retrieval.Original{Name: name, Type: kind, Size: int64(len(data)), Part: func(_ context.Context, from int64) ([]byte, error) {
		return packed[from:min(from+1, int64(len(packed)))], err
	}}
}

func newFileHandler(t *testing.T, file retrieval.Original) http.Handler {
	size := file.Size
	notices := map[string]retrieval.Notice{
		"n": {ID: "n", SHA256: "abc", FileSize: size}, "gone": {ID: "gone", FileSize: size, Withdrawn: "2026-11-01"}, "none": {ID: "none"},
	}
	return newHandler(t, func(o *Options) { o.Corpus, o.AdminKey = fileCorpus{corpus{notices: notices}, file}, "the key" })
}

func TestOriginalIsKeptAndNeverShown(t *testing.T) {
	const data = "<script>alert(1)</script>"
	h := newFileHandler(t, fileOf("通知.html", "text/html", []byte(data)))
	w := call(h, "GET", "/notices/n/original", "")
	if w.Code != http.StatusOK || w.Body.String() != data {
		t.Fatalf("%d %q", w.Code, w.Body)
	}
	for name, want := range map[string]string{
		"Content-Type": "text/html", "X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox; default-src 'none'",
		"Content-Disposition": "attachment; ", "Cross-Origin-Resource-Policy": "same-origin", "Etag": `"abc"`,
	} {
		if got := w.Header().Get(name); !strings.HasPrefix(got, want) {
			t.Errorf("%s: %q", name, got)
		}
	}
	if w := call(h, "GET", "/notices/n/original", "", "If-None-Match", `"abc"`); w.Code != http.StatusNotModified {
		t.Errorf("asked again: %d", w.Code)
	}
	if w := call(h, "GET", "/notices/n/original", "", "Range", "bytes=1-6"); w.Code != http.StatusPartialContent || w.Body.String() != "script" {
		t.Errorf("a part: %d %q", w.Code, w.Body)
	}
	for id, want := range map[string]int{"gone": http.StatusGone, "none": http.StatusNotFound, "nosuch": http.StatusNotFound} {
		if w := call(h, "GET", "/notices/"+id+"/original", ""); w.Code != want {
			t.Errorf("%s: %d", id, w.Code)
		}
	}
	cookie, _, _ := strings.Cut(send(h, "/admin/session", map[string][]string{"key": {"the key"}}).Header().Get("Set-Cookie"), ";")
	if w := call(h, "GET", "/notices/gone/original", "", "Cookie", cookie); w.Code != http.StatusOK {
		t.Errorf("withdrawn, for a clerk: %d", w.Code)
	}
}

func TestAttachmentNames(t *testing.T) {
	for name, plain := range map[string]string{
		"notice 1.pdf": "notice 1.pdf", "关于2026年招生的通知.docx": "__2026______.docx", "通知.pdf": "notice.pdf", "": "notice",
		"a\"b\r\nX-Evil: 1.txt": "a_b__X-Evil_ 1.txt", "../../etc/passwd": ".._.._etc_passwd", "100%;x.txt": "100__x.txt",
	} {
		value := attachment(name)
		if strings.ContainsAny(value, "\r\n") || !strings.HasPrefix(value, `attachment; filename="`+plain+`"; filename*=UTF-8''`) {
			t.Errorf("%q: %q", name, value)
		}
		if _, params, err := mime.ParseMediaType(value); err != nil || strings.ContainsAny(params["filename"], "/\\\"\r\n") {
			t.Errorf("%q: %v %v", name, params, err)
		}
	}
	if got := attachment("第一 批.pdf"); !strings.HasSuffix(got, "filename*=UTF-8''%E7%AC%AC%E4%B8%80%20%E6%89%B9.pdf") {
		t.Errorf("in Chinese: %s", got)
	}
}

func TestFileSize(t *testing.T) {
	for bytes, want := range map[int64]string{0: "", 12: "12字节", 2048: "2.0 KB", 3 << 20: "3.0 MB"} {
		if got := fileSize(bytes); got != want {
			t.Errorf("%d: %s", bytes, got)
		}
	}
}
