package bot

import "strings"

// What a bot says by itself.
const (
	Welcome = "您好,这里是教育政策问答。请直接提问,最好带上地区,例如:荻溪县班主任津贴是多少?每句话都注明出处;文件没有写的,会说没有写。"
	Later   = "正在查找,请稍后回复“继续”查看答案。"
	NoText  = "目前只能回答文字问题,请把问题打出来。"

	nothingLeft = "没有未看完的回答。请直接提问。"
	failed      = "查找时出了问题,请稍后再问一次。"
	more        = "\n(未完,回复“继续”看下文)"
	fullAnswer  = "完整回答和原文:"
)

// Unreadable stands for a message that is no text, such as a picture, where it is answered like others.
const Unreadable = "[非文字消息]"

// asksForMore reports a message that asks for what was not told yet.
func asksForMore(text string) bool {
	switch strings.Trim(text, " \t\r\n“”\"'「」。.!\uFF01") {
	case "继续", "繼續", "下文", "更多":
		return true
	}
	return false
}
