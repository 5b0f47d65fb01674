package web

import (
	"net/http"
	"slices"
	"strings"
	"testing"
)

const kilobyte = 1 << 10

// TestSizes holds the widget to what a phone on a slow line may be asked to load.
func TestSizes(t *testing.T) {
	files := static().files
	if n := len(files["widget.js"].zipped); n > 2*kilobyte {
		t.Errorf("widget.js: %d bytes zipped", n)
	}
	total := 0
	for _, name := range slices.Concat([]string{"app.js", "chat.css", "icon.svg"}, chatModules, chatSheets) {
		file, ok := files[name]
		if !ok {
			t.Errorf("no %s", name)
		}
		total += len(file.zipped)
	}
	if total > 20*kilobyte {
		t.Errorf("the app: %d bytes zipped", total)
	}
	t.Logf("loader %d, app %d bytes zipped", len(files["widget.js"].zipped), total)
}

func TestCommentsStayBehind(t *testing.T) {
	source := "// one\nconst a = 1; // stays\n  /** @type {X} */\n/* two\n * three */\nconst b = /** @type {Y} */ (a);\nconst c = \"// no comment\";\n"
	want := "const a = 1; // stays\nconst b = /** @type {Y} */ (a);\nconst c = \"// no comment\";\n"
	if got := string(newAsset("x.js", []byte(source)).data); got != want {
		t.Errorf("got %q", got)
	}
}

func TestAssetsAreCached(t *testing.T) {
	h := newHandler(t, nil)
	versioned := call(h, "GET", static().base()+"/app.js", "", "Accept-Encoding", "gzip")
	if got := versioned.Header().Get("Cache-Control"); !strings.Contains(got, "immutable") || versioned.Header().Get("Content-Encoding") != "gzip" {
		t.Errorf("versioned: %v", versioned.Header())
	}
	plain := call(h, "GET", "/assets/app.js", "")
	if plain.Header().Get("Cache-Control") != "no-cache" || !strings.HasPrefix(plain.Header().Get("Content-Type"), "text/javascript") {
		t.Errorf("plain: %v", plain.Header())
	}
	again := call(h, "GET", "/assets/app.js", "", "If-None-Match", plain.Header().Get("ETag"))
	if again.Code != http.StatusNotModified || again.Body.Len() != 0 {
		t.Errorf("asked again: %d", again.Code)
	}
	gone := call(h, "GET", "/assets/000000000000/app.js", "")
	if gone.Code != http.StatusNotFound || gone.Header().Get("Cache-Control") != "" {
		t.Errorf("another version: %d %v", gone.Code, gone.Header())
	}
	if w := call(h, "GET", "/assets/chat.html", ""); w.Code != http.StatusNotFound {
		t.Errorf("a template: %d", w.Code)
	}
}
