package reading

import (
	"regexp"
	"slices"
	"strconv"

	"wence/retrieval/figures"
	"wence/retrieval/zh"
)

var (
	// former are the words that ask for a rule that was replaced.
	former = zh.Words(
		zh.Join("原来 原来的 原先 原先的 以前的 先前的 旧 旧的 老 老的", "标准 办法 规定 政策 文件 细则 条例 章程"),
		zh.Join("以前 原来 原先", "是 每 多少 发 收 补 给 领"), zh.Join("调整 修订 修改 涨价 提高 改革", "前 之前 以前"),
		"原先那 从前 旧版 旧的 那时候 按当时",
	)
	// current are the words that ask for the rule that applies, too.
	current = zh.Words("新旧 新老 现在 目前 如今 现行 眼下")
)

// changing are the words that ask how a rule differs from the one before it.
var changing = zh.Words(
	zh.Join("涨 降 增 减 升 调 变 增加 减少 提高 降低 上调 下调 调整", "了多少 了几 了没 了吗 多少 几"), zh.Join("跟 比 和 同 较", "去年 前年 上年 往年 以前 原来 过去"),
	"新旧 新老 变化 怎么变", zh.Join("以前 原来 过去 去年 前年", "和现在 跟现在 和今年 跟今年"),
)

// AsksChange reports a question about a rule and about what stood in its place before: it tells several years, or asks what
// has changed.
func (r Reading) AsksChange() bool {
	var years []int // 2026-2027学年 is one, and a day tells none
	for _, f := range figures.Find(r.WithYears()) {
		if f.Kind == figures.Date && f.From.Year > 0 && f.From.Day == 0 && !slices.Contains(years, f.From.Year) {
			years = append(years, f.From.Year)
		}
	}
	return len(years) > 1 || changing.In(r.Folded)
}

// AsksFormer reports a question about a rule that was replaced: 以前是多少.
func (r Reading) AsksFormer() bool { return former.In(r.Folded) && !current.In(r.Folded) }

// AsksNow reports a question about what applies on its day: it tells no year, or that one.
func (r Reading) AsksNow() bool {
	years := r.Years()
	if len(years) == 0 {
		return true
	}
	today, err := strconv.Atoi(string(r.Day[:min(len(r.Day), len("2006"))]))
	return err == nil && slices.Contains(years, today)
}

// schoolYear is a school year, or the half of one, in the normal form: 2025-2026学年, 2024至25年度, 2026年春.
var schoolYear = regexp.MustCompile(`((?:19|20)\d\d)年?(?:[-~至/](?:20)?\d\d(?:学?年度|学年)|的?(春|秋))`)

// SchoolYearsIn are the school years that a text tells, by the year in which each begins: 2025-2026学年, 2026年春.
func SchoolYearsIn(text string) []int {
	var all []int
	for _, m := range schoolYear.FindAllStringSubmatch(zh.Fold(text), -1) {
		year, _ := strconv.Atoi(m[1])
		if m[2] == "春" {
			year--
		}
		if !slices.Contains(all, year) {
			all = append(all, year)
		}
	}
	return all
}

// SchoolYears are the school years that a question asks about, by the year in which each begins: those that it tells, else
// those that meet the years it tells; nil when it tells none.
func (r Reading) SchoolYears() []int {
	if told := SchoolYearsIn(r.WithYears()); len(told) > 0 {
		return told
	}
	var all []int
	for _, year := range r.Years() {
		all = append(all, year-1, year)
	}
	return all
}
