package html

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"wence/ingest/document"
)

// metaNames are the meta tags that government sites must carry, and a few common ones; matched without case.
var metaNames = []string{
	"ArticleTitle", "PubDate", "ContentSource", "SiteName", "SiteDomain", "SiteIDCode", "ColumnName", "ColumnType", "Keywords", "Author",
	"Description", "Url", "article:published_time",
}

// Labels of the 信息公开 table and of the lines around a text. The strong ones mean metadata wherever they stand outside
// the text, the weak ones only beside another label, and controls only end the value before them.
const (
	strongLabels = `索引号|信息索引|索取号|发文字号|公文字号|文件编号|信息编号|文号|主题分类|主题词|体裁分类|组配分类|信息分类|信息类别|公文种类|文种|体裁|服务对象|` +
		`公开类别|公开方式|公开范围|公开时限|公开属性|信息发布机构|发布机构|发布单位|发文机关|发文机构|发文单位|制发机关|制定机关|公开机构|公开责任部门|责任部门|公开主体|信息所属单位|` +
		`联合发文机关|有效性|公文时效|时效性|时效状态|效力状态|成文日期|成文时间|发文日期|发文时间|印发日期|发布日期|发布时间|公开日期|公开时间|生成日期|生成时间|` +
		`签发日期|生效日期|生效时间|施行日期|实施日期|废止日期|失效日期|失效时间|有效期|信息来源|文章来源|稿件来源|责任编辑|信息名称|文件名称|内容概述|统一编号`
	weakLabels    = `日期|时间|来源|作者|发布者|发布人|录入者|录入人|录入|编辑|名称|标题|分类|关键词|审核|供稿`
	controlLabels = `字体大小|字体|字号|浏览次数|浏览量|阅读次数|阅读量|点击次数|点击数|点击率|点击|浏览|阅读|人气|访问量|分享到|分享|打印|关闭|视力保护色|扫一扫`
)

// labelled matches a label with its brackets and colon: group 1 is what is open before it, group 2 the label, group 3 what
// closes it.
var labelled = regexp.MustCompile(`([\[【\x{FF3B}〔(\x{FF08}]?)\s*(` + spread(strongLabels) + `|` + spread(weakLabels) + `|` + spread(controlLabels) + `)\s*([\]】\x{FF3D}〕)\x{FF09}]?\s*[:\x{FF1A}]?)`)

var (
	strong = regexp.MustCompile(`^(` + strongLabels + `)$`)
	weak   = regexp.MustCompile(`^(` + weakLabels + `)$`)
)

// official are the labels that only a 信息公开 table has.
var official = regexp.MustCompile(`^(索引号|信息索引|索取号|发文字号|公文字号|文号|主题分类|发布机构|发文机关|公开机构|组配分类|信息分类|体裁分类|公开类别|公开方式|发文机构|生成日期)$`)

// spread allows white space inside the labels of an alternation ("索 引 号").
func spread(labels string) string {
	words := strings.Split(labels, "|")
	for i, w := range words {
		words[i] = strings.Join(strings.Split(w, ""), `\s*`)
	}
	return strings.Join(words, "|")
}

// maxValue is the longest value of a field in characters.
const maxValue = 120

// pieces cuts a line into its labels and their values, controls included; nil when the line does not begin with a label. A
// label counts when a colon or a bracket closes it, or when it is the whole line.
func pieces(line string) []document.Field {
	var fields []document.Field
	end := -1 // where the value before begins
	for _, m := range labelled.FindAllStringSubmatchIndex(line, -1) {
		closing := strings.TrimSpace(line[m[6]:m[7]])
		if closing == "" && (m[0] > 0 || m[1] < len(line)) {
			continue
		}
		if end < 0 && strings.TrimSpace(line[:m[0]]) != "" {
			return nil
		}
		if end >= 0 {
			fields[len(fields)-1].Value = cleanValue(line[end:m[0]])
		}
		fields = append(fields, document.Field{Label: strings.Join(strings.Fields(line[m[4]:m[5]]), "")})
		end = m[1]
	}
	if end >= 0 {
		fields[len(fields)-1].Value = cleanValue(line[end:])
	}
	return fields
}

