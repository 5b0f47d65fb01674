// Package embedded keeps the corpus in one SQLite file: the store of an office that runs one binary.
//
//	Put   Entry ── normal form ── lexical.Builder ──> notice, passage, reference, lex_seg, lex_block   one transaction
//	Find  Probe ── lex_block ── lexical.Score ──┐
//	            └─ vectors in memory ── cosine ─┴── join with the live passages ──> Findings           one snapshot
//	upkeep  small or mostly dead segments ──> one larger segment, in the background, a transaction each
//
// # Durability
//
// The file is in WAL mode with synchronous=NORMAL. A committed transaction is in the operating system's hands, so a
// process that is killed loses nothing that Put has returned; a power cut may lose the last transactions before the
// last checkpoint, but never damages the file. Beside the file stand its -wal and -shm while it is open: whoever copies
// a store copies it after Close, or with SQLite's own backup.
//
// # Concurrency
//
// Readers see the snapshot of their first read and wait for nobody. Writers queue: within a process for the single
// writing connection, between processes for SQLite's write lock, which every write takes at its start (BEGIN
// IMMEDIATE), so no transaction fails half-way because another one came first.
//
// # Memory
//
// Vectors are loaded at the first Find that needs them: 4 bytes a dimension, so 51 MB for 100,000 passages of 128
// dimensions, and what other processes add is read on top. All else is read from the file for each question.
package embedded
