package ingest

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// menuRun is how many menu lines in a row make a menu; fewer may be a list of the notice's own.
const menuRun = 8

// menuWidth is the longest menu entry in characters.
const menuWidth = 10

// furniture are lines that pages of government sites end with. Only whole lines at the end of a page are dropped: the
// same words inside a text stay.
var furniture = regexp.MustCompile(`^(扫一扫在手机打开当前页|上一篇[:].*|下一篇[:].*|上一条[:].*|下一条[:].*|返回顶部|打印本页|关闭窗口|【?打印】?|【?关闭】?|分享到[:]?.*|\d{1,6})$`)

// otherPage matches the line that names the page before or after, and others that a site puts under a text. What
// follows it is the site's too.
var otherPage = regexp.MustCompile(`^[【\[]?((上|下)(一|1)?(篇|条|则)(文章|新闻)?|(相关|推荐|热门)(稿件|新闻|链接|阅读|文章|推荐|报道|资讯))[】\]]?\s*[:].*$`)

// nearEnd is how far from its end, in lines, a page's links to other pages begin.
const nearEnd = 30

// withoutNavigation leaves out the menus that a page saved as text begins and ends with, and the page's furniture.
func withoutNavigation(all []line) []line {
	start := afterMenu(all)
	end := beforeOtherPages(all, start)
	for end > start && !all[end-1].row && (furniture.MatchString(fold(all[end-1].text)) || isBullet(all[end-1].text) && isMenu(all[end-1])) {
		end--
	}
	kept := all[start:end]
	if start > 0 && len(kept) > 0 && isBullet(kept[0].text) { // the title, as the menu's last entry
		_, size := utf8.DecodeRuneInString(kept[0].text)
		kept[0].text = strings.TrimSpace(kept[0].text[size:])
	}
	return kept
}

// beforeOtherPages is the end of a text before the links to other pages under it: the first of them after which nothing
// is a row, a numbered paragraph or long.
func beforeOtherPages(all []line, start int) int {
	end := len(all)
	for i := len(all) - 1; i > start && i >= len(all)-nearEnd; i-- {
		if otherPage.MatchString(fold(all[i].text)) {
			end = i
			continue
		}
		if _, marked := parseMark(all[i].text); all[i].row || marked || utf8.RuneCountInString(all[i].text) > titleMax {
			break
		}
	}
	return end
}

// afterMenu is the index of the first line after a menu at the top, 0 when there is none. A menu comes before any sentence.
func afterMenu(all []line) int {
	run := 0
	for i, l := range all {
		if isMenu(l) {
			run++
			continue
		}
		if run >= menuRun {
			return i
		}
		if l.row || endsSentence(l.text) {
			return 0
		}
		run = 0
	}
	return 0
}

// isMenu reports an entry of a menu, or a line of many entries.
func isMenu(l line) bool {
	if l.row || endsSentence(l.text) {
		return false
	}
	if words := strings.Fields(l.text); len(words) >= menuRun {
		for _, w := range words {
			if utf8.RuneCountInString(w) > menuWidth {
				return false
			}
		}
		return true
	}
	return isBullet(l.text) && utf8.RuneCountInString(l.text) <= menuWidth+2
}
