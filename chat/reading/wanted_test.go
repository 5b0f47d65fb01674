package reading

import (
	"strings"
	"testing"

	"wence/retrieval/zh"
)

func TestWanted(t *testing.T) {
	for question, want := range map[string]string{
		"满几周岁能上小学?": "age 岁", "一年补几千块钱": "money 元", "交多少钱": "money 元", "得提前几个工作日": "duration 工作日", "报名到什么时候": "date ", "几点放学": "clock 分钟",
		"比公务员高百分之几": "share %", "招几个班": "count 班", "招多少人": "count 人", "2026年招多少名": "count 人", "满分多少分": "score 分",
		"补多少": "", "2026年的学费": "", "能报名吗": "",
	} {
		var all []string
		for _, f := range (Reading{Folded: zh.Fold(question)}).Wanted() {
			all = append(all, f.Kind.String()+" "+f.Unit)
		}
		if got := strings.Join(all, ","); got != want {
			t.Errorf("%s: %s, want %s", question, got, want)
		}
	}
}
