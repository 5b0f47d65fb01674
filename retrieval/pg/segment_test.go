package pg

import (
	"errors"
	"reflect"
	"slices"
	"testing"

	"wence/retrieval/lexical"
)

func builtSegment(t testing.TB) lexical.Segment {
	t.Helper()
	var b lexical.Builder
	for i, text := range []string{"教师住房补贴 2 万元", "学生营养餐 steam", "教师教师"} {
		doc := lexical.Doc{ID: int32(10 + i*200), Fields: []string{text}, Filters: []lexical.Term{lexical.FilterTerm("a")}}
		if err := b.Add(doc); err != nil {
			t.Fatal(err)
		}
	}
	return b.Segment()
}

func TestBlock(t *testing.T) {
	want := builtSegment(t).Postings
	got, err := decodeBlock(encodeBlock(want))
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, %v\nwant %v", got, err, want)
	}
}

// FuzzDecodeBlock wants bytes that no block is made of refused, and all others to come out as they went in.
func FuzzDecodeBlock(f *testing.F) {
	f.Add(encodeBlock(builtSegment(f).Postings))
	f.Add([]byte{1, 2, 200})
	f.Fuzz(func(t *testing.T, data []byte) {
		postings, err := decodeBlock(data)
		if err != nil {
			if !errors.Is(err, lexical.ErrCorrupt) {
				t.Errorf("got %v", err)
			}
			return
		}
		again, err := decodeBlock(encodeBlock(postings))
		if err != nil || len(again) != len(postings) {
			t.Errorf("%d postings became %d, %v", len(postings), len(again), err)
		}
	})
}

func TestFrequencies(t *testing.T) {
	want := frequenciesOf(builtSegment(t).Postings)
	if len(want) == 0 {
		t.Fatal("no characters")
	}
	got, err := decodeFrequencies(encodeFrequencies(want))
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("got %v, %v, want %v", got, err, want)
	}
	for _, data := range [][]byte{{1}, {255, 255, 255, 255, 15, 1}, {0x80, 0x80}} {
		if _, err := decodeFrequencies(data); !errors.Is(err, lexical.ErrCorrupt) {
			t.Errorf("%v gave %v", data, err)
		}
	}
}

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
