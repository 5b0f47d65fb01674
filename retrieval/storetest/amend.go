package storetest

import (
	"reflect"
	"slices"
	"sync"
	"testing"

	"wence/retrieval"
)

func amend(t *testing.T, s retrieval.Store, id string, a retrieval.Amendment) {
	t.Helper()
	if err := s.Amend(t.Context(), id, a); err != nil {
		t.Fatalf("amend %s: %v", id, err)
	}
}

// retitled is an amendment of the title alone.
func retitled(title string) retrieval.Amendment { return retrieval.Amendment{Title: &title} }

// everything is an amendment of every field.
func everything() retrieval.Amendment {
	title, number, issuer, declared := "白石县幼儿园奖励规定", "白府发〔2024〕9号", "白石县人民政府", ""
	issued, published, effective, expires := retrieval.Date("2024-01-01"), retrieval.Date("2024-01-02"), retrieval.Date("2024-01-03"), retrieval.Date("")
	region := other
	return retrieval.Amendment{Title: &title, Number: &number, Issuer: &issuer, Region: &region, Issued: &issued,
		Published: &published, Effective: &effective, Expires: &expires, Declared: &declared}
}

// testAmended amends every field of a notice with passages, facts and vectors of two models, and looks at it from all
// sides.
func testAmended(t *testing.T, s retrieval.Store) {
	e := ruled(full(), fact(retrieval.Subsidy, "乡镇教师", "500元"), fact(retrieval.Quota, "青浦中学", "12人"))
	id := put(t, s, e)
	before := passages(t, s, id)
	for i, p := range before {
		setVectors(t, s, "m", retrieval.Vector{PassageID: p.ID, Values: []float32{float32(i), 1}})
	}
	setVectors(t, s, "other", retrieval.Vector{PassageID: before[1].ID, Values: []float32{1, 0, 0}})
	stored := status(t, s)
	a := everything()
	amend(t, s, id, a)
	st := status(t, s)
	if st.Version <= stored.Version {
		t.Errorf("version %d after %d", st.Version, stored.Version)
	}
	if st.Version = stored.Version; !reflect.DeepEqual(st, stored) {
		t.Errorf("status %+v, want %+v", st, stored)
	}
	e.Notice.ID = id
	want := e.Notice.Amend(a)
	if got := whole(t, s, id); !reflect.DeepEqual(got, want) || got.Title != *a.Title || *got.Read.Title != "青浦县教师补贴办法" {
		t.Errorf("notice\n got %+v\nwant %+v", got, want)
	}
	brief := briefOf(t, s, id)
	if brief.Amended.IsZero() || brief.Published != "2024-01-02" {
		t.Errorf("listed as %+v", brief)
	}
	after := passages(t, s, id)
	for i := range after {
		if after[i].ID <= before[len(before)-1].ID {
			t.Errorf("passage %d has the id %d again", i+1, after[i].ID)
		}
		after[i].ID, before[i].Title = before[i].ID, brief.Title
	}
	if !reflect.DeepEqual(after, before) {
		t.Errorf("passages\n got %+v\nwant %+v", after, before)
	}
	listed := facts(t, s, retrieval.FactQuery{Text: "白石县 奖励", Regions: other.Lineage})
	if got := subjects(listed); !slices.Equal(got, []string{"乡镇教师", "青浦中学"}) || !reflect.DeepEqual(*listed[0].Notice, brief) {
		t.Errorf("facts by the new title and region: %+v", listed)
	}
	if got := facts(t, s, retrieval.FactQuery{Text: "办法"}); len(got) != 0 {
		t.Errorf("facts by the old title: %q", subjects(got))
	}
	found := find(t, s, retrieval.Probe{Query: query("幼儿园奖励"), Regions: other.Lineage, Limit: 5}).Candidates
	if len(found) != 2 || !reflect.DeepEqual(found[0].Notice, brief) {
		t.Errorf("found by the new title %+v", found)
	}
	near := find(t, s, retrieval.Probe{Model: "m", Vector: []float32{1, 1}, Regions: other.Lineage, Limit: 5}).Candidates
	if len(near) != 2 || near[0].Passage.Text != before[1].Text || near[0].Cosine < 0.99 {
		t.Errorf("near %+v", near)
	}
	if near := find(t, s, retrieval.Probe{Model: "other", Vector: []float32{1, 0, 0}, Limit: 5}).Candidates; len(near) != 1 {
		t.Errorf("near by the other model %+v", near)
	}
}

