package verifytest

import (
	"regexp"
	"slices"
	"strings"

	"wence/retrieval/zh"
)

// citedElsewhere gives the sentence with the citations of other passages, none of which says one of its figures' numbers.
func (c *Corpus) citedElsewhere(s sentence) []Case {
	var all []Case
	for _, step := range []int{1, -1, 7, 31} {
		n := (s.cite-1+step+len(c.Hits))%len(c.Hits) + 1
		evidence := zh.Fold(c.Evidence(c.Hits[n-1]))
		strange := func(g []string) bool {
			v := value(g[1]) * max(1, scale[prefixRune(g[2])])
			return !says(evidence, value(g[1]), "") && !says(evidence, v, "")
		}
		if slices.ContainsFunc(counted.FindAllStringSubmatch(s.text, -1), strange) {
			all = append(all, Case{"citation swapped", s.text, s.text, n})
		}
	}
	return all
}

// elsewhere gives the sentence to places that its passage and notice do not name, and that its notice's does not lie in.
func (c *Corpus) elsewhere(s sentence, regions []string) []Case {
	var all []Case
	own := c.Hits[s.cite-1].Notice.Region.Path
	for i, name := range regions {
		other := regions[(i+s.cite)%len(regions)]
		switch {
		case strings.Contains(s.evidence, stem(other)), slices.Contains(own, other):
		case strings.Contains(s.text, name):
			all = append(all, Case{"place swapped", strings.ReplaceAll(s.text, name, other), s.text, s.cite})
		case i == s.cite%len(regions):
			all = append(all, Case{"place added", other + "规定," + s.text, s.text, s.cite})
		}
	}
	return all
}

// stem is a place's name without its last character, the shortest that a text may say.
func stem(name string) string {
	r := []rune(name)
	return string(r[:len(r)-1])
}

// titledOtherwise gives the sentence to other notices, and to one whose title is changed in one word.
func (c *Corpus) titledOtherwise(s sentence) []Case {
	own := c.Hits[s.cite-1].Notice
	var all []Case
	other := c.Hits[(s.cite*13)%len(c.Hits)].Notice.Title
	if other != "" && !names(s.evidence, other) {
		all = append(all, Case{"title swapped", "根据《" + other + "》," + s.text, s.text, s.cite})
	}
	for _, words := range [][2]string{{"通知", "意见"}, {"措施", "方案"}, {"办法", "规定"}, {"计划", "规划"}, {"县", "市"}, {"幼儿园", "小学"}, {"教师", "学生"}} {
		changed := strings.Replace(own.Title, words[0], words[1], 1)
		if changed != own.Title && !names(s.evidence, changed) {
			return append(all, Case{"title swapped", "《" + changed + "》规定:" + s.text, s.text, s.cite})
		}
	}
	return all
}

// names reports that the evidence holds a title, in single or double marks.
func names(evidence, title string) bool {
	single := strings.NewReplacer("〈", "《", "〉", "》")
	return strings.Contains(single.Replace(evidence), single.Replace(zh.Fold(title)))
}

var documentNumber = regexp.MustCompile(`([\p{Han}]{1,10})〔(20\d\d)〕(\d+)号`)

// numberedOtherwise changes the document number in the sentence, or adds that of its notice changed.
func (c *Corpus) numberedOtherwise(s sentence) []Case {
	text := s.text
	if !documentNumber.MatchString(text) {
		own := c.Hits[s.cite-1].Notice.Number
		if own == "" {
			return nil
		}
		text = "根据" + own + "文件," + text
	}
	var all []Case
	for _, change := range []func(g []string) string{
		func(g []string) string { return g[1] + "〔" + g[2] + "〕" + decimal(value(g[3])+1) + "号" },
		func(g []string) string { return g[1] + "〔" + decimal(value(g[2])-1) + "〕" + g[3] + "号" },
		func(g []string) string { return g[1] + "〔" + g[2] + "〕" + g[3] + "0号" },
		func(g []string) string {
			r := []rune(g[1])
			return string(r[:len(r)-1]) + "函〔" + g[2] + "〕" + g[3] + "号"
		},
	} {
		for _, changed := range replaceAt(text, documentNumber, func(g []string) string {
			with := change(g)
			if tail := []rune(with); strings.Contains(s.evidence, string(tail[max(0, len(tail)-10):])) {
				return ""
			}
			return with
		}) {
			all = append(all, Case{"document number changed", changed, s.text, s.cite})
		}
	}
	return all
}
