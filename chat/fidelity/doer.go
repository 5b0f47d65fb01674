package fidelity

import (
	"regexp"
	"strings"
)

// doer is who does something, by the verb: 由监护人提出, 由县财政承担.
var doer = regexp.MustCompile(`由(\p{Han}{2,8}?)(于|统一|统筹|负责|承担|制定|安排|审核|提出|组织|协商|解释|核定)`)

// otherDoer are those whom a sentence has do what the passages say others do.
func (c claim) otherDoer() []Fault {
	var all []Fault
	for _, m := range doer.FindAllStringSubmatch(c.body, -1) {
		told, same := false, false
		for _, e := range c.cited {
			for _, o := range doer.FindAllStringSubmatch(e.body, -1) {
				if o[2] == m[2] {
					told, same = true, same || strings.Contains(o[1], m[1]) || strings.Contains(m[1], o[1]) || sharePair(o[1], m[1])
				}
			}
		}
		if told && !same {
			all = append(all, Fault{m[0], "资料里是别人做的"})
		}
	}
	return all
}

// sharePair reports that two names have a pair of characters in common: 县级教育部门, 教育局.
func sharePair(a, b string) bool { return shared(pairSet(a), pairSet(b)) > 0 }
