package retrieval

import (
	"slices"
	"testing"
)

func TestNamesOf(t *testing.T) {
	for _, tc := range []struct {
		title, number string
		want          []string // among the names
		not           []string
	}{
		{"中华人民共和国学前教育法", "", []string{"中华人民共和国学前教育法", "学前教育法", "学前法"}, []string{"教育法"}},
		{"校车安全管理条例", "中华人民共和国国务院令第617号", []string{"校车安全管理条例", "校车条例", "中华人民共和国国务院令第617号"}, nil},
		{"浙江省学前教育条例", "", []string{"浙江省学前教育条例", "浙江学前教育条例", "学前教育条例"}, nil},
		{"荻溪县人民政府关于推动教育高质量发展的十条措施", "荻政发〔2026〕4号", []string{"十条措施", "荻政发〔2026〕4号", "〔2026〕4号"}, nil},
		{"关于印发《鹤汀县幼儿园收费与普惠补助办法》的通知", "", []string{"鹤汀县幼儿园收费与普惠补助办法", "幼儿园收费与普惠补助办法", "幼儿园办法"}, nil},
		{"上海市未成年人保护条例（2024年修正）", "", []string{"上海市未成年人保护条例", "未成年人保护条例"}, nil},
		{"关于做好招生工作的通知", "", []string{"关于做好招生工作的通知"}, []string{"通知"}},
		{"", "", nil, []string{""}},
	} {
		got := NamesOf(Notice{Title: tc.title, Number: tc.number})
		for _, w := range tc.want {
			if !slices.Contains(got, w) {
				t.Errorf("%s: %q lacks %q", tc.title, got, w)
			}
		}
		for _, n := range tc.not {
			if slices.Contains(got, n) {
				t.Errorf("%s: %q has %q", tc.title, got, n)
			}
		}
	}
}
