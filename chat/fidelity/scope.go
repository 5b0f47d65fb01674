package fidelity

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"wence/retrieval/zh"
)

// subject is what a clause begins with when it speaks of all of a kind.
var subject = regexp.MustCompile(`^(?:对|凡|所有|全体|各|全部|任何|每个|每名|只要是)*(学生|教师|老师|儿童|幼儿|家长|考生|学校|幼儿园|中小学|小学|初中|高中|班主任|校长|机构|培训机构|毕业生|新生|家庭)`)

// scopeWidened are clauses that speak of all of a kind, where the passages speak of some: 学生免费乘坐, of 残疾学生免费乘坐.
func (c claim) scopeWidened() []Fault {
	var all []Fault
	for _, part := range clausesIn(c.body) {
		text := part.text
		for _, m := range c.mentions {
			text = strings.TrimPrefix(text, c.text[m.Start:m.End])
		}
		m := subject.FindStringSubmatch(text)
		if m == nil || startsWithRank(text[strings.Index(text, m[1])+len(m[1]):]) {
			continue
		}
		near := c.nearest(part)
		if len(near) > 0 && !slices.ContainsFunc(near, func(o clause) bool { return !c.narrows(o.text, m[1]) }) {
			all = append(all, Fault{m[0], "资料说的范围比这小"})
		}
	}
	return all
}

// narrows reports that each time a clause has the noun, it is narrowed by words that the sentence has not: 残疾 before
// it, 一、二年级 behind it.
func (c claim) narrows(text, noun string) bool {
	found := false
	for at := 0; ; {
		i := strings.Index(text[at:], noun)
		if i < 0 {
			return found
		}
		start, end := at+i, at+i+len(noun)
		at, found = end, true
		if startsWithRank(text[end:]) {
			continue
		}
		word := lastRunes(text[:start], besideWord)
		if utf8.RuneCountInString(word) < besideWord || strings.ContainsFunc(word, func(r rune) bool {
			return !zh.IsHan(r) || strings.ContainsRune("的和或及对由与各向给在是为每该本条款章项", r)
		}) ||
			strings.Contains(c.body, word) || slices.ContainsFunc(c.cited, func(e *Source) bool { return e.around[word] }) || broad[word] {
			return false
		}
	}
}

// broad are words before a noun that do not narrow it.
var broad = map[string]bool{"所有": true, "全体": true, "全部": true, "任何": true, "中小": true, "适龄": true, "全市": true, "全县": true, "全省": true, "我县": true, "我市": true, "我区": true}

// rankBehind is a rank that narrows the school before it.
var rankBehind = regexp.MustCompile(`^[一二三四五六七八九十\d、至和到]+年级`)

func startsWithRank(s string) bool { return rankBehind.MatchString(s) }
