package storetest

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"testing"

	"wence/retrieval"
)

// ruled gives the entry facts.
func ruled(e retrieval.Entry, facts ...retrieval.Fact) retrieval.Entry {
	e.Facts = facts
	return e
}

// fact is a rule of the entry's first passage.
func fact(kind retrieval.FactKind, who, figure string) retrieval.Fact {
	return retrieval.Fact{Seq: 1, Kind: kind, Who: who, Figure: figure, Words: figure, Quote: who + figure + "。"}
}

// facts lists facts, and ends the test when the store fails.
func facts(t *testing.T, s retrieval.Store, q retrieval.FactQuery) []retrieval.Fact {
	t.Helper()
	list, _, err := s.Facts(t.Context(), q)
	if err != nil {
		t.Fatalf("facts %+v: %v", q, err)
	}
	return list
}

func subjects(list []retrieval.Fact) []string {
	var names []string
	for _, f := range list {
		names = append(names, f.Who)
	}
	return names
}

// testFacts wants facts back as they were given, with their notice, and gone with it.
func testFacts(t *testing.T, s retrieval.Store) {
	e := full()
	first := retrieval.Fact{
		Seq: 1, Kind: retrieval.Subsidy, Who: "乡镇教师补贴", Figure: "500元/月", Words: "每月补贴500元", Low: 500, High: 500.25, Unit: "元",
		Per: "月", Condition: "在乡镇任教的", Period: retrieval.Period{From: "2023-02-01", Until: "2027-12-31"}, Quote: "第一条 乡镇教师每月补贴500元。",
	}
	second := fact(retrieval.Quota, "青浦中学\x00人数\xff", "12人")
	e.Facts = []retrieval.Fact{first, second}
	id := put(t, s, e)
	got := facts(t, s, retrieval.FactQuery{})
	if len(got) != 2 {
		t.Fatalf("got %d facts, want 2", len(got))
	}
	brief := briefOf(t, s, id)
	first.Notice = &brief
	if !reflect.DeepEqual(got[0], first) {
		t.Errorf("fact\n got %+v\nwant %+v", got[0], first)
	}
	if got[1].Figure != "12人" || got[1].Notice.ID != id {
		t.Errorf("fact of bytes that are no text: %+v", got[1])
	}
	e.Facts = []retrieval.Fact{fact(retrieval.Target, "入园率", "95%")}
	put(t, s, e)
	if got := subjects(facts(t, s, retrieval.FactQuery{})); !slices.Equal(got, []string{"入园率"}) {
		t.Errorf("after the notice was replaced: %q", got)
	}
	put(t, s, numbered(notice("/new.html", "新办法", "正文"), "", "2024-05-01", retrieval.Reference{Number: e.Notice.Number}))
	if n := facts(t, s, retrieval.FactQuery{NoticeID: id})[0].Notice; n.ReplacedBy == nil {
		t.Error("the notice of a fact does not say what replaces it")
	}
}

// testFactsOfNotice reads the facts of one notice among others, in pages.
func testFactsOfNotice(t *testing.T, s retrieval.Store) {
	var ids []string
	for i := range 3 {
		e := notice(fmt.Sprintf("/%d", i), "通知", "正文")
		for k := range 5 {
			e.Facts = append(e.Facts, fact(retrieval.Quota, fmt.Sprintf("%d/%d", i, k), "1人"))
		}
		ids = append(ids, put(t, s, e))
	}
	for i, id := range ids {
		want := []string{}
		for k := range 5 {
			want = append(want, fmt.Sprintf("%d/%d", i, k))
		}
		if got := subjects(factPages(t, s, retrieval.FactQuery{NoticeID: id, Limit: 2})); !slices.Equal(got, want) {
			t.Errorf("notice %d: got %q, want %q", i, got, want)
		}
	}
	for _, id := range []string{"0123456789ab", "\x00'", ids[0][:4] + "%"} {
		if got := subjects(facts(t, s, retrieval.FactQuery{NoticeID: id})); len(got) != 0 {
			t.Errorf("notice %q, which is not stored: got %q", id, got)
		}
	}
}

// briefOf is the notice as listings give it.
func briefOf(t *testing.T, s retrieval.Store, id string) retrieval.Notice {
	t.Helper()
	for _, n := range pages(t, s, 100, func() {}) {
		if n.ID == id {
			return n
		}
	}
	t.Fatalf("notice %s is not listed", id)
	return retrieval.Notice{}
}

