package ingest

import (
	"context"
	"testing"

	"wence/ingest/document/documenttest"
)

// TestReadPackages: presentations and OpenDocument files are read by what they are, whatever they are called.
func TestReadPackages(t *testing.T) {
	const space = ` xmlns:text="t" xmlns:office="o" xmlns:table="b"`
	cases := []struct {
		name  string
		parts []string
		want  string
	}{
		{"解读.docx", []string{"[Content_Types].xml", "<Types/>", "ppt/_rels/presentation.xml.rels", `<Relationships><Relationship Id="rId1" Type="x/slide" Target="slides/slide1.xml"/></Relationships>`,
			"ppt/presentation.xml", `<p xmlns:r="r"><sldId r:id="rId1"/></p>`, "ppt/slides/slide1.xml", `<sld><sp><txBody><p><t>每生每年1000元</t></p></txBody></sp></sld>`}, "1:每生每年1000元"},
		{"通知.wps", []string{"mimetype", "application/vnd.oasis.opendocument.text", "content.xml", `<x` + space + `><office:body><office:text><text:p>每生每年1000元</text:p></office:text></office:body></x>`}, "每生每年1000元"},
		{"名额.xls", []string{"mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml", `<x` + space + `><office:body><office:spreadsheet><table:table><table:table-row><table:table-cell><text:p>每生每年1000元</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></x>`}, "每生每年1000元"},
	}
	for _, tc := range cases {
		doc, err := Read(context.Background(), tc.name, []byte(packed(t, tc.parts...)))
		if got := documenttest.Listed(doc); err != nil || got != tc.want {
			t.Errorf("%s: %s, %v; want %s", tc.name, got, err, tc.want)
		}
	}
}
