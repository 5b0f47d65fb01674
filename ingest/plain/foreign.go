package plain

import (
	"regexp"
	"unicode"

	"wence/ingest/document"
)

// What is text and no notice: the output of programs and what programs are made of.
var (
	logLine  = regexp.MustCompile(`^\W{0,2}(\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d|\d\d/\w{3}/\d{4}:\d\d|[A-Z][a-z]{2} +\d{1,2} \d\d:\d\d:\d\d|\d\d:\d\d:\d\d[.,]\d{3}|(TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL)\b|\d{1,3}(\.\d{1,3}){3} - )`)
	codeLine = regexp.MustCompile(`^\s*(#include|#!/|import |from \S+ import|package \w+|func |def |class |public |private |static |var |let |const |if ?\(|for ?\(|while ?\(|return\b|else\b|export |set -|\.PHONY|@echo|\$\(|[\w.-]+ ?[:?+]?= ?\S|[\w./%$()-]+:(\s|$)|//|/\*|\*/|[{}()\[\]];?,?\s*$)|[{};]\s*$|^\t\S`)
)

// Bounds of such a file: so many of its lines, in tenths, are of one kind, and it has so few Chinese characters for each
// line of code. A log may speak Chinese.
const (
	fewLines   = 5
	mostLog    = 6
	mostCode   = 6
	hanPerLine = 3
)

// foreign is the Problem of a log or of a program's source; nil for other text.
func foreign(lines []string) error {
	all, logs, code, han := 0, 0, 0, 0
	for _, l := range lines {
		if l == "" {
			continue
		}
		all++
		if logLine.MatchString(l) {
			logs++
		}
		if codeLine.MatchString(l) {
			code++
		}
		for _, r := range l {
			if unicode.Is(unicode.Han, r) {
				han++
			}
		}
	}
	what := ""
	switch {
	case all < fewLines:
	case logs*10 >= all*mostLog:
		what = "程序的运行日志"
	case code*10 >= all*mostCode && han < all*hanPerLine:
		what = "程序代码或配置"
	}
	if what == "" {
		return nil
	}
	return &document.Problem{Reason: "文件是" + what + ",不是通知一类的文件", Remedy: "请确认没有选错文件", Err: document.ErrNotText}
}
