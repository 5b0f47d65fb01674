package storetest

import (
	"errors"
	"reflect"
	"slices"
	"testing"

	"wence/retrieval"
)

// testBelow wants the notices of a folder and of no other whose name begins alike, withdrawn ones too.
func testBelow(t *testing.T, s retrieval.Store) {
	ids := map[string]string{}
	for _, origin := range []string{"/in/b.html", "/in/a.zip!/x.html", "/in2/c.html", "/in/招生.html", "/other.html"} {
		ids[origin] = put(t, s, notice(origin, "通知"+origin, "正文"+origin))
	}
	withdraw(t, s, ids["/in/b.html"])
	for prefix, want := range map[string][]string{
		"/in/": {"/in/a.zip!/x.html", "/in/b.html", "/in/招生.html"}, "/in/a.zip!/": {"/in/a.zip!/x.html"}, "/none/": nil,
		"/in/招": {"/in/招生.html"},
	} {
		list, err := s.Below(t.Context(), prefix)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, n := range list {
			got = append(got, n.Origin)
			if n.ID != ids[n.Origin] || (n.Withdrawn != "") != (n.Origin == "/in/b.html") || n.Text != "" {
				t.Errorf("%s: got %+v", n.Origin, n)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("below %s: %q, want %q", prefix, got, want)
		}
	}
}

// testSources wants notes replaced, deleted when they say nothing, and kept when their notice changes.
func testSources(t *testing.T, s retrieval.Store) {
	note := func(sources ...retrieval.Source) {
		t.Helper()
		for _, src := range sources {
			if err := s.NoteSource(t.Context(), src); err != nil {
				t.Fatal(err)
			}
		}
	}
	want := func(prefix string, want ...retrieval.Source) {
		t.Helper()
		if got, err := s.Sources(t.Context(), prefix); err != nil || len(got)+len(want) > 0 && !reflect.DeepEqual(got, want) {
			t.Errorf("below %s: %+v, %v; want %+v", prefix, got, err, want)
		}
	}
	a := retrieval.Source{Origin: "http://a/1", ETag: `"x"`, Modified: "Mon, 02 Jan 2006 15:04:05 GMT"}
	b := retrieval.Source{Origin: "http://a/2", Missed: 1, Gone: true}
	note(b, a, retrieval.Source{Origin: "http://b/1", Missed: 2})
	put(t, s, notice(a.Origin, "通知", "正文"))
	want("http://a/", a, b)
	a.ETag, b = "", retrieval.Source{Origin: b.Origin}
	note(a, b)
	put(t, s, notice(a.Origin, "通知", "改了"))
	want("http://a/", a)
	want("http://c/")
}

// testOver wants a notice stored over what its caller knew of, and over nothing else.
func testOver(t *testing.T, s retrieval.Store) {
	over := func(e retrieval.Entry, sha256 string) retrieval.Entry {
		e.Over = &sha256
		return e
	}
	first, changed := notice("/a.html", "通知", "正文"), notice("/a.html", "通知", "改了")
	if _, err := s.Put(t.Context(), over(first, digest("other"))); !errors.Is(err, retrieval.ErrConflict) {
		t.Errorf("over nothing: %v", err)
	}
	id := put(t, s, over(first, ""))
	for _, known := range []string{"", changed.Notice.SHA256} {
		if _, err := s.Put(t.Context(), over(changed, known)); !errors.Is(err, retrieval.ErrConflict) {
			t.Errorf("over what does not stand: %v", err)
		}
	}
	if got := whole(t, s, id); got.SHA256 != first.Notice.SHA256 {
		t.Errorf("a refused notice was stored: %+v", got)
	}
	if again := put(t, s, over(changed, first.Notice.SHA256)); again != id || whole(t, s, id).SHA256 != changed.Notice.SHA256 {
		t.Errorf("the notice is %s, was %s", again, id)
	}
}
