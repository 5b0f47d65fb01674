package figures

import "strings"

// quantity reads a number with its unit, or several that share one.
func (sc *scanner) quantity(n number) int {
	if a, ok := readAmount(sc.s, n); ok {
		return sc.take(a)
	}
	list := readList(sc.s, n)
	if list == nil {
		return 0
	}
	bound, _ := sc.boundBefore(list[0].start)
	end := 0
	for _, a := range list {
		end = sc.takeWith(a, bound)
	}
	return end
}

// take makes a figure of a, if it is one, and returns where to go on. A bound
// before the first amount of a list holds for all: 不低于6%、10%.
func (sc *scanner) take(a amount) int {
	bound := Exact
	if sc.listed.at == a.start && sc.listed.unit == a.unit.base {
		bound = sc.listed.bound
	}
	return sc.takeWith(a, bound)
}

// A listed is where the next amount of a list stands, and the bound that it
// inherits.
type listed struct {
	at    int
	unit  string
	bound Bound
}

// takeWith does what take does. a inherits the bound if it has none.
func (sc *scanner) takeWith(a amount, inherited Bound) int {
	if end := sc.frequency(a); end > 0 {
		return end
	}
	f := Figure{Kind: a.unit.kind, Low: a.low, High: a.high, Unit: a.unit.base, Start: a.start, End: a.end}
	sc.compound(&f)
	sc.addRate(&f)
	sc.addBound(&f, a.bound)
	if f.Bound == Exact {
		f.Bound = inherited
	}
	if !sc.isFigure(a, f) {
		if a.from.one() {
			return a.end + lenPrefix(sc.s[a.end:], "一") // 一人一档
		}
		return a.end
	}
	sc.byNoun(&f, a)
	sc.sitting(&f, a)
	sc.dayOfMonth(&f, a)
	sc.emit(f)
	if f.Kind != Duration {
		sc.listed = listed{skipAnd(sc.s, f.End), f.Unit, boundOfList(f)}
	}
	return f.End
}

// boundOfList returns the bound of f if it stands before the number, where it
// holds for the whole list.
func boundOfList(f Figure) Bound {
	switch f.Bound {
	case AtLeast, AtMost, LessThan, MoreThan:
		return f.Bound
	}
	return Exact
}

// compound adds the smaller unit of 1年6个月 and 2小时30分钟.
func (sc *scanner) compound(f *Figure) {
	if f.Kind != Duration || f.Low != f.High {
		return
	}
	at := f.End
	if strings.HasPrefix(sc.s[at:], "零") || strings.HasPrefix(sc.s[at:], "又") {
		at += han
	}
	n, ok := readNumber(sc.s, at)
	if !ok || n.low != n.high {
		return
	}
	u, end := unitAt(sc.s, n.end)
	if u != nil && u.kind == Duration && u.base == f.Unit && n.low*u.factor < f.Low && u.word != "月" {
		f.Low += n.low * u.factor
		f.High, f.End = f.Low, end
	}
}

// addRate reads the rate behind the unit and adds what the clause has said.
func (sc *scanner) addRate(f *Figure) {
	if !takesRate(f.Kind) {
		return
	}
	labels, end := slashRate(sc.s, f.End)
	if strings.HasPrefix(sc.s[f.End:], "每") && startsNumber(sc.s, end) {
		labels, end = nil, f.End // 一档每生每年3000元: the rate of what follows
	}
	f.Per, f.End = sc.rate(labels), end
}

// addBound sets f's bound from the words around it, which become part of it
// where they touch it.
func (sc *scanner) addBound(f *Figure, own Bound) {
	before, start := sc.boundBefore(f.Start)
	after, end := boundAfter(sc.s, f.End)
	if after == Exact && f.Kind == Duration {
		after, end = within(sc.s, f.End)
	}
	if before == About && f.Kind == Duration && (f.Unit == "月" || f.Unit == "日" || f.Unit == "学期") && sc.near(start) {
		before, start = Exact, f.Start // 近三年: the last three years
	}
	f.Start, f.End = start, end
	switch {
	case after != Exact && (!isSoft(after) || before == Exact):
		f.Bound = after
	case before != Exact:
		f.Bound = before
	default:
		f.Bound = own
	}
}

func (sc *scanner) near(i int) bool { return strings.HasPrefix(sc.s[i:], "近") }

// boundBefore returns the bound before i, also across a 每… that stands
// between: 不少于每周2课时.
func (sc *scanner) boundBefore(i int) (Bound, int) {
	bound, start := boundBefore(sc.s, min(sc.from(), i), i)
	if bound == Exact && sc.waiting.end == i && sc.waiting.start < i {
		bound, _ = boundBefore(sc.s, min(sc.from(), sc.waiting.start), sc.waiting.start)
	}
	return bound, start
}

// within reads 内 and 后 behind a duration: 30日内, 5年后.
func within(s string, i int) (Bound, int) {
	if strings.HasPrefix(s[i:], "内") && !startsWithAny(s[i+han:], "容部外涵在设地科控生循") {
		return Within, i + han
	}
	for _, w := range []string{"之后", "以后", "后"} {
		if strings.HasPrefix(s[i:], w) && !startsWithAny(s[i+len(w):], "续勤备期半者") {
			return Reached, i + len(w)
		}
	}
	return Exact, i
}
