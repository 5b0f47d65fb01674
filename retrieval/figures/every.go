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
	if f, end, ok := eachTime(sc.s, at); ok {
		sc.say(f.everyLabel(), i)
		return end, f
	}
	lot := "" // 每千人
	switch r := runeAt(sc.s, at); r {
	case '百', '千', '万':
		lot = string(r)
		at += han
	case '一':
		at += han
	}
	label, end := rateNounAt(sc.s, at)
	if label == "" {
		return i, Figure{}
	}
	sc.say(lot+label, i)
	return end, Figure{}
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
