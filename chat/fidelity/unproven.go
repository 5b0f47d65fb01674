package fidelity

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"wence/retrieval/figures"
	"wence/retrieval/zh"
)

// Figures that no passage has as they are told, and that may be true all the same. No answer says an amount or a day that
// no passage has; these are doubted, so that the passage is quoted instead, or a judge looks at them.

// parted are the figures of a sentence that no passage has and that do not follow from what it says: those that no answer
// may say, and those that may be borne though no rule finds them.
func (r Checker) parted(sentence, evidence string, cited []*Source) (held, doubted []figures.Figure) {
	sentence = withoutKnownYear(sentence, evidence, cited)
	unborne := figures.Unsupported(evidence, sentence)
	have := figures.Find(evidence)
	var rest []figures.Figure
	for _, f := range unborne {
		switch {
		case r.follows(sentence, f, unborne, evidence):
		case r.isAskers(sentence, f) || mayStand(f, have, evidence) || isYearOf(f, cited):
			doubted = append(doubted, f)
		default:
			rest = append(rest, f)
		}
	}
	for _, f := range rest {
		if isReckoned(sentence, f, rest) { // from others that may be borne
			doubted = append(doubted, f)
		} else {
			held = append(held, f)
		}
	}
	return held, doubted
}

// faultsOf are the faults of figures, each once.
func faultsOf(all []figures.Figure, why string) []Fault {
	var faults []Fault
	for _, f := range all {
		if fault := (Fault{f.Text, why}); !slices.Contains(faults, fault) {
			faults = append(faults, fault)
		}
	}
	return faults
}

// mayStand reports a figure that the evidence may have in other words.
func mayStand(f figures.Figure, have []figures.Figure, evidence string) bool {
	return f.Kind == figures.Every && f.Low == 1 || isArticle(f) || isInWords(f, evidence) || isBare(f, have) || isPaidApart(f, have, evidence) || isLiteral(f, evidence) ||
		isBoundApart(f, have)
}

// isAskers reports a figure that the question has; an amount, a share or a single day only in a clause that speaks to the
// asker: 怀孕五个月, 差两年, 您孙子10月22日才转来.
func (r Checker) isAskers(sentence string, f figures.Figure) bool {
	f.Bound = figures.Exact
	grave := f.Kind == figures.Money || f.Kind == figures.Share || f.Kind == figures.Date && f.From.Day > 0 && f.From == f.To
	has := r.tells(f) || figures.AnySupports(figures.Find(r.Asked), f)
	return has && (!grave || addressing.In(clauseAt(sentence, f.Start)))
}

// isYearOf reports a year, or a part of one, of which a cited notice is.
func isYearOf(f figures.Figure, cited []*Source) bool {
	return f.Kind == figures.Date && f.From.Day == 0 && f.From.Year > 0 && slices.ContainsFunc(cited, func(e *Source) bool {
		return e.isOfYear(strconv.Itoa(f.From.Year))
	})
}

// isArticle reports a one that counts nothing: 一个月里, 一学期.
func isArticle(f figures.Figure) bool {
	return f.Low == 1 && f.High == 1 && f.Bound == figures.Exact && strings.HasPrefix(f.Text, "一")
}

// isInWords reports a small number in words of things that are counted, or that a passage has too, of things with another
// measure word or none: 另两家, 两个以上的孩子, of 两名; 三个县, of 三县.
func isInWords(f figures.Figure, evidence string) bool {
	if isFewThings(f) && !strings.ContainsAny(f.Text, "0123456789") {
		return true
	}
	if f.Kind != figures.Count && f.Kind != figures.Ordinal || f.Low > mostTallied {
		return false
	}
	numeral := strings.Trim(inWords.FindString(f.Text), "第")
	return numeral != "" && strings.Contains(evidence, numeral)
}

var inWords = regexp.MustCompile(`^第?[二三四五六七八九十两]+`)

// isBare reports a number to which its passage, a table, gives no unit.
func isBare(f figures.Figure, have []figures.Figure) bool {
	return f.Kind != figures.Date && f.Bound == figures.Exact && slices.ContainsFunc(have, func(g figures.Figure) bool {
		return g.Kind == figures.Number && (g.Low == f.Low && g.High == f.High || g.Text == numeralOf(f))
	})
}

// isPaidApart reports an amount that its passage tells without a rate, which stands elsewhere in it: 项目:托管(每生每月);小学:60元.
func isPaidApart(f figures.Figure, have []figures.Figure, evidence string) bool {
	if f.Kind != figures.Money || f.Per == "" {
		return false
	}
	amount, text := f, zh.Fold(evidence)
	amount.Per = ""
	said := func(unit string) bool { return strings.Contains(text, "每"+unit) || strings.Contains(text, "/"+unit) }
	for unit := range strings.SplitSeq(f.Per, "/") {
		if !said(unit) {
			return false
		}
	}
	return slices.ContainsFunc(have, func(g figures.Figure) bool { return g.Per == "" && figures.Supports(g, amount) })
}

// isBoundApart reports a figure that its passage tells without a bound, which may stand elsewhere in it: 上限如下, 普通高中260元.
func isBoundApart(f figures.Figure, have []figures.Figure) bool {
	exact := f
	exact.Bound = figures.Exact
	return f.Bound != figures.Exact && slices.ContainsFunc(have, func(g figures.Figure) bool { return g.Bound == figures.Exact && figures.Supports(g, exact) })
}

// isLiteral reports a day, an hour, a length of time, an age, a number of things or of points that stands in the evidence letter by
// letter, within another figure: 下个月10日前, of 次月10日前; 210个, of 学位210个.
func isLiteral(f figures.Figure, evidence string) bool {
	switch f.Kind {
	case figures.Date, figures.Duration, figures.Age, figures.Count, figures.Score, figures.Clock:
		return f.Bound == figures.Exact && holdsNumber(searchable(evidence), searchable(f.Text))
	}
	return false
}
