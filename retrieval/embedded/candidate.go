package embedded

import (
	"cmp"
	"maps"
	"slices"

	"wence/retrieval"
)

// candidate is a live passage with the key of its notice.
type candidate struct {
	retrieval.Candidate
	notice int64
}

// lookUp reads the passages that were not looked up yet into live.
func (f *finder) lookUp(ids []int32) error {
	var missing []int32
	for _, id := range ids {
		if _, known := f.live[id]; !known {
			f.live[id] = nil
			missing = append(missing, id)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	query := `SELECT ` + passageColumns + `, notice.key, notice.region FROM json_each(?) AS asked
		CROSS JOIN passage ON passage.id = asked.value JOIN notice ON notice.key = passage.notice`
	if f.withdrawn {
		query += ` WHERE ` + standing("notice.key")
	}
	return f.tx.each(query,
		func(row scanner) error {
			var c candidate
			var region string
			var err error
			if c.Passage, err = scanPassage(row, &c.notice, &region); err != nil {
				return err
			}
			// a filter term is a hash, which two regions may share
			if f.probe.Regions == nil || slices.Contains(f.probe.Regions, region) {
				f.live[c.Passage.ID] = &c
			}
			return nil
		}, list(missing))
}

// candidates gives the passages with all that is known of them, in order.
func (f *finder) candidates(ids []int32) ([]retrieval.Candidate, error) {
	slices.Sort(ids)
	ids = slices.Compact(ids)
	notices, err := f.notices(ids)
	if err != nil {
		return nil, err
	}
	result := make([]retrieval.Candidate, len(ids))
	for i, id := range ids {
		c := f.live[id]
		c.Notice = notices[c.notice]
		c.Cosine = f.near[id]
		result[i] = c.Candidate
	}
	slices.SortFunc(result, func(a, b retrieval.Candidate) int {
		return cmp.Or(cmp.Compare(b.BM25, a.BM25), cmp.Compare(b.Cosine, a.Cosine), cmp.Compare(a.Passage.ID, b.Passage.ID))
	})
	return result, nil
}

// notices reads the notices of passages, by key.
func (f *finder) notices(ids []int32) (map[int64]retrieval.Notice, error) {
	keys := map[int64]bool{}
	for _, id := range ids {
		keys[f.live[id].notice] = true
	}
	var briefs []brief
	err := f.tx.each(`SELECT `+standingColumns+` FROM notice WHERE key IN (SELECT value FROM json_each(?))`,
		func(row scanner) error {
			b, err := scanBrief(row)
			briefs = append(briefs, b)
			return err
		}, list(slices.Collect(maps.Keys(keys))))
	if err != nil {
		return nil, err
	}
	list, err := f.tx.allSucceeded(briefs)
	if err != nil {
		return nil, err
	}
	notices := map[int64]retrieval.Notice{}
	for i, b := range briefs {
		notices[b.key] = list[i]
	}
	return notices, nil
}
