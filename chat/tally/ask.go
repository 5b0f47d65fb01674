// Package tally answers what is asked of several rows at once: how much they are together, which has most, which there
// are. Everything it says is read out of the rows or worked out of what they say.
//
//	question --Read--> Ask; rows of a table, or sentences alike --Of--> Tally
package tally

import (
	"strings"
	"wence/chat/reading"
	"wence/retrieval/zh"
)

// A Kind says what is asked of rows.
type Kind int

// The kinds.
const (
	Sum  Kind = iota + 1 // how much together
	Best                 // which has most, or least
	List                 // which there are
)

// An Ask is what a question asks of rows.
type Ask struct {
	Kind  Kind
	Word  string // of Best: how it asks, 多 or 便宜
	Least bool   // of Best: the smallest is asked for
	Some  bool   // of Best: of those that the question names

	question string
}

var (
	which = zh.Words("哪 谁 什么")
	lists = zh.Words("哪些 哪几 有哪 列出 列一下 名单 都是谁 都有谁 都有什么")
)

// Read reads what a question in the normal form asks of rows; ok is false where it asks of one.
func Read(question string) (a Ask, ok bool) {
	a.question = question
	_, more := reading.Comparison(question)
	most := reading.Extreme(question)
	switch before, behind, _ := strings.Cut(question, most); {
	case most != "" && (which.In(before) || strings.HasPrefix(behind, "的") && which.In(behind)):
		a.Kind, a.Word = Best, strings.TrimPrefix(most, "最")
		a.Least = opposite.Replace(a.Word) != a.Word
	case more != "": // of two the larger is told, which says which is less
		a.Kind, a.Some, a.Word = Best, true, opposite.Replace(more)
	case reading.AsksTotal(question):
		a.Kind = Sum
	case lists.In(question):
		a.Kind = List
	}
	return a, a.Kind != 0
}

// Degree is how a question for the best asks: 最多, of two 较多.
func (a Ask) Degree() string {
	if a.Some {
		return "较" + a.Word
	}
	return "最" + a.Word
}

// asksPrice reports a question for the dearest or the cheapest.
func (a Ask) asksPrice() bool { return a.Word == "贵" || a.Word == "便宜" }

var opposite = strings.NewReplacer("少", "多", "低", "高", "小", "大", "便宜", "贵", "短", "长", "差", "多")
