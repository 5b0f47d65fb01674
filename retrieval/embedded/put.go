package embedded

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"strings"

	"wence/retrieval"
	"wence/retrieval/lexical"
	"wence/retrieval/zh"
)

// Put stores the entry in one transaction and returns the notice's ID: the one that it had under its origin, else the
// first 12 digits of its SHA-256, or more of them where another origin has that ID. The IDs of the entry's passages and
// what they say of their notice are not read. A notice without an origin or a SHA-256 is refused.
func (s *Store) Put(ctx context.Context, e retrieval.Entry) (string, error) {
	if e.Notice.Origin == "" || len(e.Notice.SHA256) < idDigits {
		return "", fmt.Errorf("put notice %q: origin %q and SHA-256 %q must be given", e.Notice.Title, e.Notice.Origin, e.Notice.SHA256)
	}
	e.Notice = e.Notice.AsRead()
	docs := documents(e) // before the transaction, which keeps others waiting
	f, err := pack(e)
	if err != nil {
		return "", s.explain("put "+e.Notice.Origin, err)
	}
	err = s.write(ctx, func(tx transaction) error {
		amended, err := tx.claim(&e.Notice, e.Over)
		if err != nil {
			return err
		}
		if amended {
			docs = documents(e)
		}
		if _, err := tx.insert(e, docs); err != nil {
			return err
		}
		return tx.keep(e.Notice.ID, f)
	})
	if err != nil {
		return "", s.explain("put "+e.Notice.Origin, err)
	}
	s.upkeep.wake()
	return e.Notice.ID, nil
}

// insert writes an entry whose notice has its ID, and gives the id of its first passage.
func (t transaction) insert(e retrieval.Entry, docs []lexical.Doc) (first int32, err error) {
	if first, err = t.takeIDs(len(e.Passages)); err != nil {
		return 0, err
	}
	key, err := t.insertNotice(e.Notice)
	if err != nil {
		return 0, err
	}
	if err := t.insertPassages(key, e.Passages, first); err != nil {
		return 0, err
	}
	if err := t.insertFacts(key, e); err != nil {
		return 0, err
	}
	return first, t.indexDocuments(docs, first)
}

// documents are the passages in the form in which they are indexed, still without ids.
func documents(e retrieval.Entry) []lexical.Doc {
	filters := []lexical.Term{retrieval.RegionTerm(e.Notice.Region.ID)}
	folded := map[string]string{} // titles and headings come again with each passage
	docs := make([]lexical.Doc, len(e.Passages))
	for i, p := range e.Passages {
		fields := retrieval.IndexFields(e.Notice, p)
		for j, field := range fields[:len(fields)-1] {
			if _, known := folded[field]; !known {
				folded[field] = zh.Fold(field)
			}
			fields[j] = folded[field]
		}
		fields[len(fields)-1] = zh.Fold(fields[len(fields)-1])
		docs[i] = lexical.Doc{Fields: fields, Filters: filters}
	}
	return docs
}

// idDigits is how much of the SHA-256 names a notice.
const idDigits = 12

// claim gives the notice the ID under which it is to stand, and takes away what stands under its origin: that leaves the
// notice whether it is withdrawn, and its amendment. retrieval.ErrConflict when over names other bytes than stand there.
func (t transaction) claim(n *retrieval.Notice, over *string) (amended bool, err error) {
	old, err := scanBrief(t.row(`SELECT `+briefColumns+` FROM notice WHERE origin = ?`, n.Origin))
	if stands := old.SHA256; (err == nil || errors.Is(err, sql.ErrNoRows)) && over != nil && *over != stands {
		return false, retrieval.ErrConflict
	}
	if errors.Is(err, sql.ErrNoRows) {
		n.Withdrawn = ""
		n.ID, err = t.newID(*n)
		return false, err
	}
	if err != nil {
		return false, err
	}
	*n = n.Amend(old.Amended)
	n.ID, n.Withdrawn = old.ID, old.Withdrawn
	return !n.Amended.IsZero(), t.remove(old.key)
}

// newID gives an ID that no notice has.
func (t transaction) newID(n retrieval.Notice) (string, error) {
	digits := strings.ToLower(n.SHA256)
	// further digits for the same file in more places than its hash has digits to tell apart
	more := sha256.Sum256([]byte(digits + "\n" + n.Origin))
	digits += hex.EncodeToString(more[:])
	for length := idDigits; length <= len(digits); length++ {
		var taken bool
		if err := t.row(`SELECT EXISTS (SELECT 1 FROM notice WHERE id = ?)`, digits[:length]).Scan(&taken); err != nil {
			return "", err
		}
		if !taken {
			return digits[:length], nil
		}
	}
	return "", fmt.Errorf("no id is left for SHA-256 %s", n.SHA256)
}

// remove deletes a notice with its passages, vectors, facts and references. Its postings stay until their segment is written
// anew, and are counted there as dead.
func (t transaction) remove(key int64) error {
	var n int
	var first, last sql.NullInt32
	err := t.row(`SELECT count(*), min(id), max(id) FROM passage WHERE notice = ?`, key).Scan(&n, &first, &last)
	if err != nil {
		return err
	}
	err = t.exec(`UPDATE lex_seg SET dead = dead + ? WHERE lo <= ? AND hi >= ?`, n, first, last)
	if err != nil {
		return err
	}
	return t.exec(`DELETE FROM notice WHERE key = ?`, key)
}

// takeIDs gives the first of n passage ids that were never given, and counts the change.
func (t transaction) takeIDs(n int) (int32, error) {
	var next int64
	err := t.row(`UPDATE state SET version = version + 1, generation = generation + 1, next_passage = next_passage + ?
		RETURNING next_passage`, n).Scan(&next)
	if err != nil {
		return 0, err
	}
	if next > math.MaxInt32 {
		return 0, fmt.Errorf("数据文件的段落编号已用尽;请建立新的数据文件并重新入库")
	}
	return int32(next) - int32(n), nil
}

// indexDocuments writes the documents as a segment; their ids start at first.
func (t transaction) indexDocuments(docs []lexical.Doc, first int32) error {
	var b lexical.Builder
	for i, d := range docs {
		d.ID = first + int32(i)
		if err := b.Add(d); err != nil {
			return err
		}
	}
	return t.writeSegment(b.Segment(), first, first+int32(len(docs))-1)
}
