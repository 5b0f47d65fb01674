package ingest

import (
	"regexp"
	"strings"
)

// uncounted are labels of columns whose numbers count nothing.
var uncounted = regexp.MustCompile(`序号|编号|编码|代码|号码|号$|^年[份度]$|^学年$|电话|邮编|时间|日期|期限|备注`)

// A measure is what the words of a label say that the numbers under it are, with the signs of which a unit of them has one.
type measure struct {
	words *regexp.Regexp
	units string
}

// measures are tried in order: a label is of the first whose words it holds, and takes only a unit of that.
var measures = []measure{
	{regexp.MustCompile(`(金额|总额|经费|资金|投资|预算|费用?|支出|收入|补助|补贴|[价款])$`), "元"},
	{regexp.MustCompile(`率$|比例|占比`), "%％‰"},
	{regexp.MustCompile(`班级?数`), "班个"},
	{regexp.MustCompile(`人数|人次|名额|学位|计划|招生|插班`), "人名生位次"},
	{regexp.MustCompile(`[所校园]数`), "所个"},
	{regexp.MustCompile(`面积`), "㎡平米亩顷"},
	{regexp.MustCompile(`[月天]数`), "月天日"},
	{regexp.MustCompile(`数量|个数`), "个件台套册本辆间所把张盏份支组部块条项人名"},
}

// takes reports that a unit which stands elsewhere may count the numbers under a label.
func takes(label, unit string) bool {
	label = fold(label)
	if uncounted.MatchString(label) {
		return false
	}
	for _, m := range measures {
		if m.words.MatchString(label) {
			return strings.ContainsAny(unit, m.units)
		}
	}
	return true
}
