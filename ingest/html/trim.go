package html

import (
	"regexp"
	"strings"
)

// boilerplate matches what stands only in a site's frame.
var boilerplate = regexp.MustCompile(`ICP备|ICP证|网站标识码|公网安备|版权所有|(?i)copyright|网站地图|设为首页|加入收藏|All Rights Reserved`)

// frameLine matches lines that belong to a site's frame when they stand beside boilerplate.
var frameLine = regexp.MustCompile(`^(主办|承办|协办|技术支持|运行维护|维护单位|管理单位|地址|联系地址|联系电话|电话|传真|邮编|邮箱|建议使用|关于我们|联系我们|网站声明|法律声明|隐私|站点地图|友情链接|您是第)`)

// crumbs matches the line that says where on the site the page is.
var crumbs = regexp.MustCompile(`^(您?(当前|现在|目前)?的?(所在)?的?位置(是)?\s*[:\x{FF1A}]|(网站)?首页\s*(>|»|›|/|-|--|→))`)

// widget is one control that a site puts around a text, and widgets a line of them.
const widget = `打印(本页|此页|文章)?|关闭(本页|此页|窗口)?|返回(顶部|首页|列表|上一页|上级)|收藏(本页)?|分享(到)?[:\x{FF1A}]?(微信|微博|QQ|空间)*|推荐|复制链接|保存|下载Word|` +
	`字[体号](大小)?[:\x{FF1A}]?|[【\[(\x{FF08}]?\s*(超?大|中|小|默认)\s*[】\])\x{FF09}]?|A[+-]?|TOP|扫一扫.{0,20}|(阅读|浏览|点击|访问)(次数|量|数)?[:\x{FF1A}]?\s*\d*\s*次?`

var widgets = regexp.MustCompile(`^([【\[(\x{FF08}「]?\s*(` + widget + `)\s*[】\])\x{FF09}」]?[\s|\x{FF5C}/·丨]*)+$`)

// neighbours matches the links to the pages before and after.
var neighbours = regexp.MustCompile(`^[【\[]?(上|下)(一|1)?(篇|条|页|则)(文章|新闻)?[】\]]?\s*([:\x{FF1A}].*)?$`)

// lead matches what stands before a link to another page on its line.
var lead = regexp.MustCompile(`^[【\[]?((上|下)(一|1)?(篇|条|页|则)|(相关|推荐|热门|最新|延伸|更多)(稿件|新闻|链接|阅读|文章|推荐|报道|资讯|解读|信息)?)[】\]]?\s*[:\x{FF1A}]`)

// frameClass matches the names of elements that hold links to other pages.
var frameClass = regexp.MustCompile(`(?i)related|recommend|relevant|tuijian|xgyd|xgxw|hotnews|prevnext|pre-next`)

// download matches Visual Site Builder's line under a text for an attachment, which is kept as a link.
var download = regexp.MustCompile(`^附件\s*【.+】\s*(已下载|下载次数|下载)`)

// related matches the heading over links to other pages.
var related = regexp.MustCompile(`^[【\[]?(相关|推荐|热门|最新|延伸|扩展|猜你喜欢)(的)?(稿件|新闻|链接|阅读|文章|推荐|报道|资讯|解读)?[】\]]?[:\x{FF1A}]?$`)

// How far from the ends, in blocks, the site's frame is looked for.
const (
	nearTitle   = 40 // the title, from the start
	nearFrame   = 15 // the footer, from the end
	nearRelated = 60 // the heading over links to other pages, from the end
)

// longLine is the length in characters from which a line is text, not frame.
const longLine = 200

