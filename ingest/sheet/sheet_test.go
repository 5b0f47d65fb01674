package sheet

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"wence/ingest/document"
	"wence/ingest/document/documenttest"
)

// grid makes rows from lines of cells divided by |; an empty line is a blank row, a leading - marks a hidden one.
func grid(lines ...string) []Row {
	var rows []Row
	for i, line := range lines {
		r := Row{Number: i + 1}
		line, r.Hidden = strings.CutPrefix(line, "-")
		for k, text := range strings.Split(line, "|") {
			if text != "" {
				r.Cells = append(r.Cells, Cell{Column: k + 1, Text: text})
			}
		}
		rows = append(rows, r)
	}
	return rows
}

func text(doc document.Document) string {
	return strings.ReplaceAll(strings.TrimSpace(documenttest.Text(doc)), "\n", "/")
}

func TestBook(t *testing.T) {
	plan := []string{"学校|人数|电话", "甲校|600|023-1", "乙校|700|023-2"}
	tests := []struct {
		name  string
		sheet Sheet
		want  string
		last  string // columns of the last block
	}{
		{"title, table, remark", Sheet{Rows: grid(append([]string{"招生计划"}, append(plan, "注:以公告为准")...)...)},
			"招生计划/学校\t人数\t电话/甲校\t600\t023-1/乙校\t700\t023-2/注:以公告为准", ""},
		{"facts above the table", Sheet{Rows: grid("单位:教委|||时间:5月", "序号|学校|性质|人数", "1|甲|公办|600", "2|乙|公办|700")},
			"单位:教委/时间:5月/序号\t学校\t性质\t人数/1\t甲\t公办\t600/2\t乙\t公办\t700", "序号,学校,性质,人数"},
		{"sheet's name", Sheet{Name: "招生计划表", Rows: grid("一|二")}, "招生计划表/一\t二", ""},
		{"a name that says nothing", Sheet{Name: "Sheet1", Rows: grid("一|二")}, "一\t二", ""},
		{"hidden row and column", Sheet{Rows: grid("学校|密|人数", "甲校|x|600", "-丙校|y|500", "乙校|z|700"), HiddenColumns: [][2]int{{2, 2}}},
			"学校\t人数/甲校\t600/乙校\t700", "学校,人数"},
		{"blank row within a table", Sheet{Rows: grid(append(append(plan, ""), "丙校|500|023-3", "丁校|400|023-4")...)},
			"学校\t人数\t电话/甲校\t600\t023-1/乙校\t700\t023-2/丙校\t500\t023-3/丁校\t400\t023-4", "学校,人数,电话"},
		{"two tables", Sheet{Rows: grid(append(append(plan, ""), "岗位|名额", "语文|3", "数学|4")...)},
			"学校\t人数\t电话/甲校\t600\t023-1/乙校\t700\t023-2/岗位\t名额/语文\t3/数学\t4", "岗位,名额"},
		{"columns outside the header", Sheet{Rows: grid(append(append(plan, ""), "|||说|明")...)},
			"学校\t人数\t电话/甲校\t600\t023-1/乙校\t700\t023-2/说\t明", ""},
		{"merged head", Sheet{Rows: grid("学校|计划||电话", "|班数|人数|", "甲校|12|600|023-1", "乙校|14|700|023-2"),
			Merges: []Range{{1, 2, 1, 1}, {1, 1, 2, 3}, {1, 2, 4, 4}}},
			"学校\t计划\t\t电话/\t班数\t人数\t/甲校\t12\t600\t023-1/乙校\t14\t700\t023-2", "学校,计划/班数,计划/人数,电话"},
		{"merged over a hidden row", Sheet{Rows: grid("类别|学校|人数", "-公办|甲校|600", "|乙校|700", "民办|丙校|500"), Merges: []Range{{2, 3, 1, 1}}},
			"类别\t学校\t人数/公办\t乙校\t700/民办\t丙校\t500", "类别,学校,人数"},
		{"two tables side by side", Sheet{Rows: grid("概况", "表一||||表二", "类别|所数|||类别|转入", "小学|11|||小学|20", "初中|3|||高中|7", "幼儿园|9")},
			"概况/表一/类别\t所数/小学\t11/初中\t3/幼儿园\t9/表二/类别\t转入/小学\t20/高中\t7", "类别,转入"},
		{"a column left empty", Sheet{Rows: grid("学校|人数||联系人|电话", "甲校|600||赵|023-1", "乙校|700||钱|023-2")},
			"学校\t人数\t联系人\t电话/甲校\t600\t赵\t023-1/乙校\t700\t钱\t023-2", "学校,人数,联系人,电话"},
		{"two tables without a blank row", Sheet{Rows: grid(append(append([]string{"表一"}, plan...), "表二", "岗位|名额", "语文|3", "数学|4")...)},
			"表一/学校\t人数\t电话/甲校\t600\t023-1/乙校\t700\t023-2/表二/岗位\t名额/语文\t3/数学\t4", "岗位,名额"},
		{"a section of the table", Sheet{Rows: grid(append(plan, "二、乡镇", "丙校|500|023-3")...)},
			"学校\t人数\t电话/甲校\t600\t023-1/乙校\t700\t023-2/二、乡镇/丙校\t500\t023-3", "学校,人数,电话"},
		{"with a unit beside the second's title", Sheet{Rows: grid(append(append([]string{"表一"}, plan...), "表二||单位:人", "岗位|名额", "语文|3", "数学|4", "填表人:|赵|日期:|3月")...)},
			"表一/学校\t人数\t电话/甲校\t600\t023-1/乙校\t700\t023-2/表二/单位:人/岗位\t名额/语文\t3/数学\t4/填表人:赵/日期:3月", ""},
		{"label and value in two cells", Sheet{Rows: grid("统计日期:|2026-9-30|||单位:|人", "序号|学校|性质|男|女|备注", "1|甲|公办|600|500|无", "2|乙|公办|700|400|无")},
			"统计日期:2026-9-30/单位:人/序号\t学校\t性质\t男\t女\t备注/1\t甲\t公办\t600\t500\t无/2\t乙\t公办\t700\t400\t无", "序号,学校,性质,男,女,备注"},
		{"facts without a colon", Sheet{Rows: grid("截至|2026-9-30", "序号|学校|性质|人数", "1|甲|公办|600", "2|乙|公办|700")},
			"截至\uFF1A2026-9-30/序号\t学校\t性质\t人数/1\t甲\t公办\t600/2\t乙\t公办\t700", "序号,学校,性质,人数"},
		{"one column", Sheet{Rows: grid("第一条", "第二条\n续", "")}, "第一条/第二条/续", ""},
		{"cells far apart", Sheet{Rows: []Row{{Number: 1, Cells: []Cell{{1, "甲"}, {16384, "乙"}}}}}, "甲\t乙", ""},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			var b Book
			if err := b.Add(tc.sheet); err != nil {
				t.Fatal(err)
			}
			doc, err := b.Document()
			if err != nil {
				t.Fatal(err)
			}
			if got := text(doc); got != tc.want {
				t.Errorf("got  %q\nwant %q", got, tc.want)
			}
			if got := strings.Join(doc.Blocks[len(doc.Blocks)-1].Columns, ","); got != tc.last {
				t.Errorf("columns %q, want %q", got, tc.last)
			}
		})
	}
}

