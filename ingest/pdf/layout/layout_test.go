package layout

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"wence/ingest/document"
)

// em is the width of a Chinese character on the test's pages, and high that of a line.
const (
	em   = 16
	high = 20
)

// at puts a text on a page of 600 by 840: wide characters take an em, the others half of one.
func at(left, top float64, text string) Word {
	width := 0.0
	for _, r := range text {
		if r >= 0x2E80 {
			width += em
		} else {
			width += em / 2
		}
	}
	return Word{Text: text, Left: left, Top: top, Right: left + width, Bottom: top + high}
}

func page(number int, words ...Word) Page {
	return Page{Number: number, Width: 600, Height: 840, Words: words}
}

// A single line that ends a sentence stays Broken, as nothing shows whether it was full.

// listed is a document's blocks by "|": a Broken line ends with "~", cells are divided by "/", columns stand in "<>".
func listed(blocks []document.Block) string {
	var out []string
	for _, b := range blocks {
		s := b.Text + strings.Join(b.Cells, "/")
		if b.Broken {
			s += "~"
		}
		if b.Columns != nil {
			s += "<" + strings.Join(b.Columns, ",") + ">"
		}
		out = append(out, s)
	}
	return strings.Join(out, "|")
}

// full is a line over 25 characters of text from the left margin, as long as the column is wide.
func full(top float64, text string) Word { return at(80, top, text) }

const (
	lineA = "各学校要高度重视本次工作并按照本通知的要求认真组织"
	lineB = "实施同时将有关情况于十月底之前书面报送县教育委员会"
)

func TestParagraphs(t *testing.T) {
	tests := []struct {
		name  string
		words []Word
		want  string
	}{
		{"joined to its end", []Word{full(100, lineA), full(125, lineB), full(150, "办公室。"), at(112, 175, "特此通知。")},
			lineA + lineB + "办公室。|特此通知。"},
		{"hyphen at the end stays", []Word{full(100, lineA), full(125, "各学校要高度重视本次工作并按照本通知的要求认真3-"), full(150, "5所。")},
			lineA + "各学校要高度重视本次工作并按照本通知的要求认真3-5所。"},
		{"indented line begins a paragraph", []Word{full(100, lineA), full(125, lineB[:len(lineB)-3]+"。"), at(112, 150, "一是加强领导并")},
			lineA + lineB[:len(lineB)-3] + "。|一是加强领导并~"},
		{"a mark begins a paragraph", []Word{full(100, lineA), full(125, "(二)"+lineB[12:])},
			lineA + "~|(二)" + lineB[12:] + "~"},
		{"a title in a larger type", []Word{{"关于开展云岭县二〇二六年中小学生体质健康抽测的通知", 80, 100, 560, 128, 0}, at(80, 136, "县内各学校和幼儿园")},
			"关于开展云岭县二〇二六年中小学生体质健康抽测的通知~|县内各学校和幼儿园~"},
		{"a salutation under the title", []Word{full(100, lineA), full(125, "各中小学、幼儿园、县直学校:"), at(112, 150, "现通知如下。")}, lineA + "~|各中小学、幼儿园、县直学校:|现通知如下。"},
		{"short lines stay apart", []Word{at(380, 100, "县教育委员会办公室"), at(380, 125, "2023年9月20日")},
			"县教育委员会办公室~|2023年9月20日~"},
		{"a centred title stays in lines", []Word{at(180, 100, "关于印发教育发展若干措施"), at(230, 125, "的通知"), full(160, lineA), full(185, lineB)},
			"关于印发教育发展若干措施~|的通知~|" + lineA + lineB + "~"},
		{"narrow column under wide text", []Word{
			full(100, lineA), full(125, lineB), full(150, lineA[:len(lineA)-3]+"。"),
			at(112, 175, "四是完善现代职业教育"), at(80, 200, "体系实施中等职业学校办学"), at(80, 225, "条件达标工程到明年中等职"), at(80, 250, "业学校办学条件全部达标。")},
			lineA + lineB + lineA[:len(lineA)-3] + "。|四是完善现代职业教育体系实施中等职业学校办学条件达标工程到明年中等职业学校办学条件全部达标。~"},
		{"two columns in their order", []Word{
			at(80, 100, "左栏第一行文字共十二个字"), at(80, 125, "左栏第二行文字共十二个字"), at(80, 150, "左栏完。"),
			at(320, 100, "右栏第一行文字共十二个字"), at(320, 125, "右栏第二行文字共十二个字"), at(320, 150, "右栏完。")},
			"左栏第一行文字共十二个字左栏第二行文字共十二个字左栏完。|右栏第一行文字共十二个字右栏第二行文字共十二个字右栏完。"},
		{"letterhead with a gap", []Word{at(80, 100, "奉节府办发〔2023〕65号"), at(400, 100, "签发人:某某")},
			"奉节府办发〔2023〕65号    签发人:某某~"},
		{"quarter gap around figures is no space", []Word{at(80, 100, "到"), at(100, 100, "2027"), at(136, 100, "年。")}, "到2027年。~"},
		{"a real space stays", []Word{at(80, 100, "一、总则"), at(148, 100, "正文。")}, "一、总则 正文。~"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			if got := listed(Blocks([]Page{page(1, tc.words...)})); got != tc.want {
				t.Errorf("got  %s\nwant %s", got, tc.want)
			}
		})
	}
}