// testFactQueries asks by kind, place, words and day.
func testFactQueries(t *testing.T, s retrieval.Store) {
	plan := in(notice("/plan", "三年计划", "正文"), county)
	plan.Notice.Published, plan.Notice.Horizon = "2018-01-01", retrieval.Period{From: "2018-01-01", Until: "2020-12-31"}
	rule := in(notice("/rule", "补贴办法", "正文"), province)
	rule.Notice.Published = "2022-01-01"
	late := in(notice("/late", "来年办法", "正文"), other)
	late.Notice.Published, late.Notice.Effective = "2026-01-01", "2027-01-01"
	late.Facts = []retrieval.Fact{fact(retrieval.Subsidy, "校車補貼", "100元")}
	putAll(t, s,
		ruled(plan, fact(retrieval.Target, "入园率", "90%"), fact(retrieval.Subsidy, "普惠园补助", "200元/生/年")),
		ruled(rule, fact(retrieval.Subsidy, "班主任津贴 Plus", "450元"), fact(retrieval.Deadline, "申请时间", "9月10日前")), late)
	for _, tc := range []struct {
		name  string
		query retrieval.FactQuery
		want  []string
	}{
		{"all, newest first", retrieval.FactQuery{}, []string{"校車補貼", "班主任津贴 Plus", "申请时间", "入园率", "普惠园补助"}},
		{"kind", retrieval.FactQuery{Kind: retrieval.Subsidy}, []string{"校車補貼", "班主任津贴 Plus", "普惠园补助"}},
		{"no such kind", retrieval.FactQuery{Kind: "gift"}, nil},
		{"places", retrieval.FactQuery{Regions: county.Lineage}, []string{"班主任津贴 Plus", "申请时间", "入园率", "普惠园补助"}},
		{"no place", retrieval.FactQuery{Regions: []string{}}, nil},
		{"words in another script and case", retrieval.FactQuery{Text: "校车补贴"}, []string{"校車補貼"}},
		{"all words", retrieval.FactQuery{Text: "津贴 plus"}, []string{"班主任津贴 Plus"}},
		{"words that are no pattern", retrieval.FactQuery{Text: "%"}, []string{"入园率"}},
		{"title and rule", retrieval.FactQuery{Text: "计划 补助"}, []string{"普惠园补助"}},
		{"figure", retrieval.FactQuery{Text: "450元"}, []string{"班主任津贴 Plus"}},
		{"in force on a day of the plan", retrieval.FactQuery{AsOf: "2019-06-01"}, []string{"班主任津贴 Plus", "申请时间", "入园率", "普惠园补助"}},
		{"in force today", retrieval.FactQuery{AsOf: "2024-06-01", Kind: retrieval.Subsidy}, []string{"班主任津贴 Plus"}},
		{"in force later", retrieval.FactQuery{AsOf: "2027-06-01"}, []string{"校車補貼", "班主任津贴 Plus", "申请时间"}},
	} {
		if got := subjects(facts(t, s, tc.query)); !slices.Equal(got, tc.want) {
			t.Errorf("%s: got %q, want %q", tc.name, got, tc.want)
		}
	}
}

// testFactPages reads a listing in pages of every size, some of its notices out of force.
func testFactPages(t *testing.T, s retrieval.Store) {
	for i := range 9 {
		e := notice(fmt.Sprintf("/%d", i), "通知", "正文")
		e.Notice.Published = retrieval.Date(fmt.Sprintf("2024-01-0%d", 1+i/2))
		if i%3 == 1 {
			e.Notice.Expires = "2024-02-01"
		}
		for k := range i {
			e.Facts = append(e.Facts, fact(retrieval.Quota, fmt.Sprintf("%d/%d", i, k), "1人"))
		}
		put(t, s, e)
	}
	for _, asOf := range []retrieval.Date{"", "2025-01-01"} {
		all := facts(t, s, retrieval.FactQuery{AsOf: asOf, Limit: 100})
		if want := map[retrieval.Date]int{"": 36, "2025-01-01": 24}[asOf]; len(all) != want {
			t.Fatalf("as of %q: %d facts, want %d", asOf, len(all), want)
		}
		for limit := 1; limit <= len(all)+1; limit++ {
			if got := factPages(t, s, retrieval.FactQuery{AsOf: asOf, Limit: limit}); !reflect.DeepEqual(got, all) {
				t.Errorf("as of %q by %d:\n got %q\nwant %q", asOf, limit, subjects(got), subjects(all))
			}
		}
	}
	if list := facts(t, s, retrieval.FactQuery{Limit: -1}); len(list) != 0 {
		t.Errorf("a limit below 0 gave %q", subjects(list))
	}
	for _, cursor := range []string{"no cursor", "bm9uZQ", "\x00\xff", "e30"} {
		if _, _, err := s.Facts(t.Context(), retrieval.FactQuery{Cursor: cursor}); !errors.Is(err, retrieval.ErrCursor) {
			t.Errorf("cursor %q gave %v, want ErrCursor", cursor, err)
		}
	}
}

// factPages reads a listing to its end.
func factPages(t *testing.T, s retrieval.Store, q retrieval.FactQuery) []retrieval.Fact {
	t.Helper()
	var all []retrieval.Fact
	for {
		list, next, err := s.Facts(t.Context(), q)
		if err != nil {
			t.Fatalf("facts %+v: %v", q, err)
		}
		if len(list) > q.Limit || len(list) < q.Limit && next != "" {
			t.Fatalf("a page of %d has %d facts and the cursor %q", q.Limit, len(list), next)
		}
		all = append(all, list...)
		if next == "" {
			return all
		}
		q.Cursor = next
	}
}
