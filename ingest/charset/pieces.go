package charset

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// Costs of the cheapest reading: a character costs up to 2.6 by its weight, so a change of encoding pays only where
// several characters gain by it.
const (
	changeCost = 8
	lostCost   = 6
)

// minRun is the number of UTF-8 Chinese characters in a row that do not occur by chance in GBK or Big5.
const minRun = 3

var pieceNames = [...]string{UTF8, GB18030, Big5}

// step is one character read at one place in one encoding.
type step struct {
	rune rune
	size int // bytes
}

// pieces reads data as a mixture of encodings and reports whether that is clearly better than best.
func pieces(data []byte, best Result) (Result, bool) {
	if best.Encodings[0] == UTF16LE || best.Encodings[0] == UTF16BE {
		return Result{}, false
	}
	if best.Lost == 0 && best.Confidence >= sure && utf8Run(data) < minRun {
		return Result{}, false
	}
	r := assemble(data, cheapest(data))
	if len(r.Encodings) < 2 || r.Confidence < best.Confidence+0.02 && r.Lost >= best.Lost {
		return Result{}, false
	}
	return r, true
}

// utf8Run is the length of the longest run of three-byte UTF-8 characters that are Chinese.
func utf8Run(data []byte) int {
	longest, run := 0, 0
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if size == 3 && unicode.Is(unicode.Han, r) {
			run++
			longest = max(longest, run)
			i += size
			continue
		}
		run = 0
		i++
	}
	return longest
}

// cheapest finds the encoding of each byte by dynamic programming over (place, encoding). back[i*3+s] holds how place i
// was reached in encoding s: the encoding before (high bits) and the bytes taken (low four bits).
func cheapest(data []byte) []byte {
	const states, ring = len(pieceNames), 5
	back := make([]byte, (len(data)+1)*states)
	var cost [ring][states]float32
	const far = 1e30
	for i := 1; i < ring; i++ {
		cost[i] = [states]float32{far, far, far}
	}
	for i := range data {
		at := &cost[i%ring]
		cheap := slices.Index(at[:], slices.Min(at[:]))
		for s := range states {
			from, c := s, at[s]
			if at[cheap]+changeCost < c {
				from, c = cheap, at[cheap]+changeCost
			}
			st := next(data[i:], s)
			c += price(st)
			if to := i + st.size; c < cost[to%ring][s] {
				cost[to%ring][s] = c
				back[to*states+s] = byte(from<<4 | st.size)
			}
		}
		*at = [states]float32{far, far, far}
	}
	end := cost[len(data)%ring]
	return trace(back, slices.Index(end[:], slices.Min(end[:])))
}

// trace walks back from the end in state s and gives, for each byte at which a character starts, its encoding plus one;
// 0 inside characters.
func trace(back []byte, s int) []byte {
	states := len(pieceNames)
	i := len(back)/states - 1
	path := make([]byte, i)
	for i > 0 {
		b := back[i*states+s]
		i -= int(b & 15)
		path[i] = byte(s) + 1
		s = int(b >> 4)
	}
	return path
}

func assemble(data, path []byte) Result {
	var text strings.Builder
	var r Result
	for i := 0; i < len(data); {
		s := int(path[i]) - 1
		st := next(data[i:], s)
		text.WriteRune(st.rune)
		if name := pieceNames[s]; data[i] >= utf8.RuneSelf && !slices.Contains(r.Encodings, name) {
			r.Encodings = append(r.Encodings, name)
		}
		i += st.size
	}
	r.Text = text.String()
	r.Confidence, r.Lost = rate(r.Text)
	return r
}

func price(s step) float32 {
	switch {
	case s.rune < utf8.RuneSelf:
		return 0
	case s.rune == utf8.RuneError:
		return lostCost
	}
	return 0.6 + 1 - weight(s.rune)
}

// next reads one character of data, which is not empty, in encoding number s.
func next(data []byte, s int) step {
	if data[0] < utf8.RuneSelf {
		return step{rune(data[0]), 1}
	}
	if s == 0 {
		r, size := utf8.DecodeRune(data)
		return step{r, size}
	}
	if len(data) >= 2 {
		if r := pairs()[s-1][int(data[0])<<8|int(data[1])]; r != 0 {
			return step{r, 2}
		}
	}
	if s == 1 && len(data) >= 4 && data[1] >= '0' && data[1] <= '9' {
		if b, err := simplifiedchinese.GB18030.NewDecoder().Bytes(data[:4]); err == nil {
			if r, size := utf8.DecodeRune(b); size == len(b) {
				return step{r, 4}
			}
		}
	}
	return step{utf8.RuneError, 1}
}

// pairs maps two bytes to a character, in GB18030 and in Big5; 0 = none.
var pairs = sync.OnceValue(func() [2][]rune {
	return [2][]rune{pairTable(simplifiedchinese.GB18030), pairTable(traditionalchinese.Big5)}
})

func pairTable(e encoding.Encoding) []rune {
	table := make([]rune, 1<<16)
	for lead := 0x81; lead <= 0xFE; lead++ {
		for trail := 0x40; trail <= 0xFE; trail++ {
			b, err := e.NewDecoder().Bytes([]byte{byte(lead), byte(trail)})
			if r, size := utf8.DecodeRune(b); err == nil && size == len(b) && r != utf8.RuneError {
				table[lead<<8|trail] = r
			}
		}
	}
	return table
}
