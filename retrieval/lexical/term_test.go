package lexical

import (
	"testing"
)

// Terms are stored in databases: a change of any of these numbers orphans every index.
func TestTermsStayTheSame(t *testing.T) {
	tests := []struct {
		name string
		text string // its last token is looked at
		want Term
		str  string
	}{
		{"first bigram", "一一", 0, "一一"},
		{"bigram", "教师", (0x6559-0x4E00)*20992 + (0x5E08 - 0x4E00), "教师"},
		{"last bigram", "\u9fff\u9fff", 440_664_063, "\u9fff\u9fff"},
		{"first character", "一", 440_664_064, "一"},
		{"last character", "\u9fff", 440_685_055, "\u9fff"},
		{"word", "steam", 685_428_599, "#685428599"},
		{"number", "2018", 824_849_121, "#824849121"},
		{"Han outside the block", "〇", 569_426_588, "#569426588"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			tokens := Tokens(tc.text)
			got := tokens[len(tokens)-1].Term
			if got != tc.want || got.String() != tc.str {
				t.Errorf("term of %s = %d %q, want %d %q", tc.text, int32(got), got, int32(tc.want), tc.str)
			}
		})
	}
	if got, want := FilterTerm("region:重庆市/奉节县"), Term(-623_621_182); got != want {
		t.Errorf("filter term = %d, want %d", got, want)
	}
}

func TestHashedTermsKeepToTheirRange(t *testing.T) {
	for n := range 100_000 {
		key := string(rune('a'+n%26)) + string(rune(0x3400+n%5000)) + string(rune(n))
		if w := wordTerm(key); w <= LastCharacter || w >= 1_000_000_000 {
			t.Fatalf("word term of %q = %d", key, w)
		}
		if f := FilterTerm(key); f >= 0 {
			t.Fatalf("filter term of %q = %d", key, f)
		}
	}
}

// The hash must spread short keys that differ in little, such as division codes: among 3,500 keys about 0.003
// collisions are due.
func TestFilterTermsOfCodesDiffer(t *testing.T) {
	seen := map[Term]string{}
	for _, prefix := range []string{"region:", "kind:", ""} {
		for code := range 3500 {
			key := prefix + string(rune('0'+code/1000)) + string(rune('0'+code/100%10)) + string(rune('0'+code/10%10)) + string(rune('0'+code%10))
			if other, ok := seen[FilterTerm(key)]; ok {
				t.Fatalf("%q and %q share a term", key, other)
			}
			seen[FilterTerm(key)] = key
		}
	}
}
