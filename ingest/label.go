package ingest

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"wence/ingest/document"
)

// A field is what a labelled value of a notice's metadata says.
type field int

const (
	fieldTitle field = iota
	fieldNumber
	fieldIndex
	fieldIssuer
	fieldSource // who put it on the site: an issuer when nothing better is known
	fieldIssued
	fieldPublished
	fieldEffective
	fieldExpires
	fieldTerm // from when until when it is in force
	fieldValidity
	fieldTopic
	fieldRegion
	fieldOther // a label that is known, and whose value is not used
)

// labels are the names that sites give to the fields, in the normal form without brackets and spaces.
var labels = map[string]field{
	"标题": fieldTitle, "名称": fieldTitle, "信息名称": fieldTitle, "文件名称": fieldTitle, "ArticleTitle": fieldTitle,
	"發文字號": fieldNumber, "文號": fieldNumber, "發文日期": fieldIssued, "發文機關": fieldIssuer, "發文單位": fieldIssuer, "發布日期": fieldPublished, "發佈日期": fieldPublished, "公告日期": fieldPublished,
	"发文字号": fieldNumber, "文号": fieldNumber, "文件编号": fieldNumber, "发文文号": fieldNumber, "公文字号": fieldNumber, "字号": fieldNumber,
	"索引号": fieldIndex, "索引": fieldIndex, "信息索引号": fieldIndex, "信息索引": fieldIndex, "索取号": fieldIndex,
	"发布机构": fieldIssuer, "发文机关": fieldIssuer, "发文单位": fieldIssuer, "发布机关": fieldIssuer, "制发机关": fieldIssuer, "制定机关": fieldIssuer, "公开责任部门": fieldIssuer, "公布机关": fieldIssuer, "颁布机关": fieldIssuer, "颁发部门": fieldIssuer, "印发机关": fieldIssuer, "实施机关": fieldIssuer, "实施主体": fieldIssuer, "发布单位": fieldIssuer,
	"信息发布机构": fieldIssuer, "发文机构": fieldIssuer, "公开机构": fieldIssuer, "公开主体": fieldIssuer, "信息所属单位": fieldIssuer, "责任部门": fieldIssuer,
	"来源": fieldSource, "信息来源": fieldSource, "ContentSource": fieldSource, "文章来源": fieldSource, "稿件来源": fieldSource,
	"成文日期": fieldIssued, "发文日期": fieldIssued, "生成日期": fieldIssued, "印发日期": fieldIssued, "制发日期": fieldIssued, "签发日期": fieldIssued,
	"成文时间": fieldIssued, "发文时间": fieldIssued, "印发时间": fieldIssued, "生成时间": fieldIssued, "通过日期": fieldIssued, "信息生成日期": fieldIssued,
	"发布日期": fieldPublished, "发布时间": fieldPublished, "公开日期": fieldPublished, "PubDate": fieldPublished, "时间": fieldPublished, "日期": fieldPublished, "发表时间": fieldPublished, "公布日期": fieldPublished, "公开时间": fieldPublished, "信息提供日期": fieldPublished, "颁布日期": fieldPublished, "上传日期": fieldPublished, "article:published_time": fieldPublished,
	"施行日期": fieldEffective, "实施日期": fieldEffective, "生效日期": fieldEffective, "执行日期": fieldEffective, "施行时间": fieldEffective, "实施时间": fieldEffective, "生效时间": fieldEffective,
	"失效日期": fieldExpires, "废止日期": fieldExpires, "有效期至": fieldExpires, "失效时间": fieldExpires,
	"有效期": fieldTerm, "有效期限": fieldTerm,
	"有效性": fieldValidity, "公文时效": fieldValidity, "时效性": fieldValidity, "效力状态": fieldValidity, "时效": fieldValidity, "时效状态": fieldValidity, "文件状态": fieldValidity,
	"地区": fieldRegion, "所属地区": fieldRegion, "适用地区": fieldRegion, "所属区域": fieldRegion, "行政区域": fieldRegion,
	"主题分类": fieldTopic, "信息分类": fieldTopic, "主题词": fieldTopic, "分类": fieldTopic,
	"体裁分类": fieldOther, "组配分类": fieldOther, "服务对象": fieldOther, "关键词": fieldOther, "浏览次数": fieldOther, "点击数": fieldOther,
	"阅读次数": fieldOther, "作者": fieldOther, "发布者": fieldOther, "发布人": fieldOther, "录入者": fieldOther,
	"责任编辑": fieldOther, "编辑": fieldOther, "字体": fieldOther, "字号大小": fieldOther, "相关热词搜索": fieldOther,
	"SiteName": fieldOther, "SiteDomain": fieldOther, "SiteIDCode": fieldOther, "ColumnName": fieldOther, "公开方式": fieldOther, "公开范围": fieldOther, "公开属性": fieldOther,
	"公文种类": fieldOther, "文种": fieldOther, "体裁": fieldOther, "信息类别": fieldOther, "信息编号": fieldOther, "公开类别": fieldOther, "公开时限": fieldOther, "联合发文机关": fieldOther, "内容概述": fieldOther, "统一编号": fieldOther,
}

