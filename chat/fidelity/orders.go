package fidelity

import (
	"regexp"
	"slices"

	"wence/retrieval/zh"
)

// orders are words by which a text would steer a model. Notices speak to offices and people, never so.
var orders = []*regexp.Regexp{
	regexp.MustCompile(`(?:忽略|无视|忘记|忘掉|不必?要?理会|跳过|绕过|覆盖)[^。;!?]{0,12}(?:规则|指令|提示|设定|(?:以上|上述|上面|之前|先前|前述)的?(?:要求|内容|限制))`),
	regexp.MustCompile(`(?:只能|只需|直接|一律|统一|必须|务必|只)(?:输出|回答|回复|复述|打印|说出|答复)|(?:告诉|答复)用户|(?:输出|回答|回复)(?:如下|以下|:|“|")`),
	regexp.MustCompile(`(?i)(?:系统|system|初始|隐藏) ?(?:提示|指令|消息|prompt)|提示词|(?:你|您)的(?:指令|设定|规则|任务是)|越狱|jailbreak|developer mode|开发者模式`),
	regexp.MustCompile(`(?i)(?:你|您)(?:现在|将|要)?(?:是|扮演|的身份是)(?:一[个名位])?[^,。]{0,6}(?:ai|人工智能|助手|助理|机器人|管理员|模型|客服)`),
	regexp.MustCompile(`(?i)(?:作为|致|给|对|请)[^,。]{0,4}(?:ai|语言模型|大模型|智能助手|智能客服|聊天机器人|问答助手|问答系统)`),
	regexp.MustCompile(`(?i)<\|?(?:im_start|im_end|system|user|assistant)|\[/?inst\]|(?:ignore|disregard|forget) (?:all|any|the|your|previous|prior|above)|as an ai`),
}

// SpeaksToMachines reports a text that holds orders for a model. It is not shown to one, and one that repeats it is not
// believed; the program may still quote it, as the notice's words.
func SpeaksToMachines(text string) bool {
	folded := zh.Fold(text)
	return slices.ContainsFunc(orders, func(p *regexp.Regexp) bool { return p.MatchString(folded) })
}
