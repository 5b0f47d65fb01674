package place

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// isPart reports whether the text goes on after the mention so that the place is part of a longer proper name: of a
// school or a firm, a road, a region named for its centre.
func (s *scanner) isPart(f found) bool {
	after := s.phraseAfter(f.end)
	return s.isNumberedSchool(f.end) || hasAnyPrefix(after, regions) || f.short && isScenery(after) || isInstitution(after)
}

// phraseAfter returns the Chinese characters from symbol i on, up to a space or as far as a long name goes.
func (s *scanner) phraseAfter(i int) string {
	end := i
	for end < i+longestName && s.text.han(end) && (end == i || !s.text.gapAfter(end-1)) {
		end++
	}
	return s.text.slice(i, end)
}

// longestName bounds the characters of an institution's name after its place.
const longestName = 14

// regions are names that a place gives to something larger or other than itself.
var regions = strings.Fields(`
	都市圈 城市群 经济圈 经济带 经济区 合作组织 冬奥 奥运会 世博会 油田 啤酒 烤鸭 游戏 会议精神 时间 精神 籍`)

func hasAnyPrefix(s string, prefixes []string) bool {
	return slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(s, p) })
}

func hasAnySuffix(s string, suffixes []string) bool {
	return slices.ContainsFunc(suffixes, func(suffix string) bool { return strings.HasSuffix(s, suffix) })
}

// sceneries are what follows a short name in names of roads, stations, rivers and the like.
var sceneries = strings.Fields("路 街 大道 大桥 站 机场 火车站 湾 湖 江 河 岛 瓜 玉 石 菜 话 大厦 广场 公园")

// isScenery reports whether what follows makes a name of scenery and ends there, as far as one character tells: 北京路,
// 中山七路, 黄埔大道.
func isScenery(after string) bool {
	if part, size := utf8.DecodeRuneInString(after); strings.ContainsRune("东南西北中一二三四五六七八九十", part) {
		if next, _ := utf8.DecodeRuneInString(after[size:]); next == '路' || next == '街' {
			return true
		}
	}
	for _, word := range sceneries {
		rest, found := strings.CutPrefix(after, word)
		if !found {
			continue
		}
		if next, _ := utf8.DecodeRuneInString(rest); rest == "" || strings.ContainsRune("上的和与在是到小中实第", next) || utf8.RuneCountInString(word) > 1 {
			return true
		}
	}
	return false
}

// isNumberedSchool reports whether a school's number follows: 奉节一中, 大庆市第六十九中学, 大庆69中, but not a year.
func (s *scanner) isNumberedSchool(i int) bool {
	for s.text.han(i) && strings.ContainsRune("市县区第", rune(s.text.sym[i])) {
		i++
	}
	digits := i
	for i < len(s.text.sym) && i < digits+5 && strings.ContainsRune("一二三四五六七八九十百0123456789", rune(s.text.sym[i])) {
		i++
	}
	if i == digits || i-digits > 3 && s.text.sym[digits] < '一' { // 2015 is a year
		return false
	}
	after := s.text.slice(i, i+3)
	if hasAnyPrefix(after, []string{"中小", "小时", "小学生", "中学生", "中全会"}) {
		return false
	}
	return hasAnyPrefix(after, []string{"中", "小", "幼", "高", "职", "实验", "师范", "医院", "人民医"})
}

// institutions are what proper names of schools, firms and other bodies end in. Those of the first kind make a proper
// name with nothing but the place before them (南京大学); the others need a word of their own in between (重庆市人民小学).
var (
	institutionsAlone = strings.Fields("大学 学院 日报 晚报 电视台 银行 出版社 理工 师范 医科 师大")
	institutions      = strings.Fields(`
	小学 中学 学校 幼儿园 高中 职高 职教中心 党校 医院 有限公司 有限责任公司 公司 集团 博物馆 图书馆 研究院
	研究所 科技馆`)
)

// isInstitution reports whether the text after a place makes it the name of an institution.
func isInstitution(after string) bool {
	for _, word := range institutionsAlone {
		if rest, found := strings.CutPrefix(after, word); found && !strings.HasPrefix(rest, "生") {
			return true
		}
	}
	first, ending := len(after), ""
	for _, word := range append(slices.Clone(institutionsAlone), institutions...) {
		if i := strings.Index(after, word); i >= 0 && i < first {
			first, ending = i, word
		}
	}
	return ending != "" && !strings.HasPrefix(after[first+len(ending):], "生") && isOwnName(after[:first])
}

// generics are words that tell schools of a kind apart, not one school: 奉节县公办幼儿园, 大庆普惠性民办幼儿园.
var generics = strings.Fields(`
	公共 普惠性 普惠 公办 民办 公立 私立 农村 乡村 乡镇 城镇 城区 城市 农牧区 牧区 山区 边远 偏远 贫困 重点
	普通 示范 优质 薄弱 中等 高等 职业 中职 高职 技工 技术 义务教育 特殊教育 学前教育 阶段 寄宿制 寄宿 小规模
	九年一贯制 一贯制 完全 民族 配套 小区 市属 县属 区属 省属 市直 县直 区直 直属 国际 综合 初级 高级 基层 新建
	中小 企业 国有 科技 中 小 市 县 区`)

// clauses are characters and words that a proper name does not hold: with them the text is a sentence about the place.
var clauses = strings.Fields(`
	的 和 与 及 或 对 在 是 有 要 为 将 把 从 由 向 到 所 个 名 等 各 每 全 本 该 年 月 不 了 以 加强 推进 推动
	开展 实施 组织 促进 落实 完善 建立 健全 规范 提高 提升 做好 关于 支持 鼓励 引导 保障 深化 印发 招聘 招收
	补充 新增 扩大 改善 抓好 启动 强化 优化 制定 建设 建成 设立 成立 撤销 命名 举办 完成 确保 坚持 贯彻 如何
	怎么 哪些 什么 多少 教师 学生 家长 孩子 户籍 户口 财政 教育 评 义务 优秀 先进 上 下 读 考 报 选 规划 布局
	调整 撤并 中考 普高 入 离 当 做 进 办 划 招`)

// isOwnName reports whether the characters between a place and 小学, 公司 or the like are a name of their own.
func isOwnName(between string) bool {
	for again := true; again; {
		again = false
		for _, g := range generics {
			if rest, found := strings.CutPrefix(between, g); found {
				between, again = rest, true
				break
			}
		}
	}
	return between != "" && !slices.ContainsFunc(clauses, func(c string) bool { return strings.Contains(between, c) })
}
