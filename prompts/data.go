package prompts

import (
	"strings"
	"unicode"
)

// brackets are taken out of data, so that no tag can be written in it. The full-width ones mean the same to a reader.
var brackets = strings.NewReplacer("<", "\uFF1C", ">", "\uFF1E")

// data makes a text harmless between tags: no angle brackets, nothing invisible. Lines stay.
func data(text string) string {
	text = strings.ToValidUTF8(text, "")
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Co, r):
			return -1
		}
		return r
	}, text)
	return strings.TrimSpace(brackets.Replace(text))
}

// line is data on one line.
func line(text string) string { return strings.Join(strings.Fields(data(text)), " ") }

func lines(all []string) []string {
	out := make([]string, len(all))
	for i, s := range all {
		out[i] = line(s)
	}
	return out
}

// clean makes every field of the passages data.
func clean(all []Passage) []Passage {
	out := make([]Passage, len(all))
	for i, p := range all {
		out[i] = Passage{
			N: p.N, Place: line(p.Place), Title: line(p.Title), Number: line(p.Number), Date: line(p.Date),
			Effective: line(p.Effective), Validity: line(p.Validity), Locator: line(p.Locator), Text: data(p.Text),
		}
	}
	return out
}
