package fidelity

import (
	"regexp"
	"strings"

	"wence/retrieval"
	"wence/retrieval/figures"
	"wence/retrieval/place"
)

// Unsupported are the figures, titles and places of a sentence that do not stand, equal in value and unit, in a passage
// that it cites or in what that passage's notice says of itself.
func Unsupported(sentence string, cited []retrieval.Hit, places *place.Gazetteer) []Fault {
	var b strings.Builder
	for _, h := range cited {
		b.WriteString(Evidence(h))
	}
	text := b.String()
	faults := unsupportedFigures(sentence, text)
	faults = append(faults, unsupportedTitles(sentence, text)...)
	for _, m := range places.Find(sentence) {
		words := sentence[m.Start:m.End]
		if !strings.Contains(searchable(text), searchable(words)) && !inRegion(m, cited) {
			faults = append(faults, Fault{words, "所引原文没有这个地区"})
		}
	}
	return faults
}

// inRegion reports a mention of a place that a cited notice's region is or lies in.
func inRegion(m place.Mention, cited []retrieval.Hit) bool {
	for _, h := range cited {
		for _, p := range m.Candidates {
			if retrieval.RegionOf(p).AppliesAt(h.Notice.Region) {
				return true
			}
		}
	}
	return false
}

// unsupportedFigures are the figures of a sentence that the evidence does not hold, or holds of something else.
func unsupportedFigures(sentence, evidence string) []Fault {
	var all []Fault
	for _, f := range figures.Unsupported(evidence, sentence) {
		all = append(all, Fault{f.Text, "所引原文没有这个数字,或者说的是别的事"})
	}
	return all
}

// unsupportedTitles are the titles in a sentence that the evidence does not name.
func unsupportedTitles(sentence, evidence string) []Fault {
	var all []Fault
	for _, title := range titlesIn(sentence) {
		if !strings.Contains(searchable(evidence), searchable(title)) {
			all = append(all, Fault{"《" + title + "》", "所引原文没有这份文件"})
		}
	}
	return all
}

// titlesIn are the titles of a sentence, a title within a title as part of it.
func titlesIn(sentence string) []string {
	var all []string
	depth, start := 0, 0
	for i, r := range sentence {
		switch r {
		case '《':
			if depth == 0 {
				start = i + len("《")
			}
			depth++
		case '》':
			if depth--; depth == 0 {
				all = append(all, sentence[start:i])
			}
			depth = max(depth, 0)
		}
	}
	return all
}

// namedTitle is a title in a sentence that holds no other.
var namedTitle = regexp.MustCompile(`《([^《》]+)》`)
