package place

import (
	"regexp"
	"strings"

	"wence/retrieval/zh"
)

// Names above a place where a text spells them out, province first, at the begin of a phrase, and the place itself.
const (
	chainAbove = `(?:^|[^\p{Han}])(?:(\p{Han}{2,3}省|\p{Han}{2,6}自治区))?(\p{Han}{2,7}?(?:市|自治州|地区|盟))?`
	chainBelow = `(\p{Han}{2,7}?(?:管理区|开发区|新区|县|旗|区))`
)

var fullChain = regexp.MustCompile(chainAbove + chainBelow)

// Spelled returns a place that the standard lacks, below the places that the text spells out before its name
// (岚江省澜川市鹤汀县): a new division's notices tell where it lies. p is the place as far as it is known, by its
// name; with the zero Place the first such chain from the province down counts. It is false where the text spells out
// none, and where the standard knows the province, whose places need not be learned.
func (g *Gazetteer) Spelled(p Place, text string) (Place, bool) {
	if p.Code != "" || p.Level == Nation {
		return Place{}, false
	}
	chain, own := fullChain, ""
	if !p.IsZero() {
		own = zh.Simplify(p.Name)
		chain = regexp.MustCompile(chainAbove + `(` + regexp.QuoteMeta(own) + `)`)
	}
	best := ""
	for line := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '\n' || r == '\t' }) {
		for _, m := range chain.FindAllStringSubmatch(zh.Fold(line), -1) {
			if own == "" && (m[1] == "" || m[2] == "" || best != "") {
				continue
			}
			if path := strings.Trim(strings.Join(m[1:4], "/"), "/"); strings.Count(path, "/") > strings.Count(best, "/") {
				best = strings.ReplaceAll(path, "//", "/")
			}
		}
	}
	if province, _, found := strings.Cut(best, "/"); best == "" || found && len(g.entries(province)) > 0 {
		return Place{}, false
	}
	return g.Lookup(best)
}
