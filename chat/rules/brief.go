package rules

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"wence/retrieval/figures"
	"wence/retrieval/zh"
)

// longSentence is how many characters a sentence may have to be said whole.
const longSentence = 60

var (
	// conditional is a clause that limits what follows it, or says of whom it speaks.
	conditional = regexp.MustCompile(`^(?:对|凡|如|若|在|按|从|自|以|为|经|除|由|根据|到|每|当|因|向|将|其中)|(?:的|者|后|时|起|前|中|上|下|内|外|间|年|月|日|学期|人员|单位|:)[,;、\x{FF0C}\x{FF1B}]?$|条件|符合|合格|满|以上|以下|获|取得|考核|范围|其中|分别|标准`)
	// dependent is how a clause begins that has its subject before it.
	dependent = regexp.MustCompile(`^(?:并|且|其|该|也|还|则|均|应|须|需|可|不|由|给予|提供|最|而|用|以|按|方|即|达|至|或|和|与|及|但|同时|从而|发|补|享|实现|确保|力争|保持|累计|予以|同|再|就|才|都|于|达到|占|共|各)`)
)

// brief is a long sentence without the clauses at its beginning that have nothing to do with the question; "" when it is
// said whole. found are the figures in it that answer: none is left out, and no condition.
func (x extractor) brief(text string, found []figures.Figure) string {
	if !x.want.figurative() || len(found) == 0 {
		return ""
	}
	clauses := clausesOf(text)
	if from := x.ownPart(text, clauses, found); from > 0 {
		return text[from:]
	}
	if utf8.RuneCountInString(text) <= longSentence {
		return ""
	}
	whole := coverOf(x.features, searchable(text))
	first := slices.MinFunc(found, func(a, b figures.Figure) int { return a.Start - b.Start })
	from := 0
	for i := 1; i < len(clauses) && clauses[i].Start <= first.Start; i++ {
		rest := searchable(text[clauses[i].Start:])
		if !slices.Equal(coverOf(x.features, rest), whole) {
			break
		}
		before := searchable(text[clauses[i-1].Start:clauses[i-1].End])
		if conditional.MatchString(strings.TrimSpace(before)) {
			break
		}
		if !dependent.MatchString(rest) {
			from = clauses[i].Start
		}
	}
	if from == 0 {
		return ""
	}
	return text[from:]
}

// ownPart is where the part behind a semicolon begins that alone is about all that is asked, and has a figure that
// answers: of 新引进的硕士每月补贴1000元;班主任津贴为每月500元 the second. 0 = there is none, or what stands before limits it.
func (x extractor) ownPart(text string, clauses []zh.Span, found []figures.Figure) int {
	whole := coverOf(x.features, searchable(text))
	first := searchable(text[:clauses[0].End])
	if conditional.MatchString(strings.TrimSpace(first)) {
		return 0
	}
	from := 0
	for _, c := range clauses[1:] {
		lead, rest := searchable(text[:c.Start]), searchable(text[c.Start:])
		if !strings.HasSuffix(lead, ";") {
			continue
		}
		if strings.Contains(lead, ":") || dependent.MatchString(rest) || slices.Equal(coverOf(x.features, lead), whole) ||
			!slices.Equal(coverOf(x.features, rest), whole) || found[len(found)-1].Start < c.Start {
			break
		}
		from = c.Start
	}
	return from
}