// testAmendedBack takes an amendment back, after others.
func testAmendedBack(t *testing.T, s retrieval.Store) {
	id := put(t, s, ruled(full(), fact(retrieval.Subsidy, "乡镇教师", "500元")))
	before := whole(t, s, id)
	rules := facts(t, s, retrieval.FactQuery{})
	amend(t, s, id, everything())
	amend(t, s, id, retitled("只改标题\x00\xff"))
	if n := whole(t, s, id); n.Number != before.Number || *n.Read.Title != before.Title || n.Read.Number != nil {
		t.Errorf("the second amendment stands beside the first: %+v", n)
	}
	version := status(t, s).Version
	amend(t, s, id, retrieval.Amendment{})
	if v := status(t, s).Version; v <= version {
		t.Errorf("version %d after %d", v, version)
	}
	if got := whole(t, s, id); !reflect.DeepEqual(got, before) {
		t.Errorf("notice\n got %+v\nwant %+v", got, before)
	}
	if got := facts(t, s, retrieval.FactQuery{Text: "青浦县"}); !reflect.DeepEqual(got, rules) {
		t.Errorf("facts\n got %+v\nwant %+v", got, rules)
	}
	if found := find(t, s, retrieval.Probe{Query: query("补贴办法"), Regions: county.Lineage, Limit: 5}).Candidates; len(found) != 2 {
		t.Errorf("found %q", texts(found))
	}
	ids := passages(t, s, id)
	amend(t, s, id, retrieval.Amendment{})
	if got := passages(t, s, id); !reflect.DeepEqual(got, ids) {
		t.Error("an amendment that changes nothing wrote the notice anew")
	}
}

// testAmendedStays reads an amended notice again: the amendment stays over what is read now. It goes with the origin.
func testAmendedStays(t *testing.T, s retrieval.Store) {
	e := in(notice("/a", "题目", "教师补贴。"), county)
	id := put(t, s, e)
	withdraw(t, s, id)
	a := retitled("住房规定")
	a.Region = &other
	amend(t, s, id, a)
	if n := whole(t, s, id); n.Withdrawn != withdrawalDay || n.Title != "住房规定" {
		t.Errorf("a withdrawn notice is amended to %+v", n)
	}
	restore(t, s, id)
	again := in(notice("/a", "新题目", "教师补贴增加。", "二"), nation)
	again.Notice.Number = "青府发〔2023〕7号"
	put(t, s, again)
	n := whole(t, s, id)
	if n.Title != "住房规定" || *n.Read.Title != "新题目" || n.Read.Region.ID != nation.ID || n.Number != again.Notice.Number {
		t.Errorf("read again: %+v", n)
	}
	for text, want := range map[string]int{"住房规定": 2, "题目": 0} {
		if found := find(t, s, retrieval.Probe{Query: query(text), Regions: []string{other.ID}, Limit: 5}).Candidates; len(found) != want {
			t.Errorf("%s found %q", text, texts(found))
		}
	}
	put(t, s, n2e(n, "/a", "三"))
	if got := whole(t, s, id); got.Title != "住房规定" || *got.Read.Title != "新题目" {
		t.Errorf("put as the store gave it: %+v", got)
	}
	copied := n2e(n, "/b", "四")
	if got := whole(t, s, put(t, s, copied)); !got.Amended.IsZero() || got.Title != "新题目" {
		t.Errorf("another origin took the amendment over: %+v", got)
	}
}

// n2e is an entry of a notice as the store gave it, with another origin and text.
func n2e(n retrieval.Notice, origin, text string) retrieval.Entry {
	e := notice(origin, "", text)
	n.Origin, n.SHA256, n.Text = origin, e.Notice.SHA256, text
	e.Notice = n
	return e
}

