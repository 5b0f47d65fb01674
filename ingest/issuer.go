package ingest

import (
	"regexp"
	"strings"
)

// issuer is who issued the notice: what a label states, else who signed it, else the organ that the title names before
// 关于, else the source when that is an organ.
func issuer(m metadata, s signature, title string) string {
	if m[fieldIssuer] != "" {
		return m[fieldIssuer]
	}
	if s.organ != "" {
		return s.organ
	}
	if name, _, ok := strings.Cut(others.ReplaceAllString(title, "$1"), "关于"); ok && isOrgan(name) {
		return name
	}
	if isOrgan(m[fieldSource]) {
		return m[fieldSource]
	}
	return ""
}

// others are those that sign with the organ that a title names: 教育局等四部门关于.
var others = regexp.MustCompile(`等[\p{Han}\d]{1,3}(?:部门|单位|机关|局|厅)(关于)`)

// letterhead is the organ on the line above the title, or in brackets below it.
func letterhead(all []line, title string) string {
	for i, l := range all[:min(len(all), headLines)] {
		if !strings.HasPrefix(bareTitle(title), bareTitle(l.text)) {
			continue
		}
		if i > 0 && isSigner(all[i-1].text) {
			return strings.Join(strings.Fields(all[i-1].text), " ")
		}
		if below := bracketed(all, i+1); below != "" {
			return strings.TrimRight(maker.FindString(below), "0123456789年月日 ")
		}
		return ""
	}
	if below := bracketed(all, 0); below != "" {
		return maker.FindString(below)
	}
	return ""
}

// maker are the organs that a remark in brackets begins with.
var maker = regexp.MustCompile(`^(?:[\p{Han}]{2,20}?(?:政府|局|厅|委员会|办公室|部|学院|大学)(?:办公室)?[、 ]*)+`)

// bracketed is line i without its brackets, "" when it has none around it.
func bracketed(all []line, i int) string {
	if i >= len(all) {
		return ""
	}
	s := strings.TrimSpace(all[i].text)
	if folded := fold(s); !strings.HasPrefix(folded, "(") || !strings.HasSuffix(folded, ")") {
		return ""
	}
	return strings.Trim(s, "()\uFF08\uFF09")
}
