package journal

import (
	"context"
	"time"

	"wence/retrieval"
)

// credible is how far the clock may be from the newest question, and from its own course, before nothing is forgotten by
// it: one that is a year ahead would erase the journal.
const credible = 7 * 24 * time.Hour

// A clock is watched for leaps.
type clock struct{ last time.Time } // with the monotonic reading of the last look

func newClock() *clock { return &clock{time.Now()} }

// isPlausible reports a clock that goes with the newest question that is noted, or that nothing is.
func (c *clock) isPlausible(ctx context.Context, s Store) bool {
	newest, err := s.Asked(ctx, retrieval.AskedQuery{Limit: 1})
	if err != nil {
		return false
	}
	return len(newest) == 0 || near(newest[0].At, c.last)
}

// leapt reports that the clock was set since the last look, or the machine slept for as long.
func (c *clock) leapt() bool {
	before := c.last
	c.last = time.Now()
	went := c.last.Sub(before)                    // by the monotonic reading
	shown := c.last.Round(0).Sub(before.Round(0)) // by the clock
	return (shown - went).Abs() > credible/7      // a day
}

// near reports times that are credible together.
func near(a, b time.Time) bool { return a.Sub(b).Abs() <= credible }
