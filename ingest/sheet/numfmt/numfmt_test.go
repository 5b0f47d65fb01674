package numfmt

import "testing"

func TestRender(t *testing.T) {
	r, err := New(false)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	tests := []struct {
		value float64
		code  string
		id    int
		want  string
	}{
		{600, "", 0, "600"},
		{0.1 + 0.2, "", 0, "0.3"},
		{2590, "#,##0", 0, "2,590"},
		{0.955, "", 10, "95.50%"},
		{0.955, "0%", 0, "96%"},
		{45170, "", 14, "2023/9/1"},
		{45170, "yyyy\"年\"m\"月\"d\"日\"", 0, "2023年9月1日"},
		{45170, "", 31, "2023年9月1日"},
		{45170, "yyyy-mm-dd", 0, "2023-09-01"},
		{12, "0\"人\"", 0, "12人"},
		{13800138000, "General", 0, "13800138000"},
		{12, "@", 0, "12"},
		{1e300, "", 0, "1e+300"},
	}
	for _, tc := range tests {
		for range 2 { // the second time from memory
			if got := r.Render(tc.value, tc.code, tc.id); got != tc.want {
				t.Errorf("Render(%v, %q, %d) = %q, want %q", tc.value, tc.code, tc.id, got, tc.want)
			}
		}
	}
}

func TestDate1904(t *testing.T) {
	r, err := New(true)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if got := r.Render(45170-1462, "yyyy-mm-dd", 0); got != "2023-09-01" {
		t.Errorf("date %q, want 2023-09-01", got)
	}
}
