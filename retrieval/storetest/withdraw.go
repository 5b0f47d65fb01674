package storetest

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"wence/retrieval"
	"wence/retrieval/lexical"
)

const withdrawalDay = retrieval.Date("2026-03-10")

func withdraw(t *testing.T, s retrieval.Store, ids ...string) {
	t.Helper()
	for _, id := range ids {
		if err := s.Withdraw(t.Context(), id, withdrawalDay); err != nil {
			t.Fatalf("withdraw %s: %v", id, err)
		}
	}
}

func restore(t *testing.T, s retrieval.Store, id string) {
	t.Helper()
	if err := s.Restore(t.Context(), id); err != nil {
		t.Fatalf("restore %s: %v", id, err)
	}
}

// view is what people see of a store.
type view struct {
	Found, Near, Listed, Facts, Regions []string
	Notices, Passages, Vectors          int
}

func viewOf(t *testing.T, s retrieval.Store) view {
	t.Helper()
	regions, err := s.Regions(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	st := status(t, s)
	v := view{
		Found:   texts(find(t, s, retrieval.Probe{Query: query("教师补贴"), Limit: 10}).Candidates),
		Near:    texts(find(t, s, retrieval.Probe{Model: "m", Vector: []float32{1, 1}, Limit: 10}).Candidates),
		Listed:  titles(pages(t, s, 2, func() {})),
		Facts:   subjects(factPages(t, s, retrieval.FactQuery{Limit: 1})),
		Notices: st.Notices, Passages: st.Passages, Vectors: st.Vectors["m"],
	}
	for _, r := range regions {
		v.Regions = append(v.Regions, r.Name)
	}
	return v
}

// three puts a notice of the nation and one each of two counties, with a fact and vectors, and gives their IDs.
func three(t *testing.T, s retrieval.Store) []string {
	t.Helper()
	var ids []string
	for i, r := range []retrieval.Region{nation, county, other} {
		e := in(notice("/"+r.ID, r.Name+"通知", r.Name+"教师补贴。", "第二段"), r)
		e.Notice.Published = retrieval.Date(fmt.Sprintf("2025-01-0%d", 3-i))
		ids = append(ids, put(t, s, ruled(e, fact(retrieval.Subsidy, r.Name, "500元"))))
		p := passages(t, s, ids[i])
		setVectors(t, s, "m", retrieval.Vector{PassageID: p[0].ID, Values: []float32{3 - float32(i), 1}})
	}
	return ids
}

// testWithdrawn wants nothing left of a withdrawn notice but for those who ask for it, and all back when it is restored.
func testWithdrawn(t *testing.T, s retrieval.Store) {
	ids := three(t, s)
	before := viewOf(t, s)
	if len(before.Found) != 3 || len(before.Near) != 3 {
		t.Fatalf("before %+v", before)
	}
	version := status(t, s).Version
	withdraw(t, s, ids[1])
	if v := status(t, s).Version; v <= version {
		t.Errorf("version %d after %d", v, version)
	}
	want := view{
		Found: []string{"全国教师补贴。", "白石县教师补贴。"}, Near: []string{"白石县教师补贴。", "全国教师补贴。"},
		Listed: []string{"全国通知", "白石县通知"}, Facts: []string{"全国", "白石县"}, Regions: []string{"全国", "白石县"},
		Notices: 2, Passages: 4, Vectors: 2,
	}
	if got := viewOf(t, s); !reflect.DeepEqual(got, want) {
		t.Errorf("withdrawn\n got %+v\nwant %+v", got, want)
	}
	if list := facts(t, s, retrieval.FactQuery{NoticeID: ids[1]}); len(list) != 0 {
		t.Errorf("facts %q", subjects(list))
	}
	if list := unembedded(t, s, "m"); len(list) != 2 {
		t.Errorf("%d passages are to be embedded, want 2", len(list))
	}
	if n := whole(t, s, ids[1]); n.Withdrawn != withdrawalDay || n.Text == "" || len(passages(t, s, ids[1])) != 2 {
		t.Errorf("the notice itself: %+v", n)
	}
	if n, err := s.Known(t.Context(), "/9001", ""); err != nil || n.Withdrawn != withdrawalDay {
		t.Errorf("Known gave %+v, %v", n, err)
	}
	all := pagesOf(t, s.AllNotices, 1, func() {})
	if got := titles(all); !slices.Equal(got, before.Listed) || all[1].Withdrawn != withdrawalDay || all[0].Withdrawn != "" {
		t.Errorf("all notices are %+v", all)
	}
	if err := s.Withdraw(t.Context(), ids[1], "2026-03-11"); err != nil || whole(t, s, ids[1]).Withdrawn != withdrawalDay {
		t.Errorf("withdrawn again: %v, since %s", err, whole(t, s, ids[1]).Withdrawn)
	}
	if err := s.Withdraw(t.Context(), ids[0], ""); err == nil {
		t.Error("withdrawn without a day")
	}
	for range 2 {
		restore(t, s, ids[1])
		if got := viewOf(t, s); !reflect.DeepEqual(got, before) {
			t.Errorf("restored\n got %+v\nwant %+v", got, before)
		}
	}
	withdraw(t, s, ids...)
	if got := viewOf(t, s); !reflect.DeepEqual(got, view{Found: []string{}, Near: []string{}}) {
		t.Errorf("all withdrawn: %+v", got)
	}
}

// testWithdrawnStays reads a withdrawn notice again, with another text, and gives it vectors.
func testWithdrawnStays(t *testing.T, s retrieval.Store) {
	ids := three(t, s)
	before := viewOf(t, s)
	withdraw(t, s, ids[2])
	withdrawn := viewOf(t, s)
	e := ruled(in(notice("/9002", "新通知", "教师补贴新增。", "二", "三"), other), fact(retrieval.Quota, "新", "1人"))
	e.Notice.Withdrawn = "1999-01-01" // not read
	if id := put(t, s, e); id != ids[2] {
		t.Fatalf("its ID is %s, was %s", id, ids[2])
	}
	var vectors []retrieval.Vector
	for _, p := range passages(t, s, ids[2]) {
		vectors = append(vectors, retrieval.Vector{PassageID: p.ID, Values: []float32{5, 1}})
	}
	setVectors(t, s, "m", vectors...)
	if got := viewOf(t, s); !reflect.DeepEqual(got, withdrawn) {
		t.Errorf("read again\n got %+v\nwant %+v", got, withdrawn)
	}
	if n := whole(t, s, ids[2]); n.Withdrawn != withdrawalDay || n.Title != "新通知" {
		t.Errorf("read again: %+v", n)
	}
	restore(t, s, ids[2])
	got := viewOf(t, s)
	if got.Notices != before.Notices || got.Passages != before.Passages+1 || got.Vectors != before.Vectors+2 ||
		!slices.Contains(got.Found, "教师补贴新增。") || !slices.Contains(got.Near, "三") || !slices.Contains(got.Facts, "新") {
		t.Errorf("restored %+v", got)
	}
	put(t, s, notice("/later", "后来的通知", "教师补贴"))
	if st := status(t, s); st.Notices != 4 || st.Passages != 8 {
		t.Errorf("at last %+v", st)
	}
}

// testWithdrawnSuccessor wants a notice back in force when what replaces it is withdrawn.
func testWithdrawnSuccessor(t *testing.T, s retrieval.Store) {
	old := put(t, s, numbered(notice("/old", "旧办法", "正文"), "青府发〔2015〕1号", "2015-01-01"))
	first := put(t, s, numbered(notice("/2019", "较新的办法", "正文"), "", "2019-01-01", retrieval.Reference{Number: "青府发〔2015〕1号"}))
	last := put(t, s, numbered(notice("/2023", "更新的办法", "正文"), "", "2023-01-01", retrieval.Reference{Title: "旧办法"}))
	successor := func() string {
		found := find(t, s, retrieval.Probe{Query: query("正文"), Limit: 10}).Candidates
		i := slices.IndexFunc(found, func(c retrieval.Candidate) bool { return c.Notice.ID == old })
		by := whole(t, s, old).ReplacedBy
		if !reflect.DeepEqual(found[i].Notice.ReplacedBy, by) {
			t.Errorf("Find says %+v, Notice says %+v", found[i].Notice.ReplacedBy, by)
		}
		if by == nil {
			return ""
		}
		return by.ID
	}
	for _, step := range []struct {
		do   func()
		want string
	}{
		{func() {}, last}, {func() { withdraw(t, s, last) }, first}, {func() { withdraw(t, s, first) }, ""},
		{func() { restore(t, s, last) }, last},
	} {
		step.do()
		if got := successor(); got != step.want {
			t.Errorf("replaced by %q, want %q", got, step.want)
		}
	}
	withdraw(t, s, old)
	if by := whole(t, s, old).ReplacedBy; by == nil || by.ID != last {
		t.Errorf("a withdrawn notice is replaced by %+v", by)
	}
}

// testManyWithdrawn withdraws what both channels rank first: it must not take the place of what stands.
func testManyWithdrawn(t *testing.T, s retrieval.Store) {
	const limit = 5
	for i := range 60 {
		text := "教师补贴。" // the shorter a passage, the higher it ranks
		if i%6 == 0 {
			text = "教师补贴发放办法另行通知。"
		}
		id := put(t, s, notice(fmt.Sprintf("/%d", i), "", text))
		setVectors(t, s, "m", retrieval.Vector{PassageID: passages(t, s, id)[0].ID, Values: []float32{1, float32(len(text))}})
		if i%6 > 0 {
			withdraw(t, s, id)
		}
	}
	for name, p := range map[string]retrieval.Probe{
		"text": {Query: query("教师补贴"), Limit: limit}, "vector": {Model: "m", Vector: []float32{1, 0}, Limit: limit},
	} {
		found := find(t, s, p).Candidates
		if len(found) != limit {
			t.Errorf("%s: %d candidates, want %d", name, len(found), limit)
		}
		for _, c := range found {
			if c.Notice.Withdrawn != "" || c.Passage.Text == "教师补贴。" {
				t.Errorf("%s: found %+v", name, c)
			}
		}
	}
}

// testDelete deletes notices: nothing of them is found or given any more, and the same file may come again.
func testDelete(t *testing.T, s retrieval.Store) {
	e := filed(notice("/a.txt", "校车通知", "校车每学期收费三百元"), "text/plain", []byte("校车"))
	id, other := put(t, s, e), put(t, s, notice("/b.txt", "校服通知", "校服每套收费二百元"))
	version := status(t, s).Version
	if err := s.Delete(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	if st := status(t, s); st.Notices != 1 || st.Version <= version {
		t.Errorf("status %+v", st)
	}
	for name, err := range map[string]error{
		"notice": second(s.Notice(t.Context(), id)), "original": second(s.Original(t.Context(), id)), "again": s.Delete(t.Context(), id),
	} {
		if !isNotFound(err) {
			t.Errorf("%s: %v", name, err)
		}
	}
	found, err := s.Find(t.Context(), retrieval.Probe{Query: lexical.ParseQuery("收费"), Limit: 5})
	if err != nil || len(found.Candidates) != 1 || found.Candidates[0].Notice.ID != other {
		t.Errorf("found %+v, %v", found.Candidates, err)
	}
	if again := put(t, s, e); again == "" || status(t, s).Notices != 2 {
		t.Errorf("put again: %q", again)
	}
}
