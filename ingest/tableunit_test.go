package ingest

import (
	"slices"
	"strings"
	"testing"

	"wence/retrieval"
)

// TestTableUnits: every figure of a table is read with its unit, wherever the table states it, in passages and in facts.
func TestTableUnits(t *testing.T) {
	tests := []struct {
		name, text string
		row        string // the reading of the first row
		figure     string // of the first subsidy or requirement
	}{
		{"over the table", "表1 资助标准(单位:元/年)\n\n| 学段 | 班数 | 寄宿生补助 |\n|---|---|---|\n| 小学 | 6 | 1250 |\n", "学段:小学;班数:6;寄宿生补助(元/年):1250", "1250元/年"},
		{"on a line of its own", "表1 资助标准\n\n单位:元/生·年\n\n| 学段 | 补助标准 |\n|---|---|\n| 小学 | 760 |\n", "学段:小学;补助标准(元/生·年):760", "760元/生/年"},
		{"behind the caption", "学生资助标准(万元)\n\n| 学校 | 补助金额 |\n|---|---|\n| 一中 | 12.5 |\n", "学校:一中;补助金额(万元):12.5", "12.5万元"},
		{"a column of its own", "| 项目 | 计量单位 | 补助标准 |\n|---|---|---|\n| 小学寄宿生 | 元/年 | 1250 |\n", "项目:小学寄宿生;计量单位:元/年;补助标准(元/年):1250", "1250元/年"},
		{"behind the row's name", "| 类别 | 公办园补助 | 电话 |\n|---|---|---|\n| 生均经费(元/年) | 950 | 5550001 |\n", "类别:生均经费(元/年);公办园补助(元/年):950;电话:5550001", "950元/年"},
		{"the label's own", "单位:万元\n\n| 学校 | 补助(元) |\n|---|---|\n| 一中 | 300 |\n", "学校:一中;补助(元):300", "300元"},
		{"people counted in plans", "单位:人\n\n| 学校 | 招生计划 | 班数 | 学费 | 资助(元) |\n|---|---|---|---|---|\n| 一中 | 620 | 12 | 900 | 300 |\n", "学校:一中;招生计划(人):620;班数:12;学费:900;资助(元):300", "300元"},
		{"long figures", "单位:万元\n\n| 项目 | 补助资金 | 计划名额 |\n|---|---|---|\n| 校舍 | 28,600.00 | 12 |\n", "项目:校舍;补助资金(万元):28,600.00;计划名额:12", "2.86亿元"},
		{"several units", "单位:元、人\n\n| 学校 | 补助 |\n|---|---|\n| 一中 | 300 |\n", "学校:一中;补助:300", "300"},
		{"the last column's is its own", "| 幼儿园 | 小班计划 | 名额补助 | 保教费(元/月) |\n|---|---|---|---|\n| 一幼 | 100 | 20 | 600 |\n", "幼儿园:一幼;小班计划:100;名额补助:20;保教费(元/月):600", "600元/月"},
		{"an office is no unit", "| 项目 | 单位 | 补助标准 |\n|---|---|---|\n| 校车 | 县教育局 | 300 |\n", "项目:校车;单位:县教育局;补助标准:300", "300"},
		{"upper label", "<table><tr><th rowspan=2>学段</th><th colspan=2>补助标准(元/年)</th></tr><tr><th>城区</th><th>乡镇</th></tr><tr><td>小学</td><td>625</td><td>650</td></tr></table>\n",
			"学段:小学;补助标准/城区(元/年):625;补助标准/乡镇(元/年):650", "625元/年"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			n := ofText(t, "# 某县学生资助办法\n\n"+tc.text)
			passages := Split(n)
			var row retrieval.Passage
			for _, p := range passages {
				if p.Columns != nil {
					row = p
					break
				}
			}
			if got := row.Reading(); got != tc.row {
				t.Errorf("row %q, want %q", got, tc.row)
			}
			facts := Facts(n, passages)
			if !slices.ContainsFunc(facts, func(f retrieval.Fact) bool { return f.Figure == tc.figure }) {
				t.Errorf("%d facts, none with the figure %q", len(facts), tc.figure)
			}
		})
	}
}

// TestCaptions: a row stands under its table's caption and its section's title, and no label of a column is a passage.
func TestCaptions(t *testing.T) {
	n := ofText(t, "# 某县收费办法\n\n一、收费按下表执行。\n\n表2 民办初中收费\n\n"+
		"<table><tr><th>项目</th><th>标准</th></tr><tr><td colspan=2>城区</td></tr><tr><td>学费</td><td>500元</td></tr></table>\n")
	found := false
	for _, p := range Split(n) {
		if p.Columns != nil {
			found = strings.HasSuffix(strings.Join(p.Headings, "|"), "表2 民办初中收费|城区")
		}
		if strings.Contains(p.Text, "项目\t标准") {
			t.Errorf("passage %q", p.Text)
		}
	}
	if !found {
		t.Errorf("passages %+v", Split(n))
	}
}

// TestBands: a row over all columns right under the labels heads the rows as far as the next one.
func TestBands(t *testing.T) {
	n := ofText(t, "# 某市场馆开放一览\n\n<table><tr><th>场馆</th><th>限额</th></tr><tr><td colspan=2>一、市属场馆</td></tr><tr><td>少年宫</td><td>600人</td></tr>"+
		"<tr><td colspan=2>二、县属场馆</td></tr><tr><td>文化站</td><td>80人</td></tr></table>\n")
	var rows []string
	for _, p := range Split(n) {
		if p.Columns != nil {
			rows = append(rows, strings.Join(append(p.Headings, p.Reading()), "|"))
		}
	}
	if got := strings.Join(rows, "\n"); got != "一、市属场馆|场馆:少年宫;限额:600人\n二、县属场馆|场馆:文化站;限额:80人" {
		t.Errorf("rows\n%s", got)
	}
}
