package retrieval

import "time"

// A Key lets a program call the service. Its secret is not kept, only a digest of it.
type Key struct {
	ID        string    // names the key, in what the program shows too
	Name      string    // whose it is, for people
	Digest    []byte    // SHA-256 of the secret
	Scopes    []string  // what it is for
	PerMinute int       // requests; 0 = the service's standard
	Created   time.Time // in UTC, to the millisecond, as all times of a key
	Used      time.Time // last; zero = never
	Revoked   time.Time // zero = the key is good
}

// A KeptAnswer is an answer that was told where there was no room for all of it, to be looked at on a page.
type KeptAnswer struct {
	ID       string    // of the answer
	At       time.Time // when it was asked, in UTC, to the millisecond
	Question string    // as asked
	Region   string    // name of the place that it was asked for, "" when none
	Body     []byte    // the answer as JSON
}