func TestLongTable(t *testing.T) {
	rows := grid("学校|人数")
	for n := 2; n <= 3*chunkRows; n++ {
		rows = append(rows, Row{Number: n, Cells: []Cell{{1, "某校"}, {2, "600"}}})
	}
	var b Book
	if err := b.Add(Sheet{Rows: rows}); err != nil {
		t.Fatal(err)
	}
	doc, _ := b.Document()
	if len(doc.Blocks) != len(rows) {
		t.Fatalf("%d blocks of %d rows", len(doc.Blocks), len(rows))
	}
	for i, block := range doc.Blocks[1:] {
		if len(block.Columns) != 2 || block.Table != 1 || block.Header {
			t.Fatalf("row %d: %+v", i+2, block)
		}
	}
}

func TestHiddenOnly(t *testing.T) {
	var b Book
	if err := b.Add(Sheet{Name: "表", Rows: grid("-甲|乙")}); err != nil {
		t.Fatal(err)
	}
	_, err := b.Document()
	var problem *document.Problem
	if !errors.As(err, &problem) || !strings.Contains(problem.Reason, "1行") {
		t.Errorf("error %v, want a Problem that names the hidden row", err)
	}
}

func TestBounds(t *testing.T) {
	long := strings.Repeat("x", 1<<20)
	many := make([]Row, 200)
	for i := range many {
		many[i] = Row{Number: i + 1, Cells: []Cell{{1, long}}}
	}
	diagonal := make([]Row, 16000)
	head := Row{Number: 1}
	for i := range diagonal {
		head.Cells = append(head.Cells, Cell{i + 1, "类别"})
		diagonal[i] = Row{Number: i + 2, Cells: []Cell{{1, "1"}, {i + 2, "2"}}}
	}
	tests := []struct {
		name  string
		sheet Sheet
	}{
		{"rows", Sheet{Rows: make([]Row, MaxRows+1)}},
		{"cells", Sheet{Rows: []Row{{Cells: make([]Cell, MaxCells+1)}}}},
		{"text", Sheet{Rows: many}},
		{"merges", Sheet{Merges: make([]Range, maxMerges+1)}},
		{"places", Sheet{Rows: append([]Row{head}, diagonal...)}},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			var b Book
			if err := b.Add(tc.sheet); !errors.Is(err, document.ErrTooLarge) {
				t.Errorf("error %v, want %v", err, document.ErrTooLarge)
			}
		})
	}
}

// TestArticles: a cell that holds a whole text is read as text, line by line, under the row's other cells.
func TestArticles(t *testing.T) {
	text := "第一条 " + strings.Repeat("学校应当公布收费标准。", 20) + "\n第二条 " + strings.Repeat("多收的费用应当退还。", 20)
	var b Book
	err := b.Add(Sheet{Name: "文件汇编", Rows: []Row{
		{Number: 1, Cells: []Cell{{1, "标题"}, {2, "文号"}, {3, "正文"}}},
		{Number: 2, Cells: []Cell{{1, "某县收费办法"}, {2, "某教发〔2026〕1号"}, {3, text}}},
		{Number: 3, Cells: []Cell{{1, "某县奖励办法"}, {2, "某教发〔2026〕2号"}, {3, "见附件。"}}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	doc, err := b.Document()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, block := range doc.Blocks {
		got = append(got, fmt.Sprintf("%d%.6s%s", block.Level, block.Text, strings.Join(block.Cells, "/")))
	}
	want := "1文件汇编|2某县收费办法|0文号：某教发|0第一条 学校|0第二条 多收|0某县奖励办法/某教发〔2026〕2号/见附件。"
	if strings.Join(got, "|") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, "|"), want)
	}
}
