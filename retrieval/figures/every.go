package figures

// An every is a 每… that waits for the figure behind it: 每生每年600元 is one
// figure, while 每年评选… leaves 每年 a figure of its own.
type every struct {
	start, end int
	figure     Figure // Kind 0 if it names no time (每校)
}

// each reads the 每… at i: 每生每年, 每两年, 每半年.
func (sc *scanner) each(i int) int {
	sc.flush()
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
// has no kind where that is no time.
func (sc *scanner) eachOne(i int) (int, Figure) {
	at := i + len("每")
	if f, end, ok := sc.eachTime(at); ok {
		sc.say(rateOfTime(f.Low, f.Unit), i)
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

// eachTime reads the time after 每: 年, 一年, 两年, 半年, 3个月.
func (sc *scanner) eachTime(i int) (Figure, int, bool) {
	value, at := 1.0, i
	if runeAt(sc.s, i) == '半' {
		value, at = 0.5, i+han
	} else if n, ok := readNumber(sc.s, i); ok {
		if n.low != n.high || n.low == 0 {
			return Figure{}, i, false
		}
		value, at = n.low, n.end
	}
	u, end := unitAt(sc.s, at)
	if u == nil || u.kind != Duration {
		return Figure{}, i, false
	}
	value *= u.factor
	return Figure{Kind: Every, Low: value, High: value, Unit: u.base}, end, true
}
