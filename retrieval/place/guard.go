package place

import (
	"strings"
	"unicode/utf8"
)

// A guard is the evidence that a form needs before it counts as a place in running text.
type guard uint8

const (
	needNothing   guard = iota // no other word looks like it
	needReading                // it must read as a name among the words around it
	needMarker                 // a place above before it, or a word after it that follows a place
	needAuthority              // a place above before it, or an authority after it
	needAbove                  // a place above right before it
	needPhrase                 // a place above before it, or the begin of a phrase
	needSuffix                 // its suffix; else the place right above before it, and an end or a word that follows a place
)

// A lead is what stands right before a form.
type lead uint8

const (
	leadNone  lead = iota
	leadAbove      // a place above that of the form
	leadRight      // the place right above it
)

// Costs of reading a form as a place; see lexicon. They stand for how often such names are met: a province about 3,000
// times in 60 million words, a city 300, a county 50, three times that of a county with its suffix.
const (
	provinceCost = 29
	cityCost     = 36
	countyCost   = 41
	fullCost     = 38
)

// formInfo weighs a form that may mean the given entries.
func (g *Gazetteer) formInfo(text string, symbols []uint16, entries []entry) formInfo {
	info := formInfo{entries: entries, short: true, cost: countyCost}
	for _, e := range entries {
		switch g.places[e.place].Level {
		case Province:
			if e.kind == full {
				return formInfo{entries: entries, guard: needNothing}
			}
			info.cost = min(info.cost, provinceCost)
		case City:
			info.cost = min(info.cost, cityCost)
		}
		info.short = info.short && e.kind == short
	}
	n := len(symbols)
	if !info.short {
		info.guard, info.cost = guardOfFull(text, n), min(info.cost, fullCost)
		return info
	}
	info.guard = guardOfShort(text, n)
	if cost, known := g.words.cost[packed(symbols)]; known && info.cost < countyCost && n <= maxWord {
		info.cost = min(info.cost, int(cost))
	}
	return info
}

func guardOfFull(text string, n int) guard {
	stem, size := utf8.DecodeRuneInString(text)
	switch {
	case nounAlways[text]:
		return needAbove
	case nounUsually[text]:
		return needAuthority
	case n == 2 && len(text) > size && strings.ContainsRune(singleStems, stem):
		return needPhrase
	case n <= 3:
		return needReading
	}
	return needNothing
}

func guardOfShort(text string, n int) guard {
	switch {
	case everyday[text]:
		return needSuffix
	case properWord[text]:
		return needMarker
	case n <= 2:
		return needReading
	}
	return needNothing
}

// admits reports whether the evidence around symbols [start, end) lets the form count as a place. After a place above
// it most doubts fall.
func (s *scanner) admits(info *formInfo, start, end int, before lead) bool {
	if s.isAnonymous(start) || s.isBroken(info, start, end) || info.cost == provinceCost && s.cutsSuffix(end) {
		return false
	}
	switch info.guard {
	case needSuffix:
		return before == leadRight && (!s.text.han(end) || s.followsPlace(end))
	case needAbove:
		return before >= leadAbove
	case needAuthority:
		return before >= leadAbove || s.beginsPhrase(start) && s.authorityAfter(end)
	case needPhrase:
		return before >= leadAbove || s.beginsPhrase(start) && !s.endsInWord(end)
	case needMarker:
		return (before >= leadAbove || s.followsPlace(end) || s.childAfter(info, end)) && s.reads(info, start, end)
	case needReading:
		return before >= leadAbove && !info.short || !s.isPerson(info, start, end) && s.reads(info, start, end)
	}
	return true
}

// Evidence that makes a name likelier than its frequency says: questions tend to begin with a place, and what follows a
// place tells of one.
const (
	beginEvidence = 4 // four times as likely
	afterEvidence = 8 // sixteen times
)

func (s *scanner) reads(info *formInfo, start, end int) bool {
	cost := info.cost
	if cost > provinceCost && (!s.text.han(start-1) || s.text.dated(start-1)) { // provinces are well known anyway
		cost -= beginEvidence
	}
	if s.followsPlace(end) {
		cost -= afterEvidence
	}
	return s.g.words.readsAsName(s.text, span{start, end}, cost, s.settled())
}

