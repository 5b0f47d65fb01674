package retrieval

import "time"

// A Job is a message to a bot that is to be answered once, however often and wherever it is delivered. Account and
// Message together name it.
type Job struct {
	Account  string    // ours that was written to, such as "official/main"
	Message  string    // the platform's id of the message
	User     string    // the platform's id of who wrote
	Question string    // what they wrote
	Note     string    // what the channel must know to answer later, in a form of its own; "" = nothing
	At       time.Time // of the first delivery, in UTC, to the millisecond
	Tries    int       // deliveries so far
	Answer   string    // what they are told, in the bot's own form; "" = nothing yet
	Sent     int       // parts of the answer that were sent
	Open     bool      // there is work left
	Owner    string    // the server that works on it, or did last
}

// A Lease is a server's wish to work on jobs. A job whose lease has run out may be claimed by another server, so that
// none is lost with its server.
type Lease struct {
	Owner string        // names the server's run
	For   time.Duration // from now on, by the store's clock; 0 or less = not at all
}

// A Dialogue is what a bot remembers of a user. Account and User together name it; the User "" is the account itself.
type Dialogue struct {
	Account, User string
	Data          string // in the bot's own form; "" = nothing yet
	Version       int64  // grows with each change; 0 = nothing was kept yet
}
