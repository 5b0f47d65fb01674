package export_test

import (
	"bytes"
	"errors"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"wence/retrieval"
	"wence/retrieval/embedded"
	"wence/retrieval/export"
	"wence/retrieval/pg"
	"wence/retrieval/pg/pgtest"
)

// TestThere takes notices from a file to PostgreSQL and back: each store must write the very lines of the first.
func TestThere(t *testing.T) {
	ctx := t.Context()
	first := openFile(t)
	fill(t, first)
	server, err := pg.Open(ctx, pgtest.New(t), pg.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	want := written(t, first)
	if n, err := export.Read(ctx, strings.NewReader(want), server); err != nil || n != 3 {
		t.Fatalf("%d notices read, %v", n, err)
	}
	if got := sorted(written(t, server)); got != sorted(want) {
		t.Errorf("PostgreSQL writes\n%s\nwant\n%s", got, sorted(want))
	}
	back := openFile(t)
	for range 2 { // again over itself
		if n, err := export.Read(ctx, strings.NewReader(written(t, server)), back); err != nil || n != 3 {
			t.Fatalf("%d notices read, %v", n, err)
		}
		if got := sorted(written(t, back)); got != sorted(want) {
			t.Errorf("the file writes\n%s\nwant\n%s", got, sorted(want))
		}
	}
}

func openFile(t *testing.T) *embedded.Store {
	t.Helper()
	s, err := embedded.Open(t.Context(), filepath.Join(t.TempDir(), "wence.db"), embedded.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// fill stores a plain notice, one that was corrected, and one that was withdrawn.
func fill(t *testing.T, s *embedded.Store) {
	t.Helper()
	var ids []string
	for _, origin := range []string{"/plain.txt", "/corrected.txt", "/withdrawn.txt"} {
		text := "乡镇教师每月补贴500元。<b>\t&"
		id, err := s.Put(t.Context(), retrieval.Entry{
			Notice: retrieval.Notice{Origin: origin, Source: origin[1:], SHA256: strings.Repeat("a", 12), Title: "办法", Text: text,
				Outline: []retrieval.Heading{{Level: 1, Label: "一、"}}, Replaces: []retrieval.Reference{{Title: "旧办法"}}},
			Passages: []retrieval.Passage{{Seq: 1, Text: text, Span: retrieval.Span{End: len(text)}, Headings: []string{"标准"}}},
			Facts:    []retrieval.Fact{{Seq: 1, Kind: retrieval.Subsidy, Who: "乡镇教师", Figure: "500元/人/月", Low: 500, High: 500}},
			File:     []byte{0, 255, 1}, FileType: "text/plain",
		})
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, id)
	}
	title := "更正的标题"
	if err := s.Amend(t.Context(), ids[1], retrieval.Amendment{Title: &title}); err != nil {
		t.Fatal(err)
	}
	if err := s.Withdraw(t.Context(), ids[2], "2026-03-10"); err != nil {
		t.Fatal(err)
	}
}

// ids are what each store gives of its own.
var ids = regexp.MustCompile(`"(ID|NoticeID)":("[0-9a-f]*"|[0-9]+),`)

func written(t *testing.T, s export.Source) string {
	t.Helper()
	var b bytes.Buffer
	if n, err := export.Write(t.Context(), s, &b); err != nil || n != 3 {
		t.Fatalf("%d notices written, %v", n, err)
	}
	return b.String()
}

// sorted are the lines without IDs, in order.
func sorted(lines string) string {
	var list []string
	for line := range strings.Lines(lines) {
		list = append(list, ids.ReplaceAllString(line, ""))
	}
	slices.Sort(list)
	return strings.Join(list, "")
}

func TestReadRefuses(t *testing.T) {
	s := openFile(t)
	for _, tc := range []struct {
		name, file string
		is         error
		says       string
	}{
		{"empty", "", export.ErrKind, ""},
		{"another file", `{"question":"补多少?"}`, export.ErrKind, ""},
		{"newer", `{"wence":"notices","version":9}`, nil, "请升级问策"},
		{"cut short", `{"wence":"notices","version":1}` + "\n" + `{"Notice":{"Title":"办`, nil, "第2行"},
		{"no origin", `{"wence":"notices","version":1}` + "\n" + `{"Notice":{"Title":"办法"}}`, nil, "第2行"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			n, err := export.Read(t.Context(), strings.NewReader(tc.file), s)
			if n != 0 || err == nil || tc.is != nil && !errors.Is(err, tc.is) || !strings.Contains(err.Error(), tc.says) {
				t.Errorf("%d, %v; want %v that says %q", n, err, tc.is, tc.says)
			}
		})
	}
}
