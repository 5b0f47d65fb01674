package fidelity

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"wence/retrieval"
	"wence/retrieval/figures"
	"wence/retrieval/place"
	"wence/retrieval/zh"
)

// A claim is a sentence made ready for being held against what it cites. Its texts are in the form of searchable.
type claim struct {
	text     string
	body     string           // text with the words of titles blanked: Unsupported holds those against the notices
	figures  []figures.Figure // of body
	mentions []place.Mention  // of text
	cited    []*Source
	local    string // the sentences of the passages that its figures stand in; "" without figures
}

// A Checker holds sentences against the passages that they cite.
type Checker struct {
	Places *place.Gazetteer
	Asked  string         // the question that is answered
	Today  retrieval.Date // the day on which it is asked; "" when unknown
}

// Doubts are what a rewording may have changed, as far as rules tell it that seldom harm an honest sentence. A sentence
// with doubts gives way to a quotation.
func (r Checker) Doubts(sentence string, cited []*Source) []Fault {
	if inEnglish(sentence) {
		return formerNumbers(sentence, cited)
	}
	c := claim{text: withoutAbsence(searchable(withoutKnownYear(sentence, evidenceOf(cited), cited))), cited: cited}
	c.body = withoutTitles(c.text)
	if c.verbatim() {
		return nil
	}
	if c.unlike() {
		return []Fault{{sentence, "所引资料没有这样说"}}
	}
	c.figures, c.mentions = borneFigures(c.body, evidenceOf(cited)), r.Places.Find(c.text)
	c.local = localText(c.figures, c.cited)
	_, unproven := r.parted(sentence, evidenceOf(cited), cited)
	return slices.Concat(faultsOf(unproven, "资料里没有照样写着这个数字"), r.unprovenNames(sentence, evidenceOf(cited)), c.misplaced(), c.misbound(), c.modality(), c.opposite(), c.turnedRound(),
		c.otherDoer(), c.otherTier(), c.replaced(), c.strongWords(), c.unpaired())
}

// fewestAlike is the share of a sentence's pairs of Chinese characters that its passages must have. Of 923 true sentences
// in plain words 3 % have fewer.
const fewestAlike = 0.15

// unlike reports a sentence that shares hardly a word with its passages, those that say something alone or all of them.
func (c claim) unlike() bool {
	return c.sharesFew(pairSet(c.text)) && c.sharesFew(pairSet(common.Blank(modal.Blank(withoutFigures(c.text)))))
}

func (c claim) sharesFew(pairs map[string]bool) bool {
	n := 0
	for pair := range pairs {
		if slices.ContainsFunc(c.cited, func(e *Source) bool { return e.pairs[pair] || e.around[pair] }) {
			n++
		}
	}
	return len(pairs) > 0 && float64(n) < fewestAlike*float64(len(pairs))
}

// withoutFigures blanks the figures of a text.
func withoutFigures(text string) string {
	for _, f := range figures.Find(text) {
		text = text[:f.Start] + blanked(f.Text) + text[f.End:]
	}
	return text
}

// leadIn is what a quotation may stand behind: the notice, a place.
var leadIn = regexp.MustCompile(`^(?:根据|按照|依据)?(?:《\x00*》)?(?:\([^()]*\))?(?:规定|明确)?[,:]?`)

// verbatim reports whole clauses of one passage, behind at most the notice's title and a place. They need no comparing.
func (c claim) verbatim() bool {
	quote := strings.TrimRight(c.withoutLead(c.body), "。;!?")
	plain := inOneForm(quote, figures.Find(quote))
	return quote != "" && slices.ContainsFunc(c.cited, func(e *Source) bool { return holdsClauses(e.plain, plain) })
}

// withoutLead is what follows the notice and the place in a sentence.
func (c claim) withoutLead(body string) string {
	for {
		rest := leadIn.ReplaceAllString(body, "")
		for _, m := range c.mentions {
			rest = strings.TrimPrefix(rest, c.text[m.Start:m.End])
		}
		if rest == body {
			return rest
		}
		body = rest
	}
}

// holdsClauses reports a quotation that begins and ends where clauses do.
func holdsClauses(text, quote string) bool {
	for at := 0; ; {
		i := strings.Index(text[at:], quote)
		if i < 0 {
			return false
		}
		start, end := at+i, at+i+len(quote)
		before, _ := utf8.DecodeLastRuneInString(text[:start])
		after, _ := utf8.DecodeRuneInString(text[end:])
		if (start == 0 || strings.ContainsRune(clauseEnds+")、.", before)) && (end == len(text) || strings.ContainsRune(clauseEnds, after) && after != '?') {
			return true
		}
		at = end
	}
}

// withoutTitles blanks the titles in a sentence: their words say nothing of what the sentence says.
func withoutTitles(text string) string {
	for _, at := range zh.Titles(text) {
		text = text[:at.Start] + blanked(text[at.Start:at.End]) + text[at.End:]
	}
	return text
}

// borne reports that one of the passages says the words.
func (c claim) borne(words string) bool {
	return slices.ContainsFunc(c.cited, func(e *Source) bool { return strings.Contains(e.text, words) })
}
