package rules

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Questions for things of a kind, and what of it a sentence must name to answer: one on who may apply is no answer to
// what papers to bring.
var proofs = []struct{ asked, proof *regexp.Regexp }{
	{
		regexp.MustCompile(`(?:哪些|什么|啥|咩|交|带|准备|提交)[^,。?]{0,4}(?:材料|资料|证件|手续)`),
		regexp.MustCompile(`材料|资料|证件|手续|证明|证书|户口|户籍|身份证|居住证|资格证|接种证|合同|凭证|凭.{0,8}[证单]|原件|复印件|照片|[请记批核]表|申请书|房产`),
	},
	{
		regexp.MustCompile(`(?:什么|哪些|啥|有何|何|咩)(?:样的)?条件|条件(?:是|有|呢|吗|[?。!]*$)`),
		regexp.MustCompile(`条件|资格|符合|具备|具有|取得|获得|获评|应当|须|需|方可|满[\d一二三四五六七八九十]|年以上|周岁|下列|如下|凡|或者|可|本人|[^目]的,`),
	},
	{
		regexp.MustCompile(`[怎咋]么?(?:处罚|处理|处分|罚)|如何(?:处罚|处理|处分)|罚(?:款|多少|什么)|什么(?:处罚|处分|后果)`),
		regexp.MustCompile(`罚|处分|问责|追究|查处|处理|通报|取消|撤销|开除|解聘|辞退|责令|整改|约谈|扣|停|退还|收回|不得|报警|公安`),
	},
	{
		regexp.MustCompile(`[怎咋]么?(?:申请|报名|办理|申报)|如何(?:申请|报名|办理|申报)|(?:申请|报名|办理|申报)(?:的)?(?:流程|手续|步骤|程序)|流程是`),
		regexp.MustCompile(`申请|报名|申报|登记|受理|审核|提交|办理|填|公示|程序|流程|步骤|网上|平台|窗口|携带|推荐|预约`),
	},
	{regexp.MustCompile(`(?:哪个|哪一|几)年级`), regexp.MustCompile(`年级|[高初大][一二三]|毕业班|小班|中班|大班|起始`)},
	{regexp.MustCompile(`笔试|面试`), regexp.MustCompile(`笔试|面试|考试|测试|考核|试讲`)},
	{regexp.MustCompile(`地址|在(?:什么|哪个|哪条)(?:位置|路|街)`), regexp.MustCompile(`地址|地点|位于|[路街巷]\d|\d+号|楼`)},
	{
		regexp.MustCompile(`[在去到](?:哪里|哪儿|边度|哪块)`),
		regexp.MustCompile(`地址|地点|位于|窗口|大厅|中心|[县市区]教育局|所在|现场|网上|平台|系统|[路街]\d|\d+号|到.{1,12}[办领交报]|流入地`),
	},
	{regexp.MustCompile(`名单`), regexp.MustCompile(`名单|附件|如下`)},
	{regexp.MustCompile(`(?i)网址|哪个网站|什么网站|公众号|小程序|什么app`), regexp.MustCompile(`(?i)网|平台|系统|公众号|小程序|app`)},
}

// proven reports a quote that holds what it must.
func (a asked) proven(quote string) bool {
	return a.proof == nil || a.proof.MatchString(searchable(quote))
}

// proofOf is what a sentence must hold to answer a question in the normal form, nil for nothing in particular.
func proofOf(folded string) *regexp.Regexp {
	for _, p := range proofs {
		if p.asked.MatchString(folded) {
			return p.proof
		}
	}
	return nil
}

// anyDeed are deeds that notices tell of in other words: 怎么处理 is answered by 辞退.
var anyDeed = regexp.MustCompile(`^(?:处理|办理|解决|规定|要求|安排|保障|落实|操作|计算|对待|管理|搞|弄|办)`)

// howTo is what a question asks how to do: 怎么捐款.
var howTo = regexp.MustCompile(`(?:怎么|咋|如何|怎样)(\p{Han}{2,8})`)

// whenDone is what a question asks the time of: 什么时候报名.
var whenDone = regexp.MustCompile(`(?:什么时候|啥时候|何时|几时|哪一?天|哪一?年|几月几[号日]|几[号日]|几月份?)(?:才?能|才?会|开始|可以|要)?(\p{Han}{2,8})`)

// deeds are the features of what a question asks how to do or when it is done, nil for none.
func (x extractor) deeds() []feature {
	m := howTo.FindStringSubmatch(x.bare)
	if m == nil {
		m = whenDone.FindStringSubmatch(x.bare)
	}
	if m == nil || anyDeed.MatchString(m[1]) {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(x.features), func(f feature) bool {
		return f.weight == 0 || utf8.RuneCountInString(f.words[0]) < 2 || !strings.Contains(m[1], f.words[0])
	})
}
