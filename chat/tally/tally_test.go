package tally

import (
	"strings"
	"testing"

	"wence/chat/evidence"
	"wence/retrieval"
	"wence/retrieval/zh"
)

// rows are the rows of a table, cells parted by spaces.
func rows(labels string, lines ...string) []evidence.Quote {
	var all []evidence.Quote
	for _, l := range lines {
		p := retrieval.Passage{Text: strings.ReplaceAll(l, " ", "\t"), Columns: strings.Split(labels, " ")}
		all = append(all, evidence.Read(retrieval.Hit{Passage: p}).All())
	}
	return all
}

// sentences are those of a text, of which the first is the one that was found.
func sentences(text string) []evidence.Quote {
	all := evidence.Read(retrieval.Hit{Passage: retrieval.Passage{Text: text}}).Sentences()
	return Alike(all[0], all)
}

// told is a tally in short: total, names of the best, names of the rows.
func told(t Tally, ok bool) string {
	if !ok {
		return ""
	}
	var names, best []string
	for _, r := range t.Rows {
		names = append(names, r.Name+r.Value)
	}
	for _, r := range t.Best {
		best = append(best, r.Name+r.Value)
	}
	return t.Total + "|" + strings.Join(best, " ") + "|" + strings.Join(names, " ")
}

func TestOf(t *testing.T) {
	buses := rows("线路 乡镇 车辆数(辆) 座位数(个) 是否配照管员", "一号线 龙潭镇 4 120 是", "二号线 马灌镇 2 66 否", "三号线 龙潭镇 3 95 是")
	funds := rows("乡镇 学校数(所) 奖补资金(万元)", "东港镇 5 46.5", "西屏镇 3 28", "南浦镇 7 61.2", "合计 15 135.7")
	posts := sentences("一、市第一中学安排岗位6个。\n二、市第二中学安排岗位4个。\n三、市实验小学安排岗位9个。\n四、岗位补贴每人每月1800元,期限12个月。\n")
	plan := sentences("一、东风小学招生120人,3个班。\n二、第一小学招生90人,2个班。\n三、松岗小学招生60人,2个班。\n")
	cases := []struct {
		name, question string
		rows           []evidence.Quote
		want           string
	}{
		{"sum", "校车一共有多少辆", buses, "9辆||一号线4辆 二号线2辆 三号线3辆"},
		{"sum of what the label implies", "共招多少人", rows("学校 招聘人数", "文昌小学 10", "梧桐小学 12"), "22人||文昌小学10人 梧桐小学12人"},
		{"of two columns the one that implies the unit", "全县一共招多少人", rows("学校 招生人数 班数", "文昌小学 120 3", "梧桐小学 90 2"), "210人||文昌小学120人 梧桐小学90人"},
		{"sum of people by what they are", "两所小学加起来收多少学生", rows("学校 班数 招生人数", "文昌小学 3 120", "梧桐小学 2 90"), "210人||文昌小学120人 梧桐小学90人"},
		{"sum by the unit 个", "一共有多少个", rows("学校 面积(亩) 桌椅(个)", "文昌小学 30 120", "梧桐小学 20 90"), "210个||文昌小学120个 梧桐小学90个"},
		{"most by the column of totals", "哪所学校招的人最多", rows("学校 语文 数学 合计", "文昌小学 4 2 6", "梧桐小学 1 4 5"), "|文昌小学6|文昌小学6"},
		{"most by the column named", "数学哪所学校招的最多", rows("学校 语文 数学 合计", "文昌小学 4 2 6", "梧桐小学 1 4 5"), "|梧桐小学4|梧桐小学4"},
		{"sum of unlike rates", "托班一共收几个", rows("项目 托班 小班 计费单位", "保教费 980元 620元 每生每月", "伙食费 16元 17元 每生每天"), ""},
		{"sum of some", "龙潭镇校车座位一共多少个", buses, "215个||一号线120个 三号线95个"},
		{"most", "哪条线路座位最多", buses, "|一号线120个|一号线120个"},
		{"least", "哪条线路车辆最少", buses, "|二号线2辆|二号线2辆"},
		{"two", "一号线和三号线哪个座位多", buses, "|一号线120个|一号线120个 三号线95个"},
		{"list", "龙潭镇有哪些线路", buses, "||一号线 三号线"},
		{"list of yes", "哪些线路配了照管员", buses, "||一号线 三号线"},
		{"list of no", "哪些线路没有照管员", buses, "||二号线"},
		{"list of what the rows do not say", "报名要哪些材料", buses, ""},
		{"which figure is not plain", "哪条线路最好,一共多少", buses, ""},
		{"total stands there", "奖补资金总额是多少", funds, "||合计135.7万元"},
		{"total is not the most", "哪个镇奖补资金最多", funds, "|南浦镇61.2万元|南浦镇61.2万元"},
		{"difference", "东港镇和南浦镇奖补资金哪个多", funds, "|南浦镇61.2万元|东港镇46.5万元 南浦镇61.2万元"},
		{"sum of sentences", "岗位共安排多少个", posts, "19个||市第一中学6个 市第二中学4个 市实验小学9个"},
		{"most of sentences", "哪个学校的岗位最多", posts, "|市实验小学9个|市实验小学9个"},
		{"unit of the question", "共招多少个班", plan, "7个班||东风小学3个班 第一小学2个班 松岗小学2个班"},
		{"first figure", "哪个小学招得最多", plan, "|东风小学120人|东风小学120人"},
		{"the dearest is of prices", "哪个专业最贵", rows("专业 学费 招生人数", "美术学 8000/年 60", "数学 4600 180"), ""},
		{"the dearest", "哪个专业最贵", rows("专业 学费 招生人数", "美术学 8000 60", "数学 4600 180"), "|美术学8000|美术学8000"},
		{"one row", "一共多少", buses[:1], ""},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			a, ok := Read(zh.Fold(tc.question))
			if !ok {
				t.Fatal("asks of one")
			}
			if got := told(Of(a, tc.rows)); got != tc.want {
				t.Errorf("got %s, want %s", got, tc.want)
			}
		})
	}
}

func TestRead(t *testing.T) {
	for _, question := range []string{"东风小学招多少人", "课时费最高多少钱", "最多能领几年", "补贴多少", "高中学费多少"} {
		if a, ok := Read(question); ok {
			t.Errorf("%s: asks %+v", question, a)
		}
	}
}
