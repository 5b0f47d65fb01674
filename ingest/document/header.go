package document

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxHeader is the greatest number of rows a header may have; deeper ones are data misread.
const maxHeader = 4

// maxLabel is the longest column label in characters.
const maxLabel = 40

// numeric matches a cell that holds a figure, a range, a date or a telephone number, with or without its unit.
var numeric = regexp.MustCompile(`^[\s\d\x{FF10}-\x{FF19}.,\x{FF0C}:\x{FF1A}/~\x{FF5E}—\-–%\x{FF05}()\x{FF08}\x{FF09}+*]*[\d\x{FF10}-\x{FF19}][\s\d\x{FF10}-\x{FF19}.,\x{FF0C}:\x{FF1A}/~\x{FF5E}—\-–%\x{FF05}()\x{FF08}\x{FF09}+*]*(个|人|名|班|元|万元|亿元|所|平方米|㎡|年\d{1,2}月(\d{1,2}日)?|月\d{1,2}日)?$`)

// year matches a bare year, which labels a column as often as it fills a cell.
var year = regexp.MustCompile(`^(19|20)\d\d(年)?$`)

// IsFigure reports a cell that holds a figure, a range, a date or a telephone number, with or without its unit; a long text
// is none, whatever it holds.
func IsFigure(s string) bool { return len(s) <= 3*maxLabel && numeric.MatchString(s) }

// columnWord matches words that label columns in notices.
var columnWord = regexp.MustCompile(`^(序号|编号|类别|类型|项目|名称|学校|学校名称|单位|单位名称|区县|地区|范围|时间|日期|内容|计划|人数|班数|班级|数量|金额|标准|比例|地址|联系人|联系方式|电话|联系电话|咨询电话|备注|说明|科目|专业|专业名称|专业代码|岗位|代码|合计|小计|姓名|性别|年级|课程|学段|责任单位|牵头单位|责任部门|任务|目标|指标|职务|职称|学历|民族|籍贯|政治面貌|出生年月|身份证号|毕业院校|户籍地址|家庭住址)$`)

// Blocks gives the table's rows as blocks numbered with number, empty and hidden rows left out.
//
// Header rows come first with Header set; a merged header cell stands in Cells once, at its origin. Data rows carry
// Columns, the path of labels above each cell. In a data row a cell merged to the right stands in its first column and
// leaves the others empty; a cell merged downwards is repeated in every row it covers, because each row is read alone.
// A row that is one cell over the full width (caption, section title) has that one cell and no Columns.
func (g *Grid) Blocks(number int) []Block {
	width := g.Width()
	rows := make([][]slot, 0, len(g.rows))
	for i, row := range g.rows {
		row = row[:min(len(row), width)]
		if g.hidden[i] || !slices.ContainsFunc(row, func(s slot) bool { return s.text() != "" }) {
			continue
		}
		rows = append(rows, append(slices.Clip(row), make([]slot, width-len(row))...))
	}
	caption := 0
	for caption < len(rows)-1 && width > 1 && (isBanner(rows[caption]) || isUnitRow(rows[caption])) {
		caption++
	}
	depth := headerDepth(rows[caption:])
	columns := paths(rows[caption : caption+depth])
	blocks := make([]Block, 0, len(rows))
	for i, row := range rows {
		b := Block{Table: number, Header: depth > 0 && i < caption+depth}
		switch {
		case isBanner(row), isSection(row):
			b.Cells = []string{row[0].text()}
		case i < caption:
			b.Cells = []string{strings.Join(strings.Fields(strings.Join(texts(row, slot.once), " ")), " ")}
		case b.Header:
			b.Cells = texts(row, slot.once)
		case depth > 0 && i >= caption+depth && repeats(row, rows[caption:caption+depth]):
			b.Cells, b.Header = texts(row, slot.once), true
		default:
			b.Cells, b.Columns = texts(row, slot.data), slices.Clone(columns)
		}
		blocks = append(blocks, b)
	}
	return blocks
}

