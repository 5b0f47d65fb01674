package embedded

import (
	"cmp"
	"runtime"
	"slices"
	"sync"
)

// vectorSet is the vectors of one model in memory, in slots.
type vectorSet struct {
	dims    int
	ids     []int32   // passage of each slot
	regions []int32   // of its notice, as an index into names
	values  []float32 // dims of each slot, of length 1
	slots   map[int32]int
	names   map[string]int32
}

func newVectorSet(dims int) *vectorSet {
	return &vectorSet{dims: dims, slots: map[int32]int{}, names: map[string]int32{}}
}

// set takes the vector of a passage, or takes it anew.
func (v *vectorSet) set(id int32, region string, data []byte) {
	slot, known := v.slots[id]
	if known {
		appendVector(v.values[slot*v.dims:slot*v.dims], data)
		return
	}
	name, known := v.names[region]
	if !known {
		name = int32(len(v.names))
		v.names[region] = name
	}
	v.slots[id] = len(v.ids)
	v.ids = append(v.ids, id)
	v.regions = append(v.regions, name)
	v.values = appendVector(v.values, data)
}

// forget drops the vectors of passages for which gone is true. Slots keep their order.
func (v *vectorSet) forget(gone func(id int32) bool) {
	kept := 0
	for slot, id := range v.ids {
		if gone(id) {
			delete(v.slots, id)
			continue
		}
		v.ids[kept], v.regions[kept], v.slots[id] = id, v.regions[slot], kept
		copy(v.at(kept), v.at(slot))
		kept++
	}
	v.ids, v.regions, v.values = v.ids[:kept], v.regions[:kept], v.values[:kept*v.dims]
}

func (v *vectorSet) at(slot int) []float32 { return v.values[slot*v.dims : (slot+1)*v.dims] }

// near is a passage with its cosine.
type near struct {
	id     int32
	cosine float32
}

func byNearness(a, b near) int {
	return cmp.Or(cmp.Compare(b.cosine, a.cosine), cmp.Compare(a.id, b.id))
}

// scan describes a search among the vectors.
type scan struct {
	vector  []float32 // of length 1
	regions []string  // nil = all
	below   int32     // ids from here on came after the snapshot
	k       int
}

// share is how many vectors one goroutine scans: about a millisecond's worth at 128 dimensions.
const share = 16 << 10

// nearest gives the k nearest vectors, nearest first, equal ones by id.
func (v *vectorSet) nearest(q scan) []near {
	allowed := make([]bool, len(v.names))
	for name, i := range v.names {
		allowed[i] = q.regions == nil || slices.Contains(q.regions, name)
	}
	parts := make([][]near, (len(v.ids)+share-1)/share)
	var scans sync.WaitGroup
	limit := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i := range parts {
		limit <- struct{}{}
		scans.Go(func() {
			parts[i] = v.nearestIn(q, allowed, i*share, min((i+1)*share, len(v.ids)))
			<-limit
		})
	}
	scans.Wait()
	best := slices.Concat(parts...)
	slices.SortFunc(best, byNearness)
	return best[:min(q.k, len(best))]
}

// nearestIn scans the slots from up to to. It gives at most 2k vectors, among them the k nearest.
func (v *vectorSet) nearestIn(q scan, allowed []bool, from, to int) []near {
	var best []near
	bar := near{cosine: -2}
	for slot := from; slot < to; slot++ {
		if !allowed[v.regions[slot]] || v.ids[slot] >= q.below {
			continue
		}
		n := near{v.ids[slot], dot(q.vector, v.at(slot))}
		if n.cosine < bar.cosine {
			continue
		}
		if best = append(best, n); len(best) >= 2*q.k {
			slices.SortFunc(best, byNearness)
			best = best[:q.k]
			bar = best[q.k-1]
		}
	}
	return best
}

// dot is the scalar product of two vectors of the same length. Four sums that do not wait for each other make it about
// three times as fast as one.
func dot(a, b []float32) float32 {
	var s0, s1, s2, s3 float32
	for len(a) >= 4 && len(b) >= 4 {
		s0 += a[0] * b[0]
		s1 += a[1] * b[1]
		s2 += a[2] * b[2]
		s3 += a[3] * b[3]
		a, b = a[4:], b[4:]
	}
	for i := range min(len(a), len(b)) {
		s0 += a[i] * b[i]
	}
	return s0 + s1 + s2 + s3
}
