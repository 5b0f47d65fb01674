package lexical

import (
	"slices"
	"testing"
)

func TestFilter(t *testing.T) {
	a, b, none := FilterTerm("region:a"), FilterTerm("region:b"), FilterTerm("region:none")
	table, text := FilterTerm("kind:table"), FilterTerm("kind:text")
	docs := []Doc{
		{ID: 1, Filters: []Term{a, table}},
		{ID: 2, Filters: []Term{a, b, text}},
		{ID: 3, Filters: []Term{b, table}},
		{ID: 4},
	}
	for i := range docs {
		docs[i].Fields = []string{"教师"}
	}
	tests := []struct {
		name   string
		filter Filter
		want   []int32
	}{
		{"none", nil, []int32{1, 2, 3, 4}},
		{"one term", Filter{{a}}, []int32{1, 2}},
		{"any of two", Filter{{a, b}}, []int32{1, 2, 3}},
		{"both groups", Filter{{a}, {table}}, []int32{1}},
		{"the same group twice", Filter{{a, b}, {b, a}}, []int32{1, 2, 3}},
		{"a term that no passage has", Filter{{none}}, nil},
		{"it does no harm beside another", Filter{{none, b}}, []int32{2, 3}},
		{"an empty group", Filter{{}}, nil},
		{"first group fails, second would pass", Filter{{none}, {table}}, nil},
	}
	x := index(build(t, docs, 2))
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			hits, err := Score(x.input(ParseQuery("教"), tc.filter, 9))
			if err != nil {
				t.Fatal(err)
			}
			var got []int32
			for _, h := range hits {
				got = append(got, h.ID)
			}
			if !slices.Equal(got, tc.want) {
				t.Errorf("passages %v, want %v", got, tc.want)
			}
		})
	}
}
