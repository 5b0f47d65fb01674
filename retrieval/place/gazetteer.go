package place

import (
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

//go:generate go run ./internal/gen

//go:embed divisions.txt
var divisionData string

// A Gazetteer holds the places that are known and the ways to write them. It never changes and may be used by any
// number of goroutines at once; With makes another one that knows more.
type Gazetteer struct {
	fold    *folding
	words   *lexicon
	sounds  map[uint16][]string // of the characters of the embedded names
	letters *letters            // of those names
	places  []Place
	byID    map[string]int32
	core    *index // the names of the embedded divisions, shared by all gazetteers made from one
	learned *index // the names of places given to With, nil if there are none
	known   int    // number of embedded places; learned ones follow in places
}

// An index finds forms and what they may mean.
type index struct {
	trie  *trie
	forms []formInfo // in the order of the trie
}

// A formInfo is a form with everything that it may mean.
type formInfo struct {
	entries []entry
	short   bool // it is no full name of any of them
	guard   guard
	cost    int // of reading the form as a place; see lexicon
}

type entry struct {
	place int32 // index in Gazetteer.places
	kind  kind
}

// Load reads the embedded divisions and words. It takes some 20 ms; load once and share.
func Load() (*Gazetteer, error) {
	g := &Gazetteer{fold: newFolding(divisionData), byID: make(map[string]int32, 4000)}
	var err error
	if g.words, err = parseLexicon(wordData, g.fold); err != nil {
		return nil, fmt.Errorf("read words: %w", err)
	}
	g.sounds = soundsOf(divisionData, g.fold)
	former, err := g.parseDivisions(divisionData)
	if err != nil {
		return nil, fmt.Errorf("read divisions: %w", err)
	}
	for _, zone := range newAreas {
		g.add(g.places[g.byID[zone.above]].below("", zone.name, Zone))
	}
	g.known = len(g.places)
	g.letters = newLetters(g)
	forms := make(map[string][]entry, 5*g.known)
	for i, p := range g.places[1:] { // the nation is not found by name
		i++
		g.addForms(forms, int32(i), formsOf(p))
		for _, name := range former[p.Code] {
			g.addForms(forms, int32(i), []form{{name, full}})
		}
		for _, name := range aliases[p.Code] {
			g.addForms(forms, int32(i), []form{{name, short}})
		}
	}
	g.core = g.newIndex(forms)
	return g, nil
}

// parseDivisions reads divisions.txt, whose header describes it, and returns the former names by code.
func (g *Gazetteer) parseDivisions(data string) (former map[string][]string, err error) {
	former = make(map[string][]string)
	g.add(TheNation())
	var province Place
	for line := range strings.Lines(data) {
		fields := strings.Fields(line)
		if strings.HasPrefix(line, "#") || len(fields) == 0 {
			continue
		}
		if len(fields) < 2 || fields[0] != "-" && len(fields[0]) != 6 {
			return nil, fmt.Errorf("line %q", line)
		}
		code, name := fields[0], fields[1]
		switch {
		case code == "-":
			g.add(province.below("", name, City))
		case strings.HasSuffix(code, "0000"):
			province = Place{}.below(code, name, Province)
			g.add(province)
		case strings.HasSuffix(code, "00"):
			g.add(province.below(code, name, City))
		default:
			g.add(g.above(code, province).below(code, name, levelOf(code)))
		}
		if len(fields) > 2 {
			former[code] = fields[2:]
		}
	}
	return former, nil
}

// above returns the place right above the division of the given code: its city, or the province where there is none.
func (g *Gazetteer) above(code string, province Place) Place {
	if i, found := g.byID[code[:4]+"00"]; found {
		return g.places[i]
	}
	return province
}

func levelOf(code string) Level {
	if code[4] == '7' {
		return Zone
	}
	return County
}

func (g *Gazetteer) add(p Place) {
	g.byID[p.ID()] = int32(len(g.places))
	g.places = append(g.places, p)
}

// addForms adds the forms of a place, folded. The strongest kind stays where a place has a form twice.
func (g *Gazetteer) addForms(to map[string][]entry, place int32, forms []form) {
	for _, f := range forms {
		key := g.foldName(f.text)
		entries := to[key]
		if i := slices.IndexFunc(entries, func(e entry) bool { return e.place == place }); i >= 0 {
			entries[i].kind = max(entries[i].kind, f.kind)
			continue
		}
		to[key] = append(entries, entry{place, f.kind})
	}
}

func (g *Gazetteer) foldName(s string) string {
	return strings.Map(func(r rune) rune {
		if r < 1<<16 {
			return rune(g.fold[r])
		}
		return utf8.RuneError
	}, s)
}

func (g *Gazetteer) newIndex(forms map[string][]entry) *index {
	texts := slices.Sorted(maps.Keys(forms))
	symbols := make([][]uint16, len(texts))
	x := &index{forms: make([]formInfo, len(texts))}
	for i, text := range texts {
		for _, r := range text {
			symbols[i] = append(symbols[i], uint16(r))
		}
		x.forms[i] = g.formInfo(text, symbols[i], forms[text])
	}
	x.trie = newTrie(symbols)
	return x
}

// Lookup returns the place of an ID as [Place.ID] gives it. The ID of a learned place is its path, so a place is found
// again even where this gazetteer was not told of it.
func (g *Gazetteer) Lookup(id string) (Place, bool) {
	if i, found := g.byID[id]; found {
		return g.places[i], true
	}
	names := strings.Split(id, "/")
	place := Place{}
	for _, name := range names {
		next, found := g.child(place, name)
		if !found {
			if next, found = learnedBelow(place, name); !found {
				return Place{}, false
			}
		}
		place = next
	}
	return place, true
}

// child returns the place of the given full name right below parent, or below the nation for the zero Place.
func (g *Gazetteer) child(parent Place, name string) (Place, bool) {
	path := parent.below("", name, Zone).path
	for _, e := range g.entries(name) {
		if p := g.places[e.place]; p.path == path {
			return p, true
		}
	}
	return Place{}, false
}

// entries returns what exactly the given name may mean.
func (g *Gazetteer) entries(name string) []entry {
	text := g.fold.text(name)
	var found []entry
	for _, x := range []*index{g.core, g.learned} {
		if x == nil {
			continue
		}
		if form, ok := x.trie.find(text.sym); ok {
			found = append(found, x.forms[form].entries...)
		}
	}
	return found
}

// With returns a gazetteer that also knows the given places, as [Gazetteer.Learn] and [Gazetteer.OfNotice] find them.
// Places that g knows already change nothing. g itself stays as it is.
func (g *Gazetteer) With(places ...Place) *Gazetteer {
	h := *g
	h.places, h.byID = slices.Clip(g.places), maps.Clone(g.byID)
	for _, p := range places {
		if _, known := h.byID[p.ID()]; !known && !p.IsZero() {
			h.add(p)
		}
	}
	if len(h.places) == h.known {
		return g
	}
	forms := make(map[string][]entry)
	for i := h.known; i < len(h.places); i++ {
		h.addForms(forms, int32(i), formsOf(h.places[i]))
	}
	h.learned = h.newIndex(forms)
	return &h
}
