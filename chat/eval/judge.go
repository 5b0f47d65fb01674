package eval

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"wence/chat"
	"wence/chat/voice"
	"wence/retrieval"
	"wence/retrieval/zh"
)

// fewestShared is how many characters a quote and the evidence must share in a row to overlap.
const fewestShared = 8

// A judge knows the places of the stored notices, by source file.
type judge struct{ places map[string]string }

// fault says why an answer does not pass, "" when it does.
func (j judge) fault(c Case, a chat.Answer) string {
	answered := a.Status == chat.Answered || a.Status == chat.Partial
	if answered {
		if f := forbidden(c, a); f != "" {
			return f
		}
	}
	switch {
	case !c.Answerable && answered:
		return fmt.Sprintf("应当不答,却给出了%s", a.Status)
	case !c.Answerable, c.OrDeclined && !answered:
		return ""
	case c.Expect == EachPlaceApart && a.Status == chat.Clarify:
		return j.unasked(c, a)
	case !answered:
		return fmt.Sprintf("应当回答,却是%s", a.Status)
	}
	text := squeeze(a.Text)
	if voice.Of(c.Question) == voice.English {
		for _, cite := range a.Citations {
			text += squeeze(cite.Quote) // an answer in English says it in other words
		}
	}
	for _, group := range c.Must {
		if !slices.ContainsFunc(group, func(m string) bool { return strings.Contains(text, squeeze(m)) }) {
			return fmt.Sprintf("缺少%s", strings.Join(group, "/"))
		}
	}
	if f := citationFault(c, a); f != "" {
		return f
	}
	switch c.Expect {
	case EachPlaceApart:
		return j.unparted(c, a)
	case PastHorizon:
		return unflagged(c, a)
	}
	return ""
}

// forbidden says what stands in an answer that must not.
func forbidden(c Case, a chat.Answer) string {
	text := squeeze(a.Text)
	for _, f := range c.Forbid {
		if stands(squeeze(f), text) {
			return "不应出现" + f
		}
	}
	return ""
}

// stands reports words in a text; a digit at either end of them is not within a longer number.
func stands(words, text string) bool {
	isDigit := func(s string, i int) bool { return i >= 0 && i < len(s) && s[i] >= '0' && s[i] <= '9' }
	for at := 0; words != ""; {
		i := strings.Index(text[at:], words)
		if i < 0 {
			return false
		}
		start, end := at+i, at+i+len(words)
		inside := isDigit(words, 0) && (isDigit(text, start-1) || start > 1 && strings.ContainsAny(text[start-1:start], ".,") && isDigit(text, start-2)) ||
			isDigit(words, len(words)-1) && isDigit(text, end)
		if !inside {
			return true
		}
		at = start + 1
	}
	return false
}

// shows reports that the evidence of a case stands in what is shown beside an answer that is missing.
func shows(c Case, a chat.Answer) bool {
	return slices.ContainsFunc(a.Related, func(r chat.Citation) bool {
		return (len(c.Notices) == 0 || slices.Contains(c.Notices, r.Notice.Source)) &&
			slices.ContainsFunc(c.Evidence, func(e string) bool { return rests(r.Quote, e) })
	})
}

// citationFault checks that one of the notices is cited, and that a quote overlaps the evidence.
func citationFault(c Case, a chat.Answer) string {
	cited, overlaps := len(c.Notices) == 0, len(c.Evidence) == 0
	for _, cite := range a.Citations {
		if slices.Contains(c.Notices, cite.Notice.Source) {
			cited = true
		}
		for _, e := range c.Evidence {
			overlaps = overlaps || rests(cite.Quote, e)
		}
	}
	switch {
	case !cited:
		return "没有引用应引的文件"
	case !overlaps:
		return "引文不是依据所在的句子"
	}
	return ""
}

// unasked checks that a question back names the places.
func (j judge) unasked(c Case, a chat.Answer) string {
	for _, source := range c.Notices {
		if place := j.places[source]; place != "" && !slices.Contains(a.Choices, place) {
			return fmt.Sprintf("追问没有列出%s", place)
		}
	}
	return ""
}

// unparted checks that each notice is cited and its place named.
func (j judge) unparted(c Case, a chat.Answer) string {
	for _, source := range c.Notices {
		if !slices.ContainsFunc(a.Citations, func(cite chat.Citation) bool { return cite.Notice.Source == source }) {
			return fmt.Sprintf("没有引用%s", source)
		}
		if place := j.places[source]; !strings.Contains(squeeze(a.Text), squeeze(place)) {
			return fmt.Sprintf("没有写明%s", place)
		}
	}
	return ""
}

// unflagged checks that a notice that no longer applies is shown so, and said so.
func unflagged(c Case, a chat.Answer) string {
	for _, cite := range a.Citations {
		if slices.Contains(c.Notices, cite.Notice.Source) && cite.Notice.Validity.State == retrieval.InForce {
			return "已届满的文件标成了现行有效"
		}
	}
	if len(a.Notes) == 0 {
		return "没有说明已届满"
	}
	return ""
}

// squeeze is the form in which texts are compared: NFKC, Simplified, without white space.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, zh.Fold(s))
}

// rests reports that a quote is of the evidence, or of a part of it.
func rests(quote, evidence string) bool {
	return holdsRow(quote, evidence) || overlap(squeeze(quote), squeeze(evidence))
}

// overlap reports that one text holds the other, or that they share a run of characters.
func overlap(a, b string) bool {
	if a == "" || b == "" {
		return false
	}
	if strings.Contains(a, b) || strings.Contains(b, a) {
		return true
	}
	runes := []rune(b)
	for i := 0; i+fewestShared <= len(runes); i++ {
		if strings.Contains(a, string(runes[i:i+fewestShared])) {
			return true
		}
	}
	return false
}
