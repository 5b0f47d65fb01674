package embedded

import (
	"context"
	"database/sql"

	"wence/retrieval/lexical"
)

// segment is a row of lex_seg.
type segment struct {
	seg        int64
	lo, hi     int32
	n          int
	sumDL      int64
	dead       int
	characters []lexical.Frequency
}

// segments are the rows of lex_seg in order of the passages that they cover.
func (t transaction) segments() ([]segment, error) {
	var list []segment
	err := t.each(`SELECT seg, lo, hi, n, sum_dl, dead FROM lex_seg ORDER BY lo`, func(row scanner) error {
		var s segment
		err := row.Scan(&s.seg, &s.lo, &s.hi, &s.n, &s.sumDL, &s.dead)
		list = append(list, s)
		return err
	})
	return list, err
}

// segmentWriter writes a segment whose postings come in order of their terms.
type segmentWriter struct {
	tx          transaction
	insert      *sql.Stmt
	seg         int64
	block       []byte
	first, last lexical.Term // of block
	characters  []lexical.Frequency
}

// newSegment begins a segment that covers the passages lo to hi. Whoever begins it calls release in the end.
func (t transaction) newSegment(lo, hi int32) (*segmentWriter, error) {
	w := &segmentWriter{tx: t}
	err := t.row(`INSERT INTO lex_seg (lo, hi, n, sum_dl, dead, characters) VALUES (?, ?, 0, 0, 0, x'') RETURNING seg`, lo, hi).
		Scan(&w.seg)
	if err != nil {
		return nil, err
	}
	w.insert, err = t.conn.PrepareContext(t.ctx, `INSERT INTO lex_block (seg, term, data) VALUES (?, ?, ?)`)
	return w, err
}

func (w *segmentWriter) add(p lexical.Posting) error {
	if len(w.block) > 0 && len(w.block)+len(p.Data) > blockBytes {
		if err := w.flush(); err != nil {
			return err
		}
	}
	if len(w.block) == 0 {
		w.first, w.last = p.Term, 0
	}
	w.block = lexical.AppendPosting(w.block, w.last, p)
	w.last = p.Term
	if p.Term.IsCharacter() {
		w.characters = append(w.characters, lexical.Frequency{Term: p.Term, N: p.N})
	}
	return nil
}

func (w *segmentWriter) flush() error {
	if len(w.block) == 0 {
		return nil
	}
	if err := w.tx.ctx.Err(); err != nil {
		return err
	}
	_, err := w.insert.ExecContext(context.WithoutCancel(w.tx.ctx), w.seg, w.first, w.block) // as in repeat
	w.block = w.block[:0]
	return err
}

func (w *segmentWriter) release() { w.insert.Close() }

// close ends the segment: its passages and the sum of their lengths are now known. A segment of none is not kept.
func (w *segmentWriter) close(n int, sumDL int64) error {
	if err := w.flush(); err != nil {
		return err
	}
	if n == 0 {
		return w.tx.exec(`DELETE FROM lex_seg WHERE seg = ?`, w.seg)
	}
	return w.tx.exec(`UPDATE lex_seg SET n = ?, sum_dl = ?, characters = ? WHERE seg = ?`,
		n, sumDL, lexical.EncodeFrequencies(w.characters), w.seg)
}

// writeSegment stores a built segment as covering the passages lo to hi, which is more than it holds where passages
// without a token stand at the ends.
func (t transaction) writeSegment(s lexical.Segment, lo, hi int32) error {
	if s.N == 0 {
		return nil
	}
	w, err := t.newSegment(lo, hi)
	if err != nil {
		return err
	}
	defer w.release()
	for _, p := range s.Postings {
		if err := w.add(p); err != nil {
			return err
		}
	}
	return w.close(s.N, s.SumDL)
}
