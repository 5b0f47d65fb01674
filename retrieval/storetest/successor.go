package storetest

import (
	"fmt"
	"slices"
	"testing"

	"wence/retrieval"
)

// replacement is notices of which some replace others: want gives the successor of each by origin.
type replacement struct {
	name    string
	entries []retrieval.Entry
	want    map[string]string
}

func replacements() []replacement {
	reference := func(number, title string) retrieval.Reference {
		return retrieval.Reference{Number: number, Title: title}
	}
	plain := func(origin, title string) retrieval.Entry { return notice(origin, title, "正文") }
	return []replacement{
		{"by number", []retrieval.Entry{
			numbered(plain("/old", "旧办法"), "青府发〔2015〕1号", "2015-01-01"),
			numbered(plain("/new", "新办法"), "青府发〔2023〕7号", "2023-01-01", reference("青府发〔2015〕1号", "")),
		}, map[string]string{"/old": "/new"}},
		{"number in other brackets and widths", []retrieval.Entry{
			numbered(plain("/old", "旧办法"), "青府發[２０１５] 1号", "2015-01-01"),
			numbered(plain("/new", "新办法"), "", "2023-01-01", reference("青府发（2015）1号", "")),
		}, map[string]string{"/old": "/new"}},
		{"by title, in book marks and Traditional", []retrieval.Entry{
			numbered(plain("/old", "青浦县教師獎勵辦法"), "", "2015-01-01"),
			numbered(plain("/new", "新办法"), "", "2023-01-01", reference("", "《青浦县教师奖励办法》")),
		}, map[string]string{"/old": "/new"}},
		{"a longer title is another", []retrieval.Entry{
			numbered(plain("/old", "青浦县教师奖励办法实施细则"), "", "2015-01-01"),
			numbered(plain("/new", "新办法"), "", "2023-01-01", reference("", "青浦县教师奖励办法")),
		}, nil},
		{"the number decides against the title", []retrieval.Entry{
			numbered(plain("/other", "教师奖励办法"), "白府发〔2016〕3号", "2016-01-01"),
			numbered(plain("/new", "新办法"), "青府发〔2023〕7号", "2023-01-01", reference("青府发〔2015〕1号", "教师奖励办法")),
		}, nil},
		{"versions of one title, by number and title", []retrieval.Entry{
			numbered(plain("/2015", "教师奖励办法"), "青府发〔2015〕1号", "2015-01-01"),
			numbered(plain("/2019", "教师奖励办法"), "青府发〔2019〕2号", "2019-01-01", reference("青府发〔2015〕1号", "教师奖励办法")),
			numbered(plain("/2023", "教师奖励办法"), "青府发〔2023〕7号", "2023-01-01", reference("青府发〔2019〕2号", "教师奖励办法")),
		}, map[string]string{"/2015": "/2019", "/2019": "/2023"}},
		{"versions of one title, by title", []retrieval.Entry{
			numbered(plain("/2015", "教师奖励办法"), "", "2015-01-01"),
			numbered(plain("/2019", "教师奖励办法"), "", "2019-01-01", reference("", "教师奖励办法")),
			numbered(plain("/2023", "教师奖励办法"), "", "2023-01-01", reference("", "教师奖励办法")),
		}, map[string]string{"/2015": "/2023", "/2019": "/2023"}},
		{"never itself, nor a copy of itself", []retrieval.Entry{
			numbered(plain("/a", "教师奖励办法"), "青府发〔2023〕7号", "2023-01-01", reference("青府发〔2023〕7号", ""), reference("", "教师奖励办法")),
			numbered(plain("/b", "教师奖励办法"), "青府发〔2023〕7号", "2023-01-01", reference("青府发〔2023〕7号", ""), reference("", "教师奖励办法")),
		}, nil},
		{"the newest of several", []retrieval.Entry{
			numbered(plain("/old", "旧办法"), "青府发〔2015〕1号", "2015-01-01"),
			numbered(plain("/2023", "更新的办法"), "", "2023-01-01", reference("青府发〔2015〕1号", "")),
			numbered(plain("/2019", "较新的办法"), "", "2019-01-01", reference("青府发〔2015〕1号", "")),
		}, map[string]string{"/old": "/2023"}},
		{"versions of a law, by their days", []retrieval.Entry{
			numbered(plain("/2015", "青浦省学前教育条例"), "", "2015-01-01"),
			numbered(plain("/2019", "青浦省学前教育条例"), "", "2019-01-01"),
			numbered(plain("/2023", "青浦省学前教育条例"), "", "2023-01-01"),
			in(numbered(plain("/other", "青浦省学前教育条例"), "", "2024-01-01"), county),
			numbered(plain("/undated", "青浦省学前教育条例"), "", ""),
		}, map[string]string{"/2015": "/2023", "/2019": "/2023"}},
		{"yearly notices of one title are no versions", []retrieval.Entry{
			numbered(plain("/2015", "关于招生工作的通知"), "", "2015-01-01"),
			numbered(plain("/2019", "关于招生工作的通知"), "", "2019-01-01"),
		}, nil},
		{"nothing in common but emptiness", []retrieval.Entry{
			plain("/old", ""),
			numbered(plain("/new", ""), "", "2023-01-01", reference("", "")),
		}, nil},
	}
}

