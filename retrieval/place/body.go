package place

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// nationalBody matches a text that begins with a body whose rules apply in the whole country; see nationalBodyIn.
var nationalBody = regexp.MustCompile(`^(?:中华人民共和国|国务院|全国人民代表大会|全国人大|中共中央|中国共产党中央|` +
	`中央(?:宣传部|组织部|统战部|政法委|军委|文明办|网信办|编办|编委|教育工作|网络安全|精神文明|全面)|` +
	`(?:教育|财政|民政|公安|司法|科学技术|科技|工业和信息化|人力资源和?社会保障|人社|自然资源|生态环境|住房和?城乡建设|交通运输|水利|农业农村|农业|商务|文化和旅游|文化|` +
	`卫生|退役军人事务|应急管理|人事|劳动|外交|国防)部|` +
	`国家\p{Han}{1,14}?(?:委员会|委|总局|局|署)|最高人民(?:法院|检察院)|` +
	`共青团中央|全国(?:妇联|总工会|少工委|学联|教育工会)|全国\p{Han}{0,10}(?:委员会|领导小组|工作组)|中华全国|` +
	`中国(?:残联|残疾人联合会|科协|关工委|人民银行|证监会))`)

// nationalBodyIn returns how many characters the name of a national body takes at the begin of the text, 0 for none. 教育部门
// is no ministry.
func nationalBodyIn(text string) int {
	body := nationalBody.FindString(text)
	if strings.HasSuffix(body, "部") && hasAnyPrefix(text[len(body):], []string{"门", "分", "队"}) {
		return 0
	}
	return utf8.RuneCountInString(body)
}

// nationalAct matches a line that tells of a national body's act, as the preamble of a law does.
var nationalAct = regexp.MustCompile(`(?m)^[#*\s]*(?:\d{4}年\d{1,2}月\d{1,2}日)?[\s《(]*(?:第\p{Han}{1,4}届)?` +
	`(?:全国人民代表大会|中华人民共和国(?:国务院|主席|\p{Han}{2,10}(?:令|部))|国务院(?:令|批准|发布|公布|第|关于|同意)|` +
	`国家\p{Han}{2,8}(?:委员会|委|局)(?:令|批准|发布|公布|第)|教育部(?:令|发布|公布|第)|最高人民(?:法院|检察院))`)

// nationalScope matches the words in which a rule gives tasks to the state's own bodies.
var nationalScope = regexp.MustCompile(`主管全国|国家(?:网信|教育)\p{Han}{0,6}(?:部门|委员会)(?:负责|主管|统筹|审批)|由国家\p{Han}{2,6}委员会|` +
	`国务院\p{Han}{2,8}部门(?:负责|主管|统筹)|中华人民共和国境内`)

// localScope matches the words in which a rule speaks of the place that made it.
var localScope = regexp.MustCompile(`(?:本|我)(?:省|市|县|区|旗|盟|州|自治区)`)

// isNationalHead reports whether the first lines of a notice are those of a rule for the nation. Its first local place
// stands at the given character; an act named after that is one that the notice refers to.
func isNationalHead(head string, local int) bool {
	if act := nationalAct.FindStringIndex(head); act != nil {
		return utf8.RuneCountInString(head[:act[0]]) <= local
	}
	return local >= utf8.RuneCountInString(head) && nationalScope.MatchString(head) && !localScope.MatchString(head)
}

// blankedName matches a place whose name has been blanked out.
var blankedName = regexp.MustCompile(`(?:[xX×*○]+\s*|__+\s*|某{1,3})(?:省|市|县|区|旗|盟|州|镇|乡)`)

// isLocalBody reports whether the text after a place makes it a body that governs there or speaks for it: 人民政府,
// 教育局, 管委会, 第十五届人民代表大会.
func isLocalBody(after string) bool {
	return hasAnyPrefix(after, authorities) || localBody.MatchString(after)
}

var localBody = regexp.MustCompile(`^(?:省|市|县|区)?(?:委|\p{Han}{0,12}?(?:委员会|管委会|管理处|人民政府|政府|办公室|行署|公署|党工委|工委|人大常委会|教工委|局|厅|团委|妇联|工会|法院|检察院))`)

// elsewhere are words after which a place is not the one that a title is about.
var elsewhere = strings.Fields("赴 到 去 与 同 向 学习 借鉴 推广 转发 考察 援 驻 来自 贯彻 落实 贯彻落实")

// takesPlace is what news tell of meetings, which are held somewhere.
var takesPlace = regexp.MustCompile(`举行|召开|举办|开幕|闭幕|启动`)

func isElsewhere(before string) bool {
	return hasAnySuffix(strings.TrimRight(before, "《〈\"“"), elsewhere)
}
