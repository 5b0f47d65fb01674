package rules

import (
	"regexp"
	"slices"
	"strings"
)

var (
	// countedBehind is what a question counts, behind the measure: 多少名教师.
	countedBehind = regexp.MustCompile(`(?:几|多少|好多)(?:个|名|位|所|家|间|门|项|场|支|座|条|种|篇)(\p{Han}{2,6})`)
	// countedBefore is what it counts, before: 教研员有几个.
	countedBefore = regexp.MustCompile(`(\p{Han}{2,6})(?:一共|总共)?有(?:几|多少|好多)(?:个|名|位|所|家|间)?(?:$|[?。!,呢啊呀嘛吗])`)
)

// counted are the subjects that a question counts, nil when it counts none by name.
func (x extractor) counted() []feature {
	if x.want != wantCount {
		return nil
	}
	var nouns strings.Builder
	for _, pattern := range []*regexp.Regexp{countedBehind, countedBefore} {
		for _, m := range pattern.FindAllStringSubmatch(x.bare, -1) {
			nouns.WriteString(m[1] + "\n")
		}
	}
	return slices.DeleteFunc(slices.Clone(x.features), func(f feature) bool {
		return !f.topic || !strings.Contains(nouns.String(), f.words[0])
	})
}
