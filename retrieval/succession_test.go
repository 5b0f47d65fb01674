package retrieval

import "testing"

func TestKeys(t *testing.T) {
	for _, tc := range []struct {
		name string
		key  func(string) string
		in   []string
		want string
	}{
		{"number", NumberKey, []string{"青府办发〔2023〕65号", "青府办发[2023]65号", "青府办发（２０２３）65号", "青府辦發【2023】 65 号", "青府办发﹝2023﹞65号"}, "青府办发〔2023〕65号"},
		{"title", TitleKey, []string{"《青浦县教师奖励办法》", "青浦县教师奖励办法", "青浦县 教師奬勵辦法", "〈青浦县教师奖励办法〉"}, "青浦县教师奖励办法"},
		{"title with a title in it", TitleKey, []string{"关于印发《教师奖励办法(试行)》的通知", "关于印发教师奖励办法（试行）的通知"}, "关于印发教师奖励办法(试行)的通知"},
		{"nothing", TitleKey, []string{"", "《》", "　"}, ""},
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

func TestClaimHolds(t *testing.T) {
	rules := func(id, region string, day Date) Party {
		return Party{ID: id, Title: "教师奖励办法", Region: region, Day: day}
	}
	cases := []struct {
		name string
		c    Claim
		want bool
	}{
		{"by number", Claim{Old: Party{ID: "a", Number: "青府办发〔2020〕5号"}, New: Party{ID: "b"}, Number: "青府办发〔2020〕5号"}, true},
		{"by another number, same title", Claim{Old: Party{ID: "a", Number: "1", Title: "t"}, New: Party{ID: "b"}, Number: "2", Title: "t"}, false},
		{"by title", Claim{Old: rules("a", "x", "2020-01-01"), New: Party{ID: "b", Title: "新办法", Region: "x", Day: "2023-01-01"}, Title: "教师奖励办法"}, true},
		{"by title, of another county", Claim{Old: rules("a", "x", "2020-01-01"), New: Party{ID: "b", Title: "新办法", Region: "y", Day: "2023-01-01"}, Title: "教师奖励办法"}, false},
		{"by title, place not known", Claim{Old: rules("a", "", "2020-01-01"), New: Party{ID: "b", Region: "y", Day: "2023-01-01"}, Title: "教师奖励办法"}, true},
		{"same title, later", Claim{Old: rules("a", "x", "2020-01-01"), New: rules("b", "x", "2023-01-01"), Title: "教师奖励办法"}, true},
		{"same title, earlier", Claim{Old: rules("a", "x", "2023-01-01"), New: rules("b", "x", "2020-01-01"), Title: "教师奖励办法"}, false},
		{"itself", Claim{Old: rules("a", "x", "2020-01-01"), New: rules("a", "x", "2023-01-01"), Title: "教师奖励办法"}, false},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			if got := tc.c.Holds(); got != tc.want {
				t.Errorf("holds = %v", got)
			}
		})
	}
}
