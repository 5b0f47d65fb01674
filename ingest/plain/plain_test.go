package plain

import (
	"context"
	"errors"
	"reflect"
	"strings"
	"testing"
	"unicode"

	"wence/ingest/charset"
	"wence/ingest/document"
	"wence/ingest/document/documenttest"
)

func TestRead(t *testing.T) {
	row := func(header bool, columns []string, cells ...string) document.Block {
		return document.Block{Cells: cells, Columns: columns, Header: header, Table: 1}
	}
	long := strings.Repeat("全县教育工作", 11)
	cases := []struct {
		name, text string
		want       []document.Block
	}{
		{"line ends of every kind", "一。\r\n二。\r三。\f四。\u2028五。",
			[]document.Block{{Text: "一。"}, {Text: "二。"}, {Text: "三。"}, {Text: "四。"}, {Text: "五。"}}},
		{"a line broken by the source", "各校要认真做好招生\n工作。\n\n一、目标\n\n  二、任务",
			[]document.Block{{Text: "各校要认真做好招生", Broken: true}, {Text: "工作。"}, {Text: "一、目标"}, {Text: "二、任务"}}},
		{"an indent begins a paragraph", "县教育局\n  各学校:",
			[]document.Block{{Text: "县教育局"}, {Text: "各学校:"}}},
		{"a page break inside a sentence", "  " + long + "\n\n  取得成效。\n", []document.Block{{Text: long, Broken: true}, {Text: "取得成效。"}}},
		{"the end of a file", long + "\n\n", []document.Block{{Text: long}}},
		{"closing quote after the mark", "他说“好。”\n继续",
			[]document.Block{{Text: "他说“好。”"}, {Text: "继续"}}},
		{"clear tabs", "学校\t人数\n一小\t20\n二小\t30",
			[]document.Block{row(true, nil, "学校", "人数"), row(false, []string{"学校", "人数"}, "一小", "20"), row(false, []string{"学校", "人数"}, "二小", "30")}},
		{"no label over the rows' names", "\t普通科\t职业科\n实习费\t0元\t1905元\n材料费\t400元\t550元",
			[]document.Block{row(true, nil, "", "普通科", "职业科"), row(false, []string{"", "普通科", "职业科"}, "实习费", "0元", "1905元"), row(false, []string{"", "普通科", "职业科"}, "材料费", "400元", "550元")}},
		{"columns set with spaces", "节次    上课     下课\n第一节  8:20     9:00\n第二节  9:10     9:50\n午休到14:00。",
			[]document.Block{row(true, nil, "节次", "上课", "下课"), row(false, []string{"节次", "上课", "下课"}, "第一节", "8:20", "9:00"), row(false, []string{"节次", "上课", "下课"}, "第二节", "9:10", "9:50"), {Text: "午休到14:00。"}}},
		{"gaps in two lines are no table", "签发人    张三    李四\n校对      王五    赵六\n完。",
			[]document.Block{{Text: "签发人    张三    李四", Broken: true}, {Text: "校对      王五    赵六", Broken: true}, {Text: "完。"}}},
		{"columns between rules", "----------\n校名      班数\n----------\n甲小学    6\n乙小学    12\n----------\n完。",
			[]document.Block{row(true, nil, "校名", "班数"), row(false, []string{"校名", "班数"}, "甲小学", "6"), row(false, []string{"校名", "班数"}, "乙小学", "12"), {Text: "完。"}}},
		{"a cell left empty under its label", "校名      班数      人数      备注\n甲小学    6         200       新建\n乙小学              300       扩建\n丙小学    9         400",
			[]document.Block{row(true, nil, "校名", "班数", "人数", "备注"), row(false, []string{"校名", "班数", "人数", "备注"}, "甲小学", "6", "200", "新建"),
				row(false, []string{"校名", "班数", "人数", "备注"}, "乙小学", "", "300", "扩建"), row(false, []string{"校名", "班数", "人数", "备注"}, "丙小学", "9", "400", "")}},
		{"two columns with figures", "项目      标准\n寄宿生    1250元\n走读生    625元",
			[]document.Block{row(true, nil, "项目", "标准"), row(false, []string{"项目", "标准"}, "寄宿生", "1250元"), row(false, []string{"项目", "标准"}, "走读生", "625元")}},
		{"a pipe table", "| 校名 | 班数 |\n|---|---|\n| 甲小学 | 6 |\n\n完。",
			[]document.Block{row(true, nil, "校名", "班数"), row(false, []string{"校名", "班数"}, "甲小学", "6"), {Text: "完。"}}},
		{"a head of words that a rule states", "| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |",
			[]document.Block{row(true, nil, "甲", "乙"), row(false, []string{"甲", "乙"}, "丙", "丁")}},
		{"a drawn table", "┌───┬──┐\n│校名  │班数│\n├───┼──┤\n│甲小学│6   │\n│乙小学│12  │\n└───┴──┘",
			[]document.Block{row(true, nil, "校名", "班数"), row(false, []string{"校名", "班数"}, "甲小学", "6"), row(false, []string{"校名", "班数"}, "乙小学", "12")}},
		{"rules between all rows", "+------+------+\n| 校名 | 收费 |\n|      |(元)|\n+======+======+\n| 甲小 | 60   |\n| 学   |      |\n+------+------+\n| 乙校 | 70   |\n+------+------+",
			[]document.Block{row(true, nil, "校名", "收费(元)"), row(false, []string{"校名", "收费(元)"}, "甲小学", "60"), row(false, []string{"校名", "收费(元)"}, "乙校", "70")}},
		{"a total with fewer cells", "序号  校名      班数  人数  备注\n1     甲小学    6     200   无\n2     乙小学    12    300   无\n合计                  500",
			[]document.Block{row(true, nil, "序号", "校名", "班数", "人数", "备注"), row(false, []string{"序号", "校名", "班数", "人数", "备注"}, "1", "甲小学", "6", "200", "无"),
				row(false, []string{"序号", "校名", "班数", "人数", "备注"}, "2", "乙小学", "12", "300", "无"), row(false, []string{"序号", "校名", "班数", "人数", "备注"}, "合计", "", "", "500", "")}},
		{"a workbook with commas", "校名,班数,人数\n甲小学,6,200\n乙小学,12,300\n",
			[]document.Block{row(true, nil, "校名", "班数", "人数"), row(false, []string{"校名", "班数", "人数"}, "甲小学", "6", "200"), row(false, []string{"校名", "班数", "人数"}, "乙小学", "12", "300")}},
		{"tabs lost at the end of a row", "校名\t班数\t人数\t备注\n甲小学\t6\t200\n\t12\t300\t新",
			[]document.Block{row(true, nil, "校名", "班数", "人数", "备注"), row(false, []string{"校名", "班数", "人数", "备注"}, "甲小学", "6", "200", ""), row(false, []string{"校名", "班数", "人数", "备注"}, "", "12", "300", "新")}},
		{"a paragraph's indent", "\u3000\u3000一、免费教科书按在校\n学生数征订。",
			[]document.Block{{Text: "一、免费教科书按在校", Indented: true, Broken: true}, {Text: "学生数征订。"}}},
		{"one tab is no table", "联系人:\t张三\n完。", []document.Block{{Text: "联系人:\t张三", Broken: true}, {Text: "完。"}}},
		{"a table set with bars", "单位:\n| 学校 | 人数 |\n|---|---|\n| 一小 | 20 |\n完。",
			[]document.Block{{Text: "单位:"}, row(true, nil, "学校", "人数"), row(false, []string{"学校", "人数"}, "一小", "20"), {Text: "完。"}}},
		{"bars in a line are no table", "甲 | 乙\n完。", []document.Block{{Text: "甲 | 乙", Broken: true}, {Text: "完。"}}},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			doc, err := Read(context.Background(), []byte(tc.text))
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(doc.Blocks, tc.want) {
				t.Errorf("got  %+v\nwant %+v", doc.Blocks, tc.want)
			}
		})
	}
}

