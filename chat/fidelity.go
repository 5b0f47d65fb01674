package chat

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"wence/retrieval/figures"
	"wence/retrieval/place"
	"wence/retrieval/zh"
)

// A claim is a sentence of a model made ready for being held against what it cites. Its texts are in the form of
// searchable.
type claim struct {
	text     string
	body     string           // text with the words of titles blanked: verify holds those against the notices
	figures  []figures.Figure // of body
	mentions []place.Mention  // of text
	cited    []*evidence
}

// A scrutiny holds the sentences of a model against the passages that they cite. verify asks of every sentence, the
// program's own too, that its figures, titles and places stand there. A model rewords, so more is asked of its
// sentences: that the words stand there too, that nothing is turned round, and that each figure is said of what the
// passage says it of.
type scrutiny struct {
	verifier verifier // its passages are those that the model was shown; a handle is a citation
	sources  []*evidence
	lexicon  *Lexicon
	apart    []string // IDs of the regions whose answers are kept apart; a sentence is of one of them
}

// check returns the verified sentence, its citations being handles, or the defects.
func (s scrutiny) check(p plain) (Sentence, []defect) {
	sentence, defects := s.verifier.verify(draft{text: p.text, cites: p.cites})
	if len(defects) > 0 {
		return Sentence{}, defects
	}
	for _, part := range p.stretches {
		if len(part.cites) > 0 {
			_, found := s.verifier.verify(part)
			defects = append(defects, found...)
		}
	}
	defects = append(defects, s.faults(p)...)
	if len(defects) > 0 {
		return Sentence{}, defects
	}
	return sentence, nil
}

// faults are the defects that verify does not look for.
func (s scrutiny) faults(p plain) []defect {
	c := claim{text: searchable(p.text)}
	c.body = withoutTitles(c.text)
	c.figures, c.mentions = figures.Find(c.body), s.verifier.places.Find(c.text)
	for _, n := range p.cites {
		c.cited = append(c.cited, s.sources[n-1])
	}
	return slices.Concat(c.strayNumbers(), c.strayLatin(), s.strayWords(c), c.strongWords(), c.validityWords(), c.turnedRound(),
		c.opposite(), c.misbound(), s.astray(c), c.misplaced(), c.notApart(s.apart))
}

// withoutTitles blanks the titles in a sentence: their words say nothing of what the sentence says.
func withoutTitles(text string) string {
	for _, title := range titlesIn(text) {
		if title != "" {
			text = strings.Replace(text, title, blanked(title), 1)
		}
	}
	return text
}

// borne reports that one of the passages says the words.
func (c claim) borne(words string) bool {
	return slices.ContainsFunc(c.cited, func(e *evidence) bool { return strings.Contains(e.text, words) })
}

var digits = regexp.MustCompile(`\d+(?:[.,:\-]\d+)*`)

// strayNumbers are digits that no figure holds and no passage: telephone numbers, codes.
func (c claim) strayNumbers() []defect {
	var all []defect
	for _, m := range digits.FindAllStringIndex(c.body, -1) {
		number := c.body[m[0]:m[1]]
		within := slices.ContainsFunc(c.figures, func(f figures.Figure) bool { return f.Start <= m[0] && m[1] <= f.End })
		if !within && !slices.ContainsFunc(c.cited, func(e *evidence) bool { return holdsNumber(e.text, number) }) {
			all = append(all, defect{number, "所引资料没有这个号码"})
		}
	}
	return all
}