// testAmendedRegion gives a notice a region, and takes it away.
func testAmendedRegion(t *testing.T, s retrieval.Store) {
	id := put(t, s, notice("/a", "通知", "教师补贴。"))
	setVectors(t, s, "m", retrieval.Vector{PassageID: passages(t, s, id)[0].ID, Values: []float32{1, 0}})
	put(t, s, in(notice("/b", "通知", "教师补贴。"), province))
	found := func(region string) (n int) {
		for _, p := range []retrieval.Probe{{Query: query("补贴"), Limit: 5}, {Model: "m", Vector: []float32{1, 0}, Limit: 5}} {
			p.Regions = []string{region}
			n += len(find(t, s, p).Candidates)
		}
		return n
	}
	for _, step := range []struct {
		region *retrieval.Region
		id     string
		listed []retrieval.Region
	}{
		{nil, "", []retrieval.Region{province}}, {&county, county.ID, []retrieval.Region{province, county}},
		{&retrieval.Region{}, "", []retrieval.Region{province}}, {&other, other.ID, []retrieval.Region{province, other}},
	} {
		amend(t, s, id, retrieval.Amendment{Region: step.region})
		for _, region := range []string{"", county.ID, other.ID} {
			want := 0
			if region == step.id {
				want = 2
			}
			if got := found(region); got != want {
				t.Errorf("in %q: found %d times in %q, want %d", step.id, got, region, want)
			}
		}
		if got, err := s.Regions(t.Context()); err != nil || !reflect.DeepEqual(got, step.listed) {
			t.Errorf("in %q: regions %+v, %v", step.id, got, err)
		}
	}
}

// testAmendedSuccession corrects a number that was read wrong, of the notice that is replaced.
func testAmendedSuccession(t *testing.T, s retrieval.Store) {
	old := put(t, s, numbered(notice("/old", "旧办法", "正文"), "青府发〔2015〕7号", "2015-01-01"))
	put(t, s, numbered(notice("/new", "新办法", "正文"), "", "2023-01-01", retrieval.Reference{Number: "青府发〔2015〕1号"}))
	number := "青府发[2015]1号"
	for _, step := range []struct {
		amendment retrieval.Amendment
		replaced  bool
	}{{retrieval.Amendment{Number: &number}, true}, {retrieval.Amendment{}, false}} {
		amend(t, s, old, step.amendment)
		if by := whole(t, s, old).ReplacedBy; (by != nil) != step.replaced {
			t.Errorf("with %+v it is replaced by %+v", step.amendment, by)
		}
	}
}

// testAmendedMeanwhile amends and withdraws a notice while it is read again and again.
func testAmendedMeanwhile(t *testing.T, s retrieval.Store) {
	id := put(t, s, versioned("/a", 0))
	var wg sync.WaitGroup
	failed := make(chan error, 3)
	try := func(times int, call func(i int) error) {
		wg.Go(func() {
			for i := range times {
				if err := call(i); err != nil {
					failed <- err
					return
				}
			}
		})
	}
	number := "青府发〔2015〕1号"
	try(20, func(i int) error { _, err := s.Put(t.Context(), versioned("/a", i)); return err })
	try(20, func(i int) error {
		issuer := string(rune('甲' + i))
		return s.Amend(t.Context(), id, retrieval.Amendment{Number: &number, Issuer: &issuer})
	})
	try(1, func(int) error { return s.Withdraw(t.Context(), id, withdrawalDay) })
	wg.Wait()
	close(failed)
	for err := range failed {
		t.Error(err)
	}
	n := whole(t, s, id)
	if n.Title != "版本19" || n.Number != number || n.Issuer != string(rune('甲'+19)) || n.Withdrawn != withdrawalDay {
		t.Errorf("at last %+v", n)
	}
	if got := len(passages(t, s, id)); got != 3+19%3 {
		t.Errorf("%d passages", got)
	}
	if st := status(t, s); st.Notices != 0 || st.Passages != 0 {
		t.Errorf("status %+v", st)
	}
}
