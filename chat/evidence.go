package chat

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"wence/retrieval"
	"wence/retrieval/figures"
	"wence/retrieval/zh"
)

// An evidence is a passage made ready for holding sentences against it. All its texts are in the form of searchable.
type evidence struct {
	hit     retrieval.Hit
	text    string          // what verify takes as evidence
	pairs   map[string]bool // of text
	body    string          // the passage in words, line by line
	around  map[string]bool // pairs of what stands over the passage: headings and title
	clauses []clause
	figures []placedFigure
}

// A placedFigure is a figure of a text with the words that tell it from its neighbours.
type placedFigure struct {
	figures.Figure
	words  map[string]bool // pairs of characters around it and figures, that no other of its measure has
	near   map[string]bool // those of the nearest clause that has any
	head   string          // the two characters before it that say something
	former bool            // a value that was replaced: 400元 in 由400元提高到600元
}

// newEvidence reads a passage.
func newEvidence(h retrieval.Hit) *evidence {
	text := searchable(evidenceOf(h))
	body := searchableLines(h.Passage.Reading())
	over := searchableLines(strings.Join(append([]string{h.Notice.DisplayTitle(), h.Notice.Region.Name}, h.Passage.Headings...), "\n"))
	return &evidence{
		hit: h, text: text, pairs: pairSet(text), body: body, around: pairSet(over), clauses: clausesIn(body), figures: placeFigures(body),
	}
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
	text   string
	pairs  map[string]bool // of what it speaks of: words that deny or allow left out
	state  map[string]polarity
	denies bool
	bans   bool // it tells of acting against what it speaks of
}

// clausesIn are the clauses of a text. A question says nothing of itself; its answer says it: 可以转学吗?不可以.
func clausesIn(s string) []clause {
	var all []clause
	asked, from := "", 0
	take := func(text string, question bool) {
		switch {
		case text == "" || text == "答" || text == "问":
		case question || strings.HasSuffix(text, "吗"):
			asked = text
		default:
			if asked != "" {
				all = append(all, answeredAs(asked, text))
			}
			asked = ""
			all = append(all, newClause(text))
		}
	}
	for i, r := range s {
		if strings.ContainsRune(clauseEnds, r) {
			take(s[from:i], r == '?' || r == '\uFF1F')
			from = i + utf8.RuneLen(r)
		}
	}
	take(s[from:], false)
	return all
}

// modal are words that allow, oblige or deny; clauses about one thing differ in them.
var modal = regexp.MustCompile(`可以|应当|必须|需要|能够|可|应|须|需|能|要|会|均|都|也|还|的|了|` + negation.String())

// banning is acting against something: whoever says that it may be done says the opposite.
var banning = regexp.MustCompile(`查处|惩处|杜绝|防止|制止|打击|整治|纠正|惩治|抵制|处罚`)

// allowing says that something may be done.
var allowing = regexp.MustCompile(`可以|允许|准许|有权|能够|鼓励`)

func newClause(text string) clause {
	marks := denials(text)
	return clause{
		text: text, pairs: pairSet(modal.ReplaceAllStringFunc(text, blanked)), state: polarities(text, marks),
		denies: slices.ContainsFunc(marks, func(d denial) bool { return d.odd }), bans: banning.MatchString(text),
	}
}

// answeredAs is a question turned into what its answer says.
func answeredAs(question, answer string) clause {
	c := newClause(question)
	if loc := negation.FindStringIndex(answer); loc != nil && loc[0] == 0 {
		c.denies = true
		for pair := range c.state {
			c.state[pair] = denied
		}
	}
	return c
}

func blanked(s string) string { return strings.Repeat("\x00", len(s)) }

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
	noDenials = regexp.MustCompile(`不(?:少于|低于|小于|早于|超过|多于|高于|大于|晚于|迟于|得超过|得低于|得少于|得高于|足|满|同|动产|论|仅|但|管|断|限|含|符|合格|间断|到位|一|定期)|[达做办见找够看收]不到|不到\d|未(?:来|满|成年)|无(?:论|人机|障碍|偿)|非(?:常|遗|营利|学科|寄宿|义务|毕业|涉农|本|全日制|户籍|公)|除非|是否|能否|有没有|要不要|免费|免疫|免冠|免试`)
)

// polarities says of each pair of a clause how it stands.
func polarities(text string, marks []denial) map[string]polarity {
	state := map[string]polarity{}
	eachPair(text, func(pair string, at int) {
		p := affirmed
		for _, m := range marks {
			switch {
			case at < m.start:
			case !m.odd:
				p = affirmed
			case at == m.start || at > m.end+len("收"):
				p = touched
			default:
				p = denied
			}
		}
		state[pair] |= p
	})
	return state
}

// A denial is a run of negations: two of them affirm, as 不免收 does.
type denial struct {
	start, end int
	odd        bool
}

func denials(text string) []denial {
	text = noDenials.ReplaceAllStringFunc(text, blanked)
	var all []denial
	for _, m := range negation.FindAllStringIndex(text, -1) {
		if n := len(all); n > 0 && all[n-1].end == m[0] {
			all[n-1].end, all[n-1].odd = m[1], !all[n-1].odd
			continue
		}
		all = append(all, denial{m[0], m[1], true})
	}
	return all
}
