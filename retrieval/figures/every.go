package figures

import (
	"strings"

	"wence/retrieval/zh"
)

// An every is a 每… that waits for the figure behind it: 每生每年600元 is one
// figure, while 每年评选… leaves 每年 a figure of its own.
type every struct {
	start, end int
	figure     Figure // Kind 0 if it names no time (每校)
}

// each reads the 每… at i: 每生每年, 每两年, 每半年.
func (sc *scanner) each(i int) int {
	sc.flush()
	if n := len(sc.out); n > sc.first && takesRate(sc.out[n-1].Kind) {
		sc.fresh = i
	}
	w := every{start: i, end: i}
	at := i
	for runeAt(sc.s, at) == '每' {
		end, f := sc.eachOne(at)
		if end == at {
			break
		}
		if f.Kind != 0 {
			f.Start, f.End = i, end
			w.figure = f
		}
		at = end
	}
	if at == i {
		return i
	}
	w.end = at
	sc.waiting = w
	return at
}

// eachOne reads one 每 and what it is of, and adds it to the rates. The figure
// has no kind where that is no time and no lot.
func (sc *scanner) eachOne(i int) (int, Figure) {
	at := i + len("每")
	if f, end, ok := eachTime(sc.s, at); ok {
		sc.say(f.everyLabel(), i)
		return end, f
	}
	if f, label, end := eachLot(sc.s, at); label != "" {
		sc.say(label, i)
		return end, f
	}
	if runeAt(sc.s, at) == '一' {
		at += han
	}
	label, end := rateNounAt(sc.s, at)
	if label == "" {
		return i, Figure{}
	}
	sc.say(label, i)
	return end, Figure{}
}

// eachLot reads the lot after 每: 千人口, 2000名学生, 五所学校. It returns it as
// a count and as the unit of a rate (千人, 2000生, 5校).
func eachLot(s string, i int) (Figure, string, int) {
	size, at := magnitudes[runeAt(s, i)], i+han
	if size == 0 {
		n, ok := readNumber(s, i)
		if !ok || n.low != n.high || n.low <= 1 || n.bound != Exact {
			return Figure{}, "", i
		}
		size, at = n.low, n.end
	}
	label, end := rateNounAt(s, at)
	u, _ := unitAt(s, at)
	if label == "" || u != nil && u.kind != Count {
		return Figure{}, "", i
	}
	f := Figure{Kind: Count, Low: size, High: size, Unit: label}
	if u != nil {
		f.Low, f.High, f.Unit = size*u.factor, size*u.factor, u.base
	}
	return f, decimal(size) + label, end
}

// eachTime reads the time after 每: 年, 一年, 两年, 半年, 三至五年.
func eachTime(s string, i int) (Figure, int, bool) {
	n := number{low: 1, high: 1, scale: 1, start: i, end: i}
	if runeAt(s, i) == '半' {
		n = number{low: 0.5, high: 0.5, scale: 1, start: i, end: i + han}
	} else if m, ok := readNumber(s, i); ok {
		n = m
	}
	a, ok := readAmount(s, n)
	if !ok || a.unit.kind != Duration || a.low == 0 {
		return Figure{}, i, false
	}
	return Figure{Kind: Every, Low: a.low, High: a.high, Unit: a.unit.base}, a.end, true
}

// everyLabel returns the rate of an Every: 年, 2年, 3-5年.
func (f Figure) everyLabel() string {
	if f.Low == f.High {
		return rateOfTime(f.Low, f.Unit)
	}
	return f.durationString(f.Low, f.High)
}

// frequency reads a duration that says how often: 两年一次, 三年一聘,
// 一学期500元. It returns where to go on, or 0.
func (sc *scanner) frequency(a amount) int {
	if a.unit.kind != Duration || a.low != a.high || a.bound != Exact || a.unit.half {
		return 0
	}
	f := Figure{Kind: Every, Low: a.low, High: a.low, Unit: a.unit.base, Start: a.start, End: a.end}
	if rest := sc.s[a.end:]; strings.HasPrefix(rest, "一") {
		switch {
		case startsWithAny(rest[han:], "聘评度换检签审考定选") || strings.HasPrefix(rest[han:], "周期"):
			f.End += 2*han + lenPrefix(rest[2*han:], "期")
			sc.emit(f)
			sc.say(rateOfTime(f.Low, f.Unit), a.start)
			return f.End
		case startsWithAny(rest[han:], "次届轮"):
			return sc.wait(f)
		}
	}
	if verb, _, found := strings.Cut(sc.s[a.end:min(len(sc.s), a.end+longestVerb+2*han)], "一次"); found && isHanText(verb) {
		return sc.wait(f)
	}
	if a.low == a.unit.factor && startsNumber(sc.s, a.end) && !endsWithAny(sc.s[:a.start], "上下前后近同满") {
		n, ok := readNumber(sc.s, a.end)
		if b, fine := readAmount(sc.s, n); ok && fine && takesRate(b.unit.kind) && !sc.joins(a, b) {
			return sc.wait(f)
		}
	}
	return 0
}

// longestVerb is how many bytes what is done may have: 三年核定一次.
const longestVerb = 3 * han

func isHanText(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return !zh.IsHan(r) })
}

// joins reports whether b is the smaller part of the duration a: 1年6个月.
func (sc *scanner) joins(a, b amount) bool {
	return b.unit.kind == Duration && b.unit.base == a.unit.base && b.low < a.low
}

// wait makes f the rate of the figure that follows.
func (sc *scanner) wait(f Figure) int {
	sc.flush()
	sc.say(rateOfTime(f.Low, f.Unit), f.Start)
	sc.waiting = every{f.Start, f.End, f}
	return f.End
}
