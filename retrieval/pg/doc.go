// Package pg keeps the corpus in PostgreSQL with pgvector: the store that a city or a province runs.
//
//	Put   Entry ── normal form ── lexical.Builder ──> notice, passage, reference, lex_segment        one transaction
//	Find  Probe ── postings, nearest vectors ── lexical.Score ── live passages, notices ──> Findings   two round trips
//	upkeep  fresh or mostly deleted segments ──> larger segments in lex_post; an HNSW index a model   in the background
//
// The schema, which explains itself, is in retrieval/pg/migrations; retrieval/pg/pgtest gives tests a real server.
//
// # Search
//
// A Find sees one snapshot (repeatable read). Its first round trip reads the list of segments, the postings of the
// query's terms and filters, and the nearest passages by HNSW with an iterative scan, so that a filter cannot starve
// it; Go scores; the second reads the passages found, with their notices and exact cosines. What fresh segments hold,
// and how frequent characters are, is kept in memory: segments never change, so only new ones are read, in a round trip
// more. The deadline of the context is the server's as well.
//
// # Replicas
//
// Searches and listings go to streaming replicas in turn, where the store was opened with any; writes, and what an ingester
// reads to decide what to write, go to the primary. A replica that fails, hangs or is too far behind is passed over, at no
// search's cost, for the next and at last for the primary, and is used again when it is well. While the primary is down
// the replicas go on answering. What a process has just written it may not find at once.
//
// # Writers
//
// Any number of processes may write. Puts of one origin wait for each other (advisory lock), others do not; nothing
// that every writer must update exists. Put and SetVectors may be repeated, so a lost connection is no failure: the
// transaction is run again, and if it had been committed, that is found. Background work is done by whichever process
// gets its advisory lock first, and is lost without harm when that process dies.
//
// Several processes may embed at once: Unembedded keeps what it gives for its caller, by advisory locks that end with the
// process, and gives the others the next.
//
// A lock of a session is held by migrations alone, so a pooler in transaction mode (PgBouncer) may stand before all else.
//
// Passages deleted since the last merge of their segment still count in the document frequencies.
package pg
