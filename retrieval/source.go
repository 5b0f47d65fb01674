package retrieval

// A Source is what is known of a place that notices come from, beside the notice: a page of a site, or a file that went
// away. It outlives the notice.
type Source struct {
	Origin   string
	ETag     string // as the site gave it, for the next look
	Modified string // Last-Modified, in the same way
	Missed   int    // looks in a row at which it was not there
	Gone     bool   // its notice was withdrawn because it was not there; a person's withdrawal is none of its business
}

// Empty reports a note that says nothing of its origin.
func (s Source) Empty() bool { return s == Source{Origin: s.Origin} }

// AfterPrefix is a string behind all that begin with the prefix, in the order of their bytes.
func AfterPrefix(prefix string) string { return prefix + "\U0010FFFF" }
