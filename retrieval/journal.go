package retrieval

import "time"

// Asked is a line of the journal: a question that was answered, or not, and what the asker said of it.
type Asked struct {
	ID       string    // of the answer
	At       time.Time // when it was asked, in UTC
	Question string    // as asked, personal numbers masked
	Region   string    // name of the place that it was asked for, "" when none
	Status   string    // of the answer: answered, partial, clarify, declined, blocked
	Rating   Rating    // the last one; zero when nobody rated the answer
}

// Rating is what a person says of an answer.
type Rating struct {
	Up, Down bool   // at most one is set
	Reason   string // one of a few words of the page; "" when none was chosen
	Comment  string // "" when none was given
}
