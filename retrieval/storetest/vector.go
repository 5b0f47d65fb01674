package storetest

import (
	"errors"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"wence/retrieval"
)

// cosine is computed here in double precision.
func cosine(a, b []float32) float64 {
	var ab, aa, bb float64
	for i := range a {
		ab += float64(a[i]) * float64(b[i])
		aa += float64(a[i]) * float64(a[i])
		bb += float64(b[i]) * float64(b[i])
	}
	if aa == 0 || bb == 0 {
		return 0
	}
	return ab / math.Sqrt(aa*bb)
}

func randomVector(r *rand.Rand, dims int) []float32 {
	v := make([]float32, dims)
	for i := range v {
		v[i] = float32(r.NormFloat64()) * 3
	}
	return v
}

// embed gives every passage without one a random vector, and tells them by passage id.
func embed(t *testing.T, s retrieval.Store, model string, dims int) map[int32][]float32 {
	t.Helper()
	random := rand.New(rand.NewPCG(1, uint64(dims)))
	given := map[int32][]float32{}
	var vectors []retrieval.Vector
	for _, p := range unembedded(t, s, model) {
		given[p.ID] = randomVector(random, dims)
		vectors = append(vectors, retrieval.Vector{PassageID: p.ID, Values: given[p.ID]})
	}
	setVectors(t, s, model, vectors...)
	return given
}

// checkNearest wants exactly the nearest passages with their cosines.
func checkNearest(t *testing.T, s retrieval.Store, p retrieval.Probe, given map[int32][]float32) {
	t.Helper()
	found := find(t, s, p).Candidates
	var ids []int32
	for id := range given {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b int32) int {
		if x, y := cosine(given[a], p.Vector), cosine(given[b], p.Vector); x != y {
			return int(math.Copysign(1, y-x))
		}
		return int(a - b)
	})
	if len(found) != min(p.Limit, len(ids)) {
		t.Fatalf("%d candidates, want %d", len(found), min(p.Limit, len(ids)))
	}
	for i, c := range found {
		if want := cosine(given[ids[i]], p.Vector); c.Passage.ID != ids[i] || !near(c.Cosine, want) {
			t.Fatalf("candidate %d is passage %d with cosine %v, want %d with %v", i, c.Passage.ID, c.Cosine, ids[i], want)
		}
	}
}

func testVectors(t *testing.T, s retrieval.Store) {
	putAll(t, s, corpus(100)...)
	p := retrieval.Probe{Model: "m", Vector: randomVector(rand.New(rand.NewPCG(7, 7)), 32), Limit: 10}
	if found := find(t, s, p).Candidates; len(found) != 0 {
		t.Errorf("a model without vectors found %q", texts(found))
	}
	given := embed(t, s, "m", 32)
	checkNearest(t, s, p, given)
	p.Limit = 1000
	checkNearest(t, s, p, given)
	for i, passage := range unembeddedAfter(t, s, given) { // set some of them again
		v := randomVector(rand.New(rand.NewPCG(9, uint64(i))), 32)
		given[passage] = v
		setVectors(t, s, "m", retrieval.Vector{PassageID: passage, Values: v})
	}
	checkNearest(t, s, p, given)
	p.Regions = []string{"9001"}
	for _, c := range find(t, s, p).Candidates {
		if c.Notice.Region.ID != "9001" {
			t.Errorf("a passage of region %q was found in 9001", c.Notice.Region.ID)
		}
	}
	if n := len(find(t, s, p).Candidates); n != 80 {
		t.Errorf("%d passages of region 9001, want 80", n)
	}
	if st := status(t, s); !reflect.DeepEqual(st.Vectors, map[string]int{"m": 400}) {
		t.Errorf("status is %+v", st)
	}
}