func TestFurniture(t *testing.T) {
	body := func(n int) Word { return full(300, fmt.Sprintf("第%c页的正文。", '一'+rune(n))) }
	tests := []struct {
		name  string
		pages []Page
		want  string
	}{
		{"running head and numbers", []Page{
			page(1, at(228, 45, "政府公报"), body(0), at(280, 780, "— 1 —")),
			page(2, at(228, 45, "政府公报"), body(0), at(280, 780, "— 2 —")),
			page(3, at(228, 45, "政府公报"), body(0), at(280, 780, "— 3 —"))}, "第一页的正文。~|第一页的正文。~|第一页的正文。~"},
		{"bare numbers that count on", []Page{page(1, body(0), at(300, 780, "11")), page(2, body(0), at(300, 780, "12"))}, "第一页的正文。~|第一页的正文。~"},
		{"a bare figure stays", []Page{page(1, body(0), at(300, 780, "600")), page(2, body(0))}, "第一页的正文。~|600~|第一页的正文。~"},
		{"a single page's number", []Page{page(1, body(0), at(280, 780, "第1页共1页"))}, "第一页的正文。~"},
		{"what repeats in the middle stays", []Page{page(1, full(300, "附表。")), page(2, full(300, "附表。"))}, "附表。~|附表。~"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			if got := listed(Blocks(tc.pages)); got != tc.want {
				t.Errorf("got  %s\nwant %s", got, tc.want)
			}
		})
	}
}

// TestWatermarks: what is stamped over pages stands in no sentence, and what repeats without being stamped stays.
func TestWatermarks(t *testing.T) {
	first := []Word{at(180, 60, "乡村教师生活补助办法"), full(100, lineA), full(125, lineB), full(150, lineA[:len(lineA)-9]+"一次性奖励")}
	second := []Word{full(100, "30000元。"), full(125, "二、本办法自印发之日起施行。")}
	const want = "乡村教师生活补助办法~|" // and the sentence whole
	turned := func(left, top, step float64) []Word {
		var words []Word
		for i, r := range []rune("仅供内部使用") {
			words = append(words, at(left+float64(i)*step, top-float64(i)*step*0.6, string(r)))
		}
		return words
	}
	down := func(left float64) []Word {
		var words []Word
		for i, r := range []rune("装订线内不要答题") {
			words = append(words, at(left, 230+40*float64(i), string(r)))
		}
		return words
	}
	large := Word{Text: "征求意见", Left: 120, Top: 95, Right: 480, Bottom: 185}
	tile := func() []Word {
		var words []Word
		for i := range 8 {
			words = append(words, at(100+float64(i%2)*180, 95+float64(i/2)*25, "仅供内部使用"))
		}
		return words
	}
	both := func(marks []Word) []Page {
		return []Page{page(1, append(slices.Clone(marks), first...)...), page(2, append(slices.Clone(marks), second...)...)}
	}
	tests := []struct {
		name  string
		pages []Page
	}{
		{"turned", both(turned(150, 500, 34))},
		{"turned and tiled", both(slices.Concat(turned(80, 700, 13), turned(260, 500, 13), turned(400, 300, 13)))},
		{"flat and large", both([]Word{large})},
		{"flat, on one page", []Page{page(1, append([]Word{large}, first...)...), page(2, second...)}},
		{"flat, over lines that repeat", []Page{page(1, large, first[0], full(100, lineB), full(125, lineB), full(150, lineB), full(175, lineA[:len(lineA)-9]+"一次性奖励")),
			page(2, append([]Word{large}, second...)...)}},
		{"flat and tiled", both(tile())},
		{"down the margin", both(down(25))},
		{"down the margin of one page", []Page{page(1, append(down(25), first...)...), page(2, second...)}},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			got := listed(Blocks(tc.pages))
			if !strings.HasPrefix(got, want) || !strings.Contains(got, "一次性奖励") || !strings.Contains(got, "30000元。") || strings.ContainsAny(got, "仅征装") {
				t.Errorf("got %s", got)
			}
		})
	}
	form := []Page{page(1, at(180, 60, "申请表"), full(100, "姓名"), full(125, "学校")), page(2, at(180, 60, "申请表"), full(100, "姓名"), full(125, "学校"))}
	if got := listed(Blocks(form)); strings.Count(got, "姓名") != 2 {
		t.Errorf("two equal pages: %s", got)
	}
}

