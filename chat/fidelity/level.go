package fidelity

import (
	"regexp"
	"strings"
)

// tiered is an office or a rank of one tier of government, with the two characters behind it: 县级以上, 市教育局会同.
var tiered = regexp.MustCompile(`([省市县区乡镇校])(?:\(([省市县区乡镇])\))?((?:级|财政|教育厅|教育局|教育部门|人民政府|政府|特级)\p{Han}{2})`)

// otherTier are offices and ranks of a sentence that the passages name in the same words, of another tier only.
func (c claim) otherTier() []Fault {
	told := map[string]string{} // the tiers by what stands behind them
	for _, e := range c.cited {
		for _, m := range tiered.FindAllStringSubmatch(e.body, -1) {
			told[m[3]] += m[1] + m[2]
		}
	}
	var all []Fault
	for _, m := range tiered.FindAllStringSubmatch(c.body, -1) {
		if tiers := told[m[3]]; tiers != "" && !strings.Contains(tiers, m[1]) {
			all = append(all, Fault{m[0], "资料说的是另一级"})
		}
	}
	return all
}
