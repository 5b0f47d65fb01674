package place

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// headLimit bounds how much of a notice's head is read, in bytes.
const headLimit = 4096

// OfNotice returns the place where a notice applies, read from its issuer, its title and its first lines, each of which
// may be empty. In this order: a body's own place (奉节县人民政府; the nation for 教育部), or the place below it that the
// title is about; the place in the title (宁波市学前教育促进条例); the place that the first lines speak for. A zone or
// county that is not known is learned from its name; see Learn.
//
// The second result is false when the place is not certain. Then the place is zero where nothing tells it, as in
// notices with blanked names (xxx市); or it is the nearest that can be said: of a school its city, of a name that several
// places bear a place of that name without code and parent.
func (g *Gazetteer) OfNotice(issuer, title, head string) (Place, bool) {
	if len(head) > headLimit {
		head = strings.ToValidUTF8(head[:headLimit], "")
	}
	n := g.readNotice(issuer, title, head)
	if blankedName.MatchString(issuer) || blankedName.MatchString(title) {
		return Place{}, false
	}
	if place, certain := n.fromIssuer(); !place.IsZero() {
		if below := n.titleBelow(place); certain && !below.IsZero() {
			return below, true
		}
		return place, certain
	}
	if place, certain := n.fromTitle(); !place.IsZero() {
		return place, certain
	}
	return n.fromHead()
}

// A noticeReader holds the three parts of a notice as one scanned text, so that each settles the names in the others.
type noticeReader struct {
	scanner
	issuer, title, head span // in symbols
}

func (g *Gazetteer) readNotice(issuer, title, head string) *noticeReader {
	issuer, title, head = strings.TrimSpace(issuer), strings.TrimSpace(title), strings.TrimSpace(head)
	text := g.fold.text(issuer + "\n" + title + "\n" + head)
	n := &noticeReader{scanner: scanner{g: g, text: &text}}
	n.scan()
	split := func(offset int) int {
		i := 0
		for i < len(text.at) && int(text.at[i]) < offset {
			i++
		}
		return i
	}
	n.issuer = span{0, split(len(issuer))}
	n.title = span{n.issuer.end + 1, split(len(issuer) + 1 + len(title))}
	n.head = span{min(n.title.end+1, len(text.sym)), len(text.sym)}
	return n
}

// in returns the mentions within a part of the notice.
func (n *noticeReader) in(part span) []found {
	var in []found
	for _, f := range n.found {
		if f.start >= part.start && f.end <= part.end {
			in = append(in, f)
		}
	}
	return in
}

func (n *noticeReader) string(part span) string { return n.text.slice(part.start, part.end) }

// fromIssuer reads the place of the body that issued the notice.
func (n *noticeReader) fromIssuer() (Place, bool) {
	mentions := n.in(n.issuer)
	// 国家税务总局重庆市税务局 is a local body, 教育部、重庆市人民政府 is not.
	if body := nationalBodyIn(n.string(n.issuer)); body > 0 && (len(mentions) == 0 || mentions[0].start != n.issuer.start+body) {
		return TheNation(), true
	}
	if place, found := n.learned(n.issuer, mentions); found {
		return place, place.hasParent()
	}
	if len(mentions) == 0 {
		return Place{}, false
	}
	first := mentions[0]
	certain := len(first.candidates) == 1 && !n.isPart(first) && !n.isCommittee(n.phraseAfter(first.end))
	return n.meant(first), certain
}

// isCommittee reports whether what follows a place is the committee of an area in it whose name tells nothing more:
// 松山湖管委会.
func (n *noticeReader) isCommittee(after string) bool {
	return strings.Index(after, "管委会") > 0 || strings.Index(after, "管理委员会") > 0
}

