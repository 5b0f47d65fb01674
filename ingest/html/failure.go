package html

import "regexp"

// failed matches what a site shows in place of the page that was asked for, where it begins a line or a title.
var failed = regexp.MustCompile(`(?i)^[\s\pP\pS]*(sorry, something went wrong|something went wrong|(error|http)?[ -]*(40[0134]|410|50[0234])([ :-]+\S.*)?$|(not found|forbidden|bad gateway|service (temporarily )?unavailable|gateway time-?out|access denied|unauthorized|internal server error|page not found)[\s\pP\pS]*$|` +
	`(对不起|抱歉|很抱歉|sorry)?[,\x{FF0C}!\x{FF01} ]*(您?(要|所)?(访问|查看|请求|查找|浏览)的?)?(该|此)?(页面|网页|内容|信息|文章)(已经?)?(不存在|找不到|没有找到|无法访问|未找到|被删除|已删除|丢失|走丢了|出错)|` +
	`(系统|服务器)(繁忙|错误|异常|维护)|(正在|安全)(验证|检查)|(请|您)?(先|需要|还没有|尚未)?(登录|登陆)(后.{0,8}(查看|访问|阅读|浏览))?[\s\pP\pS]*$|用户登录[\s\pP\pS]*$|统一身份认证|just a moment|checking your browser|` +
	`(please )?(log|sign) ?in[\s\pP\pS]*$|请(开启|启用)(JavaScript|Cookie))`)

// shortPage is the number of characters up to which a page may be nothing but such a message.
const shortPage = 200

// failure is the message of a page that a site shows in place of a text: an error, a lock, a form to log in. "" = none.
func (p *page) failure(body answer) string {
	if body.size > shortPage {
		return ""
	}
	lines := []string{p.title}
	for _, b := range body.text.blocks {
		lines = append(lines, b.Text)
	}
	for _, l := range lines[:min(len(lines), 4)] {
		if failed.MatchString(l) {
			return l
		}
	}
	return ""
}
