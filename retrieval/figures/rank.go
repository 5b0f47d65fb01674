package figures

import "strings"

// ordinalUnits are what 第 counts; longer words first.
var ordinalUnits = strings.Fields("学期 学年 季度 阶段 部分 单元 志愿 课时 条 款 项 章 节 编 目 届 次 期 批 轮 号 个 位 名 年 周 天 日 级 类 页 册 卷 组 课 代 档 层 间 人次 场 站 版 行 列 排 步")

// ordinal reads 第三条, 第(一)项, 第一、二款 at i.
func (sc *scanner) ordinal(i int) int {
	at := i + len("第")
	bracket := lenPrefix(sc.s[at:], "(")
	n, ok := readNumber(sc.s, at+bracket)
	if !ok {
		return i
	}
	if bracket > 0 {
		if !strings.HasPrefix(sc.s[n.end:], ")") {
			return i
		}
		n.end++
	}
	numbers := []number{n}
	last := n
	to := skipTo(sc.s, n.end)
	if m, ok := readNumber(sc.s, to); ok && to > n.end && ordinalUnit(sc.s, m.end) != "" {
		last = m
	}
	for last == n && len(numbers) < 16 {
		tail := numbers[len(numbers)-1]
		m, ok := readNumber(sc.s, skipAnd(sc.s, tail.end))
		if !ok || m.start == tail.end {
			break
		}
		numbers = append(numbers, m)
	}
	if last == n {
		last = numbers[len(numbers)-1]
	}
	unit := ordinalUnit(sc.s, last.end)
	if unit == "" {
		return n.end
	}
	return sc.emitOrdinals(i, numbers, last, unit)
}

// emitOrdinals emits the ordinals of a 第 at i: a range if numbers is one and
// last another, else a list.
func (sc *scanner) emitOrdinals(i int, numbers []number, last number, unit string) int {
	start := i
	for _, n := range numbers {
		f := Figure{Kind: Ordinal, Low: n.low, High: n.high, Unit: unit, Start: start, End: n.end}
		if len(numbers) == 1 {
			f.High = last.high
		}
		if n == numbers[len(numbers)-1] {
			f.End = last.end + len(unit)
		}
		if unit == "号" {
			f.Kind, f.Unit = DocNumber, ""
		}
		if before := sc.s[:i]; f.Kind == DocNumber && start == i && endsWithAny(before, "令告") {
			f.Start = sc.issuerStart(i)
			f.Unit = sc.s[f.Start:i]
		}
		sc.emit(f)
		start = skipAnd(sc.s, n.end)
	}
	return last.end + len(unit)
}

func ordinalUnit(s string, i int) string {
	for _, u := range ordinalUnits {
		if strings.HasPrefix(s[i:], u) && !strings.HasPrefix(s[i:], "课堂") {
			return u
		}
	}
	return ""
}

// foremost reads 前三名 and 前三 (the best three) at i; 前三年 is a duration.
func (sc *scanner) foremost(i int) int {
	if endsWithAny(sc.s[:i], "学之以目会考期") {
		return i
	}
	n, ok := readNumber(sc.s, i+len("前"))
	if !ok || n.low != n.high || n.bound != Exact || n.scale > 1 {
		return i
	}
	end := n.end
	for _, w := range []string{"名", "位"} {
		end += lenPrefix(sc.s[n.end:], w)
	}
	if end == n.end {
		rest := sc.s[end:]
		if u, _ := unitAt(sc.s, end); u != nil || rest != "" && !startsWithAny(rest, ",。;、!?)\"列强甲") {
			return i
		}
	}
	sc.emit(Figure{Kind: Ordinal, Low: n.low, High: n.low, Unit: "名", Bound: AtMost, Start: i, End: end})
	return end
}

// fiveYearPlan reads 十四五 at i as the period of the plan, 2021 to 2025.
func (sc *scanner) fiveYearPlan(i int) int {
	const plans = "一二三四五六七八九"
	rest := sc.s[i:]
	if len(rest) < 3*han || !strings.HasPrefix(rest, "十") || !strings.HasPrefix(rest[2*han:], "五") {
		return i
	}
	k := strings.IndexRune(plans, runeAt(rest, han))
	end := i + 3*han
	if u, _ := unitAt(sc.s, end); k < 0 || u != nil || startsNumber(sc.s, end) {
		return i
	}
	from, to := Civil{Year: 2006 + 5*(k/han)}, Civil{Year: 2010 + 5*(k/han)}
	start, quote := i, lenPrefix(sc.s[end:], "\"")
	after := end + quote
	for _, w := range []string{"期间", "时期", "末期", "期末", "末"} {
		n := lenPrefix(sc.s[after:], w)
		if n == 0 {
			continue
		}
		if strings.Contains(w, "末") {
			to = Civil{to.Year, 12, 31}
			from = to
		}
		end = after + n
		if quote > 0 {
			sc.quoted = false
			start -= quote
		}
		break
	}
	sc.emit(Figure{Kind: Date, From: from, To: to, Start: max(start, sc.done), End: end})
	return end
}
