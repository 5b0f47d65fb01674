package journal

import (
	"strings"
	"testing"
)

func TestMask(t *testing.T) {
	for _, tc := range []struct{ name, text, want string }{
		{"nothing", "班主任津贴每人每月450元,2026年3月16日起?", "班主任津贴每人每月450元,2026年3月16日起?"},
		{"mobile", "我的电话13812345678能报名吗", "我的电话〔手机号〕能报名吗"},
		{"mobile in groups", "138 1234 5678,139-1234-5678", "〔手机号〕,〔手机号〕"},
		{"mobile with the country", "+86 13812345678和8613812345678", "〔手机号〕和〔手机号〕"},
		{"mobile in full width", "电话１３８１２３４５６７８。", "电话〔手机号〕。"},
		{"identity card", "身份证500236199001011234,行吗", "身份证〔证件号〕,行吗"},
		{"identity card with X", "50023619900101123X 和 500236 19900101 123x", "〔证件号〕 和 〔证件号〕"},
		{"identity card in full width", "５００２３６１９９００１０１１２３Ｘ", "〔证件号〕"},
		{"old identity card", "500236900101123", "〔证件号〕"},
		{"pupil's number", "学籍号G500236201501011234", "学籍号G〔证件号〕"},
		{"bank card", "卡号6222021234567890123", "卡号〔证件号〕"},
		{"mail", "发到 li.lei+a@mail.example.com。", "发到 〔邮箱〕。"},
		{"mail in full width", "ａｂ＠ｅｘａｍｐｌｅ．ｃｏｍ", "〔邮箱〕"},
		{"years are no number", "2018 2019 2020 2021年的名额", "2018 2019 2020 2021年的名额"},
		{"an office's telephone", "023-56781234", "023-56781234"},
		{"an amount", "138123456元", "138123456元"},
		{"a number of 12 digits", "编号138123456789", "编号138123456789"},
		{"a document's number", "奉节府办发〔2023〕65号", "奉节府办发〔2023〕65号"},
		{"several", "𠮷13812345678,a@b.cn 50023619900101123X", "𠮷〔手机号〕,〔邮箱〕 〔证件号〕"},
	} {
		if got := mask(tc.text); got != tc.want {
			t.Errorf("%s: got %q, want %q", tc.name, got, tc.want)
		}
	}
}

// FuzzMask hides a number in a text: it must go, and what is masked once stays as it is.
func FuzzMask(f *testing.F) {
	f.Add("我的电话", "能报名吗")
	f.Add("１2 ", "x@")
	f.Fuzz(func(t *testing.T, before, after string) {
		before, after = strings.ToValidUTF8(before, "?"), strings.ToValidUTF8(after, "?") // as questions are
		got := mask(before + ",13812345678," + after)
		if strings.Contains(got, "13812345678") {
			t.Errorf("%q keeps the number", got)
		}
		if again := mask(got); again != got {
			t.Errorf("masked again %q becomes %q", got, again)
		}
	})
}
