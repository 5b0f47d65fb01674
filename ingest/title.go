package ingest

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"wence/ingest/document"
)

// headLines is how many lines at the top may hold title and metadata.
const headLines = 40

// Bounds of a title in characters.
const (
	titleMin = 4
	titleMax = 100
)

// A line right over 来源 and 时间 is a page's headline, whatever its words: in the first lines, and with this weight.
const (
	headlineLines = 6
	headlineScore = 6
)

// genre is the kind of document that an official title ends with, with the remark in brackets after it.
var genre = regexp.MustCompile(`(通知|意见|办法|方案|细则|规定|公告|通告|通报|答复|复函|函|报告|计划|措施|条例|决定|决议|批复|纲要|规划|指南|简章|须知|章程|标准|制度|纪要|公示|解读|问答|法|解释|政策|预案|名单|清单|一览表|目录|安排|要点|明白卡|(?:计划|统计|汇总|情况|明细|登记|申请|申报|审批|安排|信息|分配|日程|名额|标准|项目|任务|指标|评价|考核|收费|公示|课程|时间)表|(?:抽测|监测|检测|评估|评审|评选|考核|采购|招标|中标|录取|检查|督导|验收|认定)结果)(\([^()]{1,20}\))?$`)

// remarked is what stands in brackets behind a title and tells of its making: (2026年9月3日经教职工代表大会通过).
var remarked = regexp.MustCompile(`^\([^()]*\d{4}年[^()]*(?:通过|印发|发布)[^()]*\)$`)

// about is the form of most official titles: 某机关关于某事的通知.
var about = regexp.MustCompile(`关于.{2,60}的`)

// title finds a notice's title: what the format or a label states, else the line of the head that looks most like one,
// put together when it is broken over several. It returns the index of the line after it, 0 when the title stands in
// no line. A notice without a title has "", and so has a workbook of several sheets that are titled each for itself.
func title(doc document.Document, m metadata, all []line, used []bool) (text string, after int) {
	stated := m[fieldTitle]
	if stated == "" {
		stated = doc.Title
	}
	if stated != "" {
		return tidyTitle(stated), lineAfter(all, stated)
	}
	named := sheets(all)
	if named > 1 {
		return "", 0
	}
	best := 0
	for i := 0; i < min(len(all), headLines); i++ {
		if used[i] || all[i].row && !opensTable(all[:i+1]) {
			continue
		}
		if m, marked := parseMark(all[i].text); marked && m.kind != appendix {
			break
		}
		for n := 1; n <= 4 && i+n <= len(all); n++ {
			joined, ok := titleOf(all[i:i+n], used[i:i+n])
			if !ok {
				break
			}
			level := all[i].level
			if named > 0 { // the name of a sheet is not yet a title
				level = 0
			}
			score := titleScore(joined, level) - n
			if n > 1 && goesOn(all[i:i+n]) {
				score += n
			}
			if i+n < len(all) && used[i+n] && i+n < headlineLines { // 来源, 时间 under a headline
				score += headlineScore
			}
			if score > best {
				best, text, after = score, joined, i+n
			}
		}
	}
	switch {
	case text != "":
	case named == 0:
		text, after = openingLine(all, used)
	default:
		text, after = sheetTitle(all, used)
	}
	return tidyTitle(text), after
}

// sheetTitle is the line right under the name of a workbook's only sheet, as titles are: no label and no mark, and longer
// than a caption.
func sheetTitle(all []line, used []bool) (string, int) {
	const least = 8
	for i := 1; i < min(len(all), headlineLines) && !all[i].row; i++ {
		_, marked := parseMark(all[i].text)
		if marked || used[i] {
			continue
		}
		if _, ok := titleOf(all[i:i+1], used[i:i+1]); ok && utf8.RuneCountInString(all[i].text) >= least && titleScore(all[i].text, 0) >= 0 && !strings.ContainsAny(all[i].text, ":\uFF1A") {
			return all[i].text, i + 1
		}
		break
	}
	return "", 0
}

// openingLine is the first line of a text when it stands over it as titles do, whatever its words: short, no sentence and
// no label, right above the number, a salutation, a signature, the first heading, a table or a long paragraph.
func openingLine(all []line, used []bool) (string, int) {
	const longest, paragraph = 60, 60
	for i := 0; i+1 < min(len(all), headLines); i++ {
		if used[i] || isLetterhead(all[i].text) {
			continue
		}
		if all[i].row && !opensTable(all[:i+1]) {
			return "", 0
		}
		text, next := all[i].text, all[i+1]
		folded := fold(next.text)
		if _, ok := titleOf(all[i:i+1], used[i:i+1]); !ok || utf8.RuneCountInString(text) > longest || isOrgan(text) || titleScore(text, 0) < 0 {
			return "", 0
		}
		_, marked := parseMark(next.text)
		if used[i+1] || next.row || marked || documentNumber.MatchString(folded) || dateOnly(folded) || isSigner(next.text) ||
			marksSalutation(next.text) || utf8.RuneCountInString(folded) >= paragraph {
			return text, i + 1
		}
		return "", 0
	}
	return "", 0
}

