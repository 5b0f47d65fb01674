package fidelity

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"wence/retrieval/figures"
	"wence/retrieval/zh"
)

// changing are the words between a value and the one that takes its place.
var changing = zh.Words(zh.Join("提高 提升 上调 调高 增加 增长 升 增 降低 下调 调低 降 减少 减 缩短 延长 调整 修改 改 变更", "到 至 为 成"))

// changedWithin is how many characters stand at most between the two.
const changedWithin = 20

// isFormer reports a value that was replaced: 由400元提高到600元.
func isFormer(text string, f figures.Figure, after []figures.Figure) bool {
	for _, g := range after {
		if sameMeasure(f, g) {
			between := text[f.End:g.Start]
			return changing.In(between) && utf8.RuneCountInString(between) <= changedWithin && !strings.ContainsAny(between, "。;；\n")
		}
	}
	return false
}

// amended is a wording that was put in the place of another.
var amended = regexp.MustCompile(`"([^"]+)"(?:修改|改|调整|变更)为"([^"]+)"`)

// replaced are wordings that the passages say were replaced, in a sentence that does not say so.
func (c claim) replaced() []Fault {
	if formerly.In(c.text) || changing.In(c.text) {
		return nil
	}
	var all []Fault
	for _, e := range c.cited {
		for _, m := range amended.FindAllStringSubmatch(e.body, -1) {
			if strings.Contains(strings.ReplaceAll(c.text, m[2], ""), m[1]) && !strings.Contains(c.text, m[2]) {
				all = append(all, Fault{m[1], "这是修改以前的文字"})
			}
		}
	}
	return all
}
