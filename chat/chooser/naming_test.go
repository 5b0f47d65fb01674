package chooser

import (
	"testing"

	"wence/chat/evidence"
	"wence/chat/reading"
	"wence/retrieval"
	"wence/retrieval/zh"
)

// quote is the sentence of a passage, or the row that is one.
func quote(text string, columns ...string) evidence.Quote {
	return evidence.Read(retrieval.Hit{Passage: retrieval.Passage{Text: text, Columns: columns}}).All()
}

func TestNamesAnother(t *testing.T) {
	for _, tc := range []struct {
		question string
		quote    evidence.Quote
		want     bool
	}{
		{"天使幼儿园收费多少", quote("县实验幼儿园收费每月380元。"), true},
		{"实验幼儿园收费多少", quote("县实验幼儿园收费每月380元。"), false},
		{"第二中学招几人", quote("市第一中学招生90人。"), true},
		{"第二中学招几人", quote("市第二中学招生90人。"), false},
		{"一中住宿费多少", quote("市第三中学住宿费280元。"), true},
		{"一中住宿费多少", quote("市第一中学住宿费280元。"), false},
		{"云水三中几点放学", quote("云水县第三中学17:30放学。"), false},
		{"云水县第三中学几点放学", quote("云水县第三\t17:30", "中学", "放学"), false},
		{"二小几点放学", quote("迟到二小时的,第三小学予以登记。"), true},
		{"高一中途转学行不行", quote("市第三中学不收转学的。"), false},
		{"蓝天小学有多少学生", quote("蓝天艺术学校在校学生85人。"), true},
		{"天使幼儿园收费多少", quote("公办幼儿园收费每月300元。"), false},
		{"计算机专业学费多少", quote("会计专业学费4800元。"), true},
		{"计算机专业学费多少", quote("会计\t4800", "专业", "学费(元)"), true},
		{"会计专业学费多少", quote("会计\t4800", "专业", "学费(元)"), false},
		{"草堂镇中心小学招几人", quote("白帝镇中心小学招生1名。"), true},
		{"五号线几辆车", quote("一号线\t4", "线路", "车辆数(辆)"), true},
		{"一号线和三号线哪个车多", quote("三号线\t4", "线路", "车辆数(辆)"), false},
		{"高中学费多少", quote("普通高中学费每学期1050元。"), false},
		{"小学生补多少", quote("东风小学招生90人。"), false},
		{"松烟县第二小学招几个班", quote("松烟县第一小学招4个班,松烟县第二小学招5个班。"), false},
		{"松烟县第三小学招几个班", quote("松烟县第一小学招4个班,松烟县第二小学招5个班。"), true},
		{"这五所小学一共招多少人", quote("东风小学招生90人。"), false},
		{"今年小学语文老师招几个", quote("东风小学招语文教师2名。"), false},
		{"校车1号线几点发车", quote("1号线:青杠乡—青杠中学,早发车6:50。"), false},
		{"三类学校补多少", quote("东风学校每人每月800元。"), false},
		{"哪个小学招得最多", quote("东风小学招生90人。"), false},
	} {
		t.Run(tc.question, func(t *testing.T) {
			if got := namesAnother(reading.Reading{Folded: zh.Fold(tc.question)}, tc.quote, ""); got != tc.want {
				t.Errorf("%s: %v, names %v, asked %v", tc.quote.Words(), got, namingsIn(zh.Fold(tc.quote.Words())), namingsIn(zh.Fold(tc.question)))
			}
		})
	}
}

// TestNamesAnotherOverIt: a rule under another school's title is that school's.
func TestNamesAnotherOverIt(t *testing.T) {
	const title = "云水县第一中学住校生管理规定"
	for question, want := range map[string]bool{"云水二中几点熄灯": true, "云水一中几点熄灯": false, "实验小学几点熄灯": false} {
		if got := namesAnother(reading.Reading{Folded: zh.Fold(question)}, quote("熄灯22:20。"), zh.Fold(title)); got != want {
			t.Errorf("%s: %v", question, got)
		}
	}
}
