package evidence

import (
	"cmp"
	"strings"
)

// What is quoted whole, in characters.
const (
	longestList      = 420
	longestParagraph = 160
)

// Whole is a quote with what it needs to be understood: a line that announces a list with the list, a question with its
// reply, an item with the line over it as far as that fits; else its paragraph, where that is short.
func (q Quote) Whole() Quote {
	if q.sentences == nil {
		return q
	}
	text := q.Hit.Passage.Text
	at := strings.Index(text, q.Text)
	if at < 0 {
		return q
	}
	switch {
	case announces(q.Text):
		if rest := strings.TrimSpace(text[at:]); runes(rest) <= longestList {
			return Quote{Passage: q.Passage, Text: rest}
		}
		return q.upTo(at)
	case asks(q.Text):
		return q.replied(at)
	case !strings.Contains(q.Text, "\n"):
		return q.underHead(at).paragraph()
	}
	return q
}

// paragraph is the short paragraph that a quote stands in: 属于重大事故的,应当在2小时内报告 says only half of a rule that goes
// 应当在24小时内报告;属于重大事故的…
func (q Quote) paragraph() Quote {
	text := q.Hit.Passage.Text
	at := strings.Index(text, q.Text)
	before, after := text[:at], text[at+len(q.Text):]
	before = before[strings.LastIndex(before, "\n")+1:]
	after, _, _ = strings.Cut(after, "\n")
	if p := strings.TrimSpace(before + q.Text + after); runes(p) <= longestParagraph {
		return q.within(p)
	}
	return q
}

// within is a longer quote around this one, which stays its key.
func (q Quote) within(text string) Quote {
	if text == q.Text {
		return q
	}
	return Quote{q.Passage, text, cmp.Or(q.Key, q.Text)}
}

// IsPartOf reports that a longer quote of the same passage holds this one.
func (q Quote) IsPartOf(o Quote) bool {
	return len(o.Text) > len(q.Text) && o.Holds(q)
}

// Holds reports that another quote stands in this one.
func (q Quote) Holds(o Quote) bool {
	return o.Hit.Passage.ID == q.Hit.Passage.ID && strings.Contains(q.Text, o.Text)
}

// upTo is an announced list as far as it fits, whole sentences.
func (q Quote) upTo(at int) Quote {
	text, end := q.Hit.Passage.Text, at+len(q.Text)
	for _, s := range q.sentences {
		if s.Start >= end && runes(text[at:s.End]) <= longestList {
			end = s.End
		}
	}
	return Quote{Passage: q.Passage, Text: strings.TrimSpace(text[at:end])}
}

// replied is a question of a notice with what stands behind it up to the next one, as far as it fits, whole sentences.
func (q Quote) replied(at int) Quote {
	text, end := q.Hit.Passage.Text, at+len(q.Text)
	for _, s := range q.sentences {
		if s.Start < end {
			continue
		}
		if asks(text[s.Start:s.End]) || runes(text[at:s.End]) > longestList {
			break
		}
		end = s.End
	}
	return Quote{Passage: q.Passage, Text: strings.TrimSpace(text[at:end])}
}

// underHead is an item of a list from the line that announces it on, where that is near enough.
func (q Quote) underHead(at int) Quote {
	text := q.Hit.Passage.Text
	for i := len(q.sentences) - 1; i >= 0; i-- {
		s := q.sentences[i]
		if s.Start >= at {
			continue
		}
		sentence := text[s.Start:s.End]
		if announces(sentence) {
			if whole := text[s.Start : at+len(q.Text)]; runes(whole) <= longestList {
				return q.within(whole)
			}
			return q
		}
		if !strings.ContainsAny(sentence[max(0, len(sentence)-len("；")):], ";；") {
			return q // the sentence before is no item
		}
	}
	return q
}

// announces reports a sentence that a list follows.
func announces(s string) bool {
	s = strings.TrimSpace(s)
	return strings.HasSuffix(s, ":") || strings.HasSuffix(s, "：")
}

// asks reports a sentence that is a question.
func asks(s string) bool {
	s = strings.TrimSpace(s)
	return strings.HasSuffix(s, "?") || strings.HasSuffix(s, "？")
}