// opensTable reports that the last of the lines is a cell over the full width of the first table: its title, which may be
// the notice's.
func opensTable(all []line) bool {
	return !slices.ContainsFunc(all, func(l line) bool { return l.row && (l.columns != nil || strings.Contains(l.text, "\t")) }) &&
		statedUnit(all[len(all)-1].text) == ""
}

// titleOf joins lines into one title; ok is false where a line can be no part of one.
func titleOf(all []line, used []bool) (joined string, ok bool) {
	for i, l := range all {
		folded := fold(l.text)
		if title, number := numberedTitle(l.text); number != "" && len(all) == 1 {
			return title, true
		}
		if at := strings.IndexAny(l.text, "(\uFF08"); at > 0 && len(all) == 1 && genre.MatchString(fold(l.text[:at])) && remarked.MatchString(fold(l.text[at:])) {
			return l.text[:at], true
		}
		if used[i] || isLetterhead(l.text) || l.row && len(all) > 1 || strings.Contains(l.text, "\t") && l.row || l.level != all[0].level || documentNumber.MatchString(folded) || dateOnly(folded) || opensBody(l.text) ||
			strings.HasPrefix(folded, "(") && i > 0 && len(all) > 1 && !genre.MatchString("通知"+folded) {
			return "", false
		}
		if i > 0 && isOrgan(joined) && isOrgan(l.text) {
			joined += " "
		}
		joined = join(joined, l.text)
	}
	return joined, true
}

// isLetterhead reports the line in red over a document, which names who makes it and not what it is: 某县教育局文件.
func isLetterhead(s string) bool {
	head, found := strings.CutSuffix(strings.Join(strings.Fields(fold(s)), ""), "文件")
	return found && isOrgan(head)
}

// goesOn reports that a title's first line needs those below: organs over 关于, or 对…号 over what is answered.
func goesOn(all []line) bool {
	i := 0
	for i < len(all)-1 && isOrgan(all[i].text) {
		i++
	}
	next := fold(all[max(i, 1)].text)
	return i > 0 && strings.HasPrefix(next, "关于") || strings.HasPrefix(fold(all[0].text), "对") && strings.HasPrefix(next, "《")
}

// titleScore says how much a line looks like a title; below 0 = it cannot be one, 0 = nothing speaks for it.
func titleScore(s string, level int) int {
	folded := fold(s)
	n := utf8.RuneCountInString(folded)
	if n < titleMin || n > titleMax || endsSentence(s) {
		return -headlineScore
	}
	score := 0
	if genre.MatchString(folded) {
		score += 8
	}
	if about.MatchString(folded) || strings.HasPrefix(folded, "对") {
		score += 4
	}
	if level == 1 {
		score += 10
	}
	if score > 0 && n >= 12 {
		score += 2
	}
	return score
}

// opensBody reports a line that begins the text proper: a salutation, a numbered heading, a long paragraph.
func opensBody(s string) bool {
	m, marked := parseMark(s)
	return marked && m.kind != appendix || endsSentence(s) || utf8.RuneCountInString(s) > titleMax
}

// tidyTitle drops what sites add to titles: the site's name after a dash or underscore, white space from broken lines.
func tidyTitle(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	for _, sep := range []string{"_", "--", " - ", " | "} {
		if head, _, cut := strings.Cut(s, sep); cut && utf8.RuneCountInString(head) >= titleMin {
			s = strings.TrimSpace(head)
		}
	}
	return strings.TrimSpace(strings.Trim(s, "#* "))
}

// lineAfter is the index after the line of the head that repeats the title, 0 when none does.
func lineAfter(all []line, title string) int {
	want := bareTitle(title)
	for i := 0; i < min(len(all), headLines); i++ {
		joined := ""
		for n := 0; n < 4 && i+n < len(all); n++ {
			if joined += bareTitle(all[i+n].text); joined == want {
				return i + n + 1
			}
		}
	}
	return 0
}

func bareTitle(s string) string { return strings.Join(strings.Fields(fold(s)), "") }
