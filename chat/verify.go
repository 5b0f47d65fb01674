package chat

import (
	"fmt"
	"regexp"
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

// namedTitle is a notice's title in a sentence.
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
	lines = append(lines, h.Passage.Text, n.DisplayTitle(), n.Number, n.Issuer, n.Region.Name,
		n.Issued.Chinese(), n.Published.Chinese(), n.Effective.Chinese(), "")
	return strings.Join(lines, "\n")
}

// unsupportedFigures are the figures of a sentence that the evidence does not hold.
func unsupportedFigures(sentence, evidence string) []defect {
	var all []defect
	var sources []figures.Figure
	for i, claim := range figures.Find(sentence) {
		if i == 0 {
			sources = figures.Find(evidence)
		}
		if !supported(claim, sources) {
			all = append(all, defect{claim.Text, "所引原文没有这个数字"})
		}
	}
	return all
}

func supported(claim figures.Figure, sources []figures.Figure) bool {
	for _, s := range sources {
		if figures.Supports(s, claim) {
			return true
		}
	}
	return false
}

// unsupportedTitles are the titles in a sentence that the evidence does not name.
func unsupportedTitles(sentence, evidence string) []defect {
	var all []defect
	for _, g := range namedTitle.FindAllStringSubmatch(sentence, -1) {
		if !strings.Contains(searchable(evidence), searchable(g[1])) {
			all = append(all, defect{g[0], "所引原文没有这份文件"})
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
