package paragraph

import (
	"fmt"
	"testing"
)

func TestBlocks(t *testing.T) {
	tests := []struct {
		name string
		in   Paragraph
		want string
	}{
		{"plain", Paragraph{Text: "  一段 "}, "[一段 false]"},
		{"label", Paragraph{Text: "总则", Label: "第一章 ", Level: 1}, "[第一章 总则 false]"},
		{"broken by hand", Paragraph{Text: "关于\n\n \n办法"}, "[关于 true][办法 false]"},
		{"label goes to the first line with text", Paragraph{Text: "\n甲\n乙", Label: "一、"}, "[一、甲 true][乙 false]"},
		{"label alone in a cell", Paragraph{Label: "1. ", Cell: true}, "[1. false]"},
		{"label alone in running text", Paragraph{Label: "1. "}, ""},
		{"nothing", Paragraph{Text: " \n", Cell: true}, ""},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			got := ""
			for _, b := range tc.in.Blocks() {
				got += fmt.Sprintf("[%s %v]", b.Text, b.Broken)
				if b.Level != tc.in.Level {
					t.Errorf("level %d", b.Level)
				}
			}
			if got != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}

func TestSymbol(t *testing.T) {
	for code, want := range map[int]string{0xF0FE: "☑", 0x6F: "□", 0xF041: ""} {
		if got := Symbol(code); got != want {
			t.Errorf("Symbol(%#x) = %q, want %q", code, got, want)
		}
	}
}
