package private

import (
	"regexp"
	"strings"
)

// A form is one way in which personal data is written. Where it has groups, the first is what is personal.
type form struct {
	kind  Kind
	match *regexp.Regexp
	whole bool // digits right before or behind make it another number
}

// between is what stands between the groups of a number that is written to be read, or not to be found.
const between = `[ .\-_~·•,、/*]{0,2}`

// Numbers that are told by their form alone.
var numbers = []form{
	{Mail, regexp.MustCompile(`[A-Za-z0-9._%+\-]{2,}\s?(?:@|\(at\)|\[at\]|#at#| at |艾特)\s?[A-Za-z0-9\-]+(?:\s?(?:\.|点|\(dot\)| dot )\s?[A-Za-z0-9\-]+)+`), false},
	// 身份证号: of 18 places with a day of birth in the middle, of 15, and a 学籍号, which is G or L before one.
	{Card, regexp.MustCompile(`[GgLl]?[1-9]` + seps(5) + between + `(?:1` + between + `[89]|2` + between + `0)` + seps(2) + between + `[01]` + seps(1) + between + `[0-3]` + seps(1) + seps(3) + between + `[\dXx]`), true},
	{Card, regexp.MustCompile(`[GgLl]?\d{15,19}[Xx]?`), true},
	{Card, regexp.MustCompile(`[34569]\d{3}(?:[ .\-_~·•,/*]{1,2}\d{4}){3}(?:[ .\-_~·•,/*]{1,2}\d{1,4})?`), true},
	{Card, regexp.MustCompile(`[1-9]\d{5}[ .\-]?\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[ .\-]?\d{3}`), true},
	// Mobile numbers in groups, and digit by digit.
	{Phone, regexp.MustCompile(`(?:\(?\+?(?:00)?86\)?` + between + `)?1[3-9]\d` + between + `\d{4}` + between + `\d{4}`), true},
	{Phone, regexp.MustCompile(`1[ \-]{0,2}[3-9](?:[ \-]{0,2}\d){9}`), true},
	{Phone, regexp.MustCompile(`1[ .\-_~·•,、/*]{1,2}[3-9](?:[ .\-_~·•,、/*]{1,2}\d){9}`), true},
	{Phone, regexp.MustCompile(`\(?0\d{2,3}[)]?[ \-]{1,2}\d{3,4}[ \-]?\d{4}`), true},
	{Phone, regexp.MustCompile(`\(0\d{2,3}\)\d{7,8}`), true},
	{Phone, regexp.MustCompile(`0(?:10|2\d|[3-9]\d{2})[2-8]\d{6,7}`), true},
	// Passports and passes.
	{Card, regexp.MustCompile(`(?:^|[^A-Za-z0-9])((?:[EeGgDdSsPp]|E[A-Ha-h]|[HMCWhmcw])[ \-]?\d{8}(?:\d{2})?|[Ee][A-Za-z][ \-]?\d{7})(?:[^A-Za-z0-9]|$)`), false},
	{Plate, regexp.MustCompile(`[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][ ]?[A-Za-z][ ·•.\-]{0,2}(?:[A-Za-z0-9][ ]?){4,5}[A-Za-z0-9学警挂港澳]`), false},
}

// seps is n digits, each with what may stand between.
func seps(n int) string {
	one := between + `\d`
	all := ""
	for range n {
		all += one
	}
	return all
}

// anyOf is an expression for one of several words, which spaces part.
func anyOf(words string) string { return "(?:" + strings.Join(strings.Fields(words), "|") + ")" }

// Words before the numbers and names of accounts, and what may stand between the two.
const (
	services = `QQ 扣扣 抠抠 企鹅号? Q号 微信 威信 薇信 卫星号? 微\x20信 v信 (?:\b|[^a-z])(?:vx|wx|wechat|weixin) ` +
		`[加➕+＋]\s?(?:我)?\s?[vV微薇] 微博 抖音 快手 支付宝 钉钉 飞书 陌陌 telegram 小红书`
	papers = `学籍 身份证 身份 学生证 学号 户口本? 护照 通行证 台胞证 回乡证 军官证 士兵证 残疾证 低保证 银行卡? 准考证 考号 考生号 报名号 社保卡? 医保卡? ` +
		`居住证 教师资格证 资格证 工号 编号 证件 卡 账 帐 存折 公积金 车牌 房产证 不动产证 档案 学员`
	lines = `手机 电话 座机 联系方式 联系人? 联系我 打给?我 回电 回拨 致电 号码 call我`
	colon = `\s*[:：]?\s*`
)

// Numbers and names of accounts that are told by the word before them.
var labelled = []form{
	{Account, regexp.MustCompile(`(?i)` + anyOf(services) + `(?:账号|帐号|群|号码|号|ID|我)?\s?(?:[是为:：=同叫]|就是)?` + colon + `([A-Za-z0-9][A-Za-z0-9_\- ]{3,24}[A-Za-z0-9])`), false},
	{Card, regexp.MustCompile(anyOf(papers) + `(?:号码|号|尾号)?\s?(?:[是为:：=]|就是)?` + colon + `([A-Za-z\p{Han}]{0,3}第?[A-Za-z]{0,3}[ \-]?\d[\dA-Za-z \-]{3,24})`), false},
	{Phone, regexp.MustCompile(anyOf(lines) + `(?:号码|号)?\s?(?:[是为:：=]|就是|请打)?` + colon + `(\+?\d[\d \-()]{5,18}\d)`), false},
	{Phone, regexp.MustCompile(`(?:^|\D)([2-8]\d{6,7})(?:找|联系|,?(?:请)?(?:回电|打这个))`), false},
}

// shortest is how many digits a labelled number has at least, so that 编号2023 and 准考证 3 张 are none.
const shortest = 5

var digit = regexp.MustCompile(`\d`)
