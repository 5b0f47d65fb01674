package rtf

// skipped are destinations whose text is no text of the document, or a copy of it for old programs.
var skipped = map[string]bool{
	"colortbl": true, "info": true, "header": true, "headerl": true, "headerr": true, "headerf": true,
	"footer": true, "footerl": true, "footerr": true, "footerf": true, "fldinst": true, "pict": true, "sp": true,
	"shprslt": true, "nonshppict": true, "nonesttables": true, "xe": true, "tc": true, "rxe": true, "txe": true,
	"ftnsep": true, "ftnsepc": true, "aftnsep": true, "aftnsepc": true, "objdata": true, "filetbl": true,
	"listtable": true, "revtbl": true, "pntxta": true, "pntxtb": true, "themedata": true, "annotation": true,
}

// kept are destinations that may be marked as unknown to old programs and are read all the same.
var kept = map[string]bool{"shpinst": true, "shptxt": true, "footnote": true, "listtext": true, "pntext": true, "fldrslt": true}

// characters are the control words that stand for a character. A tab becomes a space: between cells alone a tab has a
// meaning.
var characters = map[string]string{
	"tab": " ", "line": "\n", "page": "\n", "column": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’",
	"ldblquote": "“", "rdblquote": "”", "bullet": "•", "~": "\u00A0", "_": "-", "emspace": "\u2003", "enspace": "\u2002",
	"qmspace": "\u2005",
}

// word interprets a control word.
func (r *reader) word(t token) {
	g := &r.group
	if r.starred && !kept[t.word] || skipped[t.word] {
		if t.word == "pict" && !g.skip && !g.hidden && !g.deleted {
			r.pictures++
		}
		g.skip = true
		return
	}
	if text, ok := characters[t.word]; ok {
		r.write(text)
		return
	}
	if r.character(t) || r.paragraphWord(t) || r.tableWord(t) {
		return
	}
	switch t.word {
	case "fonttbl":
		g.fonts, g.skip = true, true
	case "stylesheet":
		g.styles, g.skip = true, true
	case "ansicpg":
		r.page = t.param
	case "footnote", "shptxt":
		if !g.skip {
			r.newStory(t.word == "footnote")
		}
	case "listtext", "pntext":
		g.label = true
	}
}

// character interprets the properties of characters.
func (r *reader) character(t token) bool {
	g := &r.group
	on := !t.hasParam || t.param != 0
	switch t.word {
	case "u":
		r.units = append(r.units, uint16(t.param))
		r.fallback = g.unicode
	case "uc":
		g.unicode = min(max(t.param, 0), 100)
	case "f":
		g.font = t.param
	case "fcharset":
		if page, ok := byCharset[t.param]; ok && g.fonts {
			r.charsets[g.font] = page
		}
	case "v":
		g.hidden = on
	case "deleted", "mvf":
		g.deleted = on
	case "plain":
		g.hidden, g.deleted = false, false
	default:
		return false
	}
	return true
}

// paragraphWord interprets the properties and ends of paragraphs.
func (r *reader) paragraphWord(t token) bool {
	g := &r.group
	switch t.word {
	case "par", "sect", "nestcell":
		if g.skip {
			break
		}
		if !g.deleted { // a deleted mark joins the paragraphs
			r.paragraph(g.story)
		}
	case "pard":
		g.story.inTable, g.story.level, r.style = false, 0, 0
	case "s":
		r.style = t.param
	case "outlinelevel":
		if !g.skip && t.param >= 0 && t.param <= 8 {
			g.story.level = t.param + 1
		}
	case "intbl":
		g.story.inTable = true
	default:
		return false
	}
	return true
}

// tableWord interprets the definition of rows and the ends of cells and rows.
func (r *reader) tableWord(t token) bool {
	s := r.group.story
	if r.group.skip {
		return false
	}
	switch t.word {
	case "trowd":
		r.row = rowDefinition{}
	case "trhdr":
		r.row.header = true
	case "trleft":
		r.row.left = t.param
	case "clvmrg":
		r.row.below = true
	case "clmrg":
		r.row.aside = true
	case "cellx":
		r.row.add(t.param)
	case "cell":
		r.cell(s)
	case "row":
		s.row(r.row)
	default:
		return false
	}
	return true
}
