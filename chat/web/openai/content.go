package openai

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"wence/chat"
	"wence/chat/plain"
)

// An annotation points from a mark in the text to its source.
type annotation struct {
	Type     string      `json:"type"`
	Citation urlCitation `json:"url_citation"`
}

// A urlCitation is where a mark stands, in characters of the text (code points), and what it stands for.
type urlCitation struct {
	Start int    `json:"start_index"`
	End   int    `json:"end_index"`
	URL   string `json:"url"`
	Title string `json:"title"`
}

// annotations finds the marks of an answer in its text.
func annotations(a chat.Answer, address string) []annotation {
	all := []annotation{}
	at, characters := 0, 0 // bytes gone through, and the characters that they are
	for at < len(a.Text) {
		first, c := nextMark(a, a.Text[at:])
		if first < 0 {
			break
		}
		length := len(mark(c))
		start := characters + utf8.RuneCountInString(a.Text[at:at+first])
		at, characters = at+first+length, start+length // a mark is ASCII
		all = append(all, annotation{"url_citation", urlCitation{start, characters, address + c.Link, plain.Title(c.Notice)}})
	}
	return all
}

func mark(c chat.Citation) string { return fmt.Sprintf("[%d]", c.N) }

// nextMark is where the first mark in a text begins, in bytes, and its citation; below 0 when there is none.
func nextMark(a chat.Answer, text string) (int, chat.Citation) {
	first, found := -1, chat.Citation{}
	for _, c := range a.Citations {
		if i := strings.Index(text, mark(c)); i >= 0 && (first < 0 || i < first) {
			first, found = i, c
		}
	}
	return first, found
}

// A usage counts tokens. Without a model it counts characters, for a bot that bills by tokens takes 0 for a failure.
type usage struct {
	Prompt     int `json:"prompt_tokens"`
	Completion int `json:"completion_tokens"`
	Total      int `json:"total_tokens"`
}

func usageOf(q chat.Question, a chat.Answer, text string) usage {
	u := usage{a.Usage.PromptTokens, a.Usage.CompletionTokens, 0}
	if u.Prompt == 0 || u.Completion == 0 {
		u.Prompt = utf8.RuneCountInString(q.Text)
		for _, t := range q.History {
			u.Prompt += utf8.RuneCountInString(t.Content)
		}
		u.Completion = max(1, utf8.RuneCountInString(text))
	}
	u.Total = u.Prompt + u.Completion
	return u
}
