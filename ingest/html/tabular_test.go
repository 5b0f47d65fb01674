package html

import (
	"context"
	"strings"
	"testing"
)

// TestTabulate: rows and cells that are made of other elements are a table, by how they are shown or by their names; boxes
// that merely stand side by side are none.
func TestTabulate(t *testing.T) {
	row := func(outer, inner string, cells ...string) string {
		s := "<div " + outer + ">"
		for _, c := range cells {
			s += "<div " + inner + ">" + c + "</div>"
		}
		return s + "</div>\n"
	}
	rows := func(outer, inner string) string {
		return "<div>" + row(outer, inner, "材料名称", "份数", "形式") + row(outer, inner, "申请表", "1份", "原件") + row(outer, inner, "照片", "2张", "纸质") + "</div>"
	}
	const table = "材料名称/份数/形式|申请表/1份/原件|照片/2张/纸质"
	tests := []struct{ name, rows, want string }{
		{"by their names", rows(`class="tr"`, `class="td"`), table},
		{"by their style", rows(`style="display: table-row"`, `style="display:table-cell"`), table},
		{"by their role", rows(`role="row"`, `role="cell"`), table},
		{"boxes", rows(`class="line"`, `class="box"`), "材料名称|份数|形式|申请表|1份|原件|照片|2张|纸质"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			doc, err := Read(context.Background(), []byte(`<h1>证书补发办事指南</h1><p>申请补发证书的,请提交下列材料。</p>`+tc.rows+`<p>以上材料均须真实有效。</p>`))
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, b := range doc.Blocks[1 : len(doc.Blocks)-1] {
				got = append(got, b.Text+strings.Join(b.Cells, "/"))
			}
			if got := strings.Join(got, "|"); got != tc.want {
				t.Errorf("got  %s\nwant %s", got, tc.want)
			}
		})
	}
}
