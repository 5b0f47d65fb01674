// Package retrieval holds the corpus and finds passages in it.
//
// The corpus is made of notices. A [Notice] is one published document as read; a [Passage] is a piece of its text
// that can be cited. Package ingest makes both and gives them to a [Store]; a [Searcher] turns a [Query] into [Hit]s,
// each of which can explain its score. Two stores exist, retrieval/embedded (one file) and retrieval/pg (PostgreSQL
// with pgvector); both keep the same lexical index (retrieval/lexical) and so rank alike.
//
// Everything that spans refer to is the text of a notice in its original script, in bytes, half-open. What is
// compared is the normal form of retrieval/zh; what a person is shown is cut from the original.
package retrieval
