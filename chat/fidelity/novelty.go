package fidelity

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"wence/retrieval/zh"
)

// Bounds of rewording, in characters that no passage holds. Set on the sentences in testdata/true.tsv.
const (
	novelShare  = 0.34 // of the characters of a sentence that say something
	mostSeams   = 2    // pairs of characters that no passage has beside each other, connecting words apart
	novelRun    = 1    // beside each other
	strictShare = 0.4  // of the pairs of a sentence without a number, the least that a passage has as they stand
)

// connecting are words that hold a sentence together or word a rule without adding to it.
var connecting = regexp.MustCompile(`的(?:教师|学生|儿童|家长|人员|考生|孩子)|根据|按照|依据|提供|满足|参加|开展|活动|工作|层面|拨打|咨询|联系|登录|前往|规定|明确|文件|通知|办法|政策|其中|具体|标准|以及|并且|同时|此外|另外|如果|的话|可以|获得|领取|享受|给予|拿到|得到|发给|需要|应当|必须|还需|要求|包括|分为|一共|总共|或者|对于|关于|属于|情况|方面|相关|进行|办理|申请|方式|时间|条件|材料|金额|数额|范围|对象|也就是|即|上述|以下|如下|这些|这项|这笔|该项|该|本|此|每|为|是|的|了|在|和|与|及|或|并|也|都|均|由|向|从|到|至|对|将|把|被|给|按|以|于|等|可|能|须|需|应|要|会|且|则|者|人|您|你|我|们|他|她|它|孩子|一个|各|另|还|再|就|只|所|之|其|一|有|个|名|内|上|中|下|后|前`)

// strayWords reports a sentence too much of which no passage says.
func (c claim) strayWords() []Fault {
	known := c.knownIn(func(pair string) bool {
		return slices.ContainsFunc(c.cited, func(e *Source) bool { return e.pairs[pair] || e.loose[pair] })
	})
	if at := unknownPlace.FindStringIndex(marked(c.text, known)); at != nil {
		return []Fault{{c.text[at[0]:at[1]], "所引资料没有这个地区"}}
	}
	if joined := c.seams(); len(joined) > mostSeams {
		return []Fault{{strings.Join(joined, "、"), "所引资料没有这样说"}}
	}
	if !digits.MatchString(c.body) && c.strictly() < strictShare {
		return []Fault{{c.text, "所引资料没有这样说"}}
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
	return []Fault{{string(runes[max(0, len(runes)-longest):]), "所引资料没有这样说"}}
}

// strictly is the share of the pairs of a sentence that a passage has as they stand, and not as an abbreviation or a
// synonym.
func (c claim) strictly() float64 {
	pairs := pairSet(c.body)
	n := 0
	for pair := range pairs {
		if slices.ContainsFunc(c.cited, func(e *Source) bool { return e.pairs[pair] }) {
			n++
		}
	}
	return float64(n) / float64(max(len(pairs), 1))
}

// seams are where a sentence joins words that no passage joins: 乡镇教师 and 城区学校 of 城区教师到乡镇学校.
func (c claim) seams() []string {
	var all []string
	eachPair(c.text, func(pair string, at int) {
		_, size := utf8.DecodeRuneInString(pair)
		if !c.free[at] && !c.free[at+size] && !slices.ContainsFunc(c.cited, func(e *Source) bool { return e.pairs[pair] || e.loose[pair] }) && !slices.Contains(all, pair) {
			all = append(all, pair)
		}
	})
	return all
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

// freeIn marks the bytes of a sentence that no passage need have: figures, places and titles, which are held against the
// passages by themselves, words that connect, and words for which a passage has others.
func (r Checker) freeIn(c claim) []bool {
	free := make([]bool, len(c.text))
	mark := func(start, end int) {
		for i := start; i < end; i++ {
			free[i] = true
		}
	}
	for _, f := range c.figures {
		mark(f.Start, f.End)
	}
	for _, m := range c.mentions {
		mark(m.Start, m.End)
	}
	for at := range len(c.text) {
		free[at] = free[at] || c.body[at] == 0
	}
	for _, m := range connecting.FindAllStringIndex(c.text, -1) {
		mark(m[0], m[1])
	}
	r.markWordings(c, mark)
	c.markSynonyms(mark)
	for i, r := range c.text {
		free[i] = free[i] || standsAlone(c.text, i) && c.borne(string(r))
	}
	return free
}

// knownIn marks what is free and the pairs of characters that a passage has.
func (c claim) knownIn(has func(pair string) bool) []bool {
	known := slices.Clone(c.free)
	eachPair(c.text, func(pair string, at int) {
		if has(pair) {
			for i := at; i < at+len(pair); i++ {
				known[i] = true
			}
		}
	})
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
func (r Checker) markWordings(c claim, mark func(start, end int)) {
	if r.Wordings == nil {
		return
	}
	for _, w := range r.Wordings(c.text) {
		if slices.ContainsFunc(w.Official, c.borne) {
			mark(w.Start, w.End)
		}
	}
}