// meant returns the place of a mention, or where several of one name are possible a place of that name alone.
func (n *noticeReader) meant(f found) Place {
	first := f.candidates[0]
	if len(f.candidates) == 1 {
		return first
	}
	if slices.ContainsFunc(f.candidates, func(p Place) bool { return p.Name != first.Name }) {
		return Place{}
	}
	return Place{}.below("", first.Name, first.Level)
}

// hasParent reports whether the place above p is known; nothing above a province is needed.
func (p Place) hasParent() bool { return len(p.Path()) > 1 || p.Level == Province }

// learned reads a division that the gazetteer does not know from the begin of a part of the notice, after the places
// above it if the part begins with such.
func (n *noticeReader) learned(part span, mentions []found) (Place, bool) {
	start := part.start
	for _, party := range []string{"中共", "中国共产党", "共青团"} {
		if strings.HasPrefix(n.string(part), party) {
			start += utf8.RuneCountInString(party)
		}
	}
	begin, end := start, part.end
	for _, f := range mentions {
		if f.start > begin {
			end = f.start
			break
		}
		if f.leads() {
			begin = f.end
		}
	}
	name := n.unknownName(span{begin, end}, part == n.title)
	if name == "" {
		name = n.leadingName(begin)
	}
	if name == "" {
		return Place{}, false
	}
	place, err := n.g.Learn(n.text.slice(start, begin)+name, n.text.source)
	if err != nil {
		return Place{}, false
	}
	for { // 岚江省澜川市雁洲区教育局: a district of a city of a province, none of them known
		begin += utf8.RuneCountInString(name)
		name = n.unknownName(span{begin, end}, false)
		_, level := nameSuffix(name)
		if name == "" || begin >= end || level <= place.Level {
			return place, true
		}
		place = place.below("", name, level)
	}
}

// unknownName returns the name of a zone or division that the span begins with, if its body follows (雄安新区管理委员会)
// or, in a title, the notice names the zone again.
func (n *noticeReader) unknownName(in span, inTitle bool) string {
	const longest = 20
	for end := in.start + 2; end <= min(in.start+longest, in.end) && n.text.han(end-1) && !n.text.gapAfter(end-2); end++ {
		name := n.text.slice(in.start, end)
		suffix, level := nameSuffix(name)
		if suffix == "" || suffix != name && !isLearnable(name) {
			continue
		}
		if isLocalBody(n.text.slice(end, in.end)) {
			return name
		}
		if inTitle && level == Zone && !isKindOfZone(name) && strings.Count(unfold(n.text.sym), name) > 1 {
			return name
		}
	}
	return ""
}

// leadingName returns the name of a division that begins at the symbol and reads as one: 柳溪县 in 柳溪县2026年招生计划.
func (n *noticeReader) leadingName(begin int) string {
	for _, u := range (&namer{scanner: n.scanner}).all() {
		if u.start == begin && u.kind == division && !n.isNumberedSchool(u.end) && !isInstitution(n.phraseAfter(u.end)) {
			return n.text.slice(u.start, u.end)
		}
	}
	return ""
}

// titleBelow returns the place below that of the issuer which the title is about: of 重庆市教育委员会 in
// 关于奉节县教育发展的批复. It is zero if the title is about no such place.
func (n *noticeReader) titleBelow(issuer Place) Place {
	for _, f := range n.in(n.title) {
		if len(f.candidates) != 1 || n.isPart(f) {
			continue
		}
		p := f.candidates[0]
		before := n.text.slice(n.title.start, f.start)
		if p == issuer || !p.Within(issuer) {
			continue
		}
		if before == "" || issuer.Level != Nation && hasAnySuffix(before, []string{"关于", "印发", "印发《", "对"}) || hasAnySuffix(before, []string{"同意", "批准", "设立"}) {
			return p
		}
		return Place{}
	}
	return Place{}
}

