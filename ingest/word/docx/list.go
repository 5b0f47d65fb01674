package docx

import "wence/ingest/word/numbering"

// definitions is word/numbering.xml.
type definitions struct {
	Abstract []abstractElement `xml:"abstractNum"`
	Num      []struct {
		ID       string `xml:"numId,attr"`
		Abstract value  `xml:"abstractNumId"`
		Override []struct {
			Level string        `xml:"ilvl,attr"`
			Start *value        `xml:"startOverride"`
			Lvl   *levelElement `xml:"lvl"`
		} `xml:"lvlOverride"`
	} `xml:"num"`
}

type abstractElement struct {
	ID        string         `xml:"abstractNumId,attr"`
	Lvl       []levelElement `xml:"lvl"`
	StyleLink value          `xml:"styleLink"`    // this list is the definition of a numbering style
	NumStyle  value          `xml:"numStyleLink"` // this list takes its levels from the numbering style's
}

type levelElement struct {
	Level   string `xml:"ilvl,attr"`
	Start   value  `xml:"start"`
	Format  value  `xml:"numFmt"`
	Text    value  `xml:"lvlText"`
	Suffix  value  `xml:"suff"`
	Restart *value `xml:"lvlRestart"`
	Legal   *onOff `xml:"isLgl"`
	Style   value  `xml:"pStyle"`
	// Formats newer than the standard come with a known one to fall back to.
	Fallback value `xml:"AlternateContent>Fallback>numFmt"`
}

func (e levelElement) level() numbering.Level {
	l := numbering.Level{
		Start:  atoi(e.Start.Val, 0),
		Format: e.Format.Val,
		Text:   e.Text.Val,
		Legal:  e.Legal.on(),
		Joined: e.Suffix.Val == "nothing",
	}
	if l.Format == "" {
		l.Format = e.Fallback.Val
	}
	if e.Restart != nil {
		if l.Restart = atoi(e.Restart.Val, 0); l.Restart == 0 {
			l.Restart = -1
		}
	}
	return l
}

// abstract is a list's definition with the counter that all its instances share.
type abstract struct {
	levels  numbering.Levels
	byStyle map[string]int // level by the paragraph style that it belongs to
	counter numbering.Counter
}

// instance is a w:num: an abstract list, with its own levels or restarts where it overrides them.
type instance struct {
	list    *abstract
	levels  *numbering.Levels
	restart map[int]int // start by level, taken at the first use of the level
}

// lists counts the numbered paragraphs of one document.
type lists struct{ byID map[string]*instance }

func newLists(d definitions) *lists {
	abstracts := make(map[string]*abstract, len(d.Abstract))
	styled := map[string]*abstract{}
	for _, e := range d.Abstract {
		a := &abstract{byStyle: map[string]int{}}
		for _, l := range e.Lvl {
			if k := atoi(l.Level, -1); k >= 0 && k < numbering.Depth {
				a.levels[k] = l.level()
				a.byStyle[l.Style.Val] = k
			}
		}
		abstracts[e.ID] = a
		if e.StyleLink.Val != "" {
			styled[e.StyleLink.Val] = a
		}
	}
	for _, e := range d.Abstract {
		if a := styled[e.NumStyle.Val]; a != nil {
			abstracts[e.ID] = a
		}
	}
	out := &lists{byID: make(map[string]*instance, len(d.Num))}
	for _, n := range d.Num {
		a := abstracts[n.Abstract.Val]
		if a == nil {
			continue
		}
		i := &instance{list: a, levels: &a.levels, restart: map[int]int{}}
		for _, o := range n.Override {
			i.override(atoi(o.Level, -1), o.Start, o.Lvl)
		}
		out.byID[n.ID] = i
	}
	return out
}

func (i *instance) override(level int, start *value, lvl *levelElement) {
	if level < 0 || level >= numbering.Depth {
		return
	}
	if lvl != nil {
		own := *i.levels
		own[level] = lvl.level()
		i.levels = &own
	}
	if start != nil {
		i.restart[level] = atoi(start.Val, 1)
	}
}

// label counts one paragraph and gives its automatic number; level -1 takes the level that names the style.
func (l *lists) label(numID string, level int, styleID string) string {
	i := l.byID[numID]
	if i == nil {
		return ""
	}
	if level < 0 {
		level = i.list.byStyle[styleID]
	}
	if start, ok := i.restart[level]; ok {
		delete(i.restart, level)
		i.list.counter.Restart(level, start)
	}
	return i.list.counter.Next(i.levels, level)
}
