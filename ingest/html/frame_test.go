package html

import (
	"context"
	"errors"
	"strings"
	"testing"

	"wence/ingest/document"
	"wence/ingest/document/documenttest"
)

// around is a page around a notice, with something under it.
func around(under string) string {
	return `<html><head><meta charset=utf-8><title>丹霞县班主任津贴办法</title></head><body><h1>丹霞县班主任津贴办法</h1>` +
		`<p>一、班主任津贴每月300元。</p><p>二、班主任津贴按10个月发放。</p><p>丹霞县教育局</p><p>2026年3月1日</p>` + under + `</body></html>`
}

// TestLinksToOtherPages: what a site links to under a notice is no part of it, whatever else stands there; the notice's
// own files and sentences stay.
func TestLinksToOtherPages(t *testing.T) {
	const text = "一、班主任津贴每月300元。|二、班主任津贴按10个月发放。|丹霞县教育局|2026年3月1日"
	tests := []struct{ name, under, more string }{
		{"pages before and after", `<p>上一篇:<a href=3>春游费每人80元收取办法</a></p><p>下一篇:<a href=4>体检费每人50元的通知</a></p>`, ""},
		{"behind other lines", `<p>下一篇:<a href=4>体检费每人50元的通知</a></p><p>本站访问量 12345</p><p>主办:丹霞县教育局 地址:丹霞路1号</p>`, ""},
		{"on one line with its lead", `<div class=tj>相关推荐:<a href=5>校服费每套180元</a></div>`, ""},
		{"a list without a heading", `<div><ul><li><a href=x>春游费每人80元的通知</a></li><li><a href=y>奖励办法每人5000元</a></li></ul></div>`, ""},
		{"one link in a frame", `<div class="related-list"><p><a href=x>春游费每人80元的通知</a></p></div>`, ""},
		{"the notice's own file", `<p><a href="1.docx">班主任津贴申请表</a></p>`, "|班主任津贴申请表"},
		{"a list of its own files", `<p>附件:</p><p><a href="1.docx">1.申请表</a></p><p><a href="2.xlsx">2.名额表</a></p>`, "|附件:|1.申请表|2.名额表"},
		{"a sentence of its own", `<p>三、上一篇:中的错误以本篇为准。</p>`, "|三、上一篇:中的错误以本篇为准。"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			doc, err := Read(context.Background(), []byte(around(tc.under)))
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, b := range doc.Blocks {
				got = append(got, b.Text)
			}
			if got := strings.Join(got, "|"); got != text+tc.more {
				t.Errorf("got  %s\nwant %s", got, text+tc.more)
			}
		})
	}
}

