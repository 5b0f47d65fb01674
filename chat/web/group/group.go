// Package group puts questions together that ask the same in other words, for the people who look after the notices.
//
//	journal --Unmet--> questions without a good answer --Grouper--> groups, the largest first
//
// A question is compared without the places that it names: 奉节县校服多少钱 and 大庆校服一套多少钱 want the same notice.
// What it is about weighs as much as all of it; see subject.go.
package group

import (
	"context"
	"math"
	"slices"
	"strings"

	"wence/retrieval"
	"wence/retrieval/place"
)

// near is the cosine from which a question joins a group. Of the pairs in testdata/paraphrases.txt that ask the same it
// brings two thirds together, of pairs that ask other things in like words one in a thousand; see TestParaphrases.
const near = 0.71

// A Group is questions that ask the same.
type Group struct {
	Example string            // the question that is nearest to all of them
	Asked   []retrieval.Asked // newest first
}

// A Grouper makes groups.
type Grouper struct {
	Embedder retrieval.Embedder // asked for every question: one that needs no network
	Places   *place.Gazetteer
}

// Groups groups the questions, in time that grows with their number times the number of groups. The largest group comes
// first, of equal ones that with the newest question. The same questions give the same groups, in whatever order.
func (g Grouper) Groups(ctx context.Context, asked []retrieval.Asked) ([]Group, error) {
	asked = slices.Clone(asked)
	slices.SortFunc(asked, newestFirst)
	vectors, err := g.vectors(ctx, asked)
	if err != nil {
		return nil, err
	}
	var clusters []*cluster
	for i, v := range slices.Backward(vectors) { // from the oldest on, so that yesterday's groups are today's
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		to := nearest(clusters, v)
		if to == nil {
			to = &cluster{sum: make([]float64, len(v))}
			clusters = append(clusters, to)
		}
		to.add(i, v)
	}
	groups := make([]Group, len(clusters))
	for i, c := range clusters {
		groups[i] = c.group(asked, vectors)
	}
	slices.SortFunc(groups, func(a, b Group) int {
		if d := len(b.Asked) - len(a.Asked); d != 0 {
			return d
		}
		return newestFirst(a.Asked[0], b.Asked[0])
	})
	return groups, nil
}

func newestFirst(a, b retrieval.Asked) int {
	if d := b.At.Compare(a.At); d != 0 {
		return d
	}
	return strings.Compare(a.ID, b.ID)
}

// A cluster is a group in the making.
type cluster struct {
	sum     []float64 // of the members' vectors
	members []int     // oldest first
}

func (c *cluster) add(i int, v []float32) {
	c.members = append(c.members, i)
	for d, x := range v {
		c.sum[d] += float64(x)
	}
}

// cosine is how near a vector of length 1 is to the middle of the cluster; 0 where one of them has no direction.
func (c *cluster) cosine(v []float32) float64 {
	var dot, square float64
	for d, x := range c.sum {
		dot += x * float64(v[d])
		square += x * x
	}
	if square == 0 {
		return 0
	}
	return dot / math.Sqrt(square)
}

// nearest is the cluster that a vector joins, nil for none; the older one of two that are as near.
func nearest(clusters []*cluster, v []float32) *cluster {
	var to *cluster
	best := near
	for _, c := range clusters {
		if cos := c.cosine(v); cos > best {
			best, to = cos, c
		}
	}
	return to
}

func (c *cluster) group(asked []retrieval.Asked, vectors [][]float32) Group {
	var g Group
	best := math.Inf(-1)
	for _, i := range slices.Backward(c.members) {
		g.Asked = append(g.Asked, asked[i])
		if cos := c.cosine(vectors[i]); cos > best {
			best, g.Example = cos, asked[i].Question
		}
	}
	return g
}
