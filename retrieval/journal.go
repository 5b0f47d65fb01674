package retrieval

import "time"

// Asked is a line of the journal: a question that was answered, or not, and what the asker said of it.
type Asked struct {
	ID       string    // of the answer
	At       time.Time // when it was asked, in UTC, to the millisecond
	Question string    // as asked, personal numbers masked
	Region   string    // name of the place that it was asked for, "" when none
	Status   string    // of the answer: answered, partial, clarify, declined, blocked; "" when only its rating is known
	Rating   Rating    // the last one; zero when nobody rated the answer
}

// Rating is what a person says of an answer.
type Rating struct {
	Up, Down bool   // at most one is set
	Reason   string // one of a few words of the page; "" when none was chosen
	Comment  string // "" when none was given
}

// An AskedQuery asks for lines of the journal. Its zero value asks for the newest.
type AskedQuery struct {
	Since, Until time.Time // asked at Since or after, and before Until; zero = open
	Poor         bool      // only questions that were declined or blocked, or whose answer was rated down
	Limit        int       // most lines; 0 = 1,000
}

// An AskedCount counts the questions of one day with one status.
type AskedCount struct {
	Day             Date
	Status          string // as in Asked
	Asked, Up, Down int    // questions, and how many of their answers were rated so
}

// A Forgetting says what is to be forgotten: what all of its fields that are set hold for. Its zero value forgets nothing.
type Forgetting struct {
	ID           string    // of the answer
	Text         string    // that stands in a question, a comment, or what a bot was told
	Since, Until time.Time // asked at Since or after, and before Until; zero = open
}

// IsZero reports that nothing is to be forgotten.
func (f Forgetting) IsZero() bool { return f == Forgetting{} }
