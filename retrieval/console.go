package retrieval

import "time"

// A Session is somebody's stay in the console.
type Session struct {
	ID    string    // a digest of what the browser shows, so that who reads the store cannot come in by it
	Name  string    // of the person, as changes are noted under it
	Key   string    // which key opened it; the session ends with the key
	Until time.Time // in UTC, to the millisecond
}

// A Change is a line of the list of what people changed.
type Change struct {
	ID       string // that sorts by time
	At       time.Time
	Who      string // as in Session
	What     string // "corrected", "reset", "withdrawn", "restored", "deleted", "uploaded", "forgotten"
	NoticeID string // "" where it is of no one notice
	Title    string // of the notice as it was, or the file
	Before   string // what was there before, and is now: 标题:旧;文号:旧. "" where that says itself
	After    string
}
