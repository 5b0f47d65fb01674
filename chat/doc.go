// Package chat answers questions from the corpus, with a citation for every sentence.
//
// A question goes one way:
//
//	Question --understand--> understanding --Search--> []retrieval.Hit --extract--> drafts --decide--> --verify--> Answer
//
// What stands before verify is a draft, a plain string. Only verify makes a [Sentence], so nothing leaves the package
// that was not held against the passages it cites. Declining is an answer like any other, not an error.
package chat
