package place

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

// A Name is a proper name in a text that the gazetteer does not list: of a school, a village, a county newer than its data.
type Name struct {
	Start, End int  // bytes of the text, half-open
	Division   bool // it reads as the name of a division: 柳溪县; else of a school, a community, a kind of zone (经开区)
}

// Names returns the names that the text gives to what no list knows, in order and without overlap. A full name of a listed
// place before one is no part of it (奉节县|保康小学); a short one is (宜春十中), for the school may only be named like the place.
func (g *Gazetteer) Names(text string) []Name {
	t := g.fold.text(text)
	s := scanner{g: g, text: &t}
	s.scan()
	all := (&namer{scanner: s}).all()
	names := make([]Name, len(all))
	for i, u := range all {
		names[i] = Name{Start: int(t.at[u.start]), End: t.end(u.end - 1), Division: u.kind == division}
	}
	return names
}

// Words that names end in. Of those that a longer one ends in, the longer one counts.
var (
	schoolEndings = strings.Fields("职业技术学院 师范学院 师范大学 职教中心 职业学院 职业学校 教学点 幼儿园 幼稚园 中心校 小学 中学 学校 大学 学院 附小 附中 实小 完小 技校 职高 职中 高中")
	placeEndings  = strings.Fields("社区 街道 苏木 嘎查 村 镇 乡")
)

// An ending is where a name may end.
type ending struct {
	start, end int // of the word that ends it
	kind       endingKind
}

type endingKind int

const (
	school endingKind = iota
	community
	division
	zoneKind
)

// A namer finds names in one scanned text.
type namer struct {
	scanner
	names []unlisted
}

type unlisted struct {
	start, end int
	kind       endingKind
}

// all finds the names in order.
func (n *namer) all() []unlisted {
	for i := 1; i < len(n.text.sym); i++ {
		if e, ok := n.endingAt(i); ok && n.take(e) {
			i = e.end - 1
		}
	}
	return n.names
}

// endingAt returns the longest word at symbol i that names end in, unless it goes on to another word there.
func (n *namer) endingAt(i int) (ending, bool) {
	if !n.text.han(i) && !n.isNumber(i) || n.isListed(i) {
		return ending{}, false
	}
	ahead := n.text.slice(i, i+10)
	for kind, words := range [][]string{school: schoolEndings, community: placeEndings, zoneKind: zoneSuffixes, division: {"县", "区", "市", "旗", "省"}} {
		for _, w := range words {
			if strings.HasPrefix(ahead, w) {
				e := ending{i, i + utf8.RuneCountInString(w), endingKind(kind)}
				return e, !n.goesOn(e)
			}
		}
	}
	if end := n.numberedSchool(i); end > 0 {
		return ending{i, end, school}, true
	}
	return ending{}, false
}

// isListed reports that symbol i is part of a listed place.
func (n *namer) isListed(i int) bool {
	return slices.ContainsFunc(n.found, func(f found) bool { return f.start <= i && i < f.end })
}

// goesOn reports that the word of an ending is part of another word: 小学生, 村民, 乡镇, 农村, 学区.
func (n *namer) goesOn(e ending) bool {
	if e.kind == school {
		return n.text.han(e.end) && (strings.ContainsRune("生长", rune(n.text.sym[e.end])) ||
			n.text.sym[e.end-1] == '学' && n.g.words.knows(n.text.sym[e.end-1:e.end+1])) // 高中学费
	}
	if e.end-e.start > 1 || e.kind == division {
		return false
	}
	return n.text.han(e.end) && (n.endsInWord(e.end) || strings.ContainsRune("小校", rune(n.text.sym[e.end]))) ||
		n.text.han(e.end) && n.g.words.knows(n.text.sym[e.start:e.end+1]) ||
		n.text.han(e.start-1) && n.g.words.knows(n.text.sym[e.start-1:e.end])
}

// numberedSchool returns where a school's number at symbol i ends with its school (十中, 第69中学, 二小), 0 for none.
func (n *namer) numberedSchool(i int) int {
	if n.isNumber(i-1) || !n.isNumberedSchool(i) {
		return 0
	}
	for n.text.sym[i] == '第' || n.isNumber(i) {
		i++
	}
	for _, w := range append([]string{"实验小学", "实验中学"}, append(schoolEndings, "幼", "小", "中", "高", "职")...) {
		if strings.HasPrefix(n.text.slice(i, i+8), w) {
			return i + utf8.RuneCountInString(w)
		}
	}
	return 0
}

