package figures

import "slices"

// countUnits holds the measure words. People are one family: 300名, 300人 and
// 300位 are the same count.
func countUnits() []unit {
	count := func(base string, o one, list string) []unit {
		return words(unit{kind: Count, base: base, factor: 1, one: o}, list)
	}
	return slices.Concat(
		count("人", counted, "名 人 人口 口人 个人 名额 个名额"),
		count("人", article, "位"),
		count("人次", counted, "人次"),
		count("学位", counted, "学位 个学位"),
		count("班", counted, "班 个班 个班级 个教学班 教学班"),
		count("节", counted, "节 节课"),
		count("", counted, "所 次 门 篇 届 期 间 台 册 家 户 课时 学时 学分 班次 轮 栋 幢 档 席"),
		count("课时", counted, "个课时"), count("学时", counted, "个学时"), count("学分", counted, "个学分"),
		count("", article, "个 场 种 份 支 批 条 套 项 座 处 块 张 部 幅 件 层 组 队 辆 枚 棵 例 类 对 周年"),
		count("", never, "本 字 页"),
		words(unit{kind: Age, base: "岁", factor: 1}, "岁 周岁"),
		words(unit{kind: Age, base: "月龄", factor: 1}, "月龄 个月龄"),
		words(unit{kind: Score, base: "分", factor: 1, one: never}, "分"),
		words(unit{kind: Ordinal, one: counted, factor: 1}, "年级 级 等奖 号"),
	)
}

// measureUnits holds lengths in 米, areas in 平方米 and weights in 公斤.
func measureUnits() []unit {
	measure := func(base string, factor float64, list string) []unit {
		return words(unit{kind: Count, base: base, factor: factor}, list)
	}
	return slices.Concat(
		measure("平方米", 1, "平方米 平米 m2"),
		measure("平方米", 1e4, "公顷"), measure("平方米", 1e6, "平方公里 平方千米"),
		measure("亩", 1, "亩"),
		measure("米", 1, "米 m"), measure("米", 1000, "公里 千米 km"),
		measure("米", 0.01, "厘米 cm"), measure("米", 0.001, "毫米 mm"),
		measure("公斤", 1, "公斤 千克 kg"), measure("公斤", 1000, "吨"), measure("千瓦", 1, "千瓦"),
	)
}

// notBefore lists, for a unit's word, the characters that make it part of
// another word when they come next: 3个班 is a count, 3个班主任 is not of 班.
var notBefore = map[string]string{
	"元":  "旦素宵老首件器化结论制次复主一",
	"成":  "员果立绩为本功熟长效人年教才分都就套交",
	"年":  "级画糕",
	"月":  "龄球饼",
	"日":  "志程常",
	"周":  "边密到围期",
	"天":  "津然才下空",
	"秒":  "杀",
	"分":  "之钟别类工布期区校园管为级散配批析组层步数成支担局流行享档",
	"个班": "主子次组",
	"班":  "主子次组长级费",
	"个人": "工才文均大民信",
	"人":  "才民均社工大防",
	"名":  "义",
	"位":  "于置",
	"家":  "长",
	"所":  "得",
	"次":  "性生日年月要",
	"门":  "类槛",
	"节":  "日约能点假",
	"期":  "间末望",
	"间":  "隔接",
	"场":  "所地馆景合",
	"户":  "口",
	"台":  "账阶",
	"层":  "次级面",
	"级":  "别",
	"项":  "链",
	"条":  "件例款",
	"件":  "事",
	"处":  "理分罚以置于",
	"批":  "准复评示",
	"轮":  "岗换流训候汽摩滑椅",
	"组":  "织成建长",
	"队":  "伍员",
	"支":  "持付出撑援教部",
	"种":  "植子族",
	"部":  "门分委队长属署",
	"例":  "如会行外",
	"对":  "于照象比口接",
	"类":  "似",
	"档":  "案次",
	"号":  "召称线",
	"份":  "额",
	"张":  "贴",
	"块":  "钱",
	"座":  "谈",
	"米":  "饭",
	"字":  "第",
	"本":  "科级市校着",
	"页":  "面",
	"学位": "证",
}
