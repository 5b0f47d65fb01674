package lexical

import (
	"encoding/binary"
	"fmt"
	"math"
	"slices"
)

// Doc is a passage to be indexed.
type Doc struct {
	ID      int32    // 0 or more, chosen by the store, used once
	Fields  []string // title, heading path, body, all in normal form; they weigh alike, and no pair reaches across two
	Filters []Term   // from FilterTerm; repeats are harmless
}

// Segment is an immutable piece of the index. The zero Segment is empty.
type Segment struct {
	Lo, Hi   int32 // lowest and highest id
	N        int   // passages with at least one token; others cannot be found and are not counted
	SumDL    int64 // sum of the lengths of the N passages, in positions: a Han character, a word or a number each
	Postings []Posting
}

// Builder makes a segment out of passages. The zero Builder is ready for use; it is not safe for concurrent use.
type Builder struct {
	segment Segment // without Postings
	last    int32   // highest id given, if any
	any     bool
	lists   map[Term]*list
	tokens  []Token // reused
}

// list is the posting of a term while it grows.
type list struct {
	first, last int32
	n           int
	body        []byte // the only chunk, without its head
}

// Add takes a passage. Ids must ascend from call to call; another id, or a filter that is not below 0, is an error and
// changes nothing.
func (b *Builder) Add(d Doc) error {
	if d.ID < 0 || b.any && d.ID <= b.last {
		return fmt.Errorf("index passage %d: ids must ascend, the last was %d", d.ID, b.last)
	}
	for _, f := range d.Filters {
		if f >= 0 {
			return fmt.Errorf("index passage %d: %v is no filter term", d.ID, f)
		}
	}
	b.last, b.any = d.ID, true
	b.tokens = b.tokens[:0]
	for _, f := range d.Fields {
		b.tokens = appendTokens(b.tokens, f)
	}
	if len(b.tokens) > 0 {
		b.add(d)
	}
	return nil
}

func (b *Builder) add(d Doc) {
	dl := 0
	for _, t := range b.tokens {
		if t.Term.countsAsPosition() {
			dl++
		}
	}
	if b.segment.N == 0 {
		b.segment.Lo = d.ID
		b.lists = map[Term]*list{}
	}
	b.segment.Hi = d.ID
	b.segment.N++
	b.segment.SumDL += int64(dl)
	for _, t := range b.tokens {
		b.list(t.Term).count(d.ID, 1, lengthByte(dl))
	}
	for _, f := range d.Filters {
		b.list(f).count(d.ID, 0, 0)
	}
}

func (b *Builder) list(t Term) *list {
	l := b.lists[t]
	if l == nil {
		l = &list{}
		b.lists[t] = l
	}
	return l
}

// count adds tf to what the list has for id, which is the last one or a higher one.
func (l *list) count(id int32, tf, dl uint8) {
	if l.n > 0 && l.last == id {
		if at := len(l.body) - 2; l.body[at] < math.MaxUint8 {
			l.body[at] += tf
		}
		return
	}
	if l.n == 0 {
		l.first = id
	} else {
		l.body = binary.AppendUvarint(l.body, uint64(id-l.last))
	}
	l.body = append(l.body, tf, dl)
	l.last = id
	l.n++
}

// Segment gives what was added since the last call, postings sorted by term, and empties the builder.
func (b *Builder) Segment() Segment {
	s := b.segment
	s.Postings = make([]Posting, 0, len(b.lists))
	for t, l := range b.lists {
		data := make([]byte, 0, len(l.body)+8)
		data = append(appendChunkHead(data, l.first, l.n), l.body...)
		s.Postings = append(s.Postings, Posting{t, l.n, data})
	}
	slices.SortFunc(s.Postings, byTerm)
	b.segment, b.lists = Segment{}, nil
	return s
}

func byTerm(a, b Posting) int { return int(a.Term) - int(b.Term) }
