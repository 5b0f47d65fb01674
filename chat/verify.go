package chat

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"wence/retrieval"
	"wence/retrieval/figures"
	"wence/retrieval/place"
)

// A draft is a sentence that nobody has checked yet, with the numbers of the passages that it cites, from 1.
type draft struct {
	text  string
	cites []int
}

// A defect is why a draft is not let through.
type defect struct {
	what string // the words at fault
	why  string // in Chinese
}

// namedTitle is a title in a sentence that holds no other.
var namedTitle = regexp.MustCompile(`《([^《》]+)》`)

// A verifier holds drafts against the passages that they cite.
type verifier struct {
	passages []retrieval.Hit // citation n is passages[n-1]
	places   *place.Gazetteer
}

// verify is the only door to a Sentence. Each mark must name a passage that was given; each figure, title and place in
// the draft must stand, equal in value and unit, in a passage that the draft cites, or in what that passage's notice
// says of itself. Otherwise it returns the defects, and no sentence.
func (v verifier) verify(d draft) (Sentence, []defect) {
	if len(d.cites) == 0 {
		return Sentence{}, []defect{{d.text, "没有注明出处"}}
	}
	var evidence strings.Builder
	for _, n := range d.cites {
		if n < 1 || n > len(v.passages) {
			return Sentence{}, []defect{{fmt.Sprintf("[%d]", n), "引用了不存在的出处"}}
		}
		evidence.WriteString(evidenceOf(v.passages[n-1]))
	}
	text := evidence.String()
	defects := unsupportedFigures(d.text, text)
	defects = append(defects, unsupportedTitles(d.text, text)...)
	defects = append(defects, v.unsupportedPlaces(d, text)...)
	if len(defects) > 0 {
		return Sentence{}, defects
	}
	return Sentence{text: d.text, citations: d.cites}, nil
}

// evidenceOf is all that a citation may bear: the passage in words, the headings over it, and what its notice says of
// itself.
func evidenceOf(h retrieval.Hit) string {
	n := h.Notice
	lines := append([]string{h.Passage.Reading()}, h.Passage.Headings...)
	lines = append(lines, cellFigures(h.Passage)...)
	lines = append(lines, h.Passage.Text, n.DisplayTitle(), n.Number, n.Issuer, n.Region.Name,
		n.Issued.Chinese(), n.Published.Chinese(), n.Effective.Chinese(), n.Expires.Chinese(), h.Validity.Note, "")
	return strings.Join(lines, "\n")
}

// counted are the things that a table's label counts, whatever unit it gives: 班数(个) counts 班.
var counted = []string{"班", "学位", "人", "名额", "课时", "学时", "节", "所"}

// cellFigures are the figures of a table row with the units of their labels: 120 under 元/生/月 is 120元/生/月, and 8
// under 班数(个) is 8个 and 8个班.
func cellFigures(p retrieval.Passage) []string {
	var lines []string
	for i, cell := range p.Cells() {
		if i >= len(p.Columns) {
			break
		}
		label := p.Columns[i]
		for _, f := range figures.FindCell(cell, label) {
			lines = append(lines, label+":"+f.String())
		}
		for _, noun := range counted {
			if strings.Contains(label, noun) {
				lines = append(lines, label+":"+cell+"个"+noun)
			}
		}
	}
	return lines
}

// unsupportedFigures are the figures of a sentence that the evidence does not hold, or holds of something else.
func unsupportedFigures(sentence, evidence string) []defect {
	var all []defect
	for _, f := range figures.Unsupported(evidence, sentence) {
		all = append(all, defect{f.Text, "所引原文没有这个数字,或者说的是别的事"})
	}
	return all
}

// supported reports that one of the figures supports a claim's.
func supported(claim figures.Figure, sources []figures.Figure) bool {
	return slices.ContainsFunc(sources, func(s figures.Figure) bool { return figures.Supports(s, claim) })
}

// unsupportedTitles are the titles in a sentence that the evidence does not name.
func unsupportedTitles(sentence, evidence string) []defect {
	var all []defect
	for _, title := range titlesIn(sentence) {
		if !strings.Contains(searchable(evidence), searchable(title)) {
			all = append(all, defect{"《" + title + "》", "所引原文没有这份文件"})
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

// unsupportedPlaces are the places in a sentence that neither the evidence names nor its notices' regions include.
func (v verifier) unsupportedPlaces(d draft, evidence string) []defect {
	var all []defect
	for _, m := range v.places.Find(d.text) {
		if strings.Contains(searchable(evidence), searchable(d.text[m.Start:m.End])) || v.inRegion(d, m) {
			continue
		}
		all = append(all, defect{d.text[m.Start:m.End], "所引原文没有这个地区"})
	}
	return all
}

// inRegion reports a mention of a place that a cited notice's region is or lies in.
func (v verifier) inRegion(d draft, m place.Mention) bool {
	for _, n := range d.cites {
		for _, p := range m.Candidates {
			if retrieval.RegionOf(p).AppliesAt(v.passages[n-1].Notice.Region) {
				return true
			}
		}
	}
	return false
}