// isBanner reports a row that is one cell over the full width of more than one column.
func isBanner(row []slot) bool {
	if len(row) < 2 || row[0].span == nil {
		return false
	}
	for _, s := range row[1:] {
		if s.span != row[0].span {
			return false
		}
	}
	return true
}

// section matches what opens the title of a table's section that stands in its first cell only, for want of a merged one.
var section = regexp.MustCompile(`^([一二三四五六七八九十]+、|[(\x{FF08}][一二三四五六七八九十]+[)\x{FF09}]).`)

// isSection reports a row of three columns or more that is empty but for a numbered title in its first cell.
func isSection(row []slot) bool {
	return len(row) > 2 && section.MatchString(row[0].once()) &&
		!slices.ContainsFunc(row[1:], func(s slot) bool { return s.text() != "" && s.span != row[0].span })
}

// unitRow matches what stands alone in a row over a table's head and says what its figures count.
var unitRow = regexp.MustCompile(`^(金额|计量|货币)?单位\s*[:\x{FF1A}]`)

// isUnitRow reports a row over the head of which the only text is the table's unit.
func isUnitRow(row []slot) bool {
	n, unit := 0, false
	for _, s := range row {
		if t := s.once(); t != "" {
			n, unit = n+1, unitRow.MatchString(t)
		}
	}
	return n == 1 && unit
}

// headerDepth counts the header rows at the top; 0 = the table has no header.
func headerDepth(rows [][]slot) int {
	if len(rows) < 2 || !labels(rows[0]) {
		return 0
	}
	depth := 1
	for depth < min(len(rows)-1, maxHeader) && labels(rows[depth]) && continues(rows[:depth], rows[depth]) {
		depth++
	}
	if depth > 1 || stated(rows[0]) || evident(rows[0], rows[1:]) {
		return depth
	}
	return 0
}

// labels reports a row that could label columns: two or more short cells and no figures.
func labels(row []slot) bool {
	if isBanner(row) {
		return false
	}
	n := 0
	for _, s := range row {
		t := s.text()
		if t == "" {
			continue
		}
		if utf8.RuneCountInString(t) > maxLabel || isCount(t) && !s.span.Header {
			return false
		}
		n++
	}
	return n >= 2 || n == 1 && stated(row)
}

// continues reports that row belongs to the header above it: a label of the header reaches down into it, or it divides
// a label that spans columns, or the format says so.
func continues(header [][]slot, row []slot) bool {
	if stated(row) {
		return true
	}
	last, down, divided := header[len(header)-1], false, false
	for c, s := range row {
		switch {
		case s.above && s.span == last[c].span:
			down = true
		case s.text() == "" || s.text() == last[c].text() || unitLabel.MatchString(s.text()):
		case c > 0 && last[c].left || c+1 < len(last) && last[c+1].left && last[c+1].span == last[c].span:
			divided = true
		default:
			return false
		}
	}
	return down || divided
}

// unitLabel matches a cell of brackets only, which says what the figures under the label above it count: (人).
var unitLabel = regexp.MustCompile(`^[(\x{FF08}][^()\x{FF08}\x{FF09}]{1,10}[)\x{FF09}]$`)

// stated reports a row whose non-empty cells are all header cells by the format's own word.
func stated(row []slot) bool {
	n := 0
	for _, s := range row {
		if s.text() == "" {
			continue
		}
		if !s.span.Header {
			return false
		}
		n++
	}
	return n > 0
}

// labelEnd matches words that labels of columns end with, before which they say whose: 报名地点, 负责人.
var labelEnd = regexp.MustCompile(`^.{0,6}(序号|编号|代码|名称|姓名|学校|单位|部门|机构|科室|地点|地址|地区|片区|区域|乡镇|街道|社区|时间|日期|期限|年限|人员|负责人|联系人|责任人|对象|方式|电话|类别|类型|性质|项目|事项|内容|范围|材料|条件|要求|标准|金额|比例|数量|人数|计划|依据|流程|程序|环节|步骤|措施|任务|目标|职务|职称|级别|等级|年级|学段|学科|专业|课程|岗位|资格|学历|方法|情况|结果|形式|渠道|备注|说明)$`)

