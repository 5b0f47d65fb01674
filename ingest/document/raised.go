package document

import (
	"regexp"
	"strings"
)

// noteMark matches what points to a note, written high. Behind a figure it would be a digit of it.
var noteMark = regexp.MustCompile(`^[\[(\x{FF08}〔]?(\d{1,3}|[*※†①-⑳])[\])\x{FF09}〕]?$`)

// meter matches the end of a text behind which a raised 2 or 3 is a square or a cube.
var meter = regexp.MustCompile(`(?i)([kcdm]?m|公里|厘米|米)$`)

// powers are the raised digits of squares and cubes.
var powers = map[string]string{"2": "²", "3": "³"}

// Raised is a text that is written high, as it reads on the line: a power behind a measure, the mark of a note in
// brackets, anything else as it stands. before is what stands to its left.
func Raised(before, text string) string {
	text = strings.TrimSpace(text)
	if power := powers[text]; power != "" && meter.MatchString(strings.TrimSpace(before)) {
		return power
	}
	if m := noteMark.FindStringSubmatch(text); m != nil {
		return "[" + m[1] + "]"
	}
	return text
}
