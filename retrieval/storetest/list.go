package storetest

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"testing"

	"wence/retrieval"
)

// published makes n notices, two a day, every fifth without a day.
func published(n int) []retrieval.Entry {
	var entries []retrieval.Entry
	for i := range n {
		e := notice(fmt.Sprintf("/%03d.html", i), fmt.Sprintf("第%d号通知", i), "正文")
		if i%5 != 4 {
			e.Notice.Published = retrieval.Date(fmt.Sprintf("2024-01-%02d", 1+i*7%n/2))
		}
		entries = append(entries, e)
	}
	return entries
}

// pages reads a listing to its end, and calls between after each page.
func pages(t *testing.T, s retrieval.Store, limit int, between func()) []retrieval.Notice {
	t.Helper()
	return pagesOf(t, s.Notices, limit, between)
}

// pagesOf reads a listing as pages does.
func pagesOf(t *testing.T, listing func(context.Context, int, string) ([]retrieval.Notice, string, error), limit int, between func()) []retrieval.Notice {
	t.Helper()
	var all []retrieval.Notice
	for cursor := ""; ; {
		list, next, err := listing(t.Context(), limit, cursor)
		if err != nil {
			t.Fatalf("list from %q: %v", cursor, err)
		}
		if len(list) > limit || len(list) < limit && next != "" {
			t.Fatalf("a page of %d has %d notices and the cursor %q", limit, len(list), next)
		}
		all = append(all, list...)
		if next == "" {
			return all
		}
		between()
		cursor = next
	}
}

func titles(list []retrieval.Notice) []string {
	var titles []string
	for _, n := range list {
		titles = append(titles, n.Title)
	}
	return titles
}

func testListing(t *testing.T, s retrieval.Store) {
	entries := published(30)
	putAll(t, s, entries...)
	whole := pages(t, s, 100, func() {})
	if len(whole) != 30 {
		t.Fatalf("%d notices are listed, want 30", len(whole))
	}
	newestFirst := slices.IsSortedFunc(whole, func(a, b retrieval.Notice) int {
		switch {
		case a.Published > b.Published:
			return -1
		case a.Published < b.Published:
			return 1
		}
		return 0
	})
	if !newestFirst {
		t.Errorf("the newest is not first: %q", titles(whole))
	}
	for _, limit := range []int{1, 7, 10, 15, 29, 30} {
		if got := pages(t, s, limit, func() {}); !reflect.DeepEqual(got, whole) {
			t.Errorf("by %d:\n got %q\nwant %q", limit, titles(got), titles(whole))
		}
	}
	for _, cursor := range []string{"no cursor", "bm9uZQ", "\x00\xff"} {
		if _, _, err := s.Notices(t.Context(), 10, cursor); !errors.Is(err, retrieval.ErrCursor) {
			t.Errorf("cursor %q gave %v, want ErrCursor", cursor, err)
		}
	}
}

// testListingGrows wants every notice that was there at the start listed once, whatever comes meanwhile.
func testListingGrows(t *testing.T, s retrieval.Store) {
	entries := published(20)
	putAll(t, s, entries...)
	came := 0
	got := pages(t, s, 3, func() {
		e := notice(fmt.Sprintf("/new%d.html", came), "新", "正文")
		e.Notice.Published = "2030-01-01"
		put(t, s, e)
		put(t, s, entries[0]) // read again, the same
		came++
	})
	seen := map[string]int{}
	for _, n := range got {
		seen[n.Origin]++
	}
	for _, e := range entries {
		if seen[e.Notice.Origin] != 1 {
			t.Errorf("%s is listed %d times", e.Notice.Origin, seen[e.Notice.Origin])
		}
	}
}

func testRegions(t *testing.T, s retrieval.Store) {
	putAll(t, s,
		in(notice("/1.html", "一", "正文"), county), in(notice("/2.html", "二", "正文"), nation), in(notice("/3.html", "三", "正文"), county),
		notice("/4.html", "四", "正文"), in(notice("/5.html", "五", "正文"), other))
	got, err := s.Regions(t.Context())
	if want := []retrieval.Region{nation, county, other}; err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v\nwant %+v", got, err, want)
	}
	put(t, s, notice("/5.html", "五", "正文"))
	if got, err := s.Regions(t.Context()); err != nil || len(got) != 2 {
		t.Errorf("after the last notice of a region went: %+v, %v", got, err)
	}
}

func testVersion(t *testing.T, s retrieval.Store) {
	last := status(t, s).Version
	grows := func(what string) {
		t.Helper()
		v := status(t, s).Version
		if v <= last {
			t.Errorf("%s: version %d after %d", what, v, last)
		}
		last = v
	}
	id := put(t, s, notice("/1.html", "一", "正文"))
	grows("a notice")
	setVectors(t, s, "m", retrieval.Vector{PassageID: passages(t, s, id)[0].ID, Values: []float32{1, 2}})
	grows("a vector")
	find(t, s, retrieval.Probe{Query: query("正文"), Limit: 3})
	pages(t, s, 10, func() {})
	if v := status(t, s).Version; v != last {
		t.Errorf("reading: version %d after %d", v, last)
	}
	put(t, s, notice("/1.html", "一", "改了"))
	grows("a replaced notice")
}
