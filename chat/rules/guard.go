package rules

import (
	"regexp"
	"strings"
	"unicode"
)

// Questions that the service does not take. Patterns run over the normal form.
var (
	// misuse tries to make the service break its rules or show its inside.
	misuse = regexp.MustCompile(`(?i)(?:帮|教|替)[^,。?]{0,6}(?:伪造|造假|作假|办假|弄假|作弊|走后门)|(?:怎么|如何|咋)(?:伪造|造假|作弊|走后门)|(?:忽略|无视|忘记|忘掉|跳过|不要管|别管|抛开|绕过)[^。?!]{0,12}(?:规定|指令|提示|规则|限制|设定|要求|说明|文件|约束)|(?:系统|初始|隐藏)(?:提示|指令|设定|消息)|提示词|(?:你的|输出|打印|显示|复述)[^。?!]{0,6}(?:prompt|指令|设定)|system\s*prompt|ignore (?:all|any|the|your|previous|prior)|(?:现在|从现在)(?:开始)?你(?:是|就是|扮演)|扮演|角色扮演|假装(?:你|自己)|越狱|jailbreak|developer mode|开发者模式|DAN模式|你必须(?:回答|说|告诉)|(?:直接|就)(?:回答|说)(?:是|能|可以)(?:就行|即可)`)
	// offTopic asks for other work than answering from notices.
	offTopic = regexp.MustCompile(`(?i)(?:帮我|给我|替我|帮忙|请你|你来)[^。?!,]{0,4}(?:写|编|创作|生成|作)[^。?!,]{0,10}(?:诗|词|歌|小说|故事|作文|笑话|代码|程序|脚本|文案|情书|检讨|论文|发言稿|演讲稿|广告|剧本|对联|朋友圈|总结|简历)|(?:^|[,。!?;])(?:请|麻烦)?(?:写|编|来|创作|生成|作)(?:一|个|首|篇|段|份)+[^。?!,]{0,10}(?:诗|词|歌|小说|故事|作文|笑话|代码|程序|脚本|文案|情书|检讨|论文|发言稿|演讲稿|广告|剧本|对联|朋友圈|总结|简历)|讲个?笑话|(?:今天|明天|现在)[^。?!]{0,6}(?:天气|几度|下雨)|天气(?:怎么样|如何|预报)|翻译(?:成|一下|这)|(?:股票|彩票|基金|比特币)[^。?!]{0,8}(?:买|推荐|涨|中奖|走势)|(?:python|java|c\+\+|javascript|sql)[^。?!]{0,10}(?:写|代码|程序|怎么|实现)|算(?:命|一卦|卦)|星座|菜谱|怎么做菜|做(?:红烧|西红柿|菜)|(?:推荐|放)[^。?!]{0,6}(?:电影|歌|游戏|餐厅)|你(?:是谁|叫什么|多大|爱我|有女朋友|是男|是女|喜欢)|陪我聊|解(?:这|一)?道?(?:数学|方程)|世界杯|谁赢|\d+\s*[*×+]\s*\d+\s*(?:=|等于)`)
)

// courtesy is all that some messages are: 好的谢谢.
var courtesy = regexp.MustCompile(`(?i)^(?:好|行|对|嗯|哦|噢|喔|哈|呵|嘻|了|啦|的|你|您|啊|呀|呢|吧|哟|明白|知道|晓得|了解|收到|清楚|懂|谢谢|多谢|感谢|唔该|辛苦|麻烦|再见|拜拜|回头见|(?:早上|上午|中午|下午|晚上|大家|各位|老师)[您你]?好|在吗|有人吗|hi|hello|hey|ok|okay|thanks|thank|you|bye|[\s,。!?~.])+$`)

// refusal is why a question is not taken; ok is false when it is taken.
func refusal(folded string) (why phrase, ok bool) {
	switch {
	case courtesy.MatchString(folded) && strings.ContainsFunc(folded, unicode.IsLetter):
		return sayWelcome, true
	case misuse.MatchString(folded):
		return sayMisuse, true
	case offTopic.MatchString(folded):
		return sayOffTopic, true
	}
	return phrase{}, false
}
