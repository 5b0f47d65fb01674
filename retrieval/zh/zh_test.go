package zh

import "testing"

func TestFold(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"佔比 人纔 提昇 擇校", "占比人才提升择校"},
		{"⺠办教师,⻓期 ⻔ 2018——2020 年", "民办教师,长期门2018-2020年"},
		{"乾縣 乾坤 乾净", "乾县乾坤干净"},
		{"1. 50名②教师 ⒈50 10² 50㎡ 1½", "1. 50名2教师1. 50 10 2 50m2 1 1/2"},
		{"a b\u200bc \n d", "a bc d"},
	} {
		if got := Fold(c.in); got != c.want {
			t.Errorf("Fold(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}