// holdsNumber reports a number that stands in a text with no digit beside it.
func holdsNumber(text, number string) bool {
	for at := 0; ; {
		i := strings.Index(text[at:], number)
		if i < 0 {
			return false
		}
		start, end := at+i, at+i+len(number)
		if (start == 0 || !isDigit(text[start-1])) && (end == len(text) || !isDigit(text[end])) {
			return true
		}
		at = end
	}
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

var latin = regexp.MustCompile(`[\p{Latin}\p{Cyrillic}\p{Greek}]{2,}`)

// strayLatin are words of other scripts that no passage holds.
func (c claim) strayLatin() []defect {
	var all []defect
	for _, w := range latin.FindAllString(c.text, -1) {
		if !c.borne(w) {
			all = append(all, defect{w, "所引资料没有这个词"})
		}
	}
	return all
}

// Bounds of rewording, in characters that no passage holds. Set on the sentences in testdata/honest.tsv.
const (
	novelShare = 0.34 // of the characters of a sentence that say something
	novelRun   = 3    // beside each other
)

// connecting are words that hold a sentence together or word a rule without adding to it.
var connecting = regexp.MustCompile(`根据|按照|依据|拨打|咨询|联系|登录|前往|规定|明确|文件|通知|办法|政策|其中|具体|标准|以及|并且|同时|此外|另外|如果|的话|可以|获得|领取|享受|给予|拿到|得到|发给|需要|应当|必须|还需|要求|包括|分为|一共|总共|或者|对于|关于|属于|情况|方面|相关|有关|进行|办理|申请|方式|时间|条件|材料|金额|数额|范围|对象|也就是|即|上述|以下|如下|这些|这项|这笔|该项|该|本|此|每|为|是|的|了|在|和|与|及|或|并|也|都|均|由|向|从|到|至|对|将|把|被|给|按|以|于|等|可|能|须|需|应|要|会|且|则|者|人|您|你|我|们|他|她|它|孩子|一个|各|另|还|再|就|只|所|之|其|一|有|个|名|县|市|省|区|内|上|中|下|后|前`)

// strayWords reports a sentence too much of which no passage says.
func (s scrutiny) strayWords(c claim) []defect {
	known := s.knownIn(c, func(pair string) bool {
		return slices.ContainsFunc(c.cited, func(e *evidence) bool { return e.pairs[pair] })
	})
	if at := unknownPlace.FindStringIndex(marked(c.text, known)); at != nil {
		return []defect{{c.text[at[0]:at[1]], "所引资料没有这个地区"}}
	}
	total, novel, run, longest, end := 0, 0, 0, 0, 0
	for i, r := range c.text {
		if !zh.IsHan(r) {
			continue
		}
		total++
		if known[i] {
			run = 0
			continue
		}
		novel++
		run++
		if run > longest {
			longest, end = run, i+utf8.RuneLen(r)
		}
	}
	if longest <= novelRun && float64(novel) <= novelShare*float64(total) {
		return nil
	}
	runes := []rune(c.text[:end])
	return []defect{{string(runes[max(0, len(runes)-longest):]), "所引资料没有这样说"}}
}

// unknownPlace is a word that ends like the name of a place and that no passage holds. What is known is blanked.
var unknownPlace = regexp.MustCompile(`\p{Han}{2,}(?:[省市县区旗盟州镇乡村]|街道)`)

// marked is a sentence with what is known blanked, except the endings of places.
func marked(claim string, known []bool) string {
	out := []byte(claim)
	for i, r := range claim {
		if known[i] && !strings.ContainsRune("省市县区旗盟州镇乡村街道", r) {
			copy(out[i:], make([]byte, utf8.RuneLen(r)))
		}
	}
	return string(out)
}

// knownIn marks the bytes of a sentence whose pairs of characters a passage has, and those that need none: figures, places and titles, which
// are held against the passages by themselves, and words that connect.
func (s scrutiny) knownIn(c claim, has func(pair string) bool) []bool {
	known := make([]bool, len(c.text))
	mark := func(start, end int) {
		for i := start; i < end; i++ {
			known[i] = true
		}
	}
	for _, f := range c.figures {
		mark(f.Start, f.End)
	}
	for _, m := range c.mentions {
		mark(m.Start, m.End)
	}
	for at := range len(c.text) {
		known[at] = known[at] || c.body[at] == 0
	}
	for _, m := range connecting.FindAllStringIndex(c.text, -1) {
		mark(m[0], m[1])
	}
	s.markWordings(c, mark)
	eachPair(c.text, func(pair string, at int) {
		if has(pair) {
			mark(at, at+len(pair))
		}
	})
	for i, r := range c.text {
		known[i] = known[i] || standsAlone(c.text, i) && c.borne(string(r))
	}
	return known
}

// standsAlone reports a Chinese character without one beside it: the 生 of 元/生/月.
func standsAlone(s string, at int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:at])
	_, size := utf8.DecodeRuneInString(s[at:])
	after, _ := utf8.DecodeRuneInString(s[at+size:])
	return !zh.IsHan(before) && !zh.IsHan(after)
}

// markWordings marks words for which a passage has the official ones: 老师 where it says 教师.
func (s scrutiny) markWordings(c claim, mark func(start, end int)) {
	at := 0
	for _, word := range s.lexicon.chunks(c.text) {
		if word.entry != nil && slices.ContainsFunc(word.entry.official, c.borne) {
			mark(at, at+len(word.text))
		}
		at += len(word.text)
	}
}

// A strong word makes a rule wider, narrower or firmer than it is. Where a sentence holds one of a class, a passage must
// hold it too, or another that says as much.
var strong = []struct{ words, orElse []string }{
	{[]string{"免费", "免收", "免除", "免缴", "免交"}, []string{"免", "不收费", "不收", "不得收取"}},
	{[]string{"必须"}, []string{"须", "应当", "应", "不得", "一律", "方可", "需"}},
	{[]string{"一律"}, []string{"全部", "均", "所有", "全体", "任何", "不得", "严禁"}},
	{[]string{"所有", "全体", "凡是"}, []string{"所有", "全部", "全体", "任何", "一律", "均", "凡"}},
	{[]string{"任何", "一切"}, []string{"所有", "任何", "一切", "一律", "不得"}},
	{[]string{"只能", "仅限", "唯一"}, []string{"只", "仅", "限", "不得"}},
	{[]string{"无条件", "不限"}, []string{"不受"}},
	{[]string{"保证", "确保"}, []string{"保证", "确保", "保障"}},
	{[]string{"肯定", "一定会", "必然", "必定"}, nil},
	{[]string{"永久", "终身", "长期", "永远"}, nil},
	{[]string{"自动"}, nil}, {[]string{"随时"}, nil}, {[]string{"翻倍", "加倍", "双倍"}, nil},
	{[]string{"额外"}, []string{"另增", "另外", "另"}},
	{[]string{"立即", "马上", "当场", "立刻"}, []string{"即时"}},
	{[]string{"优先"}, nil}, {[]string{"直接"}, nil}, {[]string{"强制"}, nil},
	{[]string{"最低"}, []string{"不低于", "不少于", "以上"}},
	{[]string{"最高", "最多"}, []string{"不超过", "不得超过", "以内", "上限", "限价", "以下", "不高于"}},
	{[]string{"无需", "无须", "不需", "不用", "不必", "不要求"}, []string{"不再", "不作", "免", "不要求"}},
	{[]string{"禁止", "严禁"}, []string{"不得", "不准", "不许"}},
	{[]string{"取消"}, []string{"撤销", "停止"}}, {[]string{"除外"}, []string{"除", "不含", "另行"}},
}