// plan is the table of the tests, cell by cell as programs draw it; labels are wider than their columns' figures, and
// the head has two rows.
func plan(top float64) []Word {
	return []Word{
		at(80, top, "学校名称"), at(155, top, "办学性质"), at(230, top, "招生计划"), at(380, top, "是否寄宿"), at(455, top, "咨询电话"),
		at(230, top+25, "班数"), at(305, top+25, "人数"),
		at(80, top+50, "第一中"), at(80, top+75, "学校"), at(155, top+50, "公办"), at(230, top+50, "12"), at(305, top+50, "600"), at(380, top+50, "是"), at(455, top+50, "023-"), at(455, top+75, "5655000"), at(455, top+100, "1"),
		at(80, top+130, "第二中"), at(80, top+155, "学校"), at(155, top+130, "公办"), at(230, top+130, "14"), at(305, top+130, "700"), at(380, top+130, "是"), at(455, top+130, "023-"), at(455, top+155, "5655000"),
	}
}

func TestTables(t *testing.T) {
	const head = "学校名称/办学性质/招生计划//是否寄宿/咨询电话|//班数/人数//|"
	const columns = "<学校名称,办学性质,招生计划/班数,招生计划/人数,是否寄宿,咨询电话>"
	const rows = head + "第一中学校/公办/12/600/是/023-56550001" + columns
	tests := []struct {
		name  string
		pages []Page
		want  string
	}{
		{"wrapped cells and a head of two rows", []Page{page(1, append([]Word{at(180, 170, "招生计划表")}, plan(200)...)...)},
			"招生计划表~|" + rows + "|第二中学校/公办/14/700/是/023-5655000" + columns},
		{"over a page's end", []Page{page(1, plan(200)...), page(2, at(455, 110, "2"), at(80, 140, "合计"), at(230, 140, "26"), at(305, 140, "1300"), full(400, "注释。"))},
			rows + "|第二中学校/公办/14/700/是/023-56550002" + columns + "|合计//26/1300//" + columns + "|注释。~"},
		{"merged downwards, its text in the middle", []Page{page(1,
			at(80, 115, "类别"), at(160, 115, "学校"), at(280, 100, "计划"), at(400, 115, "备注"), at(240, 130, "班数"), at(320, 130, "人数"),
			at(80, 190, "公办"), at(160, 160, "一小"), at(240, 160, "4"), at(320, 160, "180"), at(160, 190, "二小"), at(240, 190, "6"), at(320, 190, "270"), at(400, 190, "寄宿"),
			at(160, 220, "三小"), at(240, 220, "2"), at(320, 220, "90"), at(80, 250, "民办"), at(160, 250, "四小"), at(240, 250, "9"), at(320, 250, "410"), full(280, "附注。"))},
			"类别/学校/计划//备注|//班数/人数/|公办/一小/4/180/<类别,学校,计划/班数,计划/人数,备注>|公办/二小/6/270/寄宿<类别,学校,计划/班数,计划/人数,备注>|" +
				"公办/三小/2/90/<类别,学校,计划/班数,计划/人数,备注>|民办/四小/9/410/<类别,学校,计划/班数,计划/人数,备注>|附注。~"},
		{"merged downwards over wrapped cells", []Page{page(1,
			at(40, 100, "行为"), at(150, 100, "情节"), at(230, 100, "处罚"), at(480, 100, "依据"),
			at(40, 173, "擅办"), at(40, 201, "学校"), at(150, 153, "较轻"), at(230, 139, "责令停办并处一倍"), at(230, 167, "以下罚款"), at(480, 187, "六条"),
			at(150, 221, "较重"), at(230, 207, "责令停办并处三倍"), at(230, 235, "以下罚款"),
			at(40, 289, "超收"), at(150, 289, "一般"), at(230, 275, "责令退费并处五千"), at(230, 303, "以下罚款"), at(480, 289, "九条"))},
			"行为/情节/处罚/依据|擅办学校/较轻/责令停办并处一倍以下罚款/六条<行为,情节,处罚,依据>|擅办学校/较重/责令停办并处三倍以下罚款/六条<行为,情节,处罚,依据>|" +
				"超收/一般/责令退费并处五千以下罚款/九条<行为,情节,处罚,依据>"},
		{"labels in the middle of wide columns, figures at their left", []Page{page(1,
			at(131, 100, "学校"), at(256, 88, "招生计划(人)"), at(433, 100, "学费"), at(243, 112, "统招"), at(335, 112, "指标"),
			at(80, 140, "云岭一中"), at(208, 140, "300"), at(304, 140, "200"), at(396, 140, "800"),
			at(80, 165, "云岭二中"), at(208, 165, "301"), at(304, 165, "201"), at(396, 165, "810"),
			at(80, 190, "云岭三中"), at(208, 190, "302"), at(304, 190, "202"), at(396, 190, "820"))},
			"学校/招生计划(人)//学费|/统招/指标/|云岭一中/300/200/800<学校,招生计划(人)/统招,招生计划(人)/指标,学费>|云岭二中/301/201/810<学校,招生计划(人)/统招,招生计划(人)/指标,学费>|" +
				"云岭三中/302/202/820<学校,招生计划(人)/统招,招生计划(人)/指标,学费>"},
		{"section titles", []Page{page(1, at(80, 100, "学校"), at(240, 100, "2023年"), at(320, 100, "2024年"), at(80, 130, "城区"),
			at(80, 160, "一小"), at(240, 160, "10"), at(320, 160, "20"), at(80, 190, "二小"), at(240, 190, "30"), at(320, 190, "40"))},
			"学校/2023年/2024年|城区|一小/10/20<学校,2023年,2024年>|二小/30/40<学校,2023年,2024年>"},
		{"names spread over a line", []Page{page(1, at(80, 100, "张"), at(104, 100, "三"), at(200, 100, "李四"), at(320, 100, "王五"),
			at(80, 125, "赵六"), at(200, 125, "孙"), at(224, 125, "七"), at(320, 125, "周八"))},
			"张 三/李四/王五|赵六/孙 七/周八"},
		{"rows far apart, no lines", []Page{page(1, at(80, 100, "序"), at(160, 100, "学校"), at(320, 100, "元"),
			at(84, 150, "1"), at(160, 150, "一小"), at(312, 150, "10"), at(84, 230, "2"), at(160, 230, "二小"), at(312, 230, "30"), at(84, 310, "3"), at(160, 310, "三小"), at(312, 310, "50"))},
			"序/学校/元|1/一小/10<序,学校,元>|2/二小/30<序,学校,元>|3/三小/50<序,学校,元>"},
		{"two rows of two are no table", []Page{page(1, at(80, 100, "联系人"), at(300, 100, "王老师"), at(80, 125, "电话"), at(300, 125, "023"))},
			"联系人    王老师~|电话    023~"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			blocks := Blocks(tc.pages)
			if got := listed(blocks); got != tc.want {
				t.Errorf("got  %s\nwant %s", got, tc.want)
			}
			if last := blocks[len(blocks)-1]; last.Page != len(tc.pages) {
				t.Errorf("the last block is on page %d", last.Page)
			}
		})
	}
}

