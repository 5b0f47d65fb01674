package document

import "testing"

func TestRaised(t *testing.T) {
	cases := []struct{ name, before, text, want string }{
		{"a note's number", "1000元", "2", "[2]"},
		{"in brackets already", "1000元", "[3]", "[3]"},
		{"in a circle", "437", "②", "[②]"},
		{"a square", "租金每m", "2", "²"},
		{"an ordinal", "10", "th", "th"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			if got := Raised(tc.before, tc.text); got != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}
