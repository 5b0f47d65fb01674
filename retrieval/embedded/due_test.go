package embedded

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// sizes makes segments of so many passages, each with its deleted ones.
func sizes(pairs ...[2]int) []segment {
	var list []segment
	for i, p := range pairs {
		list = append(list, segment{seg: int64(i), n: p[0], dead: p[1]})
	}
	return list
}

func TestDue(t *testing.T) {
	alive := func(n ...int) []segment {
		var list []segment
		for i, n := range n {
			list = append(list, segment{seg: int64(i), n: n})
		}
		return list
	}
	many := make([]int, 200)
	for i := range many {
		many[i] = 30
	}
	for _, tc := range []struct {
		name     string
		segments []segment
		from, to int // what is due; 0, 0 = nothing
	}{
		{"nothing", nil, 0, 0},
		{"one", alive(30), 0, 0},
		{"three alike", alive(30, 30, 30), 0, 0},
		{"four alike", alive(30, 20, 40, 63), 0, 4},
		{"five alike", alive(30, 20, 40, 63, 30), 0, 5},
		{"four behind a larger one", alive(1000, 30, 30, 30, 30), 1, 5},
		{"four with smaller ones between", alive(1000, 30, 2, 30, 1, 30, 30, 3), 1, 8},
		{"parted by a larger one", alive(30, 30, 1000, 30, 30), 0, 0},
		{"the smaller class first", alive(30, 30, 30, 30, 2, 2, 2, 2), 4, 8},
		{"three and one smaller", alive(30, 30, 30, 2), 0, 0},
		{"too large to merge", alive(20000, 20000, 20000, 20000, 20000), 0, 0},
		{"large, but not too large", alive(16000, 16000, 16000, 16000, 20000), 0, 4},
		{"a backlog, by portions", alive(many...), 0, maxMerge},
		{"deleted passages tolerated", sizes([2]int{100, 20}), 0, 0},
		{"too many deleted", sizes([2]int{30, 0}, [2]int{100, 21}, [2]int{30, 0}), 1, 2},
		{"all deleted", sizes([2]int{1, 1}), 0, 1},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got := due(tc.segments, maxDead)
			if want := tc.segments[tc.from:tc.to]; !slices.EqualFunc(got, want, func(a, b segment) bool { return a.seg == b.seg }) {
				t.Errorf("got %+v, want %+v", got, want)
			}
		})
	}
}

// TestDueSettles stores 10,000 notices of changing length. Few segments may be left at any time, and no passage may be
// written too often on its way.
func TestDueSettles(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	for _, longest := range []int{1, 30, 200} {
		t.Run(fmt.Sprintf("up to %d passages", longest), func(t *testing.T) {
			var list []segment
			stored, written, most := 0, 0, 0
			for i := range 10_000 {
				n := 1 + random.IntN(longest)
				stored += n
				list = append(list, segment{seg: int64(i), n: n})
				for run := due(list, maxDead); run != nil; run = due(list, maxDead) {
					at := slices.IndexFunc(list, func(s segment) bool { return s.seg == run[0].seg })
					merged := segment{seg: run[0].seg}
					for _, s := range run {
						merged.n += s.n
					}
					written += merged.n
					list = slices.Replace(list, at, at+len(run), merged)
				}
				most = max(most, len(list))
			}
			t.Logf("%d passages, at most %d segments, each passage rewritten %.1f times", stored, most, float64(written)/float64(stored))
			if limit := 25 + stored/maxSize; most > limit {
				t.Errorf("%d segments, want at most %d", most, limit)
			}
			if written > 8*stored {
				t.Errorf("%d passages were written for %d stored", written, stored)
			}
		})
	}
}
