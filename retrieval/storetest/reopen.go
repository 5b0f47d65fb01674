package storetest

import (
	"math/rand/v2"
	"reflect"
	"testing"

	"wence/retrieval"
)

// RunReopen tests that everything is found again in the same order after the store was closed. reopen closes the store
// and opens it anew.
func RunReopen(t *testing.T, open Opener, reopen func(t *testing.T, s retrieval.Store) retrieval.Store) {
	s := open(t)
	defer func() { closeStore(t, s) }()
	entries := corpus(150)
	putAll(t, s, entries...)
	putAll(t, s, entries[20:60]...)
	embed(t, s, "m", 8)
	old := put(t, s, numbered(notice("/old", "旧办法", "正文"), "青府发〔2015〕1号", "2015-01-01"))
	put(t, s, numbered(notice("/new", "新办法", "正文"), "", "2023-01-01", retrieval.Reference{Number: "青府发〔2015〕1号"}))
	probes := []retrieval.Probe{}
	for i, q := range questions {
		vector := randomVector(rand.New(rand.NewPCG(1, uint64(i))), 8)
		probes = append(probes, retrieval.Probe{Query: query(q), Model: "m", Vector: vector, Limit: 20},
			retrieval.Probe{Query: query(q), Regions: county.Lineage, Limit: 20})
	}
	type state struct {
		Status   retrieval.Status
		Listed   []retrieval.Notice
		Old      retrieval.Notice
		Findings []retrieval.Findings
	}
	look := func() state {
		st := state{Status: status(t, s), Listed: pages(t, s, 40, func() {}), Old: whole(t, s, old)}
		for _, p := range probes {
			st.Findings = append(st.Findings, find(t, s, p))
		}
		return st
	}
	s = reopen(t, s) // so that background work is over
	before := look()
	for range 2 {
		s = reopen(t, s)
		if after := look(); !reflect.DeepEqual(after, before) {
			t.Fatalf("after reopening\n got %+v\nwant %+v", after.Status, before.Status)
		}
	}
	if before.Old.ReplacedBy == nil {
		t.Error("the successor was lost")
	}
	last := passages(t, s, put(t, s, notice("/last", "通知", "正文")))[0].ID
	s = reopen(t, s)
	if p := passages(t, s, put(t, s, notice("/last", "通知", "正文")))[0].ID; p <= last {
		t.Errorf("passage id %d came back after %d", p, last)
	}
}

// RunSettled tests that merging and compaction lose nothing: once settle has merged what is due and has compacted every
// segment with deleted passages, the store answers as one does into which only what is left was ever put.
func RunSettled(t *testing.T, open Opener, settle func(t *testing.T, s retrieval.Store)) {
	s := open(t)
	defer closeStore(t, s)
	entries := corpus(300)
	putAll(t, s, entries...)
	check := func(what string) {
		t.Helper()
		t.Log("after", what)
		r := newReference(t, entries)
		for _, q := range questions {
			for _, regions := range [][]string{nil, county.Lineage} {
				p := retrieval.Probe{Query: query(q), Regions: regions, Limit: 40}
				r.check(t, p, find(t, s, p))
			}
		}
	}
	check("putting")
	settle(t, s)
	check("merging")
	vector := retrieval.Probe{Model: "m", Vector: []float32{1, 2, 3, 4}, Limit: 9}
	given := embed(t, s, "m", 4)
	checkNearest(t, s, vector, given)
	for round := range 3 { // each time a third, so that every segment has its dead
		for i := round; i < len(entries); i += 3 {
			e := notice(entries[i].Notice.Origin, "关于住房补贴的新通知", "住房补贴标准为每人900元。", "班主任津贴不得重复享受。")
			entries[i] = in(e, other)
			put(t, s, entries[i])
		}
		settle(t, s)
		check("replacing")
	}
	checkNearest(t, s, vector, nil)
}