// cleanValue drops separators at both ends and a closing bracket whose opening one stood before the label.
func cleanValue(s string) string {
	s = strings.Trim(s, " \u3000|\uFF5C;\uFF1B,\uFF0C/丨·[【(\uFF08")
	for _, pair := range [][2]string{{"(", ")"}, {"\uFF08", "\uFF09"}, {"[", "]"}, {"【", "】"}} {
		if strings.HasSuffix(s, pair[1]) && !strings.Contains(s, pair[0]) {
			s = strings.TrimSpace(strings.TrimSuffix(s, pair[1]))
		}
	}
	return s
}

// accepted keeps the fields worth keeping: strong labels, and weak ones beside another label; with a value of fair length.
func accepted(fields []document.Field) []document.Field {
	var kept []document.Field
	for _, f := range fields {
		if f.Value != "" && runes(f.Value) <= maxValue && (strong.MatchString(f.Label) || weak.MatchString(f.Label) && len(fields) > 1) {
			kept = append(kept, f)
		}
	}
	return kept
}

// infoLine reads a line at the head of the text that is only labels and values, two or more of them; nil for other lines.
func infoLine(line string) []document.Field {
	if runes(line) > longLine {
		return nil
	}
	fields := pieces(line)
	if len(fields) < 2 && (len(fields) == 0 || !strong.MatchString(fields[0].Label)) {
		return nil
	}
	if strings.HasSuffix(line, "。") {
		return nil
	}
	return accepted(fields)
}

// maxMetaRows is the length of a table from which it is data.
const maxMetaRows = 30

// metaTable reads a 信息公开 table: pairs of label and value, two official labels at least; nil for every other table.
func metaTable(table *html.Node) []document.Field {
	rows := rowsOf(table)
	if len(rows) > maxMetaRows {
		return nil
	}
	var fields []document.Field
	officials, labels, all := 0, 0, 0
	for _, row := range rows {
		cells := cellsOf(row)
		for i := 0; i < len(cells); i++ {
			all++
			text := inline(cells[i])
			if runes(text) > longLine {
				continue
			}
			found := pieces(text)
			if len(found) == 0 || !strong.MatchString(found[0].Label) && !weak.MatchString(found[0].Label) {
				continue
			}
			labels++
			if found[0].Value == "" && i+1 < len(cells) {
				if value := inline(cells[i+1]); len(pieces(value)) == 0 {
					found[0].Value = value
					i++
				}
			}
			if official.MatchString(found[0].Label) && found[0].Value != "" {
				officials++
			}
			fields = append(fields, found...)
		}
	}
	if officials < 2 || labels*2 < all {
		return nil
	}
	return slices.DeleteFunc(fields, func(f document.Field) bool { return f.Value == "" })
}

// fields gathers what the page says about the notice: meta tags, then the lines and tables around the text.
func (p *page) fields(body answer) []document.Field {
	frame := p.render(region{node: p.body}, body.part)
	fields := append(p.metaTags(), frame.fields...)
	fields = append(fields, body.text.fields...)
	return unique(append(fields, linesOf(frame.blocks)...))
}

// maxFrame is the number of lines outside the text that are read for fields.
const maxFrame = 1000

// linesOf reads the fields in lines outside the text. The value of a label alone on its line stands on the next, unless
// that is a label too.
func linesOf(blocks []document.Block) []document.Field {
	var fields []document.Field
	for i, b := range blocks[:min(len(blocks), maxFrame)] {
		if b.Cells != nil || runes(b.Text) > longLine {
			continue
		}
		found := pieces(b.Text)
		if len(found) == 1 && found[0].Value == "" && i+1 < len(blocks) && len(pieces(blocks[i+1].Text)) == 0 {
			found[0].Value = blocks[i+1].Text
		}
		fields = append(fields, accepted(found)...)
	}
	return fields
}

// unique keeps the first of equal fields.
func unique(fields []document.Field) []document.Field {
	var kept []document.Field
	for _, f := range fields {
		if !slices.Contains(kept, f) {
			kept = append(kept, f)
		}
	}
	return kept
}

func (p *page) metaTags() []document.Field {
	var fields []document.Field
	for n := range p.root.Descendants() {
		if n.DataAtom != atom.Meta {
			continue
		}
		name, value := attr(n, "name"), squeeze(attr(n, "content"))
		if name == "" {
			name = attr(n, "property")
		}
		for _, known := range metaNames {
			if strings.EqualFold(name, known) && value != "" && !strings.Contains(value, "<") {
				fields = append(fields, document.Field{Label: known, Value: value})
			}
		}
	}
	return fields
}