// namesSomething reports that a school or community is called by what ends before symbol i: 小学, 路小学, 社区 follow.
func (s *scanner) namesSomething(i int) bool {
	n := namer{scanner: *s}
	for _, w := range append([]string{""}, sceneries...) {
		if at := i + utf8.RuneCountInString(w); strings.HasPrefix(s.text.slice(i, i+4), w) && at < len(s.text.sym) {
			if e, ok := n.endingAt(at); ok && e.kind <= community && !n.isNumbered(e) {
				return true
			}
		}
	}
	return false
}

func (n *namer) isNumber(i int) bool {
	return i >= 0 && i < len(n.text.sym) && strings.ContainsRune("一二三四五六七八九十百0123456789", rune(n.text.sym[i]))
}

// take adds the name that ends so, if there is one.
func (n *namer) take(e ending) bool {
	if n.follows(e) {
		return true
	}
	start, ok := n.stem(e)
	if ok {
		n.names = append(n.names, unlisted{start, e.end, e.kind})
	}
	return ok
}

// follows adds the name of what lies right behind a place: a school by its number (宜春|十中), or by a word of its own
// (石牛镇|中心小学, 奉节县|保康小学). The name of a small place belongs to it, and a short one.
func (n *namer) follows(e ending) bool {
	before, ok := n.before(e.start)
	if !ok || e.kind > community {
		return false
	}
	stem := n.text.slice(before.end, e.start)
	switch {
	case stem == "" && (n.isNumbered(e) || before.small || n.isHigher(e)), stem != "" && n.isOwn(stem, e):
	case stem == "" && before.short && before.level == County:
	default:
		return false
	}
	if before.small {
		n.names[len(n.names)-1].end, n.names[len(n.names)-1].kind = e.end, e.kind
		return true
	}
	start := before.end
	if before.short {
		start = before.start
	}
	n.names = append(n.names, unlisted{start, e.end, e.kind})
	return true
}

func (n *namer) isNumbered(e ending) bool {
	return e.kind == school && (n.isNumber(e.start) || n.text.sym[e.start] == '第')
}

// isOwn reports that what stands between a place and an ending is a name of its own, not words (深圳投诉幼儿园).
func (n *namer) isOwn(stem string, e ending) bool {
	if slices.Contains(sceneries, stem) {
		return true // 北京路小学
	}
	if !isOwnName(stem) || hasAnySuffix(stem, pointing) {
		return false
	}
	start, ok := n.stem(e)
	return n.isHigher(e) || ok && start <= e.start-utf8.RuneCountInString(stem)
}

// isHigher reports a university, which is called by a place as by a name.
func (n *namer) isHigher(e ending) bool {
	return hasAnySuffix(n.text.slice(e.start, e.end), []string{"大学", "学院"})
}

// A ground is the place that stands before an ending.
type ground struct {
	start, end   int
	short, small bool // a short name; a village or town, the last of the names
	level        Level
}

// before returns the place that ends nearest before symbol i in the same phrase, listed or not.
func (n *namer) before(i int) (ground, bool) {
	var at ground
	for _, f := range n.found {
		if f.end <= i {
			at = ground{start: f.start, end: f.end, short: f.short, level: f.candidates[0].Level}
		}
	}
	if k := len(n.names); k > 0 && n.names[k-1].end > at.end {
		last := n.names[k-1]
		at = ground{start: last.start, end: last.end, small: last.kind == community, level: County}
	}
	return at, at.end > 0 && n.isPhrase(at.end, i)
}

// isPhrase reports that symbols [i, j) are few and all Chinese.
func (n *namer) isPhrase(i, j int) bool {
	const longest = 8
	for k := i; k < j; k++ {
		if !n.text.han(k) {
			return false
		}
	}
	return j-i <= longest
}

// Costs of reading characters as a name that no list knows; see lexicon. Such names are about as frequent as that of one
// county, and their kind tells much of the word that they end in.
const (
	unlistedCost = 18
	endingCost   = 3
)