// trim cuts what belongs to the site off both ends; the same words inside the text stay. What the lines at the head say
// about the notice becomes fields.
func (r *rendering) trim(title string) {
	from := r.afterTitle(title)
	r.fields = append(r.fields, linesOf(r.blocks[:from])...)
	for limit := from + nearTitle; from < min(len(r.blocks), limit) && r.blocks[from].Cells == nil; from++ {
		text := r.blocks[from].Text
		fields := infoLine(text)
		if fields == nil && !isFrameHead(text) {
			break
		}
		r.fields = append(r.fields, fields...)
	}
	to := r.cutFrame(from, r.cutLinks(from, r.cutRelated(from)))
	for limit := to - nearFrame; to > max(from, limit) && r.blocks[to-1].Cells == nil && isFrameTail(r.blocks[to-1].Text); to-- {
	}
	r.blocks, r.nodes = r.blocks[from:to], r.nodes[from:to]
}

// afterTitle is the place after the heading that repeats the title, when no running text stands before it; else 0. A long
// title alone on its line is that heading, however it is marked up.
func (r *rendering) afterTitle(title string) int {
	for i, b := range r.blocks[:min(nearTitle, len(r.blocks))] {
		if b.Cells != nil || strings.HasSuffix(b.Text, "。") || runes(b.Text) > longLine {
			return 0
		}
		if b.Text == title && (r.heading(i) || runes(title) >= 2*minTitle && !isLink(r.nodes[i])) {
			return i + 1
		}
	}
	return 0
}

func isFrameHead(text string) bool {
	return runes(text) <= longLine && (crumbs.MatchString(text) || widgets.MatchString(text))
}

func isFrameTail(text string) bool {
	return runes(text) <= longLine &&
		(widgets.MatchString(text) || download.MatchString(text) || neighbours.MatchString(text) || boilerplate.MatchString(text))
}

// heading reports that block i is marked up as a heading or bears a class named for titles.
func (r *rendering) heading(i int) bool {
	if r.blocks[i].Level > 0 {
		return true
	}
	return r.nodes[i] != nil && named(r.nodes[i])
}

// cutRelated is the end before the links to the pages before and after, or before a heading over links to other pages,
// that nothing like a sentence follows.
func (r *rendering) cutRelated(from int) int {
	end := len(r.blocks)
	for i := len(r.blocks) - 1; i > max(from, len(r.blocks)-nearRelated); i-- {
		text := r.blocks[i].Text
		if r.blocks[i].Cells != nil || strings.HasSuffix(text, "。") && !isLink(r.nodes[i]) {
			break
		}
		if related.MatchString(text) || neighbours.MatchString(text) {
			end = i
		}
	}
	return end
}

// fewText is the number of sentences from which a page has a text, and does not consist of links.
const fewText = 1

// cutLinks is the end before blocks that are links to other pages and nothing else, behind a lead such as 相关推荐: or in a
// list of at least two. Links to files stay, for they are the notice's own, and so does a page that is all links.
func (r *rendering) cutLinks(from, to int) int {
	end := to
	for end > from && r.blocks[end-1].Cells == nil && r.nodes[end-1] != nil && isLink(r.nodes[end-1]) {
		end--
	}
	if to-end == 1 && !lead.MatchString(r.blocks[end].Text) && !frameClass.MatchString(classes(r.nodes[end])) || !r.hasText(from, end) {
		return to
	}
	return end
}

// hasText reports that a sentence stands between two places.
func (r *rendering) hasText(from, to int) bool {
	n := 0
	for _, b := range r.blocks[from:to] {
		if strings.ContainsRune(b.Text, '。') || b.Cells != nil {
			n++
		}
	}
	return n >= fewText
}

// cutFrame is the end before a site's footer: the first boilerplate near the end, with the lines of addresses before it,
// when nothing like a sentence follows.
func (r *rendering) cutFrame(from, to int) int {
	end := to
	for i := to - 1; i >= max(from, to-nearFrame); i-- {
		text := r.blocks[i].Text
		if r.blocks[i].Cells != nil || strings.HasSuffix(text, "。") || runes(text) > longLine {
			break
		}
		if boilerplate.MatchString(text) {
			end = i
		}
	}
	for end < to && end > from && r.blocks[end-1].Cells == nil && frameLine.MatchString(r.blocks[end-1].Text) {
		end--
	}
	return end
}
