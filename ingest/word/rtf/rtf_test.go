package rtf

import (
	"context"
	"errors"
	"strings"
	"testing"

	"wence/ingest/document"
	"wence/ingest/document/documenttest"
	"wence/ingest/sniff/sampletest"
)

func lines(doc document.Document) string {
	return strings.ReplaceAll(strings.TrimSpace(documenttest.Text(doc)), "\n", "|")
}

func TestSamples(t *testing.T) {
	for _, file := range []string{"rtf/fengjie.rtf", "wrong_ext/rtf_named.doc"} {
		doc, err := Read(context.Background(), sampletest.File(t, file))
		if err != nil {
			t.Fatal(err)
		}
		cer := documenttest.CER(documenttest.Text(doc), sampletest.Truth(t, "fengjie_tbl.truth.txt"))
		t.Logf("%-28s CER %.2f %%", file, cer)
		if cer > 0.5 {
			t.Errorf("%s: character error rate %.2f %%, want at most 0.5 %%", file, cer)
		}
		last := doc.Blocks[len(doc.Blocks)-1]
		if len(last.Columns) != 6 || last.Columns[3] != "招生计划/人数(人)" && last.Columns[3] != "招生计划/人数（人）" {
			t.Errorf("%s: columns %q", file, last.Columns)
		}
	}
}

const head = `{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fcharset134 SimSun;}{\f1\fcharset0 Arial;}{\f2\fcharset136 MingLiU;}{\f3\fcharset2 Wingdings;}}{\stylesheet{\s0 Normal;}{\s21\sbasedon0 toc 1;}}`

func TestBody(t *testing.T) {
	tests := []struct{ name, body, want string }{
		{"GBK bytes", `\'b9\'d8\'d3\'da\'d3\'a1\'b7\'a2`, "关于印发"},
		{"trail byte written raw", `\'81@\'b9\'d8`, "丂关"},
		{"Big5 by the font", `{\f2 \'b1\'d0\'a8\'7c}`, "教育"},
		{"western font follows the document", `{\f1 \'b9\'d8}`, "关"},
		{"boxes", `{\f3\'a8\'fe\'41}\'ca\'c7`, "□☑是"},
		{"Unicode with fallback", `\u20851\'3f\u20110?`, "关于"},
		{"negative Unicode", `\uc0\u-244 `, "\uff0c"},
		{"fallback of two bytes", `\uc2\u20851\'b9\'d8\u20110\'d3\'da`, "关于"},
		{"figures between Unicode", `\u20849?12\u20010?\u26376?3/4\u26085?`, "共12个月3/4日"},
		{"surrogates", `\u-10187?\u-9216?`, "\U0001D400"},
		{"fallback ends with the group", `{\u20851}ok`, "关ok"},
		{"paragraphs", `\'bc\'d7\par \'d2\'d2\line c\par`, "甲|乙|c"},
		{"deleted and hidden", `a{\deleted b}{\v c}{\v d\plain e}{\deleted0 f}`, "aef"},
		{"deleted mark joins", `a{\deleted\par}b\par`, "ab"},
		{"header, footer, unknown", `{\header x}{\footerr x}{\*\foo x}a`, "a"},
		{"field", `{\field{\*\fldinst HYPERLINK "x"}{\fldrslt \'c1\'b4}}`, "链"},
		{"automatic numbers", `{\listtext\pard\plain \'d2\'bb\'a1\'a2\tab}\'d7\'dc\'d4\'f2\par{\listtext 1.1\tab}\'bc\'d7\par{\listtext\f3\'b7\tab}b\par`, "一、总则|1.1 甲|b"},
		{"table of contents", `\pard\s21 x\tab 3\par\pard a`, "a"},
		{"footnote", `a{\super\chftn{\footnote\pard\plain note}}b\par`, "ab|脚注:note"},
		{"text box once", `a{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt box\par}}{\shprslt{\*\do box}}}b\par`, "box|ab"},
		{"picture bytes", "a{\\pict\\bin4 }}}}}b", "ab"},
		{"escapes", `\{a\\b\}\~c\_d\-e`, "{a\\b}\u00a0c-de"},
		{"table", `\trowd\trleft-108\clvmgf\cellx1000\cellx3000\pard\intbl a\cell b\cell\row` +
			`\trowd\clvmrg\cellx1000\cellx2000\cellx3000\pard\intbl\cell c\cell d\cell\row\pard e\par`, "a\tb\t|a\tc\td|e"},
		{"definition after the cells", `\pard\intbl a\cell b\cell\pard{\trowd\cellx1000\cellx2000\row}\pard e`, "a\tb|e"},
		{"row without its end", `\pard\intbl a\cell b\cell\pard e\par`, "a\tb|e"},
		{"merged to the left", `\trowd\clmgf\cellx1000\clmrg\cellx2000\cellx3000\pard\intbl a\cell\cell b\cell\row` +
			`\trowd\cellx1000\cellx2000\cellx3000\pard\intbl c\cell d\cell e\cell\row`, "a\t\tb|c\td\te"},
		{"line ends are nothing", "a\r\nb\\\nc", "ab|c"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			doc, err := Read(context.Background(), []byte(head+tc.body+"}"))
			if err != nil {
				t.Fatal(err)
			}
			if got := lines(doc); got != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}

func TestLevel(t *testing.T) {
	doc, err := Read(context.Background(), []byte(head+`\pard\outlinelevel1 a\par b\par\pard c}`))
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []int{2, 2, 0} {
		if doc.Blocks[i].Level != want {
			t.Errorf("block %d: level %d, want %d", i, doc.Blocks[i].Level, want)
		}
	}
}

func TestNotes(t *testing.T) {
	doc, err := Read(context.Background(), []byte(head+`a{\pict 00}{\b b`))
	if err != nil || lines(doc) != "ab" || len(doc.Notes) != 2 {
		t.Errorf("blocks %q, notes %q, error %v; want notes on a picture and on the missing end", lines(doc), doc.Notes, err)
	}
}

func TestRefusals(t *testing.T) {
	tests := []struct {
		name, data string
		want       error
	}{
		{"no group", `rtf`, document.ErrDamaged},
		{"other group", `{\foo}`, document.ErrDamaged},
		{"no text", head + "}", document.ErrEmpty},
		{"only a picture", head + `{\pict 00}}`, document.ErrNotText},
		{"nested too deep", head + strings.Repeat("{", 3000), document.ErrTooLarge},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			_, err := Read(context.Background(), []byte(tc.data))
			var problem *document.Problem
			if !errors.As(err, &problem) || !errors.Is(err, tc.want) {
				t.Errorf("error %v, want a Problem of %v", err, tc.want)
			}
		})
	}
}

// FuzzRead: any bytes give sound blocks or a Problem, and no panic.
func FuzzRead(f *testing.F) {
	f.Add([]byte(head + `\trowd\cellx1000\pard\intbl a\cell\row{\shp{\*\shpinst{\shptxt x}}}{\footnote y}\u20851?}`))
	f.Add([]byte(`{\rtf1{\footnote{\footnote\cell\row}\par}\bin3 }}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := Read(context.Background(), data)
		var problem *document.Problem
		if err != nil && !errors.As(err, &problem) {
			t.Fatalf("error %v is no Problem", err)
		}
		for _, b := range doc.Blocks {
			if (b.Text == "") == (b.Cells == nil) || strings.ContainsAny(b.Text, "\n\r") {
				t.Fatalf("block %+v", b)
			}
		}
	})
}
