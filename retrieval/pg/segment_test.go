package pg

import (
	"slices"
	"testing"
)

func TestDue(t *testing.T) {
	heads := func(fresh bool, sizes ...int) []head {
		var list []head
		for i, n := range sizes {
			list = append(list, head{id: int32(i + 1), n: n, fresh: fresh})
		}
		return list
	}
	of := func(n, times int) []int { return slices.Repeat([]int{n}, times) }
	for _, tc := range []struct {
		name  string
		heads []head
		dead  map[int32]int
		want  int // how many are merged
	}{
		{"none", nil, nil, 0},
		{"few fresh", heads(true, of(30, freshFanIn-1)...), nil, 0},
		{"many fresh", heads(true, of(30, freshFanIn)...), nil, freshFanIn},
		{"large fresh", heads(true, of(freshLimit, 4)...), nil, 4},
		{"a flood of fresh", heads(true, of(30, 1000)...), nil, freshMost},
		{"few stored", heads(false, of(3000, fanIn-1)...), nil, 0},
		{"many stored", heads(false, of(3000, fanIn)...), nil, fanIn},
		{"of different sizes", heads(false, append(of(3000, fanIn-1), of(30000, fanIn-1)...)...), nil, 0},
		{"too large to merge", heads(false, of(largest, 3*fanIn)...), nil, 0},
		{"a few dead", heads(false, 1000, 1000), map[int32]int{1: 200}, 0},
		{"mostly dead", heads(false, 1000, 1000), map[int32]int{1: 201}, 1},
		{"nothing but dead", heads(true, 0, 30), map[int32]int{1: 1}, 1},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got := due(tc.heads, tc.dead, maxDead); len(got) != tc.want {
				t.Errorf("%d segments are merged, want %d", len(got), tc.want)
			}
		})
	}
}

func TestText(t *testing.T) {
	for in, want := range map[string]string{
		"":                  "",
		"教师 𠮷 \ufffd":       "教师 𠮷 \ufffd",
		"a\x00b":            "a b",
		"教\xe5\xb8师":        "教  师",
		"\xff\xfe":          "  ",
		"\xed\xa0\x80 lone": "    lone",
	} {
		if got := text(in); got != want || len(got) != len(in) {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
	}
}
