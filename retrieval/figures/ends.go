package figures

import (
	"slices"
	"strings"

	"wence/retrieval/zh"
)

// Words that say of a date or time that a period begins or ends there.
var (
	beginsBefore = strings.Fields("从 自 由 始于 最早")
	beginsBehind = strings.Fields("开始 起")
	endsBefore   = strings.Fields("到 至 截至 止于 截止到 期至 最晚 最迟 - — —— ~")
	endsBehind   = strings.Fields("截止 结束 为止 止 前截止 前结束")
)

// sides tells whether a text says of a day or an hour that a period begins or ends there.
func sides(text string, f Figure) (begins, ends bool) {
	before, behind := zh.Fold(strings.TrimRight(text[:f.Start], " 在于")), zh.Fold(strings.TrimLeft(text[f.End:], " "))
	bare := strings.TrimRight(zh.Fold(text[f.Start:f.End]), "前")
	begins = hasSuffix(before, beginsBefore) || hasPrefix(behind, beginsBehind) || hasSuffix(bare, beginsBehind) || hasPrefix(bare, beginsBefore)
	ends = hasSuffix(before, endsBefore) || hasPrefix(behind, endsBehind) || hasSuffix(bare, endsBehind) || hasPrefix(bare, endsBefore)
	return begins, ends || f.Bound == AtMost
}

// isEndOf reports a day or an hour that is said to begin or end the period of a source: 3月16日开始, of
// 3月16日至3月25日; 17:00截止, of 至11月10日17:00; 18:50开始, of 18:50至21:00.
func isEndOf(claim string, f Figure, source string, said []Figure) bool {
	if f.Kind != Clock && (f.Kind != Date || f.From.Day == 0) || f.From != f.To || f.Low != f.High {
		return false
	}
	begins, ends := sides(claim, f)
	for i, s := range said {
		switch {
		case s.Kind != f.Kind:
		case f.Kind == Clock:
			closes := i > 0 && isEnd(source, said[i-1]) && said[i-1].End == s.Start
			closes = closes || hasSuffix(strings.TrimRight(source[:s.Start], "周星期一二三四五六日天上下午 "), endsBefore)
			if s.Low < s.High && (begins && near(s.Low, f.Low) || ends && near(s.High, f.High)) || ends && closes && sameValue(s, f) {
				return true
			}
		case s.From != s.To && (begins && partOf(f.From, s.From) || ends && partOf(f.From, s.To)),
			s.From == s.To && ends && isEnd(source, s) && partOf(f.From, s.To):
			return true
		}
	}
	return false
}

// isEnd reports a day with which a period ends whose beginning stands apart from it: 11月1日9:00至11月10日17:00.
func isEnd(source string, s Figure) bool {
	return s.Kind == Date && hasSuffix(strings.TrimRight(source[:s.Start], " "), endsBefore)
}

// isOtherEnd reports a day said to begin what it ends, or to end what it begins: 11月10日17:00开始, of 11月1日9:00至11月10日17:00.
func isOtherEnd(claim string, found []Figure, at int, source string, said []Figure) bool {
	f := found[at]
	if f.Kind != Date || f.From != f.To || f.From.Day == 0 {
		return false
	}
	begins, ends := sides(claim, f)
	if hour, ok := hourOf(found, at); ok {
		b, e := sides(claim, hour)
		begins, ends = begins || b, ends || e
	}
	if begins == ends {
		return false
	}
	other := false
	for i, s := range said {
		if s.Kind != Date || !partOf(f.From, s.From) && !partOf(f.From, s.To) {
			continue
		}
		end := s.End
		if hour, ok := hourOf(said, i); ok {
			end = hour.End
		}
		opens := s.From == s.To && goesOn(zh.Fold(source[end:]))
		if closes := s.From == s.To && isEnd(source, s); opens == closes || closes == ends {
			return false
		}
		other = true
	}
	return other
}

// goesOn reports the rest of a period behind its first day: 至11月10日, and not 到岗.
func goesOn(behind string) bool {
	at := skipTo(behind, 0)
	_, ok := readNumber(behind, at)
	return at > 0 && ok
}

// hourOf is the hour that stands behind a day.
func hourOf(found []Figure, at int) (Figure, bool) {
	if at+1 < len(found) && found[at+1].Kind == Clock && found[at+1].Start == found[at].End {
		return found[at+1], true
	}
	return Figure{}, false
}

// isAdjacent reports one of two days beside each other that are a period of the source: 7月10日、11日, of 7月10日至11日.
func isAdjacent(found []Figure, at int, said []Figure) bool {
	for i := max(at-1, 0); i < at+1 && i+1 < len(found); i++ {
		a, b := found[i], found[i+1]
		next := a.To
		next.Day++
		if a.Kind == Date && b.Kind == Date && a.From.Day > 0 && a.From == a.To && b.From == next && b.To == next &&
			slices.ContainsFunc(said, func(s Figure) bool {
				return s.Kind == Date && partOf(a.From, s.From) && partOf(b.To, s.To) && s.From != s.To
			}) {
			return true
		}
	}
	return false
}
