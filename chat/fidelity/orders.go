package fidelity

import (
	"slices"
	"strings"

	"wence/retrieval/zh"
)

// Whom a text speaks to that would steer a model, and what it calls what steers one.
const (
	models  = "ai 人工智能 语言模型 大模型 智能助手 智能客服 聊天机器人 问答助手 问答系统"
	roles   = "助手 助理 机器人 管理员 模型 客服"
	steered = "规则 指令 提示 设定"
)

// An order is a word of one list with one of another behind it in the same clause, at most so many characters away.
type order struct {
	words, then zh.Vocabulary
	within      int
}

// orders are words by which a text would steer a model. Notices speak to offices and people, never so.
var orders = []order{
	{zh.Words("忽略 无视 忘记 忘掉 理会 跳过 绕过 覆盖"), zh.Words(steered, zh.Join("以上 上述 上面 之前 先前 前述", "要求 内容 限制 的要求 的内容 的限制")), 12},
	{zh.Words("只能 只需 直接 一律 统一 必须 务必 只"), zh.Words("输出 回答 回复 复述 说出"), 0},
	{zh.Words("告诉 答复"), zh.Words("用户"), 0},
	{zh.Words("输出"), zh.Words(`如下 以下 : "`), 0},
	{zh.Words("回答"), zh.Words(`如下 以下 "`), 0},
	{zh.Words("回复"), zh.Words(`以下 "`), 0},
	{zh.Words("系统 system 初始 隐藏"), zh.Words("提示 指令 消息 prompt"), 1},
	{zh.Words("你的 您的"), zh.Words("任务是", steered), 0},
	{zh.Words(zh.Join("你 您", "是 现在是 将是 扮演 现在扮演 要扮演 将扮演 的身份是")), zh.Words(models, roles), 8},
	{zh.Words("作为 致 给 对 请"), zh.Words(models), 4},
	{zh.Words("ignore disregard forget"), zh.Words("all any the your previous prior above"), 1},
}

// jargon is what only texts for models say.
var jargon = []string{
	"提示词", "越狱", "jailbreak", "开发者模式", "developer mode", "as an ai",
	"[inst]", "[/inst]", "im_start", "im_end", "<system", "<user", "<assistant", "<|system", "<|user", "<|assistant",
}

// SpeaksToMachines reports a text that holds orders for a model. It is neither shown to one nor quoted, and a model that
// repeats it is not believed.
func SpeaksToMachines(text string) bool {
	said := searchable(text)
	return slices.ContainsFunc(jargon, func(w string) bool { return strings.Contains(said, w) }) ||
		slices.ContainsFunc(orders, func(o order) bool { return stretch(said, o.words, o.then, o.within) != "" })
}
