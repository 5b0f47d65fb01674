package zh

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestSimplify(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{"擇校 「雙減」\uff0cA 1", "择校 「双减」\uff0cA 1"},
		{"乾坤乾淨", "乾坤干净"},
		{"乾清宮在乾縣", "乾清宫在乾县"},
		{"情有獨鍾,錢鍾書", "情有独钟,钱锺书"},
		{"教\xff師", "教\xff师"},
		{"薴", "苎"},
		{"打壞", "打坏"},
		{"敘述衛生說説", "叙述卫生说说"},
		{"頗顗", "颇𫖮"},
	} {
		if got := Simplify(c.in); got != c.want {
			t.Errorf("Simplify(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestTraditional(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"通知规定每年评选师德标兵10人,未规定奖金数额。", "通知規定每年評選師德標兵10人,未規定獎金數額。"},
		{"头发发展 干净干部 皇后以后", "頭髮發展 乾淨幹部 皇后以後"},
		{"只有一只", "只有一隻"},
		{"因为群众关系", "因為羣眾關係"},
		{"刚才", "剛才"},
	} {
		if got := Traditional(c.in); got != c.want {
			t.Errorf("Traditional(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestIsTraditional(t *testing.T) {
	for _, c := range []struct {
		in   string
		want bool
	}{
		{"", false},
		{"ABC 123", false},
		{"人才公寓", false},
		{"大慶市2021年要為市屬學校補充多少名教師?", true},
		{"台灣的學校", true},
		{"里面系干", false},
		{"大庆市2021年要为市属学校补充多少名教师?", false},
		{"奉节县的乾隆年间书院", false},
		{"於是他们说", false},
	} {
		if got := IsTraditional(c.in); got != c.want {
			t.Errorf("IsTraditional(%q) = %v", c.in, got)
		}
	}
}

// The in-place conversion rests on these facts of the table.
func TestTables(t *testing.T) {
	t2s().chars.each(func(r rune, e entry) {
		uneven := e.to != 0 && utf8.RuneLen(e.to) != utf8.RuneLen(r)
		if uneven && fold().get(r) != e.to {
			t.Errorf("%c is not folded to %c", r, e.to)
		}
		for _, p := range t2s().phrases[e.phrases] {
			if len(p.from) != len(p.to) {
				t.Errorf("%s %s differ in length", p.from, p.to)
			}
			if strings.ContainsFunc(p.from, func(r rune) bool { return fold().get(r) != 0 }) {
				t.Errorf("%s has a folded character", p.from)
			}
		}
	})
	fold().each(func(r, to rune) {
		if to != 0 && fold().get(to) != 0 {
			t.Errorf("%c folds to %c, which folds on", r, to)
		}
	})
}

// phraseText makes text of the tables' own phrases, where conversions could
// meddle with one another.
func phraseText(picks []byte) string {
	var all []phrase
	for _, p := range t2s().phrases {
		all = append(all, p...)
	}
	var b strings.Builder
	for i := 0; i+2 < len(picks); i += 3 {
		p := all[(int(picks[i])<<8|int(picks[i+1]))%len(all)]
		word := []rune(p.from + p.to)
		cut := int(picks[i+2]) % len(word)
		b.WriteString(string(word[cut:]))
	}
	return b.String()
}

// Simplifying twice is simplifying once, in place too.
func FuzzSimplify(f *testing.F) {
	f.Add([]byte("\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b"))
	f.Fuzz(func(t *testing.T, picks []byte) {
		s := phraseText(picks)
		once := Simplify(s)
		if twice := Simplify(once); twice != once {
			t.Fatalf("%q\nonce  %q\ntwice %q", s, once, twice)
		}
		if got := Fold(s); got != once {
			t.Fatalf("%q\nSimplify %q\nFold     %q", s, once, got)
		}
	})
}

func BenchmarkTraditional(b *testing.B) {
	s := strings.Repeat("通知规定每年评选师德标兵10人,未规定奖金数额。", 20)
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		Traditional(s)
	}
}
