package chat

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"wence/retrieval"
	"wence/retrieval/figures"
	"wence/retrieval/zh"
)

// An evidence is a passage made ready for holding sentences against it. All its texts are in the form of searchable.
type evidence struct {
	hit     retrieval.Hit
	text    string // what verify takes as evidence
	pairs   map[string]bool
	clauses []clause
	figures []placedFigure
}

// A placedFigure is a figure of a text with the words that tell it from its neighbours.
type placedFigure struct {
	figures.Figure
	words  map[string]bool // pairs of characters right before it, and other figures there
	former bool            // a value that was replaced: 400元 in 由400元提高到600元
}

// newEvidence reads a passage.
func newEvidence(h retrieval.Hit) *evidence {
	text := searchable(evidenceOf(h))
	body := searchableLines(h.Passage.Reading())
	return &evidence{hit: h, text: text, pairs: pairSet(text), clauses: clausesIn(body), figures: placeFigures(body)}
}

// searchableLines is searchable with its lines and cells kept apart.
func searchableLines(s string) string {
	lines := strings.FieldsFunc(s, func(r rune) bool { return r == '\n' || r == '\t' })
	for i, l := range lines {
		lines[i] = searchable(l)
	}
	return strings.Join(lines, "\n")
}

// pairSet are the pairs of Chinese characters that stand beside each other.
func pairSet(s string) map[string]bool {
	set := map[string]bool{}
	eachPair(s, func(pair string, _ int) { set[pair] = true })
	return set
}

// eachPair gives each pair of neighbouring Chinese characters with the offset of its first byte.
func eachPair(s string, give func(pair string, at int)) {
	last, lastSize := rune(0), 0
	for i, r := range s {
		size := utf8.RuneLen(r)
		if zh.IsHan(r) && zh.IsHan(last) {
			give(s[i-lastSize:i+size], i-lastSize)
		}
		last, lastSize = r, size
	}
}

// clauseEnds cut a sentence where its predicates end.
const clauseEnds = ",;:。!?\n，；：！？"

// A clause is a stretch of text with one predicate, as a rule.
type clause struct {
	text  string
	pairs map[string]bool
	state map[string]polarity
}

// clausesIn are the clauses of a text, questions left out: 可以转学吗 says nothing.
func clausesIn(s string) []clause {
	var all []clause
	from := 0
	for i, r := range s {
		if !strings.ContainsRune(clauseEnds, r) {
			continue
		}
		if r != '?' && r != '？' {
			all = addClause(all, s[from:i])
		}
		from = i + utf8.RuneLen(r)
	}
	return addClause(all, s[from:])
}

func addClause(all []clause, text string) []clause {
	if text == "" || strings.HasSuffix(text, "吗") {
		return all
	}
	return append(all, clause{text: text, pairs: pairSet(text), state: polarities(text)})
}

// A polarity says how a pair of characters stands to the negations of its clause.
type polarity uint8

const (
	affirmed polarity = 1 << iota // no negation stands before it
	denied                        // right behind a negation
	touched                       // somewhere behind one
)

// negation turns a predicate round. Words that only hold one of its characters are taken out before.
var (
	negation  = regexp.MustCompile(`不得|不能|不可以|不可|不准|不许|不予|不再|不需要?|不必|不用|不须|不应当?|不会|不|未|无需|无须|无|没有|没|非|严禁|禁止|禁|勿|免收|免缴|免交|免除|免|取消|停止|停发|拒绝|拒`)
	noDenials = regexp.MustCompile(`不(?:少于|低于|小于|早于|超过|多于|高于|大于|晚于|迟于|得超过|得低于|得少于|得高于|足|满|同|动产|论|仅|但|管|断|限|含|符|合格|间断|到位|一|定期)|不到(?:\d)|未(?:来|满|成年)|无(?:论|人机|障碍|偿)|非(?:常|遗|营利|学科|寄宿|义务|毕业|涉农|本|全日制|户籍|公)|除非|是否|能否|有没有|要不要|免费|免疫|免冠|免试`)
)

// polarities says of each pair of a clause how it stands.
func polarities(text string) map[string]polarity {
	blank := noDenials.ReplaceAllStringFunc(text, func(s string) string { return strings.Repeat("\x00", len(s)) })
	marks := negation.FindAllStringIndex(blank, -1)
	state := map[string]polarity{}
	eachPair(text, func(pair string, at int) {
		p := affirmed
		for _, m := range marks {
			switch near := at - m[1]; {
			case near >= 0 && near <= len("收费"):
				p = denied
			case at >= m[0] && p != denied:
				p = touched
			}
		}
		state[pair] |= p
	})
	return state
}
