package web

import (
	"bytes"
	"context"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"testing"
)

// uploader keeps the last file it was given.
type uploader struct{ got Upload }

func (u *uploader) Upload(_ context.Context, up Upload) ([]Uploaded, error) {
	u.got = up
	return []Uploaded{{Name: up.Name, State: "stored"}}, nil
}

func upload(t *testing.T, h http.Handler, name string, size int) *httptest.ResponseRecorder {
	t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	_ = form.WriteField("region", " 乙县 ")
	file, err := form.CreateFormFile("file", name)
	if err != nil {
		t.Fatal(err)
	}
	_, _ = file.Write(bytes.Repeat([]byte("a"), size))
	_ = form.Close()
	req := httptest.NewRequest("POST", "/api/v1/admin/uploads", &body)
	req.Header.Set("Content-Type", form.FormDataContentType())
	req.Header.Set("Authorization", "Bearer the key")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, req)
	return w
}

func TestUpload(t *testing.T) {
	u := &uploader{}
	h := newHandler(t, func(o *Options) { o.AdminKey, o.Uploads, o.MaxUpload = "the key", u, 1000 })
	for name, want := range map[string]string{"通知.txt": "通知.txt", `C:\文件\通知.txt`: "通知.txt", "../../etc/passwd": "passwd", "a/b/通知.html": "通知.html"} {
		if w := upload(t, h, name, 10); w.Code != http.StatusOK || u.got.Name != want || u.got.Region.Name != "乙县" || len(u.got.Data) != 10 {
			t.Errorf("%s: %d, got %+v", name, w.Code, u.got)
		}
	}
	if w := upload(t, h, "..", 10); w.Code != http.StatusUnprocessableEntity {
		t.Errorf("no name: %d %s", w.Code, w.Body)
	}
	if w := upload(t, h, "大.txt", 2000+formOverhead); w.Code != http.StatusRequestEntityTooLarge {
		t.Errorf("too large: %d %s", w.Code, w.Body)
	}
	if w := call(h, "POST", "/api/v1/admin/uploads", `{}`, "Authorization", "Bearer the key"); w.Code != http.StatusUnsupportedMediaType {
		t.Errorf("JSON: %d %s", w.Code, w.Body)
	}
}