// fromTitle reads the place that the title is about.
func (n *noticeReader) fromTitle() (Place, bool) {
	mentions := n.in(n.title)
	if body := nationalBodyIn(n.string(n.title)); body > 0 && (len(mentions) == 0 || mentions[0].start != n.title.start+body) {
		return TheNation(), true
	}
	if place, found := n.learned(n.title, mentions); found {
		return place, place.hasParent()
	}
	for _, f := range mentions {
		before := n.text.slice(n.title.start, f.start)
		part := n.isPart(f)
		if part && before != "" || isElsewhere(before) || strings.HasSuffix(before, "在") && takesPlace.MatchString(n.string(n.title)) {
			continue
		}
		return n.meant(f), len(f.candidates) == 1 && !part
	}
	return Place{}, false
}

// toAllProvinces are the words in which the nation's bodies address those below them.
const toAllProvinces = "各省、自治区、直辖市"

// fromHead reads the place from the first lines: the nation where they address all provinces or tell of a national act,
// else the place whose bodies they name most.
func (n *noticeReader) fromHead() (Place, bool) {
	if strings.Contains(n.string(n.head), toAllProvinces) {
		return TheNation(), true
	}
	weights, bodies := make(map[Place]int), make(map[Place]bool)
	var order []Place
	first := n.head.end // of the mentions that count
	for _, f := range n.in(n.head) {
		weight := n.weight(f)
		if weight == 0 || len(f.candidates) != 1 {
			continue
		}
		if weights[f.candidates[0]] == 0 {
			order = append(order, f.candidates[0])
		}
		weights[f.candidates[0]] += weight
		bodies[f.candidates[0]] = bodies[f.candidates[0]] || weight == bodyWeight
		first = min(first, f.start)
	}
	if isNationalHead(n.string(n.head), first-n.head.start) {
		return TheNation(), true
	}
	best, certain := decide(order, weights)
	return best, certain && bodies[best]
}

// decide returns the place of most weight, and whether its weight suffices. The places come in the order in which the
// head names them; one above a place named before it does not count against that, since rules refer to those above.
func decide(order []Place, weights map[Place]int) (Place, bool) {
	var best Place
	second := 0
	for _, p := range order {
		switch w := weights[p]; {
		case best.Within(p) && weights[best] >= bodyWeight:
		case w > weights[best]:
			best, second = p, weights[best]
		default:
			second = max(second, w)
		}
	}
	certain := weights[best] >= bodyWeight && weights[best] >= 2*second
	if !certain && len(order) > 1 {
		return Place{}, false
	}
	return best, certain
}

// bodyWeight is what a place counts in the head where a body of it is named.
const bodyWeight = 3

// weight is what a mention in the head counts for its place being the notice's own: most where a body or a document
// number of it follows or where it begins the head, as titles do.
func (n *noticeReader) weight(f found) int {
	before := n.text.slice(max(f.start-6, n.head.start), f.start)
	switch {
	case n.isPart(f) || isElsewhere(before) || n.isAddressed(f) || f.short && n.namesSomething(f.end):
		return 0
	case f.start == n.head.start && n.isHeaded(), isLocalBody(n.phraseAfter(f.end)), isDocumentNumber(n.text.slice(f.end, f.end+12)):
		return bodyWeight
	}
	return 1
}

// isAddressed reports a place in the line that a notice is addressed to, which ends with a colon.
func (n *noticeReader) isAddressed(f found) bool {
	line, _, _ := strings.Cut(n.text.slice(f.end, n.head.end), "\n")
	return strings.HasSuffix(strings.TrimSpace(line), ":")
}

// isHeaded reports that the head begins with a short line, as under a title, and not with a paragraph.
func (n *noticeReader) isHeaded() bool {
	const longest = 60
	line, _, _ := strings.Cut(n.string(n.head), "\n")
	return utf8.RuneCountInString(line) <= longest
}

// isDocumentNumber reports whether a document number follows a place: 奉节府办发〔2023〕65号.
func isDocumentNumber(after string) bool {
	letters, _, found := strings.Cut(after, "〔")
	return found && letters != "" && isPlainHan(letters)
}
