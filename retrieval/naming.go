package retrieval

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"wence/retrieval/place"
)

var (
	// issuedTitle is what a notice issues: 关于印发《…》的通知, with the book marks gone.
	issuedTitle = regexp.MustCompile(`(?:关于)?(?:印发|公布|发布|修订)(.{4,60})的(?:通知|公告|决定|函)$`)
	titleRemark = regexp.MustCompile(`\([^()]*\)$`)
	rule        = regexp.MustCompile(`^(.{2,30}?)(条例|办法|规定|细则|规则|章程|措施|法)$`)
	counted     = regexp.MustCompile(`[一二三四五六七八九十百\d]{1,3}条(?:措施|意见|规定|政策)$`)
	national    = "中华人民共和国"
	law         = regexp.MustCompile(`(?:[^办]法|条例)$|实施.*法办法$`)
	numberTail  = regexp.MustCompile(`〔.*$`)
	ofPlace     = regexp.MustCompile(`^(\p{Han}{2,8}?)(省|自治区|市|自治州|地区|盟|自治县|县|旗|区)`)
)

// NamesOf are the names under which people speak of a notice, in the form of TitleKey and NumberKey: its title, whole and
// without what it begins and ends with, what it issues, a rule by its first words and its kind (校车条例 for 校车安全管理条例),
// 十条措施, and its number with and without the organ's word.
func NamesOf(n Notice) []string {
	var names []string
	add := func(name string) {
		if utf8.RuneCountInString(name) >= shortestName && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	for _, title := range titlesOf(TitleKey(n.Title)) {
		add(title)
		add(counted.FindString(title))
		if g := rule.FindStringSubmatch(title); g != nil {
			stem := []rune(g[1])
			for k := 2; k <= min(4, len(stem)-1); k++ {
				add(string(stem[:k]) + g[2])
			}
		}
	}
	if number := NumberKey(n.Number); number != "" {
		add(number)
		add(strings.TrimPrefix(number, national))
		add(numberTail.FindString(number))
	}
	return names
}

// Titled reports that a name is the notice's title, whole or without what it begins and ends with, and no shorter form.
func (n Notice) Titled(name string) bool { return slices.Contains(titlesOf(TitleKey(n.Title)), name) }

// shortestName is how many characters a name has at least: 教师法.
const shortestName = 3

// titlesOf are a title and what is left of it without the nation's name, its place, a remark at its end, and the words
// that issue it.
func titlesOf(title string) []string {
	all := []string{title}
	for i := 0; i < len(all); i++ {
		t := all[i]
		for _, shorter := range []string{
			titleRemark.ReplaceAllString(t, ""), strings.ReplaceAll(t, national, ""), withoutPlace(t), withoutSuffix(t), issued(t),
		} {
			if shorter != "" && !slices.Contains(all, shorter) {
				all = append(all, shorter)
			}
		}
	}
	return all
}

// issued is what a title issues, "" when it issues nothing.
func issued(title string) string {
	if g := issuedTitle.FindStringSubmatch(title); g != nil {
		return g[1]
	}
	return ""
}

// withoutPlace is a title without the division that it begins with.
func withoutPlace(title string) string {
	if at := ofPlace.FindString(title); at != "" && place.LevelOf(at) != 0 {
		return strings.TrimPrefix(title, at)
	}
	return ""
}

// withoutSuffix is a title that calls the division which it begins with by its short name: 浙江学前教育条例.
func withoutSuffix(title string) string {
	if g := ofPlace.FindStringSubmatch(title); g != nil && utf8.RuneCountInString(g[1]) > 1 {
		return g[1] + strings.TrimPrefix(title, g[0])
	}
	return ""
}

// IsLaw reports the title, in the form of TitleKey, of a law or a local one. Of several texts of one title the newest
// stands. The stores look for those that end so.
func IsLaw(title string) bool { return law.MatchString(title) }
