package private

import (
	_ "embed"
	"regexp"
	"slices"
	"strings"
)

// The hundred or so most common surnames and the compound ones; a name is one with one or two characters behind it.
const surname = `(?:欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|[王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷曲盛冉翁骆辛阎])`

// ordinaryWords are words that begin like names.
//
//go:embed ordinary.txt
var ordinaryWords string

// isOrdinary reports a text that begins with such a word.
func isOrdinary(s string) bool {
	return slices.ContainsFunc(strings.Fields(ordinaryWords), func(w string) bool { return strings.HasPrefix(s, w) })
}

// announcing are words behind which a name stands, whatever else is said.
const announcing = `(?:我叫|我是|我名|名叫|名字叫|名字是|叫做|叫|姓名|名字|本人|申请人|联系人|考生|学生|患者|监护人|家长|户主|署名|举报人|签名)\s?(?:[是为:：=]|就是)?\s*[:：]?\s*`

// accusing are words of a complaint about somebody.
const accusing = `(?:举报|投诉|检举|控告|揭发|反映|曝光|起诉|告发)`

// kin are people whom an asker speaks of as his.
const kin = `女儿 儿子 孩子 小孩 老公 老婆 妻子 丈夫 爱人 爸爸 妈妈 父亲 母亲 班主任 校长 同学 弟弟 妹妹 哥哥 姐姐 孙子 孙女 外孙 侄子 侄女`

// offices are what may stand before a name or behind it.
const offices = `(?:班主任|副?校长|教导主任|主任|老师|园长|院长|书记|局长|科长|处长|会计|教练|保安|同学|医生|阿姨|叔叔|辅导员|任课教师|教师|职工|员工|家长|司机)`

// ends is what may stand behind a name that is announced.
const ends = `(?:[,，。.;；、:：\s()（）?？!！~]|$|的|是|在|和|今年|想|要|读|上|男|女|\d|现|家住|住|打|骂|收|乱|违|受|强|办|补|体罚|利用|索|侮|贪|私|说|把|虐|猥|殴|作|向|有|没|无|叫|考|同学|老师|校长|主任|身份证|电话|手机|学籍|出生)`

var names = []form{
	{Name, regexp.MustCompile(announcing + `(` + surname + `(?:某某?|\p{Han}{1,2}?))` + ends), false},
	{Name, regexp.MustCompile(`(?:姓名|名字|考生姓名|学生姓名)\s*[:：]\s*(\p{Han}{2,4})` + ends), false},
	{Name, regexp.MustCompile(accusing + `[\p{Han}\d“”"()]{0,20}?` + offices + `?(` + surname + `(?:某某?|\p{Han}{1,2}?))` + offices + `?` + ends), false},
	{Name, regexp.MustCompile(anyOf(kin) + `(?:是|叫|的名字是|名叫)?\s?(` + surname + `(?:某某?|\p{Han}{1,2}?))(?:[,，。.;；、:：\s()（）?？!！]|$|的?(?:身份证|电话|手机|学籍|银行|卡号|QQ|微信|出生))`), false},
	{Name, regexp.MustCompile(`(?:^|[,，。;；、:：\s(（校园班级的是])(` + surname + `\p{Han}{1,2}?)(?:老师|校长|同学|园长|主任|教练|书记|局长)(?:打|骂|收|乱|体罚|虐|猥|殴|作风|受贿|补课|侮|索|歧视|要求|的电话|的手机|的微信|电话|手机|微信)`), false},
}

// beside are names right before or behind other personal data.
var beside = []form{
	{Name, regexp.MustCompile(`(` + surname + `\p{Han}{1,2})[,，:：\s(（]{0,2}(?:的)?(?:身份证|学籍|手机|电话|银行卡|联系方式|微信|QQ)?(?:号码|号)?[是为:：\s]{0,2}$`), false},
	{Name, regexp.MustCompile(`^[,，:：\s)）]{0,2}(?:联系人|姓名|找)?[:：\s]{0,2}(` + surname + `\p{Han}{1,2})(?:[,，。.;；、:：\s()（）?？!！]|$|收)`), false},
}
