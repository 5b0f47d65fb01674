package doc

// style is what a paragraph or a run of characters takes from its style and the styles below it.
type style struct {
	base    int // index of the style below, noStyle = none
	hidden  bool
	toc     bool // an entry of the generated table of contents
	outline int  // 0-based outline level, bodyText = none
	list    int  // 1-based number of the list, 0 = none
	level   int  // of the list
	para    []byte
	char    []byte
}

const (
	noStyle  = 0x0FFF
	bodyText = 9
	noList   = 0xF801 // says that the paragraph is in no list, whatever its style says
	maxBase  = 50     // bounds a chain of styles, which a damaged file can close to a ring
)

// readStyles reads the style sheet (2.9.271).
func readStyles(sheet []byte) []style {
	head := u16(sheet, 0)
	count, baseSize := u16(sheet, 2), u16(sheet, 4)
	at := 2 + head
	styles := make([]style, 0, min(count, len(sheet)/2))
	for range min(count, len(sheet)/2) {
		size := u16(sheet, at)
		styles = append(styles, readStyle(cut(sheet, at+2, size), baseSize))
		at += 2 + size
	}
	resolved := make([]style, len(styles))
	for i := range styles {
		resolved[i] = resolve(styles, i)
	}
	return resolved
}

// readStyle reads one style (2.9.258) without what lies below it.
func readStyle(b []byte, baseSize int) style {
	s := style{base: noStyle, outline: bodyText}
	if len(b) < 10 {
		return s
	}
	id := u16(b, 0) & 0x0FFF
	kind, base := u16(b, 2)&0xF, u16(b, 2)>>4
	s.base = base
	s.toc = id >= 19 && id <= 27
	if id >= 1 && id <= 9 { // heading 1 to 9
		s.outline = id - 1
	}
	at := baseSize + 2 + 2*u16(b, baseSize) + 2 // name: count, characters, zero
	next := func() []byte {
		at += at & 1
		content := cut(b, at+2, u16(b, at))
		at += 2 + u16(b, at)
		return content
	}
	switch kind {
	case 1: // paragraph: its properties after the style's number, then its characters'
		p := next()
		s.para, s.char = cut(p, 2, len(p)), next()
	case 2:
		s.char = next()
	}
	return s
}

// resolve applies a style's modifiers over those of the styles below it.
func resolve(styles []style, i int) style {
	var chain []style
	for len(chain) < maxBase && i >= 0 && i < len(styles) {
		chain = append(chain, styles[i])
		i = styles[i].base
	}
	out := style{outline: bodyText}
	for k := len(chain) - 1; k >= 0; k-- {
		if chain[k].outline != bodyText {
			out.outline = chain[k].outline
		}
		out.toc = chain[k].toc
		modifiers(chain[k].char, func(op int, operand []byte) {
			if op == sprmHidden {
				out.hidden = toggle(operand, out.hidden)
			}
		})
		modifiers(chain[k].para, func(op int, operand []byte) {
			switch op {
			case sprmOutline:
				out.outline = int(u8(operand, 0))
			case sprmListLevel:
				out.level = int(u8(operand, 0))
			case sprmList:
				out.list = listNumber(operand)
			}
		})
	}
	return out
}

func listNumber(operand []byte) int {
	if n := u16(operand, 0); n != noList {
		return n
	}
	return 0
}

// style gives a style by its index; an unknown one has no properties.
func (f *file) style(i int) style {
	if i >= 0 && i < len(f.styles) {
		return f.styles[i]
	}
	return style{outline: bodyText}
}
