package chat

import (
	"regexp"
	"strings"
	"testing"
)

func TestMask(t *testing.T) {
	cases := []struct{ name, in, want string }{
		{"nothing personal", "荻溪县班主任津贴是多少?", "荻溪县班主任津贴是多少?"},
		{"identity number", "身份证110101201203047891能报名吗", "身份证***能报名吗"},
		{"identity number ending in X", "我的身份证号是11010119900307867X,能报吗", "我的身份证号是***,能报吗"},
		{"full-width identity number", "身份证号：１１０１０１１９９００３０７８６７Ｘ", "身份证号：***"},
		{"identity number in groups", "110101 19900307 8671 可以吗", "*** 可以吗"},
		{"older identity number", "旧证110101900307867还有用吗", "旧证***还有用吗"},
		{"school register number", "学籍号G110101201203047891转学怎么办", "学籍号***转学怎么办"},
		{"school register number of another form", "学籍号是2021A330112,怎么转学", "学籍号是***,怎么转学"},
		{"mobile", "电话13600136000,家里低保", "电话***,家里低保"},
		{"mobile in groups", "打我136-0013-6000", "打我***"},
		{"mobile with country code", "+86 13600136000", "***"},
		{"landline", "家里0610-8550365", "家里***"},
		{"bank card", "银行卡号0000111122223333444,津贴多少", "银行卡号***,津贴多少"},
		{"bank card in groups", "卡号6222 0000 1111 2222 333补贴没到", "卡号***补贴没到"},
		{"email", "发到zhang.san@example.com", "发到***"},
		{"wechat", "微信wx_abc12345加一下", "微信***加一下"},
		{"name announced", "我叫陈若汀,想问转学", "我叫***,想问转学"},
		{"name of a form", "姓名：欧阳若汀，怎么报名", "姓名：***，怎么报名"},
		{"name beside a number", "我女儿陈若汀,2022年3月生,住鹤汀县苇塘镇,电话13600136000", "我女儿***,2022年3月生,住鹤汀县苇塘镇,电话***"},
		{"office and name", "我是荻溪县一中的班主任刘某,银行卡号0000111122223333444", "我是荻溪县一中的班主任***,银行卡号***"},
		{"name before its number", "陈若汀110101201203047891能上学吗", "******能上学吗"},
		{"words that begin like a name", "学生高中学费多少,孩子万一生病呢", "学生高中学费多少,孩子万一生病呢"},
		{"amounts are not numbers of persons", "2026年投入12000000元,建36个班1620个学位", "2026年投入12000000元,建36个班1620个学位"},
		{"document number", "荻政发〔2026〕4号第12条是什么", "荻政发〔2026〕4号第12条是什么"},
		{"dates", "2026-03-16至2026-03-25报名吗", "2026-03-16至2026-03-25报名吗"},
		{"hotline of three and five digits", "12345和110能问吗", "12345和110能问吗"},
		{"short code behind a word", "电话是多少", "电话是多少"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			if got := mask(tc.in); got != tc.want {
				t.Errorf("mask(%q)\n got %q\nwant %q", tc.in, got, tc.want)
			}
		})
	}
}

// TestMaskTwice: a masked text is masked already.
func TestMaskTwice(t *testing.T) {
	for _, in := range []string{"我女儿陈若汀,电话13600136000", "陈若汀110101201203047891", "学籍号G110101201203047891"} {
		once := mask(in)
		if twice := mask(once); twice != once {
			t.Errorf("%q became %q and then %q", in, once, twice)
		}
	}
}

// FuzzMask puts an identity number, a mobile and a bank card anywhere: none is left.
func FuzzMask(f *testing.F) {
	f.Add("我的", ",谢谢")
	f.Add("a1", "9b")
	secrets := []string{"110101199003078671", "13600136000", "6222000011112222333"}
	runs := regexp.MustCompile(`\d`)
	f.Fuzz(func(t *testing.T, before, after string) {
		if runs.MatchString(halfWidth(before)) || runs.MatchString(halfWidth(after)) {
			return // other digits beside them make other numbers
		}
		for _, s := range secrets {
			if out := mask(before + s + after); strings.Contains(out, s) && strings.ToValidUTF8(before+after, "") == before+after {
				t.Errorf("%q still holds %s", out, s)
			}
		}
	})
}

func TestMaskedQuestion(t *testing.T) {
	q := Question{Text: "电话13600136000", History: []Turn{{"user", "身份证110101201203047891"}}}
	m := q.masked()
	if m.Text != "电话***" || m.History[0].Content != "身份证***" {
		t.Errorf("masked is %+v", m)
	}
	if q.History[0].Content != "身份证110101201203047891" {
		t.Error("the caller's history was changed")
	}
}
