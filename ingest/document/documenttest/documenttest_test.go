package documenttest

import "testing"

func TestCER(t *testing.T) {
	cases := []struct {
		name, got, want string
		cer             float64
	}{
		{"equal but for width and space", "通 知:１", "通知：1", 0},
		{"one of four wrong", "招升通知", "招生通知", 25},
		{"one missing", "招通知", "招生通知", 25},
		{"twice as long", "招生招生", "招生", 100},
		{"nothing read", "", "招生", 100},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			if got := CER(tc.got, tc.want); got != tc.cer {
				t.Errorf("got %v, want %v", got, tc.cer)
			}
		})
	}
}
