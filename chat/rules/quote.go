package rules

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"wence/retrieval"
	"wence/retrieval/zh"
)

// Bounds of quotes in characters.
const (
	longQuote = 180 // a sentence above it is quoted in part
	listQuote = 420 // most of a list that is quoted whole
)

var (
	labelLine = regexp.MustCompile(`^[\[【]\s*[\p{Han}\s]{2,10}\s*[\]】]\s*[:]?$`)
	dateLine  = regexp.MustCompile(`^[\d〇零一二三四五六七八九十]{2,4}年\s*[\d一二三四五六七八九十]{1,3}月\s*[\d一二三四五六七八九十]{1,3}日$`)
)

// sentencesOf are the sentences of a passage that can be quoted, white space at their ends left out. A signature's date
// goes with its organ; bare labels, and values without a word, say nothing.
func sentencesOf(text string) []zh.Span {
	var all []zh.Span
	for _, s := range zh.Sentences(text) {
		part := text[s.Start:s.End]
		s.Start += len(part) - len(strings.TrimLeftFunc(part, unicode.IsSpace))
		part = strings.TrimSpace(part)
		s.End = s.Start + len(part)
		switch {
		case dateLine.MatchString(part) && len(all) > 0:
			all[len(all)-1].End = s.End
			continue
		case labelLine.MatchString(part) || !strings.ContainsFunc(part, zh.IsHan):
			continue
		}
		if n := len(all); n > 0 && goesOn(text, all[n-1], s) {
			all[n-1].End = s.End
			continue
		}
		all = append(all, s)
	}
	return all
}

// shortChain is how many characters parts of a sentence joined by semicolons may have together to be one: what stands
// before the first of them (到2027年) is said of all.
const shortChain = 120

// goesOn reports that a sentence goes on with the one before it, on the same line behind a semicolon.
func goesOn(text string, before, s zh.Span) bool {
	part := text[before.Start:before.End]
	return (strings.HasSuffix(part, ";") || strings.HasSuffix(part, "\uFF1B")) && !strings.Contains(text[before.End:s.Start], "\n") &&
		utf8.RuneCountInString(text[before.Start:s.End]) <= shortChain
}

// longHeading is how many characters a numbered line may have to be a heading.
const longHeading = 40

// isHeading reports a line that stands over other text and says nothing of its own: a heading of the passage, or a
// numbered line in it without a full stop.
func isHeading(p retrieval.Passage, s zh.Span) bool {
	line := p.Text[s.Start:s.End]
	bare := withoutMark(line)
	if slices.ContainsFunc(p.Headings, func(h string) bool { return searchable(withoutMark(h)) == searchable(bare) }) {
		return true
	}
	return bare != line && !endsSentence(line) && utf8.RuneCountInString(line) <= longHeading && strings.HasPrefix(p.Text[s.End:], "\n")
}

// endsSentence reports a text that ends as sentences and parts of them do.
func endsSentence(s string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, "”’」』)\uFF09】"))
	return strings.ContainsRune("。!?;:,\uFF01\uFF1F\uFF1B\uFF1A\uFF0C", last)
}

// clausesOf cuts a sentence at its commas and semicolons; a comma inside brackets or a number cuts too, which is near
// enough for telling what stands beside what.
func clausesOf(s string) []zh.Span {
	var all []zh.Span
	start := 0
	for i, r := range s {
		if strings.ContainsRune(",;、\uFF0C\uFF1B", r) && r != '、' {
			all = append(all, zh.Span{Start: start, End: i + utf8.RuneLen(r)})
			start = i + utf8.RuneLen(r)
		}
	}
	if start < len(s) {
		all = append(all, zh.Span{Start: start, End: len(s)})
	}
	return all
}

// quote is what is shown of a sentence: the whole of it; of a very long one the clauses that answer; and where a list
// is asked for or announced, the list.
func (x extractor) quote(p retrieval.Passage, s zh.Span) string {
	text := p.Text[s.Start:s.End]
	if announcesList(text) || x.want == wantProcedure || x.want == wantList && isListed(p.Text, s) {
		if list := listAround(p.Text, s); utf8.RuneCountInString(list) <= listQuote {
			return list
		}
	}
	if utf8.RuneCountInString(text) <= longQuote {
		if !x.want.figurative() {
			text = withNext(p.Text, s)
		}
		return strings.TrimSpace(text)
	}
	return strings.TrimSpace(x.window(text))
}

// shortQuote is how many characters say so little that what follows belongs to them: 实行义务教育教师“县管校聘”。
const shortQuote = 24

// withNext is a sentence; where it is very short, with those that follow it in its paragraph, as far as they fit.
func withNext(text string, s zh.Span) string {
	end := s.End
	if utf8.RuneCountInString(text[s.Start:end]) > shortQuote {
		return text[s.Start:end]
	}
	paragraph, _, _ := strings.Cut(text[s.Start:], "\n")
	for _, next := range zh.Sentences(paragraph) {
		if s.Start+next.End > end && utf8.RuneCountInString(paragraph[:next.End]) <= longQuote {
			end = s.Start + next.End
		}
	}
	return text[s.Start:end]
}

// enumerated is a part of a list within a paragraph: 一是…;二是….
var enumerated = regexp.MustCompile(`[一二三四五六七八九]是|[\x{2460}-\x{2473}]`)

// isListed reports a sentence of a list: one that is numbered or comes before one that is.
func isListed(text string, s zh.Span) bool {
	line := text[strings.LastIndexByte(text[:s.Start], '\n')+1 : s.End]
	next := strings.TrimLeftFunc(text[s.End:], unicode.IsSpace)
	return listMark.MatchString(line) && strings.Contains(text, "\n") || listMark.MatchString(next) || enumerated.MatchString(text[s.Start:])
}

// listAround is the list that a sentence announces or is an item of, with the line that stands over it; where there is
// none, the sentence and what follows it in the passage.
func listAround(text string, s zh.Span) string {
	start := s.Start
	for start > 0 {
		line := strings.LastIndexByte(text[:start-1], '\n') + 1
		if !listMark.MatchString(text[start:]) || line == start {
			break
		}
		start = line
	}
	return strings.TrimSpace(text[start:])
}

// window is the run of clauses of a long sentence, at most longQuote characters, that holds most of the features and
// the wanted figure.
func (x extractor) window(text string) string {
	clauses := clausesOf(text)
	best, bestScore := text, -1.0
	for i := range clauses {
		for j := i; j < len(clauses); j++ {
			part := text[clauses[i].Start:clauses[j].End]
			n := utf8.RuneCountInString(part)
			if n > longQuote && j > i {
				break
			}
			score := 0.0
			for k, ok := range coverOf(x.features, searchable(part)) {
				if ok {
					score += x.features[k].weight
				}
			}
			if len(x.find(part)) > 0 {
				score += mass(x.features)
			}
			if score -= float64(n) * 1e-4; score > bestScore {
				best, bestScore = part, score
			}
		}
	}
	return best
}

// announcesList reports a sentence that ends with a colon.
func announcesList(s string) bool {
	s = strings.TrimSpace(s)
	return strings.HasSuffix(s, ":") || strings.HasSuffix(s, "\uFF1A")
}