func TestReadMarkdown(t *testing.T) {
	columns := []string{"学校", "计划|人数"}
	cases := []struct {
		name, text string
		want       document.Document
	}{
		{"title and headings", "# 招生通知\n\n## 一、对象 ##\n正文。\n\n时间\n---\n",
			document.Document{Title: "招生通知", Blocks: []document.Block{{Text: "一、对象", Level: 2}, {Text: "正文。"}, {Text: "时间", Level: 2}}}},
		{"two headings of level 1 stay", "# 甲\n# 乙\n",
			document.Document{Blocks: []document.Block{{Text: "甲", Level: 1}, {Text: "乙", Level: 1}}}},
		{"marks go, text stays", "见**附件**和[*方案*](http://a.cn/x_y)，`A_1` __重要__ 3*4*5 a_b_c \\*星号\\* &lt;3&gt;。",
			document.Document{Blocks: []document.Block{{Text: "见附件和方案，A_1 重要 3*4*5 a_b_c *星号* <3>。"}}}},
		{"numbers stay, bullets go", "1. 甲\n- 乙\n> 丙\n***\n",
			document.Document{Blocks: []document.Block{{Text: "1. 甲"}, {Text: "乙"}, {Text: "丙"}}}},
		{"struck-out text is not text", "补贴~~500~~600元。",
			document.Document{Blocks: []document.Block{{Text: "补贴600元。"}}, Notes: []string{"文件中标有删除线的文字未读入"}}},
		{"pipe table", "| 学校 | 计划\\|人数 |\n|:--|--:|\n| **一小** | 20 |\n",
			document.Document{Blocks: []document.Block{
				{Cells: columns, Header: true, Table: 1},
				{Cells: []string{"一小", "20"}, Columns: columns, Table: 1}}}},
		{"table written as HTML", "见下表\n\n<table>\n<tr><td rowspan=2>学校</td><td colspan=2>计划</td></tr><tr><td>班数</td><td>人数</td></tr>\n<tr><td>一小</td><td>2</td><td>90</td></tr></table>\n完。",
			document.Document{Blocks: []document.Block{
				{Text: "见下表"},
				{Cells: []string{"学校", "计划", ""}, Header: true, Table: 1},
				{Cells: []string{"", "班数", "人数"}, Header: true, Table: 1},
				{Cells: []string{"一小", "2", "90"}, Columns: []string{"学校", "计划/班数", "计划/人数"}, Table: 1},
				{Text: "完。"}}}},
		{"front matter, comment, code", "---\ntitle: \"甲\"\n发文字号: 奉教〔2023〕1号\n---\n<!-- 草\n稿 -->\n```\na*b*\n```\n",
			document.Document{Meta: []document.Field{{Label: "title", Value: "甲"}, {Label: "发文字号", Value: "奉教〔2023〕1号"}},
				Blocks: []document.Block{{Text: "a*b*"}}}},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			doc, err := ReadMarkdown(context.Background(), []byte(tc.text))
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(doc, tc.want) {
				t.Errorf("got  %+v\nwant %+v", doc, tc.want)
			}
		})
	}
}