// longestLabel is the longest label, in characters, over a table of words only.
const longestLabel = 12

// evident reports that the first row differs from those below as labels differ from values. A form, whose first column
// holds the labels, is not evident.
func evident(head []slot, body [][]slot) bool {
	body = slices.DeleteFunc(slices.Clone(body), func(row []slot) bool { return repeats(row, [][]slot{head}) })
	first := label(head[0].text())
	if strings.HasSuffix(first, ":") || strings.HasSuffix(first, "\uFF1A") || isForm(head, body) {
		return false
	}
	words := 0
	for c, s := range head {
		h := label(s.text())
		if h == "" {
			continue
		}
		if columnWord.MatchString(h) {
			words++
		}
		figures, filled, length := 0, 0, 0
		for _, row := range body {
			if t := row[c].text(); t != "" {
				filled++
				length += utf8.RuneCountInString(t)
				if IsFigure(t) {
					figures++
				}
			}
		}
		if figures*2 > filled || len(body) > 1 && length >= 3*filled*utf8.RuneCountInString(h) {
			return true
		}
	}
	return words >= 2 || named(head, body)
}

// named reports a first row of short words, all different, of which a column is called by what stands below: by a word
// that labels end with, and the values do not, or by the word that most values end with: 片区 over 城东片区.
func named(head []slot, body [][]slot) bool {
	seen, words := map[string]bool{}, 0
	for c, s := range head {
		h := label(s.text())
		if h == "" || seen[h] || utf8.RuneCountInString(h) > longestLabel || strings.ContainsAny(h, "。;\uFF1B") {
			return false
		}
		seen[h] = true
		filled, alike, ended := 0, 0, 0
		for _, row := range body {
			t := label(row[c].text())
			switch {
			case t == "":
				continue
			case t == h:
				return false
			case labelEnd.MatchString(t):
				alike++
			}
			if strings.HasSuffix(t, h) {
				ended++
			}
			filled++
		}
		if labelEnd.MatchString(h) && (alike*2 <= filled || ended == alike) || ended*2 > filled {
			words++
		}
	}
	return words >= 2 || words == 1 && len(head) <= 3 && len(body) > 1
}

// isForm reports rows that begin with a label of their own, or most of which hold one in another column under a label.
func isForm(head []slot, body [][]slot) bool {
	for c := range head {
		n := 0
		for _, row := range body {
			t := label(row[c].text())
			if columnWord.MatchString(t) && !strings.HasSuffix(t, "计") && t != "备注" && t != "说明" {
				n++
			}
		}
		if c == 0 && n > 0 || n*2 > len(body) && columnWord.MatchString(label(head[c].text())) {
			return true
		}
	}
	return false
}

// repeats reports a row that says the same as one of the header rows, as after a page break.
func repeats(row []slot, header [][]slot) bool {
	return slices.ContainsFunc(header, func(h []slot) bool {
		return slices.EqualFunc(row, h, func(a, b slot) bool { return a.text() == b.text() })
	})
}

// paths joins the labels above each column; nil when there is no header.
func paths(header [][]slot) []string {
	if len(header) == 0 {
		return nil
	}
	columns := make([]string, len(header[0]))
	for c := range columns {
		var path []string
		for _, row := range header {
			t, last := label(row[c].text()), len(path)-1
			switch {
			case t == "" || last >= 0 && path[last] == t:
			case last >= 0 && unitLabel.MatchString(t):
				path[last] += t
			default:
				path = append(path, t)
			}
		}
		columns[c] = strings.Join(path, "/")
	}
	return columns
}

// label drops the white space with which labels are spread ("备 注").
func label(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// texts reads every slot of a row with read.
func texts(row []slot, read func(slot) string) []string {
	cells := make([]string, len(row))
	for i, s := range row {
		cells[i] = read(s)
	}
	return cells
}
