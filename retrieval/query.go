package retrieval

import "wence/retrieval/lexical"

// A Query asks for passages. What it names (places, names, notices) ranks passages; of these only a place leaves any out:
// those of notices that are known to be of another place. package scope reads all three from a question.
type Query struct {
	Text       string      // what is sought, standing on its own
	Others     []string    // the same question in other words: each is searched too, and the lists are fused by rank
	Expansions []Expansion // other wordings of parts of it
	Places     []Region    // where the question is asked; none = anywhere
	Names      []string    // what it names that no list knows, as written: a school, a village, 柳溪县, 经开区
	Notices    []string    // IDs of the stored notices that it names
	Regions    []string    // IDs of regions whose notices alone may answer; nil = all
	AsOf       Date        // the day for which validity is reckoned
	Limit      int         // most hits; 0 = 20, below 0 = all candidates
}

// An Expansion is another wording, official for colloquial, that counts with a weight.
type Expansion struct {
	Text   string
	Weight float64 // 1 counts like the question's own words
}

// A Hit is a passage that was found.
type Hit struct {
	Passage  Passage
	Notice   Notice // without its text, tables and outline
	Validity Validity
	Reach    Reach    // how the notice's place stands to the query's; "" when that names none
	Named    bool     // the query names the notice
	Names    []string // those of the query's names that the passage, its headings, or its notice's title or issuer bear
	Score    float64
	Signals  Signals
	Parts    []Part  // what Score is the sum of
	Matched  float64 // share of the query's idf mass that the passage holds, 0 to 1
}

// A Part is one reason for a score.
type Part struct {
	Name  string
	Value float64
}

// A Result is what a search found, best first.
type Result struct {
	Hits     []Hit
	IDF      map[lexical.Term]float64 // what the query's terms weigh in this corpus
	Degraded string                   // why a channel was left out, for the log and for meta; "" when none was
}