// strongWords are strong words of a sentence that no passage bears.
func (c claim) strongWords() []defect {
	var all []defect
	for _, class := range strong {
		for _, w := range class.words {
			if strings.Contains(c.text, w) && !slices.ContainsFunc(class.words, c.borne) && !slices.ContainsFunc(class.orElse, c.borne) {
				all = append(all, defect{w, "所引资料没有这样说"})
			}
		}
	}
	return all
}

var (
	inForceWords = regexp.MustCompile(`现行|目前|现在|当前|如今|眼下|最新|今年|即日起|仍|继续|依然|依旧|正在|有效(?:[^期]|$)|生效|在执行|照常`)
	endedWords   = regexp.MustCompile(`失效|废止|届满|过期|作废|到期|替代|取代|终止|停止执行|不再执行|尚未施行|未生效|已被|已经结束|取消`)
)

// validityWords are words on whether a notice applies. That is the program's to say: a sentence may repeat such words
// of a notice in force, and of no other.
func (c claim) validityWords() []defect {
	current := !slices.ContainsFunc(c.cited, func(e *evidence) bool { return !e.hit.Validity.Current() })
	var all []defect
	for _, w := range append(inForceWords.FindAllString(c.body, -1), endedWords.FindAllString(c.body, -1)...) {
		if !current && inForceWords.MatchString(w) || !c.borne(strings.TrimRight(w, ",.。;的")) {
			all = append(all, defect{w, "文件是否有效由程序注明"})
		}
	}
	return all
}

// fewShared is how many pairs two clauses share that speak of one thing.
const fewShared = 2

// turnedRound are clauses that deny what the passage affirms of the same, or the other way about.
func (c claim) turnedRound() []defect {
	var all []defect
	for _, part := range clausesIn(c.body) {
		if conflict := part.against(c.cited); conflict != "" {
			all = append(all, defect{conflict, "与资料的肯定或否定相反"})
		}
	}
	return all
}

// against compares a clause with the clauses of the passages that share most with it. It returns the words in
// conflict, "" when one of these clauses agrees or none is near. A short clause that the sentence took up whole speaks
// for it too: 不能提供的 beside 应当提供宿舍.
func (c clause) against(cited []*evidence) string {
	best, conflict := 0, ""
	agreed := map[string]bool{}
	c.denies = c.denies && !c.deniedBy(cited)
	for _, e := range cited {
		for _, other := range e.clauses {
			n := shared(c.pairs, other.pairs)
			if n < min(fewShared, len(other.pairs)) || n == 0 {
				continue
			}
			found := c.conflict(other)
			if found == "" && n*4 >= len(other.pairs)*3 {
				for pair := range other.pairs {
					agreed[pair] = true
				}
			}
			switch {
			case n > best:
				best, conflict = n, found
			case n == best && found == "":
				conflict = ""
			}
		}
	}
	if agreed[conflict] {
		return ""
	}
	return conflict
}

// deniedBy reports that a passage denies, in whatever clause, what this one denies: the sentence put the two together.
func (c clause) deniedBy(cited []*evidence) bool {
	for pair, p := range c.state {
		if p&denied == 0 {
			continue
		}
		for _, e := range cited {
			if slices.ContainsFunc(e.clauses, func(other clause) bool { return other.state[pair]&denied != 0 }) {
				return true
			}
		}
	}
	return false
}

// conflict is a pair that one clause denies and the other affirms without any negation before it, or a denial where the
// other clause has none.
func (c clause) conflict(other clause) string {
	worst := ""
	switch {
	case c.denies && !other.denies && !other.bans:
		worst = "不"
	case other.bans && !other.denies && !c.denies && !c.bans && allowing.MatchString(c.text):
		worst = allowing.FindString(c.text)
	}
	for pair, p := range c.state {
		q, ok := other.state[pair]
		if ok && (p == denied && q == affirmed || p == affirmed && q == denied) && pair > worst {
			worst = pair
		}
	}
	return worst
}
