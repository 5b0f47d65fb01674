package draft

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Cut is a whole sentence of a stream with the marks behind it, as written.
type Cut struct {
	Text      string
	Paragraph bool // it begins a paragraph
	Overlong  bool // it is the beginning of a sentence without end
}

// Longest is how many bytes a sentence may have; one that goes on has lost its way.
const Longest = 1800

// A Cutter cuts whole sentences out of a stream of pieces, which may end anywhere. What a reasoning model thinks aloud,
// <think>…</think>, is dropped. The zero value is ready.
type Cutter struct {
	raw       string // not looked through for thoughts yet: what may be the beginning of a tag
	buf       string
	paragraph bool
	thinking  bool
	skipping  bool // the rest of an overlong sentence
}

// Add takes in a piece and returns the sentences that are complete with it. A sentence is complete once something else
// than its marks has come after it.
func (c *Cutter) Add(piece string) []Cut {
	c.raw += piece
	var all []Cut
	for c.withoutThoughts() {
		all = c.cutBuffer(all)
	}
	return c.cutBuffer(all)
}

func (c *Cutter) cutBuffer(all []Cut) []Cut {
	for {
		end, ok := sentenceEnd(c.buf)
		if !ok {
			break
		}
		all = c.take(all, end)
	}
	if len(c.buf) > Longest {
		if !c.skipping {
			all = append(all, Cut{Text: strings.ToValidUTF8(c.buf, ""), Overlong: true})
		}
		c.buf, c.skipping = "", true
	}
	return all
}

// Rest is the sentence that the stream ended with, complete or not.
func (c *Cutter) Rest() []Cut {
	if !c.thinking {
		c.buf += c.raw
	}
	c.raw = ""
	return c.take(c.cutBuffer(nil), len(c.buf))
}

// take cuts the buffer.
func (c *Cutter) take(all []Cut, end int) []Cut {
	text := c.buf[:end]
	c.buf = c.buf[end:]
	body := strings.TrimSpace(text)
	begins := c.paragraph || strings.Contains(text[:len(text)-len(strings.TrimLeft(text, " \t\r\n\u3000"))], "\n")
	c.paragraph = strings.HasSuffix(strings.TrimRight(text, " \t\r\u3000"), "\n")
	if c.skipping {
		c.skipping = false
		return all
	}
	if body == "" {
		c.paragraph = c.paragraph || begins
		return all
	}
	return append(all, Cut{Text: body, Paragraph: begins})
}

// thought is where a thought begins, or ends.
var thought = regexp.MustCompile(`(?i)<(/?)(?:think|thinking|thought|reasoning)>`)

// longestTag is how much of a text may be the beginning of a tag.
const longestTag = len("</reasoning>")

// withoutThoughts moves what is no thought on to the buffer. It returns true when a thought ended or began, for then
// there may be more. An end without a beginning means that all before it was thought: some servers leave the beginning
// to the prompt.
func (c *Cutter) withoutThoughts() bool {
	for _, tag := range thought.FindAllStringSubmatchIndex(c.raw, -1) {
		ends := tag[3] > tag[2]
		switch {
		case c.thinking && !ends:
			continue // a thought within
		case ends && !c.thinking:
			c.buf = ""
		case !ends:
			c.buf += c.raw[:tag[0]]
		}
		c.raw, c.thinking = c.raw[tag[1]:], !ends
		return true
	}
	if c.thinking {
		c.raw = c.raw[max(0, len(c.raw)-longestTag):]
		return false
	}
	keep := len(c.raw)
	if at := strings.LastIndexByte(c.raw, '<'); at >= 0 && len(c.raw)-at < longestTag {
		keep = at
	}
	c.buf += c.raw[:keep]
	c.raw = c.raw[keep:]
	return false
}

// WithoutThoughts is a whole reply without what a reasoning model thinks aloud.
func WithoutThoughts(reply string) string {
	c := Cutter{raw: reply}
	for c.withoutThoughts() {
	}
	if !c.thinking {
		c.buf += c.raw
	}
	return c.buf
}

// Characters around sentences.
const (
	terminals = "。!?\uFF01\uFF1F\n"
	closers   = "”’」』）)】"
)

// closing is the closing mark of each opening one; within them no sentence ends.
var closing = map[rune]rune{'“': '”', '‘': '’', '「': '」', '『': '』', '《': '》', '（': '）', '(': ')', '〔': '〕'}

// sentenceEnd finds where the first sentence ends, its marks included. It reports false while that is not known yet.
func sentenceEnd(s string) (int, bool) {
	var open []rune
	for i := 0; i < len(s); {
		if !utf8.FullRuneInString(s[i:]) {
			return 0, false
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		switch {
		case len(open) > 0 && r == open[len(open)-1]:
			open = open[:len(open)-1]
		case closing[r] != 0:
			open = append(open, closing[r])
		case r == '\n' && (strings.TrimSpace(s[:i]) == "" || announces(s[:i])):
			open = nil
		case r == '\n' || len(open) == 0 && strings.ContainsRune(terminals, r):
			return afterMarks(s, i)
		case r == '.' && len(open) == 0:
			switch ends, known := endsEnglish(s, i); {
			case !known:
				return 0, false
			case ends:
				return afterMarks(s, i)
			}
		}
	}
	return 0, false
}

// shortestWord is how many letters or digits stand before a full stop that is none of an abbreviation.
const shortestWord = 3

// endsEnglish reports that the point before s[i:] ends a sentence: a mark comes behind it, or a word that begins with a
// capital. That is not known before it has come.
func endsEnglish(s string, i int) (ends, known bool) {
	rest := strings.TrimLeft(s[i:], " ")
	next, _ := utf8.DecodeRuneInString(rest)
	switch {
	case rest == "" || next == '[' && markHere(rest) == "" && mayBeMark(rest):
		return false, false
	case next == '[':
		return markHere(rest) != "", true
	}
	word := s[:i-len(".")]
	word = word[strings.LastIndexFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })+1:]
	whole := len(word) >= shortestWord || strings.HasSuffix(s[:i-len(".")], "]")
	return whole && len(rest) < len(s[i:]) && unicode.IsUpper(next), true
}

// announces reports a line that a list follows.
func announces(s string) bool {
	s = strings.TrimSpace(s)
	return strings.HasSuffix(s, ":") || strings.HasSuffix(s, "\uFF1A")
}

// afterMarks steps over the closing quotation marks, the spaces and the citation marks behind a sentence. It reports
// false when more of them may come.
func afterMarks(s string, i int) (int, bool) {
	for i < len(s) {
		if !utf8.FullRuneInString(s[i:]) {
			return 0, false
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case strings.ContainsRune(closers, r) || strings.ContainsRune(" \t\r\n\u3000", r) || strings.ContainsRune(terminals, r):
			i += size
		case strings.ContainsRune("[［【", r):
			if m := markHere(s[i:]); m != "" {
				i += len(m)
				continue
			}
			return i, !mayBeMark(s[i:])
		default:
			return i, true
		}
	}
	return 0, false
}

// mayBeMark reports a mark that has not wholly come.
func mayBeMark(s string) bool { return len(s) < 24 && !strings.ContainsAny(s, "]］】\n") }
