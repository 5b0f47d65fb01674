// Package tally answers what is asked of several rows at once: how much they are together, which has most, which there
// are. Everything it says is read out of the rows or worked out of what they say.
//
//	question --Read--> Ask; rows of a table, or sentences alike --Of--> Tally
package tally

import (
	"regexp"
	"strings"
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
	sums  = regexp.MustCompile(`一共|总共|总数|总额|总量|总计|合计|共计|总和|加起来|合起来|共(?:有|招|计划|安排|设|配|发|补|投)?.{0,6}(?:多少|几)`)
	bests = regexp.MustCompile(`(?:哪|谁|什么).*最.{0,3}?(多|少|高|低|大|小|贵|便宜|长|短)|最(多|少|高|低|大|小|贵|便宜|长|短)的.{0,6}(?:哪|谁|什么)`)
	which = regexp.MustCompile(`(?:哪.{0,6}?|谁).{0,6}?(?:更|较)?(多|少|高|低|大|小|贵|便宜|长|短)(?:一?[些点])?[?。]*$|(多|少|高|低|大|小|贵|便宜|长|短)多少[?。]*$|(?:相差|差)多少[?。]*$`)
	lists = regexp.MustCompile(`哪些|哪几|有哪|列出|列一下|名单|都是谁|都有(?:谁|什么)`)
)

// Read reads what a question in the normal form asks of rows; ok is false where it asks of one.
func Read(question string) (a Ask, ok bool) {
	a.question = question
	if m := bests.FindStringSubmatch(question); m != nil {
		a.Kind, a.Word = Best, m[1]+m[2]
	} else if m := which.FindStringSubmatch(question); m != nil {
		a.Kind, a.Some, a.Word = Best, true, m[1]+m[2]
		if a.Word == "" {
			a.Word = "多"
		}
	} else if sums.MatchString(question) {
		a.Kind = Sum
	} else if lists.MatchString(question) {
		a.Kind = List
	}
	a.Least = strings.Contains("少低小便宜短", a.Word) && a.Word != ""
	if a.Some { // of two the larger is told, which says which is less
		a.Least, a.Word = false, opposite.Replace(a.Word)
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

var opposite = strings.NewReplacer("少", "多", "低", "高", "小", "大", "便宜", "贵", "短", "长")
