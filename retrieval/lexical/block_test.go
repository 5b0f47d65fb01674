package lexical

import (
	"errors"
	"reflect"
	"slices"
	"testing"
)

func builtSegment(t testing.TB) Segment {
	t.Helper()
	var b Builder
	for i, text := range []string{"教师住房补贴 2 万元", "学生营养餐 steam", "教师教师"} {
		doc := Doc{ID: int32(10 + i*200), Fields: []string{text}, Filters: []Term{FilterTerm("a")}}
		if err := b.Add(doc); err != nil {
			t.Fatal(err)
		}
	}
	return b.Segment()
}

func TestBlock(t *testing.T) {
	want := builtSegment(t).Postings
	got, err := DecodeBlock(EncodeBlock(want))
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, %v\nwant %v", got, err, want)
	}
}

// FuzzDecodeBlock wants bytes that no block is made of refused, and all others to come out as they went in.
func FuzzDecodeBlock(f *testing.F) {
	f.Add(EncodeBlock(builtSegment(f).Postings))
	f.Add([]byte{1, 2, 200})
	f.Add([]byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1})
	f.Add([]byte{0, 1, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1})
	f.Fuzz(func(t *testing.T, data []byte) {
		postings, err := DecodeBlock(data)
		if err != nil {
			if !errors.Is(err, ErrCorrupt) {
				t.Errorf("got %v", err)
			}
			return
		}
		again, err := DecodeBlock(EncodeBlock(postings))
		if err != nil || !reflect.DeepEqual(again, postings) {
			t.Errorf("%v became %v, %v", postings, again, err)
		}
	})
}

func TestFrequencies(t *testing.T) {
	want := FrequenciesOf(builtSegment(t).Postings)
	if len(want) == 0 {
		t.Fatal("no characters")
	}
	got, err := DecodeFrequencies(EncodeFrequencies(want))
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("got %v, %v, want %v", got, err, want)
	}
	for _, data := range [][]byte{{1}, {255, 255, 255, 255, 15, 1}, {0x80, 0x80}} {
		if _, err := DecodeFrequencies(data); !errors.Is(err, ErrCorrupt) {
			t.Errorf("%v gave %v", data, err)
		}
	}
}

// FuzzFrequencies wants what was written read back, and all else refused without a panic.
func FuzzFrequencies(f *testing.F) {
	f.Add(EncodeFrequencies([]Frequency{{FirstCharacter, 1}, {FirstCharacter + 5, 70000}, {LastCharacter, 2}}))
	f.Add([]byte{0x80})
	f.Fuzz(func(t *testing.T, data []byte) {
		list, err := DecodeFrequencies(data)
		if err != nil {
			return
		}
		again, err := DecodeFrequencies(EncodeFrequencies(list))
		if err != nil || !slices.Equal(again, list) {
			t.Fatalf("got %v, %v, want %v", again, err, list)
		}
	})
}
