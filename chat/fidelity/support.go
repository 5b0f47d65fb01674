package fidelity

import (
	"slices"
	"strings"

	"wence/retrieval"
	"wence/retrieval/place"
	"wence/retrieval/zh"
)

// Unsupported are the figures, titles, places and names of a sentence that do not stand, equal in value and unit, in a
// passage that it cites or in what that passage's notice says of itself. It is asked of every sentence of an answer.
func (r Checker) Unsupported(sentence string, cited []*Source) []Fault {
	evidence := evidenceOf(cited)
	faults := r.unsupportedFigures(sentence, evidence, cited)
	if inEnglish(sentence) {
		faults = slices.DeleteFunc(faults, func(f Fault) bool { return !strings.ContainsFunc(f.What, zh.IsHan) })
	}
	faults = append(faults, unsupportedTitles(sentence, evidence)...)
	mentions := r.Places.Find(sentence)
	faults = append(faults, r.unsupportedPlaces(sentence, mentions, cited)...)
	faults = append(faults, r.unsupportedNames(sentence, evidence)...)
	if inEnglish(sentence) {
		faults = append(faults, unsupportedNumbers(sentence, evidence)...)
	} else {
		faults = append(faults, r.unsupportedTokens(sentence, evidence)...)
	}
	faults = append(faults, misstatedValidity(sentence, cited)...)
	if SpeaksToMachines(sentence) {
		faults = append(faults, Fault{sentence, "不能转述对模型的要求"})
	}
	return faults
}

// unsupportedPlaces are the places in a sentence that no cited notice is of, and no passage names. One that the asker
// names may be said of a rule that applies there. Of notices of several places a sentence names all, or none.
func (r Checker) unsupportedPlaces(sentence string, mentions []place.Mention, cited []*Source) []Fault {
	var all []Fault
	for _, m := range mentions {
		words := searchable(sentence[m.Start:m.End])
		named := func(e *Source) bool { return strings.Contains(e.text, words) }
		asked := strings.Contains(searchable(r.Asked), words)
		if !slices.ContainsFunc(cited, named) && !inRegion(m, cited) && !isWithin(m, cited) && !(asked && appliesAt(m, cited)) {
			all = append(all, Fault{sentence[m.Start:m.End], "所引原文没有这个地区"})
		}
	}
	if len(mentions) == 0 {
		return all
	}
	for _, e := range cited {
		home := e.hit.Notice.Region
		if len(home.Path) > 0 && !inHome(mentions, e) && slices.ContainsFunc(cited, func(o *Source) bool { return inHome(mentions, o) && apart(o, e) }) {
			all = append(all, Fault{home.Name, "引用了这个地区的资料,却没有写明它"})
		}
	}
	return all
}

// isWithin reports a mention of a place in that of a cited notice, whose own name the passage has: 上海浦东新区, of
// 浦东新区 in a rule of 上海.
func isWithin(m place.Mention, cited []*Source) bool {
	return slices.ContainsFunc(cited, func(e *Source) bool {
		return slices.ContainsFunc(m.Candidates, func(p place.Place) bool {
			of := retrieval.RegionOf(p)
			return e.hit.Notice.Region.AppliesAt(of) && strings.Contains(e.text, searchable(of.Name))
		})
	})
}

// inHome reports that one of the mentions is of a notice's place, one above it or one within it.
func inHome(mentions []place.Mention, e *Source) bool {
	return len(e.hit.Notice.Region.Path) > 0 && slices.ContainsFunc(mentions, func(m place.Mention) bool {
		return inRegion(m, []*Source{e}) || appliesAt(m, []*Source{e})
	})
}

// apart reports notices of two places of which neither lies in the other.
func apart(a, b *Source) bool {
	return !a.hit.Notice.Region.AppliesAt(b.hit.Notice.Region) && !b.hit.Notice.Region.AppliesAt(a.hit.Notice.Region)
}

// appliesAt reports a mention of a place at which the rule of a cited notice applies.
func appliesAt(m place.Mention, cited []*Source) bool {
	return slices.ContainsFunc(cited, func(e *Source) bool {
		return slices.ContainsFunc(m.Candidates, func(p place.Place) bool { return e.hit.Notice.Region.AppliesAt(retrieval.RegionOf(p)) })
	})
}

// inRegion reports a mention of a place that a cited notice's region is or lies in.
func inRegion(m place.Mention, cited []*Source) bool {
	for _, e := range cited {
		for _, p := range m.Candidates {
			if retrieval.RegionOf(p).AppliesAt(e.hit.Notice.Region) {
				return true
			}
		}
	}
	return false
}

// unsupportedTitles are the titles in a sentence that the evidence does not name.
func unsupportedTitles(sentence, evidence string) []Fault {
	var all []Fault
	for _, at := range zh.Titles(sentence) {
		title := sentence[at.Start:at.End]
		if !strings.Contains(withoutBrackets(evidence), withoutBrackets(title)) {
			all = append(all, Fault{"《" + title + "》", "所引原文没有这份文件"})
		}
	}
	return all
}

// titleBrackets enclose titles, within a title often the narrow ones.
var titleBrackets = strings.NewReplacer("《", "", "》", "", "〈", "", "〉", "")

// withoutBrackets is a text in which titles within titles are found however they are bracketed.
func withoutBrackets(s string) string { return titleBrackets.Replace(searchable(s)) }
