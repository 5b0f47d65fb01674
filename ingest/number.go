package ingest

import (
	"regexp"
	"strings"
)

// documentNumber is a 发文字号 in the normal form, in all its brackets: 奉节府办发〔2023〕65号.
var documentNumber = regexp.MustCompile(`[\p{Han}]{1,16}[〔\[【(](?:19|20)\d\d[〕\]】)]\s*第?\s*\d{1,4}\s*号`)

// columns are parted by wide gaps.
var columns = regexp.MustCompile(`[ \t\x{2002}\x{2003}\x{3000}]{3,}`)

// noticeNumber finds a notice's own number: what its label states, else a line of the head, before the text proper,
// that is a number and nothing else or ends with one under the issuer's name. Numbers that the text cites are not its own.
func noticeNumber(m metadata, all []line, body int) string {
	if stated := m[fieldNumber]; stated != "" {
		if documentNumber.MatchString(fold(stated)) || strings.HasSuffix(fold(stated), "号") {
			return stated
		}
	}
	for _, l := range all[:min(len(all), body+headLines)] {
		for _, column := range columns.Split(l.text, -1) { // number and signatory stand on one line of a letterhead
			folded := strings.TrimSpace(fold(column))
			if g := documentNumber.FindString(folded); g != "" && len(g) >= len(folded)-len("()") {
				return strings.Trim(column, "()\uFF08\uFF09 \u3000")
			}
		}
		if opensBody(l.text) {
			break
		}
	}
	return ""
}
