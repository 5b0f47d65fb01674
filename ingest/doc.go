// Package ingest turns files into notices and their passages, and gives them to a store.
//
// A file goes one way:
//
//	bytes --Read--> document.Document --Understand--> retrieval.Notice --Split--> []retrieval.Passage --Put--> store
//
// Read goes by content and hands each format to its package (html, plain, ...). Understand finds title, number, dates,
// place and outline; what a file does not say stays empty. An [Ingester] runs files through all of it, in parallel and
// each for itself: one bad file costs one [Record] in the report. Vectors are a later pass ([Ingester.Embed]) over the
// passages that lack one, which stops and resumes where it was.
package ingest
