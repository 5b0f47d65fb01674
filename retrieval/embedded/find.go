package embedded

import (
	"context"
	"fmt"
	"slices"

	"wence/retrieval"
	"wence/retrieval/lexical"
)

// Find gives the passages that either channel ranks among its first Limit, by BM25, then cosine, then ID; none for a
// limit of 0 or less. retrieval.ErrDimension when the probe's vector is not as long as the model's; a model without
// vectors leaves the search lexical. Passages deleted since the last merge of their segment still count in the document
// frequencies.
func (s *Store) Find(ctx context.Context, p retrieval.Probe) (retrieval.Findings, error) {
	var found retrieval.Findings
	err := s.glance(ctx, func(tx transaction) error {
		f := finder{store: s, tx: tx, probe: p, live: map[int32]*candidate{}}
		var err error
		found, err = f.find()
		return err
	})
	return found, s.explain("find passages", err)
}

// finder is one Find on its way.
type finder struct {
	store     *Store
	tx        transaction
	probe     retrieval.Probe
	withdrawn bool  // whether any notice is
	next      int32 // the lowest passage id that the snapshot has not given
	index     *index
	near      map[int32]float64    // cosine of each candidate that has a vector
	live      map[int32]*candidate // looked up; nil = deleted, withdrawn, or of a region not asked for
}

func (f *finder) find() (retrieval.Findings, error) {
	var generation int64
	err := f.tx.row(`SELECT generation, next_passage, EXISTS (SELECT 1 FROM withdrawn) FROM state`).
		Scan(&generation, &f.next, &f.withdrawn)
	if err != nil {
		return retrieval.Findings{}, err
	}
	if f.index, err = f.store.index.index(f.tx, generation); err != nil {
		return retrieval.Findings{}, err
	}
	byVector, err := f.searchVectors()
	if err != nil {
		return retrieval.Findings{}, err
	}
	named, err := f.named()
	if err != nil {
		return retrieval.Findings{}, err
	}
	byText, idf, err := f.searchText(byVector, named)
	if err != nil {
		return retrieval.Findings{}, err
	}
	if err := f.addCosines(byText); err != nil {
		return retrieval.Findings{}, err
	}
	list, err := f.candidates(append(byVector, byText...))
	return retrieval.Findings{Candidates: list, IDF: idf}, err
}

// named are the passages of the notices that the probe names.
func (f *finder) named() (ids []int32, err error) {
	if len(f.probe.Notices) == 0 {
		return nil, nil
	}
	err = f.tx.each(`SELECT passage.id FROM notice JOIN passage ON passage.notice = notice.key
		WHERE notice.id IN (SELECT value FROM json_each(?)) ORDER BY passage.id`, func(row scanner) error {
		var id int32
		err := row.Scan(&id)
		ids = append(ids, id)
		return err
	}, list(f.probe.Notices))
	return ids, err
}

// searchText gives the live passages that BM25 ranks first, of all and of the named ones, fills in the scores of those and
// of the near ones, and weighs the terms of the query.
func (f *finder) searchText(near, named []int32) ([]int32, map[lexical.Term]float64, error) {
	query := f.probe.Query.Prune(f.index.common)
	in := lexical.Input{Query: query, Stats: f.index.stats, Also: near, Among: named}
	if f.probe.Regions != nil {
		in.Filter = lexical.Filter{regionTerms(f.probe.Regions)}
	}
	var err error
	if in.Postings, err = f.tx.postings(append(query.Terms(), in.Filter.Terms()...)); err != nil {
		return nil, nil, err
	}
	var own []int32
	ids, err := f.enough(func(k int) ([]int32, error) {
		in.K = k
		hits, err := lexical.Score(in)
		if err != nil {
			return nil, err
		}
		ids := make([]int32, len(hits))
		for i, h := range hits {
			ids[i] = h.ID
		}
		if err := f.lookUp(ids); err != nil {
			return nil, err
		}
		own = nil
		for i, h := range hits {
			c := f.live[h.ID]
			if c == nil {
				continue
			}
			c.BM25, c.Coverage = h.Score, h.Matched
			if _, found := slices.BinarySearch(named, h.ID); found && i >= k && len(own) < f.probe.Limit {
				own = append(own, h.ID)
			}
		}
		return ids[:min(k, len(ids))], nil
	})
	return append(ids, own...), f.weigh(in.Postings), err
}

func regionTerms(ids []string) []lexical.Term {
	terms := make([]lexical.Term, len(ids))
	for i, id := range ids {
		terms[i] = retrieval.RegionTerm(id)
	}
	return terms
}

// weigh gives the idf of the probe's terms, of which the postings of all but common characters were read.
func (f *finder) weigh(postings []lexical.Posting) map[lexical.Term]float64 {
	frequency := map[lexical.Term]int{}
	for _, p := range postings {
		frequency[p.Term] += p.N
	}
	idf := map[lexical.Term]float64{}
	for _, t := range f.probe.Query.Terms() {
		n := frequency[t]
		if t.IsCharacter() {
			n = f.index.frequency(t)
		}
		idf[t] = f.index.stats.IDF(n)
	}
	return idf
}

// searchVectors gives the live passages nearest to the probe's vector.
func (f *finder) searchVectors() ([]int32, error) {
	if f.probe.Vector == nil {
		return nil, nil
	}
	unit, err := normalise(f.probe.Vector)
	if err != nil {
		return nil, fmt.Errorf("the probe's vector: %w", err)
	}
	f.probe.Vector = unit
	vectors := f.store.near.model(f.probe.Model)
	if found, err := vectors.follow(f.tx, f.probe.Model); err != nil || !found {
		f.probe.Vector = nil
		return nil, err
	}
	f.near = map[int32]float64{}
	return f.enough(func(k int) ([]int32, error) {
		nearest, err := vectors.nearest(scan{vector: unit, regions: f.probe.Regions, below: f.next, k: k})
		if err != nil {
			return nil, err
		}
		ids := make([]int32, len(nearest))
		for i, n := range nearest {
			ids[i] = n.id
			f.near[n.id] = float64(n.cosine)
		}
		return ids, f.lookUp(ids)
	})
}

// addCosines fills in the cosines of passages found by text.
func (f *finder) addCosines(ids []int32) error {
	if f.probe.Vector == nil {
		return nil
	}
	return f.store.near.model(f.probe.Model).cosines(f.probe.Vector, ids, f.near)
}

// enough gives the first Limit live ids of a ranking, of which top gives the first k and looks them up. It asks for
// more as long as deleted passages take the place of live ones.
func (f *finder) enough(top func(k int) ([]int32, error)) ([]int32, error) {
	if f.probe.Limit <= 0 {
		return nil, nil
	}
	for k := f.probe.Limit; ; k *= 2 {
		ids, err := top(k)
		if err != nil {
			return nil, err
		}
		ended := len(ids) < k
		ids = slices.DeleteFunc(ids, func(id int32) bool { return f.live[id] == nil })
		if ended || len(ids) >= f.probe.Limit {
			return ids[:min(len(ids), f.probe.Limit)], nil
		}
	}
}
