package fidelity

import (
	"slices"
	"strings"
	"unicode/utf8"

	"wence/retrieval/figures"
	"wence/retrieval/zh"
)

// strayRun is how many characters beside each other the clause of a figure may hold that do not stand near that figure
// in its passage.
const strayRun = 1

// astray are figures whose clause speaks of something that the passage says elsewhere, or not at all. A passage that
// rules on 中职 and on 普通高中 bears no sentence that gives the one the other's figure.
func (c claim) astray() []Fault {
	var all []Fault
	for _, f := range c.figures {
		if !tellsValue(f) {
			continue
		}
		local := localPairs(f, c.cited)
		if local == nil {
			continue // it stands in the title or the like
		}
		known := c.knownIn(func(pair string) bool { return local[pair] })
		start, end := clauseBounds(c.text, f)
		if run := longestNovel(c.text[start:end], known[start:end]); utf8.RuneCountInString(run) > strayRun {
			all = append(all, Fault{f.Text, "资料里这个数字说的不是“" + run + "”"})
		} else if noun := nounBehind(c.text, known, f); noun != "" {
			all = append(all, Fault{f.Text + noun, "所引资料没有这样说"})
		}
	}
	return all
}

// localPairs are the pairs of characters near the figures that support one: in their sentences and those before, and in
// what stands over the passage. nil where no passage bears it.
func localPairs(f figures.Figure, cited []*Source) map[string]bool {
	var near map[string]bool
	for _, e := range cited {
		for _, source := range e.figures {
			if !figures.Supports(source.Figure, f) {
				continue
			}
			if near == nil {
				near = map[string]bool{}
			}
			for _, set := range []map[string]bool{e.around, pairSet(e.sentencesTo(source.Figure)), loosePairs(e.sentencesTo(source.Figure))} {
				for pair := range set {
					near[pair] = true
				}
			}
		}
	}
	return near
}

// localText are the sentences that the figures stand in, with those before them.
func localText(found []figures.Figure, cited []*Source) string {
	var b strings.Builder
	for _, f := range found {
		for _, e := range cited {
			for _, source := range e.figures {
				if tellsValue(f) && figures.Supports(source.Figure, f) {
					b.WriteString(e.sentencesTo(source.Figure) + "\n")
				}
			}
		}
	}
	return b.String()
}

// sentencesTo are the sentence of a figure and the one before it; in a list also what announces it. A row of a table is
// one sentence.
func (e *Source) sentencesTo(f figures.Figure) string {
	spans := zh.Sentences(e.body)
	at := slices.IndexFunc(spans, func(s zh.Span) bool { return f.Start < s.End })
	if at < 0 || e.hit.Passage.Columns != nil {
		return e.body
	}
	from := max(at-1, 0)
	for from > 0 && strings.HasSuffix(strings.TrimSpace(e.body[spans[from-1].Start:spans[from-1].End]), ";") {
		from-- // what stands before a semicolon leads in to what follows
	}
	return e.announcement(spans, at) + e.body[spans[from].Start:spans[at].End]
}

// announcement is the sentence that announces the list which a sentence is in, "" when none does.
func (e *Source) announcement(spans []zh.Span, at int) string {
	for i := at - 1; i >= 0; i-- {
		if line := e.body[spans[i].Start:spans[i].End]; strings.HasSuffix(strings.TrimSpace(line), ":") {
			return line
		}
	}
	return ""
}

// clauseBounds are the bounds of the clause that a figure stands in.
func clauseBounds(text string, f figures.Figure) (start, end int) {
	if at := strings.LastIndexAny(text[:f.Start], clauseEnds); at >= 0 {
		_, size := utf8.DecodeRuneInString(text[at:])
		start = at + size
	}
	end = len(text)
	if at := strings.IndexAny(text[f.End:], clauseEnds); at >= 0 {
		end = f.End + at
	}
	return start, end
}

// longestNovel is the longest run of Chinese characters that are not known.
func longestNovel(text string, known []bool) string {
	best, run := "", ""
	for i, r := range text {
		if known[i] || !zh.IsHan(r) {
			run = ""
			continue
		}
		if run += string(r); len(run) > len(best) {
			best = run
		}
	}
	return best
}

// noNoun are characters that begin no noun: 1篇来满足条件.
const noNoun = "来以用即方并后前起内的在时为由从就才便则而或及和与等左右作"

// nounBehind is the noun that a count counts, when no passage counts it: 300名学生 of 300名教师.
func nounBehind(text string, known []bool, f figures.Figure) string {
	if f.Kind != figures.Count {
		return ""
	}
	noun := ""
	for i, r := range text[f.End:] {
		if known[f.End+i] || !zh.IsHan(r) {
			break
		}
		noun += string(r)
	}
	if first, _ := utf8.DecodeRuneInString(noun); utf8.RuneCountInString(noun) < 2 || strings.ContainsRune(noNoun, first) {
		return ""
	}
	return noun
}
