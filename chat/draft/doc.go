// Package draft reads what a model writes: a stream of pieces, cut into sentences while it comes, and each sentence with
// the marks that cite passages.
//
//	pieces --Cutter--> Cut --Read--> Sentence, with its Stretches
//
// What is read here is the form alone: markup that decorates is taken away, links and tags are faults. Nothing of it is
// believed; package chat alone makes an answer of it, by its verify.
package draft
