// Package lexical holds the BM25 index that both stores keep: it turns text into terms, passages into segments of
// postings, and the postings of a question into ranked passages. It reads and writes nothing itself; a store keeps the
// segments, fetches the postings of the terms it is told, and hands them over.
//
//	ingest   Doc ── Builder.Add ──> Builder.Segment ──> Segment{Lo, Hi, N, SumDL, Postings}   rows of the store
//	ask      normal form ── ParseQuery ── Query.Add ── Query.Prune ──> Query.Terms            what the store fetches
//	         Input{Query, Stats, Postings, Filter, K} ── Score ──> []Hit                      best first
//	upkeep   joining the Data of small segments; Compactor drops the postings of deleted passages
//
// All text must be in the normal form of package zh (zh.Fold), on both sides.
//
// Terms need no dictionary (term.go), so two writers never wait for each other. A segment never changes: a passage that
// is replaced gets a new id, the old id is dropped when hits are joined with the live passages, and its postings go at
// the next compaction. Until then it counts in N and in the document frequencies, as in Lucene.
// A passage's id must stand in one segment only.
package lexical
