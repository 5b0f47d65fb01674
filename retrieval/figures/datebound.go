package figures

import "strings"

var dateSuffixes = []struct {
	word  string
	bound Bound
	not   string // characters that, coming next, make it another word
}{
	{"以前", AtMost, ""}, {"之前", AtMost, ""}, {"前后", About, ""}, {"前", AtMost, "往来去沿期述款身列言端辈"},
	{"左右", About, ""}, {"截止", AtMost, ""}, {"止", AtMost, ""},
	{"起", Reached, "草步伏点到源"}, {"以来", Reached, ""}, {"开始", Reached, ""},
	{"以后", AtLeast, ""}, {"之后", AtLeast, ""}, {"后", AtLeast, "续勤备期半者"},
}

// dateBoundAfter returns the bound that the text at s[i:] puts on the date that
// ends there, and where those words end.
func dateBoundAfter(s string, i int) (Bound, int) {
	at := skipInclusive(s, i)
	for _, x := range dateSuffixes {
		rest := s[at:]
		if !strings.HasPrefix(rest, x.word) {
			continue
		}
		end := at + len(x.word)
		if startsWithAny(s[end:], x.not) || x.word == "前" && startsDuration(s, end) {
			break
		}
		return x.bound, end
	}
	return Exact, i
}

// startsDuration reports whether a duration stands at s[i:]: 9月前3周 are its
// first weeks, while 6月底前一次性拨付 is by the end of June.
func startsDuration(s string, i int) bool {
	n, ok := readNumber(s, i)
	if !ok {
		return false
	}
	a, ok := readAmount(s, n)
	return ok && a.unit.kind == Duration
}

// boundDate sets the bound of a date or time from the words around it, which
// become part of it. A suffix counts more, but for a mere 起: 到9月底前 is
// 9月底前.
func (sc *scanner) boundDate(f *Figure) {
	start := f.Start
	f.Bound, f.End = dateBoundAfter(sc.s, f.End)
	if f.Bound == Exact || f.Bound == Reached {
		if b, at := dateBoundBefore(sc.s, max(min(sc.done, start), start-reach), start); b != Exact {
			f.Bound, f.Start = b, at
		}
	}
}

var datePrefixes = []struct {
	word  string
	bound Bound
	not   string // characters that, coming before, make it another word
}{
	{"不迟于", AtMost, ""}, {"不晚于", AtMost, ""}, {"不得迟于", AtMost, ""}, {"不得晚于", AtMost, ""},
	{"最迟于", AtMost, ""}, {"最迟", AtMost, ""}, {"最晚", AtMost, ""}, {"至迟", AtMost, ""},
	{"不早于", AtLeast, ""}, {"不得早于", AtLeast, ""}, {"最早于", AtLeast, ""}, {"最早", AtLeast, ""},
	{"截止时间", AtMost, ""}, {"截止日期", AtMost, ""},
	{"截至", Within, ""}, {"截止到", Within, ""}, {"截止至", Within, ""}, {"截止", Within, ""},
	{"到", Within, "达直受收得遇等做看提"},
}

// dateBoundBefore returns the bound that s[from:i] puts on the date at i, and
// where its words begin.
func dateBoundBefore(s string, from, i int) (Bound, int) {
	window := s[from:i]
	bare := window
	for _, filler := range []string{"为", ":", "是", "在", "于"} {
		bare = strings.TrimSuffix(bare, filler)
	}
	for _, text := range []string{window, bare} {
		for _, p := range datePrefixes {
			cut, ok := strings.CutSuffix(text, p.word)
			if ok && !endsWithAny(cut, p.not) && (text == window || p.bound == AtMost) {
				return p.bound, from + len(cut)
			}
		}
	}
	return Exact, i
}
