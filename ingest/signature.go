package ingest

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"wence/retrieval"
)

// organ is the end of an issuing body's name.
var organ = regexp.MustCompile(`(人民政府|[县市乡镇]政府|公所|办公室|办公厅|委员会|教育局|教育厅|教体局|教委|教育部|财政局|财政厅|管委会|局|厅|委|院|办|部|署|处|中心|学校|小学|中学|幼儿园|领导小组)$`)

// signer is the end of what else signs over a date.
var signer = regexp.MustCompile(`(科|室|股|会|大学|站|队|公司|基金会|集团)$`)

// A signature is the 落款: who signed and when.
type signature struct {
	organ string // several are parted by a space
	date  retrieval.Date
}

// sign finds the signature: a line that is only a date, and the lines above it that name organs, or both on one line. A
// notice that issues a document signs in the middle, before it, so every line is looked at; the first signature is the
// notice's own. Without one the organs that the text ends with have signed.
func sign(all []line, body int) signature {
	for i := body; i < len(all); i++ {
		folded := strings.TrimSpace(fold(all[i].text))
		if all[i].row {
			continue
		}
		if organ, date := signedLine(all[i].text); organ != "" {
			return signature{organ, date}
		}
		if !dateOnly(folded) {
			continue
		}
		s := signature{organ: signers(all[:i], body), date: parseDate(folded)}
		if s.organ != "" || i == textEnd(all)-1 {
			return s
		}
	}
	return signature{organ: signers(all[:textEnd(all)], body)}
}

// textEnd is the index after the last line that is no remark in brackets: (此件公开发布).
func textEnd(all []line) int {
	end := len(all)
	for end > 0 && !all[end-1].row && strings.HasPrefix(fold(all[end-1].text), "(") && strings.HasSuffix(fold(all[end-1].text), ")") {
		end--
	}
	return end
}

// signers are the organs that stand on the last lines, parted by spaces.
func signers(all []line, body int) string {
	var names []string
	for i := len(all) - 1; i >= max(body, 1) && !all[i].row && isSigner(all[i].text); i-- {
		names = append([]string{strings.Join(strings.Fields(all[i].text), " ")}, names...)
	}
	return strings.Join(names, " ")
}

// signedLine reads a line that is organs and a date.
func signedLine(s string) (organ string, date retrieval.Date) {
	words := strings.Fields(s)
	if len(words) < 2 {
		return "", ""
	}
	last := fold(words[len(words)-1])
	if !dateOnly(last) || slices.ContainsFunc(words[:len(words)-1], func(w string) bool { return !isSigner(w) }) {
		return "", ""
	}
	return strings.Join(words[:len(words)-1], " "), parseDate(last)
}

// isSigner reports what stands in a signature.
func isSigner(s string) bool {
	folded := strings.TrimSpace(fold(s))
	return isOrgan(s) || utf8.RuneCountInString(folded) <= 30 && !strings.ContainsAny(folded, "。,;:、") && signer.MatchString(folded)
}

// isOrgan reports a line that is the name of an issuing body.
func isOrgan(s string) bool {
	folded := fold(s)
	return utf8.RuneCountInString(folded) <= 40 && !strings.ContainsAny(folded, "。,;:") && organ.MatchString(folded)
}
