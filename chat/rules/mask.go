package rules

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// hidden stands for what was masked. It holds no word, so it neither finds nor keeps from finding anything.
const hidden = "***"

// Personal data by its form. Numbers may be written with spaces or hyphens between their groups.
var (
	// identity is a 身份证号: 18 places or the older 15, and a 学籍号, which is G or L before one.
	identity = regexp.MustCompile(`[GgLl]?[1-9]\d{5}[ \-]?(?:18|19|20)\d{2}[ \-]?(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[ \-]?\d{3}[\dXxＸ]|[GgLl]\d{14,19}[\dXx]?`)
	mobile   = regexp.MustCompile(`(?:\+?86[ \-]?)?1[3-9]\d[ \-]?\d{4}[ \-]?\d{4}`)
	landline = regexp.MustCompile(`0\d{2,3}[ \-]\d{7,8}`)
	longRun  = regexp.MustCompile(`\d(?:[ \-]?\d){14,18}`) // bank cards, older 身份证号
	email    = regexp.MustCompile(`[A-Za-z0-9._%+\-]+@[A-Za-z0-9.\-]+\.[A-Za-z]{2,}`)
	labelled = regexp.MustCompile(`((?:学籍|身份证|学生证|户口本?|护照|银行卡?|准考证|社保卡?|居住证|QQ|qq|微信|wx|手机|电话|联系方式|卡|账)(?:号码|号|是)?[号码是为:：\s]*)([A-Za-z]?[A-Za-z0-9_\-]{5,24})`)
	digitsIn = regexp.MustCompile(`\d{4,}`)
)

// Surnames, the hundred most common and the compound ones; a name is one with one or two characters behind it.
const surname = `(?:欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|[王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤])`

var (
	// announced is a name behind words that announce one.
	announced = regexp.MustCompile(`((?:我叫|名叫|名字叫|名字是|叫做|姓名[是为:：\s]*|名字[:：]\s*|本人)\s*)(` + surname + `\p{Han}{1,2})`)
	// related is a name behind a relation or an office. Only where other personal data stands in the text, for
	// 学生高中 and 孩子万一 begin like names.
	related = regexp.MustCompile(`((?:我是|女儿|儿子|孩子|小孩|学生|老公|老婆|妻子|丈夫|爱人|爸爸|妈妈|父亲|母亲|家长|监护人|班主任|老师|校长|同学|考生|叫)(?:是|叫|的名字是)?\s*)(` + surname + `(?:某某?|\p{Han}{1,2}))([,，。.;；、:：\s(（?？!！*]|的?(?:身份证|电话|手机|学籍|银行|卡号|QQ|微信)|$)`)
	// beside is a name right before or behind what was masked.
	beside = regexp.MustCompile(`(` + surname + `\p{Han}{1,2})([,，:：\s(（]{0,2}(?:的)?(?:身份证|学籍|手机|电话|银行卡)?(?:号码|号)?[是为:：\s]{0,2}\*\*\*)`)
)

// masked takes personal data out of a question and its history. Nothing puts it back: what goes to a model, an
// embeddings server or a log has gone for good, and no rule depends on it.
func (q Question) masked() Question {
	q.Text = mask(q.Text)
	turns := make([]Turn, len(q.History))
	for i, t := range q.History {
		turns[i] = Turn{Role: t.Role, Content: mask(t.Content)}
	}
	if q.History != nil {
		q.History = turns
	}
	return q
}

// mask takes personal data out of a text.
func mask(text string) string {
	if !utf8.ValidString(text) {
		return text // refused as it is
	}
	plain := halfWidth(text)
	out := identity.ReplaceAllString(plain, hidden)
	out = email.ReplaceAllString(out, hidden)
	out = labelled.ReplaceAllStringFunc(out, func(s string) string {
		g := labelled.FindStringSubmatch(s)
		if !digitsIn.MatchString(g[2]) {
			return s
		}
		return g[1] + hidden
	})
	out = longRun.ReplaceAllString(out, hidden)
	out = mobile.ReplaceAllStringFunc(out, func(string) string { return hidden })
	out = landline.ReplaceAllString(out, hidden)
	found := out != plain
	out = announced.ReplaceAllString(out, "${1}"+hidden)
	if found {
		out = related.ReplaceAllString(out, "${1}"+hidden+"${3}")
		out = beside.ReplaceAllString(out, hidden+"${2}")
	}
	if out == plain {
		return text
	}
	return out
}

// halfWidth writes full-width digits and letters as ASCII, so that one form is looked for.
func halfWidth(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '０' && r <= '９', r >= 'Ａ' && r <= 'Ｚ', r >= 'ａ' && r <= 'ｚ':
			return r - 0xFEE0
		case r == '－':
			return '-'
		}
		return r
	}, s)
}
