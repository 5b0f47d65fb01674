package ingest

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"wence/retrieval"
	"wence/retrieval/zh"
)

// checkSplit holds passages to their promise: in order and apart, each the text of its span, nothing lost but white
// space, no sentence cut.
func checkSplit(t *testing.T, n retrieval.Notice, passages []retrieval.Passage) {
	t.Helper()
	at := 0
	lostOf := func(text string, start int) string {
		for _, table := range n.Tables {
			labelled := slices.ContainsFunc(table.Rows, func(r retrieval.Row) bool { return r.Columns != nil })
			for _, r := range table.Rows {
				if labelled && r.Columns == nil && r.Start >= start && r.End <= start+len(text) && strings.Contains(n.Text[r.Start:r.End], "\t") {
					text = text[:r.Start-start] + strings.Repeat(" ", r.End-r.Start) + text[r.End-start:]
				}
			}
		}
		return strings.TrimSpace(text)
	}
	for i, p := range passages {
		if p.Start < at || p.End <= p.Start || p.End > len(n.Text) {
			t.Fatalf("passage %d: span %v after %d in a text of %d bytes", i, p.Span, at, len(n.Text))
		}
		if p.Text != n.Text[p.Start:p.End] {
			t.Fatalf("passage %d: text %q is not its span %q", i, p.Text, n.Text[p.Start:p.End])
		}
		if lost := lostOf(n.Text[at:p.Start], at); lost != "" {
			t.Fatalf("lost before passage %d: %q", i, lost)
		}
		for j, s := range p.Sections {
			if s.Start <= 0 || s.Start >= len(p.Text) || j > 0 && s.Start <= p.Sections[j-1].Start || p.Text[s.Start-1] != '\n' {
				t.Fatalf("passage %d: section %+v begins no line of %q", i, s, p.Text)
			}
		}
		if p.Seq != i+1 {
			t.Fatalf("passage %d has number %d", i, p.Seq)
		}
		at = p.End
	}
	if lost := lostOf(n.Text[at:], at); lost != "" {
		t.Fatalf("lost at the end: %q", lost)
	}
	checkSentences(t, n, passages)
}

// checkSentences fails where a passage ends inside a sentence of its paragraph that is no longer than longest.
func checkSentences(t *testing.T, n retrieval.Notice, passages []retrieval.Passage) {
	t.Helper()
	ends := map[int]bool{0: true, len(n.Text): true}
	start := 0
	for _, line := range strings.SplitAfter(n.Text, "\n") {
		for _, s := range zh.Sentences(line) {
			ends[start+s.Start+len(strings.TrimRightFunc(line[s.Start:s.End], unicode.IsSpace))] = true
			if utf8.RuneCountInString(line[s.Start:s.End]) > longest { // may be cut anywhere
				for i := range line[s.Start:s.End] {
					ends[start+s.Start+i] = true
				}
			}
		}
		start += len(line)
	}
	for i, p := range passages {
		if !ends[p.End] {
			t.Errorf("passage %d ends inside a sentence: …%s", i, tail(p.Text))
		}
	}
}

func tail(s string) string {
	runes := []rune(s)
	return string(runes[max(0, len(runes)-20):])
}

func TestSplitRealNotices(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(real, "*.txt"))
	if err != nil || len(files) != 5 {
		t.Fatalf("found %d real notices beside the repository (%v)", len(files), err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			n := understood(t, file)
			passages := Split(n)
			checkSplit(t, n, passages)
			for _, p := range passages {
				if size := utf8.RuneCountInString(p.Text); size > longest {
					t.Errorf("passage %d has %d characters", p.Seq, size)
				}
			}
		})
	}
}

func TestSplitKnowsWhereItStands(t *testing.T) {
	n := understood(t, filepath.Join(real, "003_6360d3c7467e0d83.txt"))
	for _, p := range Split(n) {
		if strings.Contains(p.Text, "人才公寓") {
			if got := p.LocatorOf("人才公寓"); got != "三、(五) 19." {
				t.Errorf("locator = %q", got)
			}
			if got := strings.Join(p.Headings, " > "); got != "具体举措 > 聚焦发展基础,着力提升教育保障水平" {
				t.Errorf("headings = %q", got)
			}
			return
		}
	}
	t.Error("passage not found")
}

