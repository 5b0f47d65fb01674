package fidelity

import (
	"slices"
	"strings"
)

// synonyms are words of which one may stand for another without a change of what is ruled. Where they differ in
// strength or direction (可以, 应当; 提高, 调整) they are none.
var synonyms = [][]string{
	{"代替", "替代"}, {"比重", "占比", "比例"}, {"安排", "拿出", "投入"}, {"担任", "当"}, {"评为", "评上", "获评"},
	{"免收", "免除", "免交", "免缴", "不交", "不收", "不用交", "不用缴", "免费", "免缴"}, {"退还", "退回", "返还", "全退", "退费", "退"},
	{"发放", "发给", "发到", "发", "拨付"}, {"任教", "教书"}, {"上课", "课时", "授课"}, {"施行", "实施", "执行", "实行"},
	{"招聘", "招", "招录"}, {"招生", "招收", "招"}, {"就读", "上学", "读书", "入读"}, {"入学", "上学", "报读"}, {"考入", "考上"},
	{"提交", "交", "提供"}, {"聘用", "聘请"}, {"另行", "另外", "单独"}, {"统一", "统筹"}, {"出勤", "到园", "来园"}, {"参加", "参与"},
	{"缴纳", "缴", "交"}, {"不受此限", "不受限制"}, {"全额", "全部"}, {"受理", "申请", "办理"}, {"给予", "给"}, {"领取", "领到", "领"},
	{"提高", "提升"}, {"减半", "一半", "50%"}, {"离职", "离开"}, {"举办", "开办"}, {"期满", "到期"}, {"子女", "孩子"}, {"幼儿", "孩子"}, {"学生", "孩子"},
	{"乘坐", "坐", "搭乘"}, {"签订", "签"}, {"城区", "城里"}, {"农村", "乡村"}, {"获得", "取得", "拿到"}, {"达到", "达"}, {"布置", "留"},
	{"自愿", "愿意"}, {"纳入", "计入"}, {"奖励", "奖"}, {"新增", "增加"}, {"延缓", "推迟"}, {"审核", "核查"},
}

// plainWords say nothing that a notice would have to bear.
var plainWords = []string{
	"分别", "各", "确实", "拿", "来", "但", "又", "而", "不过", "最晚", "最迟", "最早", "最多", "最少", "至少", "起码", "最高", "最低", "没", "才", "得",
	"如果", "则", "这样", "那么", "总共", "合计", "共计", "一共", "就行", "即可", "以后", "之后", "以前", "之前", "时候", "时", "从", "开始", "截止", "为止",
	"才能", "要", "最长", "最短", "符合", "不用", "不必", "无需", "无须", "不需要", "不需", "实际", "相应", "一项", "一种", "二者", "之一",
}

// markSynonyms marks words for which a passage has another of the same meaning, and words that need none.
func (c claim) markSynonyms(mark func(start, end int)) {
	each := func(word string) {
		for at := 0; ; {
			i := strings.Index(c.text[at:], word)
			if i < 0 {
				return
			}
			mark(at+i, at+i+len(word))
			at += i + len(word)
		}
	}
	for _, group := range synonyms {
		if slices.ContainsFunc(group, c.borne) {
			for _, word := range group {
				each(word)
			}
		}
	}
	for _, word := range plainWords {
		each(word)
	}
}
