package fidelity

import (
	"regexp"
	"slices"
	"strings"

	"wence/retrieval/figures"
	"wence/retrieval/zh"
)

// Figures that no passage has as they are told, and that may be true all the same. No answer says an amount, a day or a
// limit that no passage has; these are doubted, so that the passage is quoted instead, or a judge looks at them.

// unproven are the figures of a sentence that may be borne though no rule finds them in its passages.
func (r Checker) unproven(sentence, evidence string, cited []*Source) []Fault {
	sentence = withoutKnownYear(sentence, evidence, cited)
	unborne := figures.Unsupported(evidence, sentence)
	var all []Fault
	for _, f := range unborne {
		fault := Fault{f.Text, "资料里没有照样写着这个数字"}
		if !slices.Contains(all, fault) && !r.follows(sentence, f, unborne, evidence) && r.mayStand(f, evidence) {
			all = append(all, fault)
		}
	}
	return all
}

// mayStand reports a figure that may be borne though it is not found.
func (r Checker) mayStand(f figures.Figure, evidence string) bool {
	have := figures.Find(evidence)
	return f.Kind == figures.Every || r.isAskers(f) || isArticle(f) || isInWords(f, evidence) || isBare(f, have) || isPaidApart(f, have, evidence) ||
		isCutOtherwise(f, have)
}

// isAskers reports a number that the question has, where it tells no amount, share or day: 怀孕五个月, 差两年.
func (r Checker) isAskers(f figures.Figure) bool {
	switch f.Kind {
	case figures.Age, figures.Ordinal, figures.Duration, figures.Count, figures.Score, figures.Number:
		return r.tells(f)
	case figures.Date:
		return f.From.Day == 0 && figures.AnySupports(figures.Find(r.Asked), f)
	}
	return false
}

// isArticle reports a one that counts nothing: 一个月里, 一学期.
func isArticle(f figures.Figure) bool {
	return f.Low == 1 && f.High == 1 && f.Bound == figures.Exact && strings.HasPrefix(f.Text, "一")
}

// isInWords reports a small number of things in words that a passage has too, of things with another measure word or none:
// 两个以上的孩子, of 两名; 三个县, of 三县.
func isInWords(f figures.Figure, evidence string) bool {
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
		return g.Kind == figures.Number && g.Low == f.Low && g.High == f.High
	})
}

// isPaidApart reports an amount whose rate stands elsewhere in its passage: 项目:托管(每生每月);小学:60元.
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
	return figures.AnySupports(have, amount)
}

// isCutOtherwise reports a day or a length of time that stands within a figure of the passage: 下个月10日前, of 次月10日前.
func isCutOtherwise(f figures.Figure, have []figures.Figure) bool {
	return f.Bound == figures.Exact && (f.Kind == figures.Date || f.Kind == figures.Duration) && slices.ContainsFunc(have, func(g figures.Figure) bool {
		return holdsNumber(g.Text, f.Text)
	})
}
