package chooser

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// lessonsOfTwo are lessons of a sentence that is right where exactly one of two signals is set: no linear sum tells that.
func lessonsOfTwo(n int) []Lesson {
	rng := rand.New(rand.NewPCG(1, 2))
	all := make([]Lesson, n)
	for i := range all {
		row, first := rng.IntN(2), rng.IntN(2)
		s := Signals{sigBias: 1, sigRow: float64(row), sigFirst: float64(first), sigReader: rng.NormFloat64()}
		all[i] = Lesson{ID: fmt.Sprint(i), Group: fmt.Sprint(i / 4), Signals: []Signals{s}, Right: []bool{row != first}}
	}
	return all
}

func TestFit(t *testing.T) {
	missed := 0
	for _, o := range CrossValidate(lessonsOfTwo(200), 4) {
		if o.Right[0] != (o.Chance > 0.5) {
			missed++
		}
	}
	if missed > 4 {
		t.Errorf("%d of 200 lessons missed", missed)
	}
}

func TestWeightsAreReadAsWritten(t *testing.T) {
	fitted := Fit(lessonsOfTwo(20))
	read, err := parseWeights("# a comment\n" + fitted.String())
	if err != nil {
		t.Fatal(err)
	}
	if got := read.String(); got != fitted.String() || len(read.Hidden) != starts*units {
		t.Errorf("read %d units\n%s\nwant\n%s", len(read.Hidden), got, fitted)
	}
	if read.Linear[sigOtherNaming] > -2.49 || read.Linear[sigOtherNaming] < -2.51 {
		t.Errorf("a weight that is set was fitted: %v", read.Linear[sigOtherNaming])
	}
	for _, u := range read.Hidden {
		if u.In[sigOtherNaming] != 0 {
			t.Errorf("a unit sees a signal whose weight is set: %v", u)
		}
	}
}

func TestWeightsThatCannotBeRead(t *testing.T) {
	good := Weights{Hidden: []Unit{{}}}.String()
	for name, text := range map[string]string{
		"nothing":          "",
		"header alone":     good[:100],
		"other signals":    "x" + good[:3] + "\treeder" + good[10:],
		"a value too many": good + "1\t2",
		"not a number":     good + "x" + Weights{Hidden: []Unit{{}}}.String(),
	} {
		if _, err := parseWeights(text); err == nil {
			t.Errorf("%s: read without an error", name)
		}
	}
}
