package doc

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"wence/ingest/document"
	"wence/ingest/document/documenttest"
	"wence/ingest/sniff/container"
	"wence/ingest/sniff/sampletest"
)

func TestSamples(t *testing.T) {
	t.Logf("%-28s %7s %7s", "file", "CER %", "max")
	for _, tc := range sampletest.Cases(t, "doc") {
		t.Run(tc.File, func(t *testing.T) {
			doc, err := Read(context.Background(), tc.Data)
			if tc.Expect == "refuse" {
				var problem *document.Problem
				if !errors.As(err, &problem) || problem.Reason == "" || problem.Remedy == "" {
					t.Fatalf("error %v, want a Problem", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if tc.Truth == "" {
				return
			}
			cer := documenttest.CER(documenttest.Text(doc), tc.Truth)
			t.Logf("%-28s %7.2f %7.2f", tc.File, cer, tc.MaxCER)
			if cer > tc.MaxCER {
				t.Errorf("character error rate %.2f %%, want at most %.2f %%", cer, tc.MaxCER)
			}
		})
	}
}

func TestTrickySample(t *testing.T) {
	doc, err := Read(context.Background(), sampletest.File(t, "doc/tricky.doc"))
	if err != nil {
		t.Fatal(err)
	}
	got := norm.NFKC.String(documenttest.Text(doc))
	for _, want := range []string{"一、指导思想", "二、具体举措", "(一)聚焦党的建设", "1.打造党建示范点", "2.培养党员", "(二)聚焦改革", "招生人数由600人调整", "文本框:重要提示内容", "双培养机制指"} {
		if strings.Count(got, want) != 1 {
			t.Errorf("%q stands %d times", want, strings.Count(got, want))
		}
	}
	if strings.Contains(got, "隐藏") {
		t.Error("hidden text was read")
	}
	if t.Failed() {
		t.Log(got)
	}
}

func TestSampleTable(t *testing.T) {
	doc, err := Read(context.Background(), sampletest.File(t, "doc/fengjie.doc"))
	if err != nil {
		t.Fatal(err)
	}
	last := doc.Blocks[len(doc.Blocks)-2]
	got := fmt.Sprint(norm.NFKC.String(strings.Join(last.Columns, ",")), " ", strings.Join(last.Cells, ","))
	if want := "学校名称,办学性质,招生计划/班数(个),招生计划/人数(人),是否寄宿,咨询电话 奉节县辽宁小学,民办,4,160,否,023-56550006"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// readFixture reads a document from its streams alone.
func readFixture(f fixture) (string, error) {
	opened, err := open(f.streams())
	if err != nil {
		return "", err
	}
	b := &builder{file: opened, ctx: context.Background()}
	blocks, err := b.story(opened.text.body)
	return strings.ReplaceAll(strings.TrimSpace(documenttest.Text(document.Document{Blocks: blocks})), "\n", "|"), err
}

func TestCharacters(t *testing.T) {
	hidden := fixtureStyle{id: 0xFFE, kind: 1, base: noStyle, char: sprm(sprmHidden, 1)}
	hiddenRun := fixtureStyle{id: 0xFFE, kind: 2, base: noStyle, char: sprm(sprmHidden, 1)}
	styles := []fixtureStyle{{kind: 1, base: noStyle}, hidden, {id: 0xFFE, kind: 1, base: 1}, hiddenRun}
	tests := []struct {
		name  string
		paras []fixturePara
		runs  []fixtureRun
		want  string
	}{
		{"deleted", nil, []fixtureRun{{"由", nil}, {"500", sprm(sprmDeleted, 1)}, {"600\r", nil}}, "由600"},
		{"deleted as the opposite of the style", nil, []fixtureRun{{"由", nil}, {"500", sprm(sprmDeleted, 0x81)}, {"600\r", nil}}, "由600"},
		{"hidden as the opposite of the style", nil, []fixtureRun{{"见", nil}, {"密", sprm(sprmHidden, 0x81)}, {"\r", nil}}, "见"},
		{"shown as the opposite of a hidden style", []fixturePara{{style: 1}}, []fixtureRun{{"密", nil}, {"显", sprm(sprmHidden, 0x81)}, {"\r", nil}}, "显"},
		{"hidden by a style below", []fixturePara{{style: 2}}, []fixtureRun{{"密", nil}, {"显", sprm(sprmHidden, 0)}, {"\r", nil}}, "显"},
		{"hidden by character style", nil, []fixtureRun{{"见", nil}, {"密", sprm(sprmCharStyle, 3, 0)}, {"\r", nil}}, "见"},
		{"deleted mark joins", nil, []fixtureRun{{"前", nil}, {"\r", sprm(sprmDeleted, 1)}, {"后\r", nil}}, "前后"},
		{"field shows its result", nil, []fixtureRun{{"\x13 HYPERLINK x \x14链接\x15。\r", nil}}, "链接。"},
		{"field code ends with the paragraph", nil, []fixtureRun{{"\x13 TOC\r", nil}, {"正文\r", nil}}, "正文"},
		{"marks", nil, []fixtureRun{{"甲\t乙\x1e丙\x0b丁\x1f\x05\r", nil}}, "甲 乙-丙|丁"},
		{"page break", nil, []fixtureRun{{"甲\x0c乙\r", nil}}, "甲|乙"},
		{"no last mark", nil, []fixtureRun{{"甲\r", nil}, {"乙", nil}}, "甲|乙"},
		{"tick", nil, []fixtureRun{{"(", append(sprm(sprmSymbol, 1, 0, 0xFC, 0xF0), sprm(sprmSpecial, 1)...)}, {"是\r", nil}}, "√是"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			got, err := readFixture(fixture{runs: tc.runs, paras: tc.paras, styles: styles})
			if err != nil || got != tc.want {
				t.Errorf("got %q, %v; want %q", got, err, tc.want)
			}
		})
	}
}

func TestPieceProperties(t *testing.T) {
	for prm, want := range map[int]string{0: "甲", 0x41<<1 | 1<<8: "", 0x53<<1 | 1<<8: ""} {
		got, err := readFixture(fixture{runs: []fixtureRun{{"甲\r", nil}}, prm: prm})
		if err != nil || got != want {
			t.Errorf("prm %#x: got %q, %v; want %q", prm, got, err, want)
		}
	}
}

func TestLists(t *testing.T) {
	lists, uses := oneList()
	use := func(list, level byte) []byte { return append(sprm(sprmListLevel, level), sprm(sprmList, list, 0)...) }
	f := fixture{
		lists: lists, uses: uses,
		styles: []fixtureStyle{{kind: 1, base: noStyle}, {id: 1, kind: 1, base: noStyle, para: use(1, 0)}, {id: 19, kind: 1, base: noStyle}},
		runs:   []fixtureRun{{"总则\r", nil}, {"甲\r", nil}, {"乙\r", nil}, {"附则\r", nil}, {"无号\r", nil}, {"另起\r", nil}, {"目录\r", nil}},
		paras:  []fixturePara{{style: 1}, {list: use(1, 1)}, {list: use(1, 1)}, {style: 1}, {style: 1, list: sprm(sprmList, 1, 0xF8)}, {list: use(2, 0)}, {style: 2}},
	}
	got, err := readFixture(f)
	if want := "一、总则|(1)甲|(2)乙|二、附则|无号|五、另起"; err != nil || got != want {
		t.Errorf("got %q, %v; want %q", got, err, want)
	}
	opened, err := open(f.streams())
	if err != nil {
		t.Fatal(err)
	}
	blocks, _ := (&builder{file: opened, ctx: context.Background()}).story(opened.text.body)
	if blocks[0].Level != 1 || blocks[1].Level != 0 {
		t.Errorf("levels %d, %d; want 1, 0", blocks[0].Level, blocks[1].Level)
	}
}

// rowEnd are the modifiers of a row's last paragraph: cells between the edges, with their merge flags.
func rowEnd(edges []int, flags ...int) []byte {
	operand := []byte{byte(len(flags))}
	for _, e := range edges {
		operand = append(operand, le16(e)...)
	}
	for _, f := range flags {
		operand = append(append(operand, le16(f)...), make([]byte, 18)...)
	}
	list := append(sprm(sprmInTable, 1), sprm(sprmRowEnd, 1)...)
	return append(append(list, le16(sprmTable)...), append(le16(len(operand)+1), operand...)...)
}

func TestTable(t *testing.T) {
	in := fixturePara{list: sprm(sprmInTable, 1)}
	three := []int{0, 1000, 2000, 3000}
	f := fixture{
		runs: []fixtureRun{
			{"学校\a", nil}, {"计划\a", nil}, {"\a", nil},
			{"\a", nil}, {"班数\a", nil}, {"人数\a", nil}, {"\a", nil},
			{"甲校\r", nil}, {"本部\a", nil}, {"12\a", nil}, {"600\a", nil}, {"\a", nil},
			{"表后\r", nil},
		},
		paras: []fixturePara{
			in, in, {list: rowEnd([]int{0, 1000, 3000}, 3<<5, 0)},
			in, in, in, {list: rowEnd(three, 1<<5, 0, 0)},
			in, in, in, in, {list: rowEnd(three, 0, 0, 0)},
			{},
		},
	}
	got, err := readFixture(f)
	if want := "学校\t计划\t|\t班数\t人数|甲校 本部\t12\t600|表后"; err != nil || got != want {
		t.Errorf("got %q, %v; want %q", got, err, want)
	}
}

func TestRefusals(t *testing.T) {
	header := func(change func(h []byte)) map[string][]byte {
		s := fixture{runs: []fixtureRun{{"甲\r", nil}}}.streams()
		change(s["WordDocument"])
		return s
	}
	tests := []struct {
		name    string
		streams map[string][]byte
		want    error
	}{
		{"no streams", nil, document.ErrDamaged},
		{"Word 95", header(func(h []byte) { put16(h, 2, 104) }), errOld},
		{"encrypted", header(func(h []byte) { put16(h, 0x0A, 0x0100) }), document.ErrEncrypted},
		{"no piece table", header(func(h []byte) { put32(h, pairPieces, 1<<30) }), document.ErrDamaged},
		{"other table stream", header(func(h []byte) { put16(h, 0x0A, 0) }), document.ErrDamaged},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			if _, err := open(tc.streams); !errors.Is(err, tc.want) {
				t.Errorf("error %v, want %v", err, tc.want)
			}
		})
	}
}

// FuzzStreams: any streams give blocks or an error, and no panic.
func FuzzStreams(f *testing.F) {
	for _, name := range []string{"doc/tricky.doc", "doc/daqing_trad.doc"} {
		s, err := container.Streams(sampletest.File(f, name), "WordDocument", "0Table", "1Table", "Data")
		if err != nil {
			f.Fatal(err)
		}
		f.Add(s["WordDocument"], append(s["0Table"], s["1Table"]...), s["Data"])
	}
	lists, uses := oneList()
	small := fixture{lists: lists, uses: uses, runs: []fixtureRun{{"甲\a", sprm(sprmHidden, 1)}, {"\a", nil}}, paras: []fixturePara{{}, {list: rowEnd([]int{0, 9}, 0)}}}.streams()
	f.Add(small["WordDocument"], small["1Table"], []byte{})
	f.Fuzz(func(t *testing.T, main, table, data []byte) {
		opened, err := open(map[string][]byte{"WordDocument": main, "0Table": table, "1Table": table, "Data": data})
		if err != nil {
			return
		}
		b := &builder{file: opened, ctx: context.Background()}
		blocks, _ := b.story(opened.text.body)
		for _, block := range blocks {
			if (block.Text == "") == (block.Cells == nil) || strings.ContainsAny(block.Text, "\n\r\a") {
				t.Fatalf("block %+v", block)
			}
		}
	})
}

func BenchmarkRead(b *testing.B) {
	data := sampletest.File(b, "doc/report_long.doc")
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := Read(context.Background(), data); err != nil {
			b.Fatal(err)
		}
	}
}