// unembeddedAfter wants no passage to lack a vector, and gives five that have one.
func unembeddedAfter(t *testing.T, s retrieval.Store, given map[int32][]float32) []int32 {
	t.Helper()
	if list := unembedded(t, s, "m"); len(list) != 0 {
		t.Fatalf("%d passages lack a vector", len(list))
	}
	var ids []int32
	for id := range given {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids[:5]
}

func testModels(t *testing.T, s retrieval.Store) {
	putAll(t, s, corpus(10)...)
	a, b := embed(t, s, "a", 8), embed(t, s, "b/模型:2", 3)
	for model, given := range map[string]map[int32][]float32{"a": a, "b/模型:2": b} {
		dims := len(given[unembedded(t, s, "none")[0].ID])
		checkNearest(t, s, retrieval.Probe{Model: model, Vector: randomVector(rand.New(rand.NewPCG(3, 3)), dims), Limit: 7}, given)
	}
	if st := status(t, s); !reflect.DeepEqual(st.Vectors, map[string]int{"a": 40, "b/模型:2": 40}) {
		t.Errorf("status is %+v", st)
	}
}

func testDimensions(t *testing.T, s retrieval.Store) {
	list := passages(t, s, put(t, s, notice("/a", "通知", "甲", "乙")))
	first, second := list[0].ID, list[1].ID
	vector := func(id int32, values ...float32) retrieval.Vector {
		return retrieval.Vector{PassageID: id, Values: values}
	}
	wrong := func(what string, err error) {
		t.Helper()
		if !errors.Is(err, retrieval.ErrDimension) || !strings.Contains(err.Error(), "2") || !strings.Contains(err.Error(), "3") {
			t.Errorf("%s: got %v, want ErrDimension with 2 and 3", what, err)
		}
	}
	ctx := t.Context()
	wrong("lengths differ in a call", s.SetVectors(ctx, "m", []retrieval.Vector{vector(first, 1, 2), vector(second, 1, 2, 3)}))
	if st := status(t, s); len(st.Vectors) != 0 {
		t.Errorf("a refused call stored %v", st.Vectors)
	}
	setVectors(t, s, "m", vector(first, 1, 2))
	wrong("a length of its own", s.SetVectors(ctx, "m", []retrieval.Vector{vector(second, 1, 2, 3)}))
	_, err := s.Find(ctx, retrieval.Probe{Query: query("甲"), Model: "m", Vector: []float32{1, 2, 3}, Limit: 5})
	wrong("a probe of another length", err)
	setVectors(t, s, "other", vector(second, 1, 2, 3))
	for name, v := range map[string]float32{"NaN": float32(math.NaN()), "infinite": float32(math.Inf(1))} {
		if err := s.SetVectors(ctx, "m", []retrieval.Vector{vector(second, 1, v)}); err == nil {
			t.Errorf("a vector with a component that is %s was stored", name)
		}
	}
	setVectors(t, s, "m", vector(second, 0, 0))
	found := find(t, s, retrieval.Probe{Model: "m", Vector: []float32{1, 2}, Limit: 5}).Candidates
	if len(found) != 2 || !near(found[0].Cosine, 1) || found[1].Cosine != 0 {
		t.Errorf("beside a vector of zeros: %+v", found)
	}
}

// testVectorsReplaced wants the vectors of a replaced notice gone, and its new passages without one.
func testVectorsReplaced(t *testing.T, s retrieval.Store) {
	putAll(t, s, corpus(10)...)
	id := put(t, s, notice("/a", "通知", "甲", "乙"))
	p := retrieval.Probe{Model: "m", Vector: randomVector(rand.New(rand.NewPCG(7, 7)), 8), Limit: 500}
	given := embed(t, s, "m", 8)
	checkNearest(t, s, p, given)
	for _, passage := range passages(t, s, id) {
		delete(given, passage.ID)
	}
	put(t, s, notice("/a", "通知", "丙", "丁", "戊"))
	checkNearest(t, s, p, given)
	if list := unembedded(t, s, "m"); len(list) != 3 {
		t.Errorf("%d passages lack a vector, want 3", len(list))
	}
	for passage, v := range embed(t, s, "m", 8) {
		given[passage] = v
	}
	checkNearest(t, s, p, given)
	for range 20 { // most of what was ever embedded is gone in the end
		putAll(t, s, corpus(10)...)
		for passage := range given {
			delete(given, passage)
		}
		for passage, v := range embed(t, s, "m", 8) {
			given[passage] = v
		}
		p.Limit = 3
		put(t, s, notice("/a", "通知"))
		checkNearest(t, s, p, given)
	}
}

// testChannels asks both channels at once: each candidate bears both scores, as asking for either alone gives them.
func testChannels(t *testing.T, s retrieval.Store) {
	putAll(t, s, corpus(60)...)
	given := embed(t, s, "m", 16)
	bare := put(t, s, notice("/bare", "班主任津贴", "班主任津贴"))
	text := retrieval.Probe{Query: query("班主任津贴"), Limit: 1000}
	scores := map[int32]retrieval.Candidate{}
	for _, c := range find(t, s, text).Candidates {
		scores[c.Passage.ID] = c
	}
	p := retrieval.Probe{Query: text.Query, Model: "m", Vector: randomVector(rand.New(rand.NewPCG(5, 5)), 16), Limit: 12}
	found := find(t, s, p)
	if !slices.IsSortedFunc(found.Candidates, byRank) {
		t.Error("not in order of BM25, cosine, ID")
	}
	var noText, noVector int
	for _, c := range found.Candidates {
		want := scores[c.Passage.ID]
		if !near(c.BM25, want.BM25) || !near(c.Coverage, want.Coverage) {
			t.Errorf("passage %d: BM25 %v, coverage %v; alone %v, %v", c.Passage.ID, c.BM25, c.Coverage, want.BM25, want.Coverage)
		}
		v, embedded := given[c.Passage.ID]
		if embedded && !near(c.Cosine, cosine(v, p.Vector)) || !embedded && c.Cosine != 0 {
			t.Errorf("passage %d: cosine %v", c.Passage.ID, c.Cosine)
		}
		if c.BM25 == 0 {
			noText++
		}
		if c.Notice.ID == bare {
			noVector++
		}
	}
	if n := len(found.Candidates); n <= 12 || n > 24 || noText == 0 || noVector == 0 {
		t.Errorf("%d candidates, %d without words, %d without a vector", n, noText, noVector)
	}
}

func testUnembedded(t *testing.T, s retrieval.Store) {
	putAll(t, s, corpus(5)...)
	var all []int32
	for after := int32(0); ; {
		list, err := s.Unembedded(t.Context(), "m", after, 7)
		if err != nil {
			t.Fatal(err)
		}
		if len(list) == 0 {
			break
		}
		for _, p := range list {
			if p.ID <= after || p.Text == "" || p.NoticeID == "" {
				t.Errorf("after %d: %+v", after, p)
			}
			after = p.ID
			all = append(all, p.ID)
		}
	}
	if len(all) != 20 {
		t.Fatalf("%d passages lack a vector, want 20", len(all))
	}
	setVectors(t, s, "m", retrieval.Vector{PassageID: all[3], Values: []float32{1}}, retrieval.Vector{PassageID: 1 << 30, Values: []float32{1}})
	for model, want := range map[string]int{"m": 19, "other": 20} {
		if list := unembedded(t, s, model); len(list) != want {
			t.Errorf("%d passages lack a vector of %s, want %d", len(list), model, want)
		}
	}
	if list, err := s.Unembedded(t.Context(), "m", 0, 0); err != nil || len(list) != 0 {
		t.Errorf("a limit of 0 gave %d, %v", len(list), err)
	}
}
