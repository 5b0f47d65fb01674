package embedded

import "math/bits"

// A question looks every term up in every segment, so there should be few; a merge rewrites all that it merges, so it
// should be seldom. Segments of like size are merged by fours: a passage is rewritten five times on its way from a
// notice of 30 to a segment of 30,000, and 100,000 passages stand in some 15 segments.
const (
	fanIn    = 4
	maxMerge = 64      // segments at a time, so that the lock is not held long when many have come
	maxSize  = 1 << 14 // passages above which a segment is merged no more

	// maxDead is the share of deleted passages, in percent, above which a segment is written anew. Until then they
	// count in the document frequencies and are scored in vain.
	maxDead = 20
)

// class groups segments by size: each is four times as large as the one below.
func (s segment) class() int { return (bits.Len(uint(s.n)) - 1) / 2 }

// due gives the segments that should become one, out of all in order of their passages: one with more deleted passages
// than tolerated, in percent, or fanIn neighbours of one class with what smaller ones lie between. nil when all is well.
func due(segments []segment, tolerated int) []segment {
	for i, s := range segments {
		if s.dead*100 > s.n*tolerated {
			return segments[i : i+1]
		}
	}
	for class := 0; 1<<(2*class) < maxSize; class++ {
		from, alike := 0, 0 // the run that ends here, and how many in it are of the class
		for i, s := range segments {
			switch {
			case s.n >= maxSize || s.class() > class:
				from, alike = i+1, 0
			case s.class() == class:
				alike++
			}
			if alike >= fanIn && endsRun(segments[from:], i+1-from, class) {
				return segments[from : i+1]
			}
		}
	}
	return nil
}

// endsRun reports whether the first n segments are all that can be merged at once.
func endsRun(segments []segment, n, class int) bool {
	return n == len(segments) || n >= maxMerge || segments[n].n >= maxSize || segments[n].class() > class
}
