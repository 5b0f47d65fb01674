package ingest

import (
	"regexp"
	"slices"
	"strings"

	"wence/retrieval/zh"
)

// uncounted are labels of columns whose numbers count nothing.
var uncounted = regexp.MustCompile(`序号|编号|编码|代码|号码|号$|^年[份度]$|^学年$|电话|邮编|时间|日期|期限|备注`)

// A measure is what the words of a label say that the numbers under it are, with the signs of which a unit of them has one.
type measure struct {
	words zh.Vocabulary // anywhere in it
	ends  []string      // or at its end
	units string
}

// measures are tried in order: a label is of the first whose words it holds, and takes only a unit of that.
var measures = []measure{
	{nil, strings.Fields("金额 总额 经费 资金 投资 预算 费 费用 支出 收入 补助 补贴 价 款"), "元"},
	{zh.Words("比例 占比"), []string{"率"}, "%％‰"},
	{zh.Words("班数 班级数"), nil, "班个"},
	{zh.Words("人数 人次 名额 学位 计划 招生 插班"), nil, "人名生位次"},
	{zh.Words("所数 校数 园数"), nil, "所个"},
	{zh.Words("面积"), nil, "㎡平米亩顷"},
	{zh.Words("月数 天数"), nil, "月天日"},
	{zh.Words("数量 个数"), nil, "个件台套册本辆间所把张盏份支组部块条项人名"},
}

// takes reports that a unit which stands elsewhere may count the numbers under a label.
func takes(label, unit string) bool {
	label = fold(label)
	if uncounted.MatchString(label) {
		return false
	}
	for _, m := range measures {
		if m.words.In(label) || slices.ContainsFunc(m.ends, func(end string) bool { return strings.HasSuffix(label, end) }) {
			return strings.ContainsAny(unit, m.units)
		}
	}
	return true
}
