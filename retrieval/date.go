package retrieval

import (
	"fmt"
	"time"
)

// A Date is a civil date written YYYY-MM-DD, so dates compare as strings. The zero value is "not stated".
type Date string

// ParseDate reads YYYY-MM-DD and refuses everything else, dates that no calendar has included.
func ParseDate(s string) (Date, error) {
	if _, err := time.Parse(time.DateOnly, s); err != nil {
		return "", fmt.Errorf("date %q is not of the form YYYY-MM-DD", s)
	}
	return Date(s), nil
}

// DateOf is the civil date of t in t's own time zone.
func DateOf(t time.Time) Date { return Date(t.Format(time.DateOnly)) }

// Chinese writes the date as people do: 2023年9月20日. The zero date gives "".
func (d Date) Chinese() string {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return ""
	}
	return fmt.Sprintf("%d年%d月%d日", t.Year(), t.Month(), t.Day())
}

// A Period runs from its first to its last day, both included. A zero bound is open.
type Period struct{ From, Until Date }

// IsZero reports whether the period states nothing.
func (p Period) IsZero() bool { return p == Period{} }