// TestLinksBeforeTheTitle: what stands over the heading that <title> repeats is the site's, however the heading is marked up.
func TestLinksBeforeTheTitle(t *testing.T) {
	doc, err := Read(context.Background(), []byte(`<html><head><title>关于中考体育科目考试的通知_丹霞县教育局</title></head><body><table width=980><tr><td width=220><table><tr><td>热点文章</td></tr>`+
		`<tr><td><a href=1>·立定跳远满分改为2.45米</a></td></tr><tr><td><a href=2>·实验费每人35元的通知</a></td></tr></table></td><td><table><tr><td class=bt>关于中考体育科目考试的通知</td></tr>`+
		`<tr><td>发布时间:2026-03-02 来源:基教科 点击:1532次</td></tr><tr><td>各初级中学:<br>体育科目总分为60分,其中过程性评价25分,现场考试35分。<br>考试定于4月20日进行。<br>`+
		`<table border=1><tr><td>项目</td><td>满分</td></tr><tr><td>立定跳远</td><td>2.50米</td></tr><tr><td>跳绳</td><td>185个</td></tr></table><br>`+
		`因伤病不能参加考试的,须持医院证明申请免考或者缓考。<br><div>丹霞县教育局<br>2026年3月2日</div></td></tr></table></td></tr></table></body></html>`))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, b := range doc.Blocks {
		got = append(got, b.Text+strings.Join(b.Cells, "/"))
	}
	if got, want := strings.Join(got, "|"), "各初级中学:|体育科目总分为60分,其中过程性评价25分,现场考试35分。|考试定于4月20日进行。|项目/满分|立定跳远/2.50米|跳绳/185个|"+
		"因伤病不能参加考试的,须持医院证明申请免考或者缓考。|丹霞县教育局|2026年3月2日"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// TestRaised: the raised mark of a note is no digit of the figure before it, and a square is one.
func TestRaised(t *testing.T) {
	doc, err := Read(context.Background(), []byte(`<h1>引进教师办法</h1><p>一、每人一次性补助1000元<sup>2</sup>。</p><p>二、租金每m<sup>2</sup>每月3元。</p>`+
		`<p>三、面积为30 km<sup>2</sup>,见注<sup>[1]</sup>。</p><table><tr><th>项目</th><th>标准</th></tr><tr><td>学费</td><td>500元<sup>1</sup></td></tr></table>`))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, b := range doc.Blocks {
		got = append(got, b.Text+strings.Join(b.Cells, "/"))
	}
	want := "一、每人一次性补助1000元[2]。|二、租金每m²每月3元。|三、面积为30 km²,见注[1]。|项目/标准|学费/500元[1]"
	if got := strings.Join(got, "|"); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// TestTerms: a short term and what is said of it are one line.
func TestTerms(t *testing.T) {
	doc, err := Read(context.Background(), []byte(`<h1>体育考试考点安排</h1><p>各中学:现将考点安排通知如下,请遵照执行。</p>`+
		`<dl><dt>考点一</dt><dd>第一中学(1286人)</dd> <dt>考点二:</dt><dd>体育场(2054人)</dd><dt>说明</dt><dd><p>请带准考证。</p></dd></dl>`))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, b := range doc.Blocks[1:] {
		got = append(got, b.Text)
	}
	if got, want := strings.Join(got, "|"), "考点一\uFF1A第一中学(1286人)|考点二:体育场(2054人)|说明\uFF1A|请带准考证。"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// TestFullerTitle: where <title> stands nowhere on the page, the line over the text that says more is the title.
func TestFullerTitle(t *testing.T) {
	const text = "<p>为做好招生工作,现将有关事项公告如下。请各位家长仔细阅读,并按时为子女办理报名手续。</p>"
	cases := []struct{ name, page, want string }{
		{"a short <title>", `<title>招聘公告_某区人社局</title><body><div><p class="tt">某区2026年公开招聘教师公告</p>` + text, "某区2026年公开招聘教师公告"},
		{"a heading without a genre", `<title>收费标准简表_某网</title><body><div><h2>某市2026年收费标准一览表</h2>` + text, "某市2026年收费标准一览表"},
		{"another text's line", `<title>关于做好小学招生工作的通知_某区教育局</title><body><div><p>某市教育发展报告(2020至2026年度全文)</p>` + text, "关于做好小学招生工作的通知"},
		{"the end of the title", `<title>统计公报</title><body><div><p>某县2025年教育统计公报</p>` + text, "某县2025年教育统计公报"},
		{"the name of a column", `<title>通知公告</title><body><div><p>某县教师职称评审工作安排</p>` + text, ""},
		{"a sentence", `<title>招生公告_某区教育局</title><body><div>` + text, "招生公告_某区教育局"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			doc, err := Read(context.Background(), []byte("<html>"+tc.page+"</div></body></html>"))
			if err != nil {
				t.Fatal(err)
			}
			if doc.Title != tc.want {
				t.Errorf("title %q, want %q", doc.Title, tc.want)
			}
		})
	}
}

// TestFailurePages: what a site shows in place of the page is refused by name, and a notice about such things is not.
func TestFailurePages(t *testing.T) {
	refused := map[string]string{
		"404":       `<title>404 Not Found</title><h1>404 Not Found</h1><hr><center>nginx</center>`,
		"wrong":     `<title>某站</title><p>Sorry, something went wrong.</p><p>Please try again later.</p>`,
		"gone":      `<title>提示信息</title><p>您访问的页面不存在或已被删除!</p><p><a href=/>返回首页</a></p>`,
		"login":     `<title>用户登录</title><p>用户名</p><p>密码</p><p>验证码</p>`,
		"logged in": `<title>某站</title><p>请登录后查看</p>`,
		"gateway":   `<title>502 Bad Gateway</title><center><h1>502 Bad Gateway</h1></center>`,
		"check":     `<title>Just a moment...</title><p>Checking your browser before accessing</p>`,
	}
	for name, page := range refused {
		t.Run(name, func(t *testing.T) {
			_, err := Read(context.Background(), []byte("<html><body>"+page+"</body></html>"))
			var problem *document.Problem
			if !errors.As(err, &problem) || !errors.Is(err, document.ErrNoText) || !strings.Contains(problem.Reason, "提示页") {
				t.Errorf("error %v, want a Problem that names the page", err)
			}
		})
	}
	for _, text := range []string{"关于学籍系统用户登录的通知", "404班家长会的通知"} {
		if _, err := Read(context.Background(), []byte("<html><body><h1>"+text+"</h1><p>各学校请于9月1日前完成。</p></body></html>")); err != nil {
			t.Errorf("%s: %v", text, err)
		}
	}
}

// TestSiteTitle: where <title> names the site alone, the line over the dates or the first heading titles the page.
func TestSiteTitle(t *testing.T) {
	text := strings.Repeat("<p>各学校应当在规定的时间内完成登记。</p>", 8)
	tests := []struct{ name, page, want string }{
		{"a line in a large type", "<title>云岭县教育信息网</title><body><a href=/>首页</a><p><font size=5>云岭县2026年职称评审结果公示</font></p><p>发布者:人事股 发布时间:2026-03-02 阅读:20次</p>" + text, "云岭县2026年职称评审结果公示"},
		{"a heading", "<title>局长信箱-云岭县教育局</title><body><a href=/>首页</a><h3>关于外来子女入学条件的咨询</h3>" + text, "关于外来子女入学条件的咨询"},
		{"only the site", "<title>云岭县教育信息网</title><body>" + text, "云岭县教育信息网"},
		{"its own title", "<title>云岭县2026年招生办法</title><body><h3>办理流程和所需材料一览</h3>" + text, "云岭县2026年招生办法"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			doc, err := Read(context.Background(), []byte(tc.page))
			if err != nil {
				t.Fatal(err)
			}
			if doc.Title != tc.want {
				t.Errorf("title %q, want %q", doc.Title, tc.want)
			}
		})
	}
}

// TestHidden: what a style or the page's own style sheet keeps from the eye is no text, but what a script shows is.
func TestHidden(t *testing.T) {
	text := strings.Repeat("<p>各学校应当在规定的时间内完成登记。</p>", 8)
	tests := []struct {
		name, style, element string
		hidden               bool
	}{
		{"by class", ".hide, .x{display : none}", "<p class='a hide'>模板提示</p>", true},
		{"by id", "#tip{visibility:hidden}", "<p id=tip>模板提示</p>", true},
		{"by its own style", "", "<p style='visibility: hidden'>模板提示</p>", true},
		{"off the page", "", "<p style='position:absolute;left:-9999px'>模板提示</p>", true},
		{"on paper only", "@media print{.hide{display:none}} .y{color:red}", "<p class=hide>模板提示</p>", false},
		{"until it is chosen", ".tab{display:none} .tab.on{display:block}", "<p class=tab>模板提示</p>", false},
		{"another element", ".list .hide{display:none}", "<p class=hide>模板提示</p>", false},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			doc, err := Read(context.Background(), []byte("<title>云岭县2026年招生办法</title><style>"+tc.style+"</style><body>"+text+tc.element+text))
			if err != nil {
				t.Fatal(err)
			}
			if got := !strings.Contains(documenttest.Text(doc), "模板提示"); got != tc.hidden {
				t.Errorf("hidden %v, want %v", got, tc.hidden)
			}
		})
	}
}
