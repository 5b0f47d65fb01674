package embedded

import "testing"

func TestKeys(t *testing.T) {
	for _, tc := range []struct {
		name string
		key  func(string) string
		in   []string
		want string
	}{
		{"number", numberKey, []string{"青府办发〔2023〕65号", "青府办发[2023]65号", "青府办发（２０２３）65号", "青府辦發【2023】 65 号", "青府办发﹝2023﹞65号"}, "青府办发〔2023〕65号"},
		{"title", titleKey, []string{"《青浦县教师奖励办法》", "青浦县教师奖励办法", "青浦县 教師奬勵辦法", "〈青浦县教师奖励办法〉"}, "青浦县教师奖励办法"},
		{"title with a title in it", titleKey, []string{"关于印发《教师奖励办法(试行)》的通知", "关于印发教师奖励办法（试行）的通知"}, "关于印发教师奖励办法(试行)的通知"},
		{"nothing", titleKey, []string{"", "《》", "　"}, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			for _, in := range tc.in {
				if got := tc.key(in); got != tc.want {
					t.Errorf("%s gives %s, want %s", in, got, tc.want)
				}
			}
		})
	}
}
