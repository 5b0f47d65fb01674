package lexical

import (
	"reflect"
	"slices"
	"testing"
)

func TestSegment(t *testing.T) {
	var b Builder
	kind, region := FilterTerm("kind:table"), FilterTerm("region:x")
	for _, d := range []Doc{
		{ID: 3, Fields: []string{"教师", "师德"}, Filters: []Term{kind, region, kind}},
		{ID: 4, Fields: []string{"——"}, Filters: []Term{region}},
		{ID: 900, Fields: []string{"教师教师a"}},
	} {
		if err := b.Add(d); err != nil {
			t.Fatal(err)
		}
	}
	want := Segment{Lo: 3, Hi: 900, N: 2, SumDL: 4 + 5, Postings: []Posting{
		posting(min(kind, region), entry{3, 0, 0}),
		posting(max(kind, region), entry{3, 0, 0}),
		posting(bigramTerm('师', '德'), entry{3, 1, 1}),
		posting(bigramTerm('师', '教'), entry{900, 1, 1}),
		posting(bigramTerm('教', '师'), entry{3, 1, 1}, entry{900, 2, 1}),
		posting(characterTerm('师'), entry{3, 2, 1}, entry{900, 2, 1}),
		posting(characterTerm('德'), entry{3, 1, 1}),
		posting(characterTerm('教'), entry{3, 1, 1}, entry{900, 2, 1}),
		posting(wordTerm("a"), entry{900, 1, 1}),
	}}
	slices.SortFunc(want.Postings, byTerm)
	if got := b.Segment(); !reflect.DeepEqual(got, want) {
		t.Errorf("segment\n%+v, want\n%+v", got, want)
	}
	if got := b.Segment(); got.N != 0 || len(got.Postings) != 0 {
		t.Errorf("second segment %+v is not empty", got)
	}
}

func posting(t Term, entries ...entry) Posting {
	return Posting{t, len(entries), appendChunk(nil, entries)}
}

func TestTermsCountedToTheFull(t *testing.T) {
	var b Builder
	text := ""
	for range 300 {
		text += "教。"
	}
	if err := b.Add(Doc{ID: 0, Fields: []string{text}}); err != nil {
		t.Fatal(err)
	}
	s := b.Segment()
	if want := []Posting{posting(characterTerm('教'), entry{0, 255, 75})}; !reflect.DeepEqual(s.Postings, want) {
		t.Errorf("postings %+v, want %+v", s.Postings, want)
	}
	if s.SumDL != 300 {
		t.Errorf("length %d, want 300", s.SumDL)
	}
}

func TestBuilderRefuses(t *testing.T) {
	tests := []struct {
		name string
		docs []Doc // the last one is wrong
	}{
		{"the same id", []Doc{{ID: 1}, {ID: 1}}},
		{"a lower id", []Doc{{ID: 2, Fields: []string{"教"}}, {ID: 1, Fields: []string{"教"}}}},
		{"a negative id", []Doc{{ID: -1}}},
		{"a filter that is none", []Doc{{ID: 0, Fields: []string{"教"}, Filters: []Term{5}}}},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			var b, without Builder
			last := len(tc.docs) - 1
			for _, d := range tc.docs[:last] {
				if err := b.Add(d); err != nil {
					t.Fatal(err)
				}
				if err := without.Add(d); err != nil {
					t.Fatal(err)
				}
			}
			if err := b.Add(tc.docs[last]); err == nil {
				t.Error("no error")
			}
			if got, want := b.Segment(), without.Segment(); !reflect.DeepEqual(got, want) {
				t.Errorf("segment %+v, want %+v", got, want)
			}
		})
	}
}
