// Package voice holds the words that the service says of its own, in the language and script of the asker. What
// notices say is quoted as they write it.
package voice

import (
	"fmt"
	"strings"

	"wence/retrieval/zh"
)

// A Voice is the language in which the service says its own words: that of the question. The zero voice is Simplified
// Chinese.
type Voice int

// The voices.
const (
	Simplified Voice = iota
	Traditional
	English
)

// Of is the voice of a question: Traditional where it is written so, English where it holds no Chinese word to speak
// of.
func Of(question string) Voice {
	han, latin := 0, 0
	for _, r := range question {
		switch {
		case zh.IsHan(r):
			han++
		case 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z':
			latin++
		}
	}
	switch {
	case latin > 4*han: // a place or a term may stay Chinese in an English question
		return English
	case zh.IsTraditional(question):
		return Traditional
	}
	return Simplified
}

// A Phrase is a format of the service's own words in Simplified Chinese and in English. Traditional is made of the
// former.
type Phrase struct{ Chinese, English string }

// Say fills a phrase. What fills it is not converted: it is a notice's words.
func (v Voice) Say(p Phrase, args ...any) string {
	format := p.Chinese
	switch v {
	case Traditional:
		format = zh.Traditional(p.Chinese)
	case English:
		format = p.English
	}
	if len(args) == 0 {
		return format
	}
	return fmt.Sprintf(format, args...)
}

// Script writes a sentence of the program's own, which is in Simplified Chinese, in the script of the question; the
// titles in it stay as notices write them. English readers get the sentence as it is.
func (v Voice) Script(s string) string {
	if v != Traditional {
		return s
	}
	var b strings.Builder
	at := 0
	for _, title := range zh.Titles(s) {
		b.WriteString(zh.Traditional(s[at:title.Start]) + s[title.Start:title.End])
		at = title.End
	}
	return b.String() + zh.Traditional(s[at:])
}

// List joins names.
func (v Voice) List(names []string) string {
	if v == English {
		return strings.Join(names, ", ")
	}
	return strings.Join(names, "、")
}