// settled returns where the last mention ends.
func (s *scanner) settled() int {
	if len(s.found) == 0 {
		return 0
	}
	return s.found[len(s.found)-1].end
}

// isAnonymous reports whether a blanked name stands before symbol i: X市朝阳区, 某县.
func (s *scanner) isAnonymous(i int) bool {
	before := s.text.slice(i-2, i)
	before = strings.TrimRight(before, "省市县区州盟")
	return before != "" && isBlank(lastRune(before))
}

func isBlank(char string) bool { return strings.Contains("xX×某*○〇_ΧⅩ✕", char) }

// isBroken reports whether spaces divide the name other than between all of its characters: such a short name has
// been put together from two words.
func (s *scanner) isBroken(info *formInfo, start, end int) bool {
	gaps := 0
	for i := start; i < end-1; i++ {
		if s.text.gapAfter(i) {
			gaps++
		}
	}
	return gaps > 0 && gaps < end-start-1 && info.short
}

// cutsSuffix reports that a province's short name would part a division's name from its suffix: 中山西区.
func (s *scanner) cutsSuffix(end int) bool {
	return s.text.han(end) && strings.ContainsRune("县区", rune(s.text.sym[end])) && !s.endsInWord(end+1) &&
		!(s.text.han(end+1) && s.g.words.knows(s.text.sym[end:end+2]))
}

// surnames are those that about nine persons in ten have.
const surnames = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭" +
	"廖范汪陆石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严赖覃武莫孔汤向常温康施文牛樊葛邢安齐易"

// isPerson reports whether surname and short name stand alone, as in a list of names: 王永康.
func (s *scanner) isPerson(info *formInfo, start, end int) bool {
	t := s.text
	return info.cost == countyCost && end-start == 2 && t.han(start-1) &&
		(!t.han(start-2) || t.gapAfter(start-2)) && (!t.han(end) || t.gapAfter(end-1)) &&
		strings.ContainsRune(surnames, rune(t.sym[start-1]))
}

// beginsPhrase reports whether symbol i stands after something that is no part of a name.
func (s *scanner) beginsPhrase(i int) bool {
	return !s.text.han(i-1) || s.text.gapAfter(i-1) || strings.ContainsRune("在到赴去往从由向对给于是住来属为", rune(s.text.sym[i-1]))
}

// endsInWord reports whether what precedes symbol i goes on to another word: 县委, 县级.
func (s *scanner) endsInWord(i int) bool {
	return s.text.han(i) && strings.ContainsRune("委级长域城内外处区市镇乡直属办以及中里份志际境财政府学校领", rune(s.text.sym[i]))
}

// authorities are what stands right after a place that governs itself.
var authorities = strings.Fields(`
	人民政府 教育局 教体局 教科局 教委 教育委员会 教育和体育局 教育体育局 教育厅 人大 政协 人民代表大会 财政局
	区委 县委 市委 区政府 县政府 市政府 政府 人社局 人力资源 民政局 公安局 人民法院 人民检察院`)

func (s *scanner) authorityAfter(i int) bool { return s.prefixAfter(i, authorities) }

// lives are matters that people bring up together with where they live.
var lives = strings.Fields(`
	户口 户籍 学籍 入学 学区 学位房 幼升小 小升初 中考 上学 读书 读小学 读初中 读高中 就读 落户 买房 居住证`)

// followsPlace reports whether a word stands at symbol i that tells of a place before it.
func (s *scanner) followsPlace(i int) bool { return s.authorityAfter(i) || s.prefixAfter(i, lives) }

func (s *scanner) prefixAfter(i int, words []string) bool {
	return s.text.han(i) && hasAnyPrefix(s.text.slice(i, i+8), words)
}

// childAfter reports whether the full name of a place within the form's follows: 朝阳双塔区.
func (s *scanner) childAfter(info *formInfo, i int) bool {
	if !s.text.han(i) {
		return false
	}
	for _, h := range s.hitsAt(i) {
		for _, e := range h.info.entries {
			if e.kind == full && s.withinAny(e, info.entries) {
				return true
			}
		}
	}
	return false
}
