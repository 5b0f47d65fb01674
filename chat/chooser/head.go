package chooser

import "strings"

// Heads are the words that names end in: what one names is another's neither. Those of one line are of one class, the
// longer before those that they begin like.
var heads = [][]string{
	{"幼儿园", "幼稚园", "小学", "中学", "学校", "学院", "大学"},
	{"街道", "社区", "苏木", "嘎查", "镇", "乡", "村"},
	{"专业"}, {"号线"}, {"片区"}, {"校区"}, {"考点"}, {"赛道"},
}

// schools is the class of heads that short ones stand for.
const schools = 0

// short are heads that one character stands for behind a number: 一中, 第二小, 三幼.
var short = map[rune]string{'中': "中学", '小': "小学", '幼': "幼儿园"}

// notShort follow these characters in other words: 一中午, 二小时, 三幼儿园, 高一中的.
const notShort = "学心级等年队班儿时段门组午间外国文型专职"

// shortHeadAt is the head that the character at a place of a text stands for, "" = none.
func shortHeadAt(text []rune, at int) string {
	head := short[text[at]]
	if head == "" || at == 0 || !strings.ContainsRune(numerals, text[at-1]) || at > 1 && strings.ContainsRune("高初", text[at-2]) ||
		at+1 < len(text) && strings.ContainsRune(notShort, text[at+1]) {
		return ""
	}
	return head
}

// headAt is the head that a text begins with.
func headAt(text []rune) (class int, head string) {
	ahead := string(text[:min(len(text), 3)])
	for i, words := range heads {
		for _, w := range words {
			if strings.HasPrefix(ahead, w) {
				return i, w
			}
		}
	}
	return 0, ""
}

// headOrShortAt is the head at a place of a text, written out or short, and where it ends there; "" = none.
func headOrShortAt(text []rune, at int) (class int, head string, end int) {
	if class, head = headAt(text[at:]); head != "" {
		return class, head, at + len([]rune(head))
	}
	return schools, shortHeadAt(text, at), at + 1
}

// isWord reports a head that is part of another word: 小学生, 高中学费, 乡村, 村民, 农村.
func isWord(text []rune, at, end int) bool {
	if at > 0 && text[at] == '中' && strings.ContainsRune("高初", text[at-1]) {
		return true
	}
	if end < len(text) && strings.ContainsRune("生民级干", text[end]) {
		return true
	}
	if end-at > 1 {
		return false
	}
	return end < len(text) && strings.ContainsRune("村镇小校教土", text[end]) || at > 0 && strings.ContainsRune("乡农城", text[at-1])
}

// numerals are what numbers of schools and lines are written in.
const numerals = "0123456789一二三四五六七八九十百"