func TestSplitShapes(t *testing.T) {
	long := strings.Repeat("学校应当公布收费项目和标准。", 60)
	half := strings.Repeat("学校应当公布收费项目和标准。", 12)
	endless := strings.Repeat("城东小学,", 300)
	cases := []struct {
		name, text string
		want       []string // how each passage begins
		locators   []string
	}{
		{"a list stays with its colon", "一、条件\n" + half + "申请人应当符合下列条件:\n(一)有本县户籍。" + half + "\n(二)年满六周岁。\n二、材料\n户口簿。", []string{"一、条件", "二、材料"}, []string{"一、", "二、"}},
		{"short parts are joined", "一、措施\n(一)发补贴。每人每年600元。\n(二)减学费。\n二、材料\n户口簿。", []string{"一、措施"}, []string{"一、"}},
		{"parts of another heading are not", "一、措施\n(一)" + half + half + "\n(二)减学费。\n二、材料\n户口簿。", []string{"一、措施", "(二)减学费", "二、材料"}, []string{"一、", "一、(二)", "二、"}},
		{"a long paragraph is cut between sentences", "一、收费\n" + long, []string{"一、收费", "学校", "学校"}, []string{"一、", "一、", "一、"}},
		{"a sentence without end is cut between clauses", "一、名单\n" + endless, []string{"一、名单", "城东小学", "城东小学", "城东小学"}, []string{"一、", "一、", "一、", "一、"}},
		{"long articles stand alone", "第一条 " + half + half + "\n第二条 " + half + half, []string{"第一条", "第二条"}, []string{"第一条", "第二条"}},
		{"short articles are joined", "第一条 为了规范收费,制定本办法。\n第二条 本办法适用于本县。", []string{"第一条"}, []string{"第一条"}},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			n := ofText(t, tc.text)
			passages := Split(n)
			checkSplit(t, n, passages)
			if len(passages) != len(tc.want) {
				t.Fatalf("%d passages, want %d: %+v", len(passages), len(tc.want), passages)
			}
			for i, p := range passages {
				if !strings.HasPrefix(p.Text, tc.want[i]) || p.Locator != tc.locators[i] {
					t.Errorf("passage %d = %s %q, want %s %q…", i, p.Locator, p.Text, tc.locators[i], tc.want[i])
				}
			}
		})
	}
}

func TestSplitTableRows(t *testing.T) {
	n := ofText(t, "# 招生计划\n\n| 学校 | 班数(个) | 人数(人) |\n|---|---|---|\n| 第一小学 | 4 | 180 |\n| 第二小学 | 6 | 270 |\n")
	passages := Split(n)
	checkSplit(t, n, passages)
	last := passages[len(passages)-1]
	if got, want := last.Reading(), "学校:第二小学;班数(个):6;人数(人):270"; got != want {
		t.Errorf("reading = %q, want %q", got, want)
	}
}

// TestSplitGiantCell cuts a row whose cell holds a text of its own: each passage keeps the labels of its cells, and the
// row's first cell stands over the later ones.
func TestSplitGiantCell(t *testing.T) {
	n := ofText(t, "# 答复\n\n| 学校 | 班数 | 答复内容 |\n|---|---|---|\n|  | 4 | "+strings.Repeat("学校应当公布收费项目和标准。", 100)+" |\n")
	passages := Split(n)
	checkSplit(t, n, Split(n))
	for i, p := range passages {
		if size := utf8.RuneCountInString(p.Text); size > longest {
			t.Errorf("passage %d has %d characters", p.Seq, size)
		}
		want := "答复内容:学校应当"
		if i == 0 {
			want = "班数:4"
		}
		if !strings.HasPrefix(p.Reading(), want) || i > 0 && p.Headings[len(p.Headings)-1] != "4" {
			t.Errorf("passage %d reads %.60s under %q", i, p.Reading(), p.Headings)
		}
	}
	if len(passages) < 4 {
		t.Errorf("%d passages", len(passages))
	}
}

// TestSplitSignature: who signed, and when, does not hang on the last item of a list, nor does what follows.
func TestSplitSignature(t *testing.T) {
	n := ofText(t, "某县骨干教师评选办法\n某教发〔2026〕9号\n\n一、应提交下列材料:\n\n(一)申报表;\n\n(二)身份证复印件。\n\n某县教育局\n\n2026年3月5日\n\n(此件公开发布)\n")
	var got []string
	for _, p := range Split(n) {
		got = append(got, strings.ReplaceAll(p.Text, "\n", "|"))
	}
	checkSplit(t, n, Split(n))
	want := []string{"某县骨干教师评选办法|某教发〔2026〕9号", "一、应提交下列材料:|(一)申报表;|(二)身份证复印件。", "某县教育局|2026年3月5日", "(此件公开发布)"}
	if !slices.Equal(got, want) {
		t.Errorf("passages %q, want %q", got, want)
	}
}

// ofText understands a Markdown text.
func ofText(t testing.TB, text string) retrieval.Notice {
	t.Helper()
	doc, err := Read(context.Background(), "notice.md", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return Understand(doc, gazetteer(t))
}

// FuzzSplit: whatever the text, passages keep their promise and the outline nests.
func FuzzSplit(f *testing.F) {
	files, _ := filepath.Glob(filepath.Join(real, "*.txt"))
	for _, file := range files {
		if data, err := os.ReadFile(file); err == nil {
			f.Add(string(data[:min(len(data), 4000)]))
		}
	}
	f.Add("一、甲\n(一)乙:\n1.丙;\n2.丁。\n附件1\n表\n| a | b |\n|---|---|\n| 1 | 2 |")
	places := gazetteer(f)
	f.Fuzz(func(t *testing.T, text string) {
		doc, err := Read(context.Background(), "notice.md", []byte(text))
		if err != nil {
			return
		}
		n := Understand(doc, places)
		checkSplit(t, n, Split(n))
		for i, h := range n.Outline {
			if h.Start > h.End || h.End > len(n.Text) {
				t.Fatalf("heading %d spans %v in %d bytes", i, h.Span, len(n.Text))
			}
			if i > 0 && n.Outline[i-1].Start > h.Start {
				t.Fatalf("heading %d starts before heading %d", i, i-1)
			}
		}
	})
}
