package embedded

import (
	"context"
	"math"

	"wence/retrieval/lexical"
)

// joinBelow is the number of passages below which postings are joined as they are. That is faster than decoding them,
// but keeps the head of each notice's postings, so larger segments have them decoded and written as one.
const joinBelow = 4096

// settle merges until nothing is due.
func (s *Store) settle(ctx context.Context, tolerated int) error {
	for {
		var run []segment
		err := s.read(ctx, func(tx transaction) error {
			all, err := tx.segments()
			run = due(all, tolerated)
			return err
		})
		if err != nil || run == nil {
			return err
		}
		if err := s.mergeDue(ctx, tolerated); err != nil {
			return s.explain("merge segments", err)
		}
	}
}

// mergeDue merges what is due by the time that the lock is held: another process may have been first.
func (s *Store) mergeDue(ctx context.Context, tolerated int) error {
	return s.write(ctx, func(tx transaction) error {
		all, err := tx.segments()
		if err != nil {
			return err
		}
		if run := due(all, tolerated); run != nil {
			return tx.merge(run)
		}
		return nil
	})
}

// merge writes segments anew as one, without their dead passages.
func (t transaction) merge(run []segment) error {
	total := segment{lo: run[0].lo, hi: run[len(run)-1].hi}
	for _, s := range run {
		total.n += s.n
		total.sumDL += s.sumDL
		total.dead += s.dead
	}
	compactor := lexical.Compactor{Live: func(int32) bool { return true }}
	combine := compactor.Term
	switch {
	case total.dead > 0:
		live, err := t.liveIn(total.lo, total.hi)
		if err != nil {
			return err
		}
		compactor.Live = func(id int32) bool { return live[id-total.lo] }
	case total.n < joinBelow:
		combine = join
	}
	w, err := t.newSegment(total.lo, total.hi)
	if err != nil {
		return err
	}
	defer w.release()
	if err := t.mergePostings(run, combine, w); err != nil {
		return err
	}
	if total.dead > 0 {
		s := compactor.Segment()
		total.n, total.sumDL = s.N, s.SumDL
	}
	if err := w.close(total.n, total.sumDL); err != nil {
		return err
	}
	return t.dropSegments(run, total.dead > 0)
}

// combiner makes one posting of a term's postings in several segments; its N is 0 when nothing is left of it.
type combiner func(same []lexical.Posting) (lexical.Posting, error)

func join(same []lexical.Posting) (lexical.Posting, error) {
	joined := same[0]
	for _, p := range same[1:] {
		joined.N += p.N
		joined.Data = append(joined.Data, p.Data...)
	}
	return joined, nil
}

// liveIn tells for the passages lo to hi which are stored.
func (t transaction) liveIn(lo, hi int32) ([]bool, error) {
	live := make([]bool, hi-lo+1)
	err := t.each(`SELECT id FROM passage WHERE id BETWEEN ? AND ?`, func(row scanner) error {
		var id int32
		err := row.Scan(&id)
		live[id-lo] = true
		return err
	}, lo, hi)
	return live, err
}

// dropSegments deletes segments that were merged. Where passages went with them, document frequencies and so scores
// have changed.
func (t transaction) dropSegments(run []segment, changed bool) error {
	seg := make([]int64, len(run))
	for i, s := range run {
		seg[i] = s.seg
	}
	for _, table := range []string{"lex_block", "lex_seg"} {
		if err := t.exec(`DELETE FROM `+table+` WHERE seg IN (SELECT value FROM json_each(?))`, list(seg)); err != nil {
			return err
		}
	}
	return t.exec(`UPDATE state SET generation = generation + 1, version = version + ?`, changed)
}

// mergePostings gives w the postings of the segments, term by term.
func (t transaction) mergePostings(run []segment, combine combiner, w *segmentWriter) error {
	readers := make([]*postingReader, len(run))
	for i, s := range run {
		readers[i] = &postingReader{tx: t, seg: s.seg, from: math.MinInt32}
		if err := readers[i].advance(); err != nil {
			return err
		}
	}
	var same []lexical.Posting
	for {
		term, found := firstTerm(readers)
		if !found {
			return nil
		}
		same = same[:0]
		for _, r := range readers {
			if !r.ended && r.posting.Term == term {
				same = append(same, r.posting)
				if err := r.advance(); err != nil {
					return err
				}
			}
		}
		p, err := combine(same)
		if err != nil {
			return err
		}
		if p.N > 0 {
			if err := w.add(p); err != nil {
				return err
			}
		}
	}
}

// firstTerm is the lowest term that any reader stands at.
func firstTerm(readers []*postingReader) (term lexical.Term, found bool) {
	for _, r := range readers {
		if !r.ended && (!found || r.posting.Term < term) {
			term, found = r.posting.Term, true
		}
	}
	return term, found
}