// testSuccessors stores each set in two orders: which notice comes first must not matter. The sets do not meet, since
// each is replaced by empty notices after it.
func testSuccessors(t *testing.T, s retrieval.Store) {
	for _, tc := range replacements() {
		reversed := slices.Clone(tc.entries)
		slices.Reverse(reversed)
		for order, entries := range [][]retrieval.Entry{tc.entries, reversed} {
			t.Run(fmt.Sprintf("%s/order %d", tc.name, order), func(t *testing.T) {
				putAll(t, s, entries...)
				checkSuccessors(t, s, tc)
				for _, e := range entries {
					put(t, s, notice(e.Notice.Origin, ""))
				}
			})
		}
	}
}

func checkSuccessors(t *testing.T, s retrieval.Store, tc replacement) {
	t.Helper()
	origins := map[string]string{}
	listed := pages(t, s, 3, func() {})
	for _, n := range listed {
		origins[n.ID] = n.Origin
	}
	check := func(where string, n retrieval.Notice) {
		t.Helper()
		got := ""
		if n.ReplacedBy != nil {
			got = origins[n.ReplacedBy.ID]
		}
		if got != tc.want[n.Origin] {
			t.Errorf("%s: %s is replaced by %q, want %q", where, n.Origin, got, tc.want[n.Origin])
		}
	}
	for _, e := range tc.entries {
		known, err := s.Known(t.Context(), e.Notice.Origin, "")
		if err != nil {
			t.Fatal(err)
		}
		check("Known", known)
		check("Notice", whole(t, s, known.ID))
	}
	for _, n := range listed {
		check("Notices", n)
	}
	found := find(t, s, retrieval.Probe{Query: query("正文"), Limit: 10}).Candidates
	if len(found) != len(tc.entries) {
		t.Errorf("Find gave %d candidates, want %d", len(found), len(tc.entries))
	}
	for _, c := range found {
		check("Find", c.Notice)
	}
}

// testSuccessorGoes reads what the successor says, and takes it away.
func testSuccessorGoes(t *testing.T, s retrieval.Store) {
	old := put(t, s, numbered(notice("/old", "旧办法", "正文"), "青府发〔2015〕1号", "2015-01-01"))
	repeal := retrieval.Reference{Number: "青府发〔2015〕1号", Repeal: true}
	e := numbered(notice("/new", "关于废止旧办法的决定", "正文"), "青府发〔2023〕7号", "2023-01-01", repeal)
	e.Notice.Effective = "2023-03-01"
	new := put(t, s, e)
	got := whole(t, s, old).ReplacedBy
	want := retrieval.Successor{ID: new, Title: "关于废止旧办法的决定", Number: "青府发〔2023〕7号", Since: "2023-03-01", Repeal: true}
	if got == nil || *got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	e.Notice.Effective = ""
	put(t, s, e)
	if got := whole(t, s, old).ReplacedBy; got == nil || got.Since != "2023-01-01" {
		t.Errorf("without a day of its own it counts from its issue: got %+v", got)
	}
	e.Notice.Replaces = nil
	put(t, s, e)
	if got := whole(t, s, old).ReplacedBy; got != nil {
		t.Errorf("the successor says nothing of it any more: got %+v", got)
	}
}
