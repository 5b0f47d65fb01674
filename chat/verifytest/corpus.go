package verifytest

import "wence/retrieval"

// A Corpus is passages that sentences are made about.
type Corpus struct {
	Hits     []retrieval.Hit            // notice and passage; citation n is Hits[n-1]
	Evidence func(retrieval.Hit) string // all that a citation may bear
}

// A Case is a sentence and the passage that it cites.
type Case struct {
	Rule string // how the sentence was made
	Text string
	From string // the sentence that it was made from
	Cite int    // the citation, from 1
}
