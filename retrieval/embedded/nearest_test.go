package embedded

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestNearest compares the scan, which works in shares, with a sort of everything. Many cosines are equal.
func TestNearest(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	regions := []string{"", "90", "9001"}
	for _, n := range []int{0, 1, 100, 2*share + 77} {
		set := newVectorSet(4)
		regionOf := map[int32]string{}
		for id := range int32(n) {
			v, _ := normalise([]float32{float32(random.IntN(3)), float32(random.IntN(3)), float32(random.IntN(3)), 1})
			regionOf[id] = regions[random.IntN(len(regions))]
			set.set(id, regionOf[id], encodeVector(v))
		}
		for id := range int32(n) { // some again, some gone
			if id%10 == 3 {
				v, _ := normalise([]float32{-1, float32(random.IntN(3)), 0, 1})
				set.set(id, regionOf[id], encodeVector(v))
			}
		}
		set.forget(func(id int32) bool { return id%10 == 7 })
		query, _ := normalise([]float32{1, 2, 3, 4})
		for _, k := range []int{1, 7, 1000, 1 << 20} {
			for _, allowed := range [][]string{nil, {}, {"90"}, {"", "9001", "none"}} {
				q := scan{vector: query, regions: allowed, below: int32(n) - 5, k: k}
				var want []near
				for id := range q.below {
					if id%10 != 7 && (allowed == nil || slices.Contains(allowed, regionOf[id])) {
						want = append(want, near{id, dot(query, set.at(set.slots[id]))})
					}
				}
				slices.SortFunc(want, byNearness)
				want = want[:min(k, len(want))]
				if got := set.nearest(q); !slices.Equal(got, want) {
					t.Errorf("n %d, k %d, regions %q: got %d, want %d", n, k, allowed, len(got), len(want))
				}
			}
		}
	}
}

func TestDot(t *testing.T) {
	for dims := range 19 {
		a, b := make([]float32, dims), make([]float32, dims)
		var want float32
		for i := range a {
			a[i], b[i] = float32(i+1), float32(2*i-3)
			want += a[i] * b[i]
		}
		if got := dot(a, b); got != want {
			t.Errorf("%d dimensions: got %v, want %v", dims, got, want)
		}
	}
}
