package ingest

import (
	"path"
	"regexp"
	"strings"

	"wence/retrieval/zh"
)

// numbering is what people put around the title in a file's name: 01-, 附件2, (1), _20260301.
var numbering = regexp.MustCompile(`^[\s\d._-]+|^附\s*件\s*[\d一二三四五六七八九十]*[\s:.、_-]*|\(\d+\)$|[\s_-]*\d{6,}$|-?\s*副本$`)

// nameTitle is the title that a file's name gives, "" when it names none: 附件1.xlsx, 新建文档.docx, a3f9.html.
func nameTitle(name string) string {
	stem := fold(strings.TrimSuffix(name, path.Ext(name)))
	for before := ""; before != stem; {
		before, stem = stem, strings.TrimSpace(numbering.ReplaceAllString(stem, ""))
		if strings.HasPrefix(stem, "年") { // the number was a year
			stem = before
		}
	}
	han := 0
	for _, r := range stem {
		if zh.IsHan(r) {
			han++
		}
	}
	if han < 2*titleMin || han > titleMax || strings.HasPrefix(stem, "新建") {
		return ""
	}
	return stem
}
