package fidelity

import (
	"slices"
	"strings"
	"unicode/utf8"

	"wence/retrieval/figures"
	"wence/retrieval/zh"
)

// clauseEnds cut a sentence where its predicates end.
const clauseEnds = ",;:。!?\n，；：！？"

// A clause is a stretch of text with one predicate, as a rule.
type clause struct {
	text    string
	pairs   map[string]bool  // of what it speaks of: words that deny or allow left out
	denials []string         // what each of its denials denies: the character behind it, "" of a list of what is forbidden
	given   bool             // it says when something holds
	freed   bool             // it frees somebody in another way, or stands behind whom it does not reach: 除孤儿外
	over    bool             // it is about more or less than some limit: 不得收取超过60课时
	ranks   []figures.Figure // 三年级, 二类: which of several it speaks of
}

// clausesIn are the clauses of a text. A question says nothing of itself; its answer says it: 可以转学吗?不可以.
func clausesIn(s string) []clause {
	var all []clause
	asked, last := "", ""
	banned := false // a list of what must not be done is open
	eachClause(s, func(text, end string) {
		if last == "\n" && !strings.HasPrefix(text, "(") {
			banned = false
		}
		last = end
		switch {
		case text == "" || text == "答" || text == "问":
			return
		case end == "?" || end == "？" || strings.HasSuffix(text, "吗"):
			asked = text
			return
		case asked != "":
			all = append(all, answeredAs(asked, text))
			asked = ""
		}
		c := newClause(text)
		if n := len(all); n > 0 {
			c.freed = c.freed || strings.HasSuffix(all[n-1].text, "外")
			if all[n-1].given && punishing.In(text) {
				all[n-1].denials = []string{""}
			}
		}
		if banned {
			c.denials = []string{""}
		}
		all = append(all, c)
		banned = banned || end == ":" && forbidding.In(text)
	})
	return all
}

// conditional are words with which a condition begins.
var conditional = zh.Words("如果 若 如 假如 前提是 要是 除非 只要 只有 虽")

// forbidding says that something must not be done.
var forbidding = zh.Words("严禁 禁止 不得 不准")

// exceeding is more or less than a limit.
var exceeding = zh.Words(comparisons)

// punishing says what becomes of those who do what a clause before says.
var punishing = zh.Words("罚 没收 警告 处分 责令 追究 吊销")

// eachClause gives the clauses of a text, each with the mark that ends it, "" at the end.
func eachClause(s string, give func(clause, end string)) {
	from := 0
	for i, r := range s {
		if strings.ContainsRune(clauseEnds, r) {
			next := i + utf8.RuneLen(r)
			give(s[from:i], s[i:next])
			from = next
		}
	}
	give(s[from:], "")
}

// modal are words that allow, oblige or deny; clauses about one thing differ in them.
var modal = zh.Words("可以 应当 必须 需要 能够 可 应 须 需 能 要 会 均 都 也 还 仍 的 了", denying)

func newClause(text string) clause {
	plain := noDenials.Blank(withoutFigures(text)) // 不到五年 denies nothing
	var content strings.Builder
	at := 0
	for _, m := range modal.All(plain) {
		content.WriteString(text[at:m.Start])
		at = m.End
	}
	content.WriteString(text[at:])
	c := clause{text: text, pairs: pairSet(content.String()), given: endsWithAny(text, "的", "时", "前", "后") || conditional.At(text) != ""}
	c.denials, c.given = denialsIn(plain, c.given)
	c.freed, c.over, c.ranks = freeing.In(text), exceeding.In(noDenials.Blank(text)), ranksIn(text)
	return c
}

// answeredAs is a question turned into what its answer says.
func answeredAs(question, answer string) clause {
	c := newClause(question)
	if negation.At(answer) != "" {
		c.denials = append(c.denials, "")
	}
	return c
}

func endsWithAny(s string, ends ...string) bool {
	return slices.ContainsFunc(ends, func(e string) bool { return strings.HasSuffix(s, e) })
}

func blanked(s string) string { return strings.Repeat("\x00", len(s)) }
