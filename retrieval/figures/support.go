package figures

import (
	"slices"
	"strings"
)

// Supports reports whether the figure source of a passage supports the figure
// claim of a sentence about it. It lets paraphrases through and nothing that
// changes what the passage says:
//
//   - Values are equal, both ends of a range too: 1-3万元 supports neither
//     3万元 nor 不超过3万元.
//   - Units are the same. The claim may say 个 for the measure word of a thing
//     (3所 supports 3个), not of people. 学期 is not 年, 工作日 not 日.
//   - A rate of the claim is said in the source, at the figure or in its
//     sentence. The claim may leave rates out. 学年 supports 年.
//   - Hard bounds are neither dropped nor added nor turned round: 不少于20节
//     supports 20节以上 but not 20节, and 20节 supports no bound. 超过 supports
//     以上, which follows from it. Soft bounds (满, 内; 起 and 到 of dates) may
//     be dropped, added or written as the hard bound of their direction.
//   - A date supports its own parts: 2023年9月20日 supports 2023年9月 and
//     9月20日, but 2023年9月20日前 not 2023年9月前. It does not support a
//     part of a period.
//   - A number without a unit is supported by any count, money, score, age or
//     rank of that value, but supports no unit.
//   - A document number may be cited without its year or with the end of its
//     issuer's word.
//
// Unsupported reads a figure as its sentence has it too: see readings.
func Supports(source, claim Figure) bool {
	if claim.Kind == Every {
		return supportsEvery(source, claim)
	}
	return supportsValue(source, claim) && supportsBound(source, claim) && supportsRate(source, claim.Per)
}

// supportsEvery lets 每年 be supported by any figure per year.
func supportsEvery(source, claim Figure) bool {
	if source.Kind == Every {
		return source.Unit == claim.Unit && sameValue(source, claim)
	}
	return supportsRate(source, claim.everyLabel())
}

// supportsRate reports whether each unit of per is one of the source's rates.
// What the sentence says elsewhere counts only for what the figure itself
// leaves open: a figure per year is not per term.
func supportsRate(source Figure, per string) bool {
	if per == "" {
		return true
	}
	own := strings.Split(person(source.Per), "/")
	wider := strings.Split(person(source.Scope), "/")
	for _, unit := range strings.Split(person(per), "/") {
		sameSort := func(label string) bool { return label != "" && (timeRank(label) > 0) == (timeRank(unit) > 0) }
		said := own
		if !slices.ContainsFunc(own, sameSort) {
			said = wider
		}
		if !slices.Contains(said, unit) && (unit != "年" || !slices.Contains(said, "学年")) {
			return false
		}
	}
	return true
}

// supportsBound reports whether the source's bound allows the claim's.
func supportsBound(source, claim Figure) bool {
	s, c := source.Bound, claim.Bound
	switch {
	case s == c:
		return true
	case isSoft(s) && c == Exact, isSoft(c) && s == Exact:
		return true
	case isSoft(s) || isSoft(c):
		return hard(s) == hard(c)
	}
	return s == MoreThan && c == AtLeast || s == LessThan && c == AtMost
}

func isSoft(b Bound) bool { return b == Reached || b == Within }

// supportsValue compares kind, value and unit.
func supportsValue(source, claim Figure) bool {
	switch {
	case claim.Kind == Number:
		return isPlainKind(source.Kind) && sameValue(source, claim)
	case claim.Kind == Date && source.Kind == Date:
		return supportsDate(source, claim)
	case claim.Kind == DocNumber && source.Kind == DocNumber:
		return supportsDocNumber(source, claim)
	case claim.Kind == source.Kind:
		return supportsUnit(source.Unit, claim.Unit) && sameValue(source, claim)
	}
	return alike(source, claim) && near(source.Low, claim.Low) && near(source.High, claim.High)
}

// isPlainKind reports whether a figure of kind k may be cited as a number
// without its unit.
func isPlainKind(k Kind) bool {
	switch k {
	case Number, Money, Count, Score, Age, Ordinal, Multiple:
		return true
	}
	return false
}

// alike reports whether figures of two kinds may say one thing: 二期 and
// 第二期, 65号 and 第65号.
func alike(source, claim Figure) bool {
	if source.Kind > claim.Kind {
		source, claim = claim, source
	}
	switch {
	case source.Kind == Count && claim.Kind == Ordinal:
		return source.Unit == claim.Unit && slices.Contains([]string{"期", "届", "次", "批", "轮", "类", "档"}, source.Unit)
	case source.Kind == Ordinal && claim.Kind == DocNumber:
		return source.Unit == "号"
	}
	return false
}

// things are the measure words that 个 may stand for.
var things = []string{"所", "家", "项", "门", "处", "座", "间", "类", "种", "支", "套"}

func supportsUnit(source, claim string) bool {
	return source == claim || claim == "个" && slices.Contains(things, source)
}

// supportsDate reports whether the claim states the source's dates or parts of
// them.
func supportsDate(source, claim Figure) bool {
	if !strings.HasPrefix(source.Unit, claim.Unit) {
		return false
	}
	if claim.From == (Civil{}) {
		return claim.Unit != ""
	}
	exact := source.From == claim.From && source.To == claim.To
	if source.Bound != Exact && !isSoft(source.Bound) && !exact {
		return claim.From.Year == 0 && partOf(claim.From, source.From) && partOf(claim.To, source.To) &&
			claim.From.Day == source.From.Day && claim.From.Month == source.From.Month
	}
	return exact || partOf(claim.From, source.From) && partOf(claim.To, source.To)
}

// Bounds reports whether a claim is one end of what a source gives as a range or period: 3000元 of 200-3000元, 3月25日 of
// 3月16日至3月25日. Whether the claim says rightly which is left to Unsupported.
func Bounds(source, claim Figure) bool {
	switch {
	case source.Kind != claim.Kind || claim.From != claim.To || claim.Low != claim.High:
		return false
	case claim.Kind == Date:
		return source.From != source.To && claim.From.Day > 0 && (partOf(claim.From, source.From) || partOf(claim.From, source.To))
	}
	return source.Low < source.High && source.Unit == claim.Unit && (near(claim.Low, source.Low) || near(claim.Low, source.High))
}

func supportsDocNumber(source, claim Figure) bool {
	if !near(source.Low, claim.Low) || claim.From.Year > 0 && claim.From.Year != source.From.Year {
		return false
	}
	behind, ok := strings.CutSuffix(claim.Unit, source.Unit)
	return strings.HasSuffix(source.Unit, claim.Unit) || ok && source.Unit != "" && hasSuffix(behind, divisions)
}

// divisions end what may stand before a number without a part of it: 棠溪县棠教财〔2024〕10号.
var divisions = strings.Fields("省 市 区 县 旗 州 局 厅 委 府 的")

// AnySupports reports that one of the figures source supports claim.
func AnySupports(source []Figure, claim Figure) bool {
	return slices.ContainsFunc(source, func(s Figure) bool { return Supports(s, claim) })
}