func TestReadRefuses(t *testing.T) {
	cases := []struct {
		name string
		data []byte
		want error
	}{
		{"nothing", nil, document.ErrEmpty},
		{"blank", []byte(" \n\n"), document.ErrEmpty},
		{"not text", []byte("\x00\x01\x02\x03\x04\x05\x06\x07"), document.ErrNotText},
		{"too large", make([]byte, maxBytes+1), document.ErrTooLarge},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			for _, read := range []func(context.Context, []byte) (document.Document, error){Read, ReadMarkdown} {
				if _, err := read(context.Background(), tc.data); !errors.Is(err, tc.want) {
					t.Errorf("got %v, want %v", err, tc.want)
				}
			}
		})
	}
}

// FuzzRead: a text file's characters come through in their order, but for those that draw a table; Markdown gives text in
// single lines.
func FuzzRead(f *testing.F) {
	f.Add([]byte("关于招生的通知\n学校\t人数\n一小\t20\n二小\t30\n\n各校要认真做好\n工作。"))
	f.Add([]byte("---\ntitle: 甲\n---\n# 乙\n| a | b |\n|--|--|\n| 1 | 2 |\n<table><tr><td>丙</td></tr></table>\n```\nx\n"))
	drop := func(r rune) rune {
		if unicode.IsSpace(r) || r == 0 || r == '\uFEFF' || r == '\u200B' || strings.ContainsRune("|:,-=_+\\\uFF5C", r) || r >= 0x2500 && r < 0x2580 || r == '\u2014' {
			return -1
		}
		return r
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		text, err := charset.Decode(data)
		if err != nil {
			return
		}
		if doc, err := Read(context.Background(), data); err == nil {
			if got, want := strings.Map(drop, documenttest.Text(doc)), strings.Map(drop, text.Text); got != want {
				t.Errorf("got  %q\nwant %q", got, want)
			}
		}
		doc, err := ReadMarkdown(context.Background(), data)
		for _, b := range doc.Blocks {
			if err == nil && (strings.Contains(b.Text, "\n") || b.Columns != nil && len(b.Columns) != len(b.Cells)) {
				t.Errorf("block %+v", b)
			}
		}
	})
}
