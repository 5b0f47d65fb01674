package rtf

import (
	"context"
	"errors"
	"strings"
	"unicode/utf16"
)

// group is the state that a group inherits and gives back at its end.
type group struct {
	story   *story
	skip    bool // its text is no text of the document
	label   bool // its text is an automatic number
	fonts   bool // it is the font table
	styles  bool // it is the style sheet
	hidden  bool
	deleted bool
	font    int
	unicode int // characters that stand for each \u in programs without Unicode
}

// reader interprets the tokens.
type reader struct {
	ctx      context.Context
	lexer    lexer
	group    group
	stack    []group
	starred  bool     // \* was just read: an unknown destination is to be skipped
	units    []uint16 // pending \u characters, which may be surrogates
	bytes    []byte   // pending bytes in the font's code page
	fallback int      // characters still to skip after \u
	charsets map[int]int
	page     int // the document's code page
	tocs     map[int]bool
	style    int // of the paragraph, or of the style sheet's entry being read
	name     strings.Builder
	row      rowDefinition
	body     *story
	tables   int
	pictures int
	cutOff   bool // groups stayed open at the end
	cutTable bool // a table was over the grid's bound
}

func newReader(ctx context.Context, data []byte) *reader {
	r := &reader{ctx: ctx, lexer: lexer{data: data}, charsets: map[int]int{}, tocs: map[int]bool{}, page: 1252, body: &story{}}
	r.group = group{story: r.body, unicode: 1}
	return r
}

func (r *reader) run() error {
	if t := r.lexer.next(); t.kind != open {
		return errors.New("does not begin with a group")
	}
	if t := r.lexer.next(); t.word != "rtf" {
		return errors.New("does not begin with \\rtf")
	}
	r.stack = append(r.stack, r.group)
	for n := 1; len(r.stack) > 0; n++ {
		if n%65536 == 0 && r.ctx.Err() != nil {
			return r.ctx.Err()
		}
		t := r.lexer.next()
		if t.kind == end {
			r.cutOff = true
			break
		}
		if err := r.take(t); err != nil {
			return err
		}
	}
	for len(r.stack) > 1 { // hand over the stories left open
		r.leave()
	}
	r.flush()
	r.finish(r.body)
	return nil
}

// take interprets one token.
func (r *reader) take(t token) error {
	if t.kind == char {
		r.char(t.char)
		return nil
	}
	if r.fallback > 0 && t.kind == word && t.word != "u" { // a control word counts as a character of the fallback
		r.fallback--
		return nil
	}
	r.fallback = 0
	if t.kind != word || t.word != "u" || len(r.bytes) > 0 { // \u characters in a row may be surrogates; bytes before one come first
		r.flush()
	}
	switch t.kind {
	case open:
		if len(r.stack) >= maxGroups {
			return errDepth
		}
		r.stack = append(r.stack, r.group)
	case shut:
		r.leave()
	case word:
		r.word(t)
		r.starred = t.word == "*"
	}
	return nil
}

// leave ends a group. A story that ends with it is handed to the story around it.
func (r *reader) leave() {
	ended := r.group
	r.group = r.stack[len(r.stack)-1]
	r.stack = r.stack[:len(r.stack)-1]
	if ended.styles && r.group.styles {
		if strings.HasPrefix(strings.ToLower(strings.TrimSpace(r.name.String())), "toc ") {
			r.tocs[r.style] = true
		}
		r.name.Reset()
		r.style = 0
	}
	if ended.story != r.group.story {
		r.finish(ended.story)
		r.group.story.insert(ended.story)
	}
}

// char takes a byte of text.
func (r *reader) char(b byte) {
	if r.fallback > 0 {
		r.fallback--
		return
	}
	r.flushUnits()
	r.bytes = append(r.bytes, b)
}

// flush writes the pending characters. Bytes are decoded together, as a character may be of two.
func (r *reader) flush() {
	r.flushUnits()
	if len(r.bytes) == 0 {
		return
	}
	page, ok := r.charsets[r.group.font]
	if !ok {
		page = r.page
	}
	text := decode(r.bytes, page)
	r.bytes = r.bytes[:0]
	r.write(text)
}

func (r *reader) flushUnits() {
	if len(r.units) > 0 {
		text := string(utf16.Decode(r.units))
		r.units = r.units[:0]
		r.write(text)
	}
}

// write puts text where the group says.
func (r *reader) write(text string) {
	switch g := &r.group; {
	case g.styles:
		r.name.WriteString(text)
	case g.skip || g.hidden || g.deleted:
	case g.label:
		g.story.label.WriteString(text)
	default:
		g.story.text.WriteString(text)
	}
}

// newStory makes the group a story of its own: a footnote, or a text box.
func (r *reader) newStory(note bool) {
	r.group.story = &story{note: note}
	r.group.hidden, r.group.deleted = false, false
}
