package charset

import (
	"errors"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// Text below these bounds is not text. Good notices have at least 0.54 common characters, garbage about 0.04; lists of
// personal names lie between.
const (
	minCommon   = 0.20
	minHan      = 20   // fewer Chinese characters prove nothing
	maxControls = 0.01 // share of control characters and lost ones among all
)

// Common gives the share of everyday characters among the Chinese characters of text, and the number of the latter. The
// share is above 0.5 in a real notice of either script and near 0 where text was decoded or extracted wrongly.
func Common(text string) (share float64, han int) {
	everyday := 0
	for _, r := range text {
		if r < firstHan || !unicode.Is(unicode.Han, r) {
			continue
		}
		han++
		if weight(r) == 1 {
			everyday++
		}
	}
	if han == 0 {
		return 0, 0
	}
	return float64(everyday) / float64(han), han
}

// firstHan is the first code point of the Han script.
const firstHan = 0x2E80

// weight says how well a character outside ASCII fits a Chinese text, from -1 to 1; 1 is kept for everyday characters.
func weight(r rune) float32 {
	if table := weights(); int(r) < len(table) {
		return table[r]
	}
	return classWeight(r)
}

// weights holds weight for the Basic Multilingual Plane.
var weights = sync.OnceValue(func() []float32 {
	table := make([]float32, 1<<16)
	for r := range table {
		table[r] = classWeight(rune(r))
	}
	for r := range regular() {
		table[r] = 0.5
	}
	for _, r := range simplified + traditional {
		table[r] = 1
	}
	return table
})

func classWeight(r rune) float32 {
	switch {
	case r == unicode.ReplacementChar, unicode.Is(unicode.Co, r), r < 0xA0:
		return -1
	case strings.ContainsRune("“”‘’—…·〔〕《》、。〈〉「」『』【】", r), r >= 0xFF01 && r <= 0xFF5E, r == 0x3000, r == 0xA0, r == 0x2003:
		return 0.7
	case unicode.Is(unicode.Han, r), unicode.Is(unicode.So, r), r >= 0x2000 && r < 0x2300:
		return 0
	case unicode.Is(unicode.Latin, r):
		return 0.1
	case !unicode.IsPrint(r):
		return -0.7
	}
	return -0.3
}

// regular holds the 3,755 characters of GB2312's first level and the 5,401 of Big5's.
var regular = sync.OnceValue(func() map[rune]bool {
	set := make(map[rune]bool, 8000)
	add := func(b []byte, err error) {
		if err == nil {
			for _, r := range string(b) {
				if unicode.Is(unicode.Han, r) {
					set[r] = true
				}
			}
		}
	}
	for lead := byte(0xA4); lead <= 0xD7; lead++ {
		for trail := byte(0xFE); trail >= 0x40; trail-- {
			if trail == 0x7F || trail > 0x7F && trail < 0xA1 {
				continue
			}
			if lead >= 0xB0 && trail >= 0xA1 {
				add(simplifiedchinese.GB18030.NewDecoder().Bytes([]byte{lead, trail}))
			}
			if lead <= 0xC6 {
				add(traditionalchinese.Big5.NewDecoder().Bytes([]byte{lead, trail}))
			}
		}
	}
	return set
})

// rate gives the mean weight of the characters outside ASCII, control characters counted among them, and the number of
// lost ones; plain ASCII rates 1.
func rate(text string) (score float64, lost int) {
	var sum float32
	n := 0
	for _, r := range text {
		switch {
		case r >= 0x80:
			if r == unicode.ReplacementChar {
				lost++
			}
			sum += weight(r)
			n++
		case isControl(r):
			sum--
			n++
		}
	}
	if n == 0 {
		return 1, 0
	}
	return float64(sum) / float64(n), lost
}

func isControl(r rune) bool {
	return r < '\t' || r > '\r' && r < ' ' || r == 0x7F
}

// check says why decoded text is not text; nil when it is.
func check(r Result) error {
	bad, all := r.Lost, 0
	last := '\n'
	for _, c := range r.Text {
		all++
		// A character of private use that opens a paragraph or a word is the bullet of a symbol font.
		if isControl(c) || unicode.Is(unicode.Co, c) && !unicode.IsSpace(last) && last != '>' {
			bad++
		}
		last = c
	}
	if all == 0 || float64(bad) > maxControls*float64(all)+1 {
		return errors.New("control characters or undecodable bytes")
	}
	if share, han := Common(r.Text); han >= minHan && share < minCommon {
		return errors.New("too few common characters")
	}
	return nil
}
