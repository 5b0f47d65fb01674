package ingest

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"wence/retrieval"
)

// organ is the end of an issuing body's name.
var organ = regexp.MustCompile(`(人民政府|办公室|办公厅|委员会|教育局|教育厅|教体局|教委|教育部|财政局|财政厅|管委会|局|厅|委|院|办|部|署|处|中心|学校|小学|中学|幼儿园|领导小组)$`)

// A signature is the 落款: who signed and when.
type signature struct {
	organ string
	date  retrieval.Date
}

// sign finds the signature: a line that is only a date, and the lines above it that name organs. A notice that issues
// a document signs in the middle, before it, so every line is looked at; the first signature is the notice's own.
func sign(all []line, body int) signature {
	for i := max(body, 1); i < len(all); i++ {
		folded := strings.TrimSpace(fold(all[i].text))
		if all[i].row || !dateOnly(folded) {
			continue
		}
		s := signature{date: parseDate(folded)}
		if above := strings.TrimSpace(all[i-1].text); isOrgan(above) {
			s.organ = above
			return s
		}
		if i == len(all)-1 {
			return s
		}
	}
	return signature{}
}

// isOrgan reports a line that is the name of an issuing body.
func isOrgan(s string) bool {
	folded := fold(s)
	return utf8.RuneCountInString(folded) <= 40 && !strings.ContainsAny(folded, "。,;:") && organ.MatchString(folded)
}