// TestTallBoxes: a table whose font states boxes higher than its lines is read as others are.
func TestTallBoxes(t *testing.T) {
	word := func(left, top float64, text string) Word {
		w := at(left, top, text)
		w.Top, w.Bottom = w.Top-8, w.Top+34
		return w
	}
	p := page(1, word(85, 112, "学校"), word(250, 100, "招生计划(人)"), word(440, 112, "学费(元)"), word(230, 124, "统招"), word(330, 124, "指标"))
	for i := range 4 {
		top := 150 + 24*float64(i)
		p.Words = append(p.Words, word(80, top, "云岭一中"), word(235, top, "300"), word(335, top, "200"), word(450, top, "800"))
	}
	row := "|云岭一中/300/200/800<学校,招生计划(人)/统招,招生计划(人)/指标,学费(元)>"
	if got, want := listed(Blocks([]Page{p})), "学校/招生计划(人)//学费(元)|/统招/指标/"+strings.Repeat(row, 4); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// TestTallRepeated: a line that the text repeats is no watermark because its high box reaches into the lines around it.
func TestTallRepeated(t *testing.T) {
	p := page(1)
	for i := range 4 {
		for k, text := range []string{lineA, lineB, "第" + string(rune('一'+i)) + "项工作应当在十月底之前由各学校全部认真完成并报告。"} {
			w := full(100+float64(60*i+20*k), text)
			w.Top, w.Bottom = w.Top-8, w.Bottom+8
			p.Words = append(p.Words, w)
		}
	}
	if len(p.Overlaid()) > 0 {
		t.Errorf("lines over others: %v", p.Overlaid())
	}
	if got := listed(Blocks([]Page{p})); strings.Count(got, lineA) != 4 || strings.Count(got, lineB) != 4 {
		t.Errorf("got %s", got)
	}
}

func TestTurnedPage(t *testing.T) {
	words := []Word{at(80, 100, lineA), at(80, 125, lineB), at(80, 150, "办公室。")}
	want := lineA + lineB + "办公室。"
	clockwise, counter := page(1), page(1)
	for _, w := range words {
		clockwise.Words = append(clockwise.Words, Word{w.Text, 600 - w.Bottom, w.Left, 600 - w.Top, w.Right, 0})
		counter.Words = append(counter.Words, Word{w.Text, w.Top, 840 - w.Right, w.Bottom, 840 - w.Left, 0})
	}
	for name, p := range map[string]Page{"clockwise": clockwise, "counter-clockwise": counter} {
		if got := listed(Blocks([]Page{p})); got != want {
			t.Errorf("%s: got %s, want %s", name, got, want)
		}
	}
}

func TestOCRSpaces(t *testing.T) {
	p := page(1, at(80, 100, "聚焦"), at(118, 100, "党"), at(140, 100, "的建设。"))
	p.OCR = true
	blocks := Blocks([]Page{p})
	if got := listed(blocks); got != "聚焦党的建设。~" || !blocks[0].OCR {
		t.Errorf("got %q, OCR %v", got, blocks[0].OCR)
	}
}

// TestOCRLines: words that recognition puts on one line stay on it though their boxes lie over each other or at other
// heights, and lines that it tells apart are apart.
func TestOCRLines(t *testing.T) {
	word := func(text string, left, top, right, bottom float64, line int) Word {
		return Word{text, left, top, right, bottom, line}
	}
	p := page(1,
		word("每年9月1", 80, 100, 180, 120, 1), word("日", 184, 101, 262, 118, 1), word("至", 200, 98, 216, 128, 1), word("9月20日。", 218, 98, 300, 128, 1),
		word("村小", 80, 124, 112, 144, 2), word("教师", 113, 132, 145, 156, 2), word("每人每月800元。", 150, 118, 270, 138, 2))
	p.OCR = true
	if got, want := listed(Blocks([]Page{p})), "每年9月1日至9月20日。|村小教师每人每月800元。~"; strings.ReplaceAll(got, "~", "") != strings.ReplaceAll(want, "~", "") {
		t.Errorf("got %s, want %s", got, want)
	}
}

// FuzzBlocks: words at any place give each character once, in sound blocks.
func FuzzBlocks(f *testing.F) {
	f.Add([]byte("0123456789abcdefghijklmnopqrstuvwxyz"))
	f.Fuzz(func(t *testing.T, data []byte) {
		var pages []Page
		letters := 0
		for i := 0; i+4 < len(data); i += 5 {
			if i%100 == 0 {
				pages = append(pages, Page{Number: len(pages) + 1, Width: 255, Height: 255})
			}
			p := &pages[len(pages)-1]
			left, top := float64(data[i]), float64(data[i+1])
			p.Words = append(p.Words, Word{"字", left, top, left + float64(data[i+2]%64), top + float64(data[i+3]%64), 0})
			letters++
		}
		// Nothing is lost but what repeats in the margins, and a merged cell is told again in its rows.
		for _, b := range Blocks(pages) {
			if (b.Text == "") == (b.Cells == nil) || b.Page < 1 || b.Page > len(pages) {
				t.Fatalf("block %+v of %d pages", b, len(pages))
			}
			letters -= strings.Count(b.Text, "字")
		}
		if letters < 0 {
			t.Fatal("characters were told twice")
		}
	})
}
