package lexical

import (
	"slices"
	"testing"
)

func TestQueryWeights(t *testing.T) {
	q := ParseQuery("教师,教师。老师")
	q.Add("教师节", 0.5)
	q.Add("老师", 3)
	q.Add("学校", 0)
	want := map[string]float64{"教": 2, "师": 3, "教师": 2, "老": 3, "老师": 3, "师节": 0.5, "节": 0.5}
	if len(q.terms) != len(want) {
		t.Errorf("terms %v, want %d", q.terms, len(want))
	}
	for _, x := range q.terms {
		if x.weight != want[x.text] || x.term.String() != x.text {
			t.Errorf("%s (%v) weighs %v, want %v", x.text, x.term, x.weight, want[x.text])
		}
	}
	if !slices.IsSorted(q.Terms()) {
		t.Errorf("terms %v do not ascend", q.Terms())
	}
}

func TestPrune(t *testing.T) {
	common := func(t Term) bool {
		return t == characterTerm('教') || t == characterTerm('师') || t == bigramTerm('教', '师')
	}
	tests := []struct {
		name, text string
		want       []string
	}{
		{"common characters go", "教师奖K", []string{"教师", "师奖", "奖", "K"}},
		{"nothing is common", "奖金", []string{"奖金", "奖", "金"}},
		{"all that there is", "教、师", []string{"师", "教"}},
		{"no text", "", nil},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			q := ParseQuery(tc.text)
			before := len(q.terms)
			var got []string
			for _, x := range q.Prune(common).terms {
				got = append(got, x.text)
			}
			slices.Sort(got)
			slices.Sort(tc.want)
			if !slices.Equal(got, tc.want) {
				t.Errorf("left are %v, want %v", got, tc.want)
			}
			if len(q.terms) != before {
				t.Error("the query itself has changed")
			}
		})
	}
}

// Score and Matched follow the weights: an expansion scores by its weight and does not count as matched.
func TestExpansions(t *testing.T) {
	docs := []Doc{{ID: 1, Fields: []string{"补贴"}}, {ID: 2, Fields: []string{"补助"}}, {ID: 3, Fields: []string{"学校"}}}
	q := ParseQuery("补贴")
	q.Add("补助", 0.5)
	hits, err := Score(index(build(t, docs, 9)).input(q, nil, 9))
	if err != nil {
		t.Fatal(err)
	}
	if len(hits) != 2 || hits[0].ID != 1 || hits[0].Matched != 1 || hits[1].ID != 2 || hits[1].Matched >= 0.5 {
		t.Errorf("hits %+v", hits)
	}
}

func TestCommonLimit(t *testing.T) {
	for n, want := range map[int]int{0: 1000, 50_000: 1000, 400_000: 4000} {
		if got := CommonLimit(n); got != want {
			t.Errorf("limit for %d passages = %d, want %d", n, got, want)
		}
	}
}
