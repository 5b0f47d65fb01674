package chat

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"wence/retrieval/figures"
	"wence/retrieval/place"
)

// A claim is a sentence of a model made ready for being held against what it cites. Its texts are in the form of
// searchable.
type claim struct {
	text     string
	body     string           // text with the words of titles blanked: verify holds those against the notices
	figures  []figures.Figure // of body
	mentions []place.Mention  // of text
	cited    []*evidence
	local    string // the sentences of the passages that its figures stand in; "" without figures
}

// A scrutiny holds the sentences of a model against the passages that they cite. verify asks of every sentence, the
// program's own too, that its figures, titles and places stand there. A model rewords, so more is asked of its
// sentences: that the words stand there too, that nothing is turned round, and that each figure is said of what the
// passage says it of.
type scrutiny struct {
	verifier verifier // its passages are those that the model was shown; a handle is a citation
	sources  []*evidence
	lexicon  *Lexicon
	apart    []string // IDs of the regions whose answers are kept apart; a sentence is of one of them
}

// check returns the verified sentence, its citations being handles, or the defects.
func (s scrutiny) check(p plain) (Sentence, []defect) {
	sentence, defects := s.verifier.verify(draft{text: p.text, cites: p.cites})
	if len(defects) > 0 {
		return Sentence{}, defects
	}
	for _, part := range p.stretches {
		if len(part.cites) > 0 {
			_, found := s.verifier.verify(part)
			defects = append(defects, found...)
		}
	}
	defects = append(defects, s.faults(p)...)
	if len(defects) > 0 {
		return Sentence{}, defects
	}
	return sentence, nil
}

// faults are the defects that verify does not look for.
func (s scrutiny) faults(p plain) []defect {
	c := claim{text: searchable(p.text)}
	c.body = withoutTitles(c.text)
	c.figures, c.mentions = figures.Find(c.body), s.verifier.places.Find(c.text)
	for _, n := range p.cites {
		c.cited = append(c.cited, s.sources[n-1])
	}
	c.local = localText(c.figures, c.cited)
	defects := slices.Concat(c.validityWords(), c.misplaced(), c.notApart(s.apart))
	if c.verbatim() {
		return defects
	}
	return slices.Concat(defects, c.strayNumbers(), c.strayLatin(), s.strayWords(c), c.strongWords(), c.turnedRound(), c.opposite(),
		c.unpaired(), c.misbound(), s.astray(c))
}

// leadIn is what a quotation may stand behind: the notice, a place.
var leadIn = regexp.MustCompile(`^(?:根据|按照|依据)?(?:《\x00*》)?(?:\([^()]*\))?(?:规定|明确)?[,:]?`)

// verbatim reports whole clauses of one passage, behind at most the notice's title and a place. They need no comparing.
func (c claim) verbatim() bool {
	quote := strings.TrimRight(c.body, "。;!?")
	for {
		rest := leadIn.ReplaceAllString(quote, "")
		for _, m := range c.mentions {
			rest = strings.TrimPrefix(rest, c.text[m.Start:m.End])
		}
		if rest == quote {
			break
		}
		quote = rest
	}
	return quote != "" && slices.ContainsFunc(c.cited, func(e *evidence) bool { return holdsClauses(e.body, quote) })
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
	for _, title := range titlesIn(text) {
		if title != "" {
			text = strings.Replace(text, title, blanked(title), 1)
		}
	}
	return text
}

// borne reports that one of the passages says the words.
func (c claim) borne(words string) bool {
	return slices.ContainsFunc(c.cited, func(e *evidence) bool { return strings.Contains(e.text, words) })
}
