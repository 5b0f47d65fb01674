// Package ingest turns files into notices and their passages, and gives them to a store.
//
// A file goes one way:
//
//	bytes --Read--> document.Document --Understand--> retrieval.Notice --Split--> []retrieval.Passage --Put--> store
//
// Read goes by content and hands each format to its package: html, mhtml, ofd, odf, plain, word, sheet, slide inside this process, with
// limits on time and on what comes out; pdf and images to programs of their own. Understand finds title, number, dates, place and
// outline; what a file does not say stays empty. Facts are what its sentences and rows lay down in figures.
//
// [Files] lists what stands below some paths, with the addresses that a urls.csv beside them gives. An [Ingester] runs
// the files through all of it, in parallel and each for itself: one bad file costs one [Record] in the report. An archive
// is taken apart on the way, and each of its members is a file. Vectors are a later pass ([Ingester.Embed]) over the
// passages that lack one, which stops and resumes where it was. A [Watcher] says which files to run again, a [Reconciler] which are
// gone. Package collect fetches notices from a bureau's own site.
package ingest
