package retrieval

import "testing"

func TestWeights(t *testing.T) {
	w, err := ParseWeights(weightsTSV)
	if err != nil {
		t.Fatal(err)
	}
	if w[sigWords] <= 0 || w[sigMeaning] <= 0 {
		t.Errorf("both channels must count: %v", w)
	}
	again, err := ParseWeights(w.String())
	if err != nil || again != w {
		t.Errorf("%v, %v, want %v", again, err, w)
	}
	for _, bad := range []string{"speed\t1", "words\tmuch", "words"} {
		if _, err := ParseWeights(bad); err == nil {
			t.Errorf("%q was read", bad)
		}
	}
}
