package fidelity

import (
	"slices"
	"strings"

	"wence/retrieval/zh"
)

// What a clause says that tells what a text does not state: 这一条没有写明每月的金额, 所给资料没有列出该款的内容.
var (
	texts   = []string{"资料", "条", "法", "例", "办法", "规定", "通知", "文件", "方案", "细则", "原文", "款", "意见", "标准"}
	absent  = []string{"没有", "并未", "未"}
	telling = []string{"写", "列", "说", "提", "给出", "载", "注明", "规定", "明确", "涉及", "区分", "限定", "纳入"}
	parts   = []string{"条文", "规定", "内容", "说明", "信息", "资料", "数额", "金额", "写法", "说法"}
)

// onlyTexts are what only texts leave undone, so that no text need be named: 望川市没有写罚款多少.
var onlyTexts = zh.Words(zh.Join("没有 没 并未 未", "写 写明 写到 提到 提及 列出 列明 载明 注明"))

// Between a text, the words that it lacks something, and what they are about.
const (
	absentWithin  = 4 * len("里") // bytes
	tellingWithin = 4 * len("里")
)

// tellsAbsence reports such a clause. One that rules what a text does not state tells of the world: 通知没有规定的,
// 办法未列入的项目不得收费.
func tellsAbsence(clause string) bool {
	if strings.HasSuffix(clause, "的") {
		return false
	}
	if _, ruled, found := strings.Cut(clause, "的"); found && (duty.In(ruled) || granting.In(ruled) || refusing.In(ruled)) {
		return false
	}
	if onlyTexts.In(clause) {
		return true
	}
	for _, text := range texts {
		for from := 0; ; {
			i := strings.Index(clause[from:], text)
			if i < 0 {
				break
			}
			from += i + len(text)
			at, word := firstOf(clause[from:], absent)
			if at < 0 || at > absentWithin {
				continue
			}
			rest := clause[from+at+len(word):]
			if told, _ := firstOf(rest, telling); told >= 0 && (told <= tellingWithin || startsWithAny(rest, "把", "将")) || slices.ContainsFunc(parts, func(p string) bool { return strings.HasSuffix(rest, p) }) {
				return true
			}
		}
	}
	return false
}

// firstOf is where the first of several words stands in a text, and which it is; -1 when none does.
func firstOf(text string, words []string) (at int, word string) {
	at = -1
	for _, w := range words {
		if i := strings.Index(text, w); i >= 0 && (at < 0 || i < at) {
			at, word = i, w
		}
	}
	return at, word
}

// withoutAbsence blanks the clauses of a sentence that tell what a text does not state: nothing can bear them.
func withoutAbsence(text string) string {
	var b strings.Builder
	eachClause(text, func(clause, end string) {
		if tellsAbsence(clause) {
			clause = blanked(clause)
		}
		b.WriteString(clause + end)
	})
	return b.String()
}

// inAbsence reports that what stands at an offset of a sentence is said to be absent.
func inAbsence(sentence string, at int) bool {
	return tellsAbsence(searchable(clauseAt(sentence, at)))
}