// stem finds where the name of an ending begins: where the words before and a name from there on make the likeliest
// reading. ok is false when no name is likelier than words alone.
func (n *namer) stem(e ending) (start int, ok bool) {
	from := e.start
	for from > 0 && from > e.start-2*window && n.text.han(from-1) && !n.isListed(from-1) && !n.isNamed(from-1) {
		from--
	}
	to := e.end
	for to < e.end+window && n.text.han(to) {
		to++
	}
	words := n.g.words
	best := -1
	last := e.start - 1
	if e.kind == zoneKind { // 经开区 alone names the one that is near
		last = e.start
	}
	for s := from; s <= last; s++ {
		cost := words.cheapest(n.text.sym[from:s], span{}) + unlistedCost + endingCost + n.stemCost(span{s, e.start}, e.kind)
		if s == from && !n.text.han(from-1) {
			cost -= beginEvidence
		}
		if best < 0 || cost < best {
			best, start = cost, s
		}
	}
	if best < 0 || !n.mayBeName(start, e) {
		return 0, false
	}
	with := best + words.cheapest(n.text.sym[e.end:to], span{})
	return start, with+2 <= words.cheapest(n.text.sym[from:to], span{})
}

// mayBeName reports that what stands from start on before an ending can be a name at all.
func (n *namer) mayBeName(start int, e ending) bool {
	name, size := n.text.slice(start, e.start), e.start-start
	if name != "" && isBlank(lastRune(name)) {
		return false
	}
	switch e.kind {
	case school, community:
		if size < 2 || !isOwnName(name) || hasAnySuffix(name, pointing) {
			return false
		}
		known := size <= maxWord && n.g.words.knows(n.text.sym[start:e.start])
		return !(known && n.isNumbered(e)) && (!n.isWeak(e) || n.standsAlone(start) && !known)
	case division:
		const longestStem = 3
		return size <= longestStem && !(n.text.sym[e.start] == '区' && strings.Contains(kindsOfArea, lastRune(name)))
	}
	return true
}

// kindsOfArea are the characters before 区 that make a word of it: 学区, 小区.
const kindsOfArea = "学校社小城郊市园片辖考赛地"

// isWeak reports an ending that is mostly a word of its own: 学校 and not 小学.
func (n *namer) isWeak(e ending) bool {
	return slices.Contains([]string{"学校", "大学", "高中", "学院", "职中"}, n.text.slice(e.start, e.end))
}

// standsAlone reports that symbol i begins a phrase, or what goes on from a place.
func (n *namer) standsAlone(i int) bool {
	return !n.text.han(i-1) || n.isListed(i-1) || n.isNamed(i-1)
}

// stemCost is what symbols cost as a name before an ending: of unknown characters, or for a school of one word at the begin
// of a phrase or behind a small place (育才小学).
func (n *namer) stemCost(stem span, kind endingKind) int {
	cost := n.g.letters.cost(n.text.sym[stem.start:stem.end])
	if at, ok := n.before(stem.start); kind != school || !n.standsAlone(stem.start) || stem.end-stem.start > maxWord ||
		ok && at.end == stem.start && at.short && at.level < County {
		return cost
	}
	if _, known := n.g.words.cost[packed(n.text.sym[stem.start:stem.end])]; known {
		const wordAsName = 30
		cost = min(cost, wordAsName)
	}
	return cost
}

// pointing are words before 小学 and the like that tell which is meant and are no name.
var pointing = strings.Fields(`附近 周边 我们 咱们 你们 他们 我家 自己 别的 其他 其它 哪些 本地 外地 当地 对口 原来 这里 那里 那边 这边 什么 所在 报名 指定 片区 城里 村里 镇上 家门口 一间 一家 一所`)

// isNamed reports that symbol i is part of a name found before.
func (n *namer) isNamed(i int) bool { return len(n.names) > 0 && i < n.names[len(n.names)-1].end }

// letters know how likely each character is in names, as -2 log2 of its share in the stems of the divisions' names.
type letters struct {
	costs map[uint16]int
	rare  int // of a character that stands in none
}

func newLetters(g *Gazetteer) *letters {
	counts := map[uint16]int{}
	total := 0
	for _, p := range g.places {
		for _, s := range g.symbols(stemOf(p.Name)) {
			counts[s]++
			total++
		}
	}
	l := &letters{costs: make(map[uint16]int, len(counts)), rare: informationOf(0, total)}
	for s, n := range counts {
		l.costs[s] = informationOf(n, total)
	}
	return l
}

// cost is that of a name's stem.
func (l *letters) cost(stem []uint16) int {
	sum := 0
	for _, s := range stem {
		if c, known := l.costs[s]; known {
			sum += c
		} else {
			sum += l.rare
		}
	}
	return sum
}

// informationOf is -2 log2 of the share of a character that was counted n times, as if each had been met a third more often
// and 3,000 others might be.
func informationOf(n, total int) int {
	return int(math.Round(-2 * math.Log2((float64(n)+1.0/3)/(float64(total)+1000))))
}
