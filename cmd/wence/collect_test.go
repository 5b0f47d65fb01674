package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestCollect: notices come from a site's list page and from a list of addresses, and answer with the page as source.
func TestCollect(t *testing.T) {
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/tz/":
			fmt.Fprint(w, `<html><a href="20251.html">关于发放家庭经济困难学生助学金的通知</a>`)
		case "/tz/20251.html":
			fmt.Fprint(w, sampleNotice)
		default:
			w.WriteHeader(http.StatusNotFound)
		}
	}))
	defer site.Close()
	dir := t.TempDir()
	list := filepath.Join(dir, "list.txt")
	if err := os.WriteFile(list, []byte(site.URL+"/tz/20251.html\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	store := filepath.Join(dir, "store.db")
	if out, err := run(t, store, "collect", site.URL+"/tz/"); err == nil || !strings.Contains(err.Error(), "内网或本机") {
		t.Errorf("a private network was entered: %v\n%s", err, out)
	}
	for _, step := range []struct {
		args []string
		want string
	}{
		{[]string{"ingest", "--urls", list, "--allow-private"}, "新收录1个"},
		{[]string{"collect", site.URL + "/tz/", "--allow-private"}, "未变1个"},
		{[]string{"ask", "--json", "助学金每年多少钱?"}, site.URL + "/tz/20251.html"},
	} {
		if out, err := run(t, store, step.args...); err != nil || !strings.Contains(out, step.want) {
			t.Errorf("%v: %v\n%s\nlacks %s", step.args, err, out, step.want)
		}
	}
}