// metadata are the values of a notice's labels; the first non-empty value of a field stands.
type metadata map[field]string

func (m metadata) add(f field, value string) {
	value = strings.TrimSpace(value)
	if m[f] == "" && value != "" && f != fieldOther {
		m[f] = value
	}
}

// labelName finds a known label, its characters spread by white space or not; of several, the longest.
var labelName = func() *regexp.Regexp {
	names := slices.SortedFunc(maps.Keys(labels), func(a, b string) int {
		return cmp.Or(len(b)-len(a), strings.Compare(a, b))
	})
	for i, name := range names {
		names[i] = strings.Join(strings.Split(name, ""), `\s*`)
	}
	return regexp.MustCompile(strings.Join(names, "|"))
}()

// headMetadata reads the labels in the head of a notice and in what the format gave beside the text. used marks the
// lines that are metadata.
func headMetadata(doc document.Document, all []line) (m metadata, used []bool) {
	m, used = metadata{}, make([]bool, len(all))
	for _, f := range doc.Meta {
		if known, ok := labels[bare(f.Label)]; ok {
			m.add(known, f.Value)
		}
	}
	for i := 0; i < min(len(all), headLines); i++ {
		text := strings.ReplaceAll(all[i].text, "\t", " ")
		head, rest, _ := strings.Cut(text, spaceIn(text))
		switch folded := fold(head); {
		case documentNumber.FindString(folded) == folded && isLabel(strings.TrimSpace(rest)):
			m.add(fieldNumber, head)
			text = strings.TrimSpace(rest)
		case dateOnly(folded) && isLabel(strings.TrimSpace(rest)):
			m.add(fieldPublished, head)
			text = strings.TrimSpace(rest)
		}
		for _, p := range labelled(text) {
			used[i] = true
			// The value may stand on the next line; a label there means that this one is empty.
			if p.value == "" && i+1 < len(all) && !isLabel(all[i+1].text) && isBracketed(all[i].text) {
				p.value, used[i+1] = all[i+1].text, true
			}
			m.add(p.field, p.value)
		}
	}
	return m, used
}

// spaceIn is the first white space in a text, "\n" when it has none.
func spaceIn(text string) string {
	if at := strings.IndexFunc(text, unicode.IsSpace); at >= 0 {
		r, _ := utf8.DecodeRuneInString(text[at:])
		return string(r)
	}
	return "\n"
}

// labelStart are the characters that labels begin with, to tell most lines from metadata at a glance.
var labelStart = func() map[rune]bool {
	starts := make(map[rune]bool, len(labels))
	for name := range labels {
		first, _ := utf8.DecodeRuneInString(name)
		starts[first] = true
	}
	return starts
}()

// labelPadding is what may stand around a label.
const labelPadding = " \t\u00a0\u2002\u2003\u3000[【〔"

type pair struct {
	field field
	value string
}

// labelled reads the label and value pairs of a line ("来源:… 时间:…", "[ 索引号 ] …"). A line that does not begin
// with a label has none, so that a sentence with a colon in it is no metadata.
func labelled(text string) []pair {
	if first, _ := utf8.DecodeRuneInString(strings.TrimLeft(text, labelPadding)); !labelStart[first] {
		return nil
	}
	var pairs []pair
	valueAt := 0
	for _, g := range labelName.FindAllStringIndex(text, -1) {
		before, after := text[valueAt:g[0]], text[g[1]:]
		value := strings.TrimRight(before, labelPadding)
		if len(pairs) == 0 && value != "" {
			return nil
		}
		if value == before && before != "" || !endsLabel(after) {
			continue
		}
		if n := len(pairs); n > 0 {
			pairs[n-1].value = value
		}
		pairs = append(pairs, pair{field: labels[bare(text[g[0]:g[1]])]})
		valueAt = len(text) - len(strings.TrimLeft(after, " \t\u00a0\u2002\u2003\u3000]】〕:\uFF1A"))
	}
	if n := len(pairs); n > 0 {
		pairs[n-1].value = strings.TrimSpace(text[valueAt:])
	}
	return pairs
}

// endsLabel reports that a label ends before rest: with a bracket, a colon, white space, or the line.
func endsLabel(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return rest == "" || unicode.IsSpace(r) || strings.ContainsRune("]】〕:\uFF1A", r)
}

// isLabel reports a line that is metadata: it begins with a known label.
func isLabel(text string) bool { return len(labelled(text)) > 0 }

func isBracketed(text string) bool {
	return strings.HasSuffix(text, "]") || strings.HasSuffix(text, "】")
}

// bare is a label in the normal form without brackets, colons and white space.
func bare(label string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || strings.ContainsRune("[]【】:", r) {
			return -1
		}
		return r
	}, fold(label))
}
