package lexical

import (
	"math"
	"math/rand/v2"
	"testing"
)

// The accumulator is a map, whatever the ids and however few passages it was told to expect.
func TestAccumulatorIsAMap(t *testing.T) {
	a := &accumulator{}
	for seed := range uint64(60) {
		rng := rand.New(rand.NewPCG(seed, 2))
		want := map[int32]float32{}
		a.reserve(rng.IntN(300))
		spread := int32(1) << rng.IntN(31)
		for range rng.IntN(4000) {
			id := rng.Int32N(spread)
			if rng.IntN(50) == 0 {
				id = math.MaxInt32 - id%3
			}
			a.touch(id).score++
			want[id]++
		}
		if a.used != len(want) {
			t.Fatalf("%d passages, want %d", a.used, len(want))
		}
		for i := range a.cells {
			if c := a.cells[i]; c.key != 0 && c.score != want[c.id()] {
				t.Fatalf("passage %d has %v, want %v", c.id(), c.score, want[c.id()])
			}
		}
		for range 100 {
			id := rng.Int32N(spread)
			if c := a.find(id); (c != nil) != (want[id] > 0) || c != nil && c.score != want[id] {
				t.Fatalf("passage %d is %+v, want %v", id, c, want[id])
			}
		}
	}
}
