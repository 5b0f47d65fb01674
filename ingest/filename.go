package ingest

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"wence/ingest/document"
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

// longestName is how many characters of a file's name are kept; longestExtension how many of them its extension may have.
const (
	longestName      = 150
	longestExtension = 10
)

// CleanName is a file's name as people may be shown it: without line ends and what turns the direction of writing
// ("通知\u202Efdp.exe" would look like a PDF), of a bounded length, with its extension. A name that is cut keeps a mark of
// what it was, so that two of them stay two.
func CleanName(name string) string {
	clean := strings.Map(func(r rune) rune {
		switch {
		case unicode.In(r, unicode.Cf, unicode.Co):
			return -1
		case unicode.IsControl(r), unicode.In(r, unicode.Zl, unicode.Zp), r == unicode.ReplacementChar:
			return ' '
		}
		return r
	}, name)
	clean = strings.TrimSpace(clean)
	if all := []rune(clean); len(all) > longestName {
		extension := []rune(path.Ext(clean))
		if len(extension) > longestExtension {
			extension = nil
		}
		mark := "…" + digest([]byte(name))[:8]
		clean = string(all[:longestName-len([]rune(mark))-len(extension)]) + mark + string(extension)
	}
	return firstOf(clean, "未命名")
}

// programs are the extensions under which a system runs a file that is opened.
var programs = []string{".exe", ".com", ".bat", ".cmd", ".scr", ".pif", ".msi", ".dll", ".vbs", ".vbe", ".wsf", ".hta", ".ps1", ".lnk", ".jar", ".apk", ".sh", ".reg"}

// refuseProgram refuses a file that is called a program, whatever it holds: whoever downloads it from a citation would run
// it.
func refuseProgram(name string) error {
	extension := strings.ToLower(path.Ext(strings.TrimRight(CleanName(name), ". ")))
	if !slices.Contains(programs, extension) {
		return nil
	}
	return &document.Problem{
		Reason: fmt.Sprintf("文件名以%s结尾,是程序的名字", extension), Remedy: "若确是通知,请改成与内容相符的扩展名(如.html、.pdf)后重新提交",
		Err: fmt.Errorf("named like a program: %w", document.ErrNotText),
	}
}
