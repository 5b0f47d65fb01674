package figures

import "testing"

func TestEqual(t *testing.T) {
	for _, row := range readRows(t, "testdata/compare/equal.tsv", 3) {
		t.Run(row[0]+"="+row[1], func(t *testing.T) {
			a, b := only(t, row[0]), only(t, row[1])
			if got := a.Equal(b); got != (row[2] == "yes") {
				t.Errorf("%s Equal %s = %v", a, b, got)
			}
			if a.Equal(b) != b.Equal(a) {
				t.Errorf("Equal of %s and %s is not symmetric", a, b)
			}
		})
	}
}

// only returns the one figure of text.
func only(t *testing.T, text string) Figure {
	t.Helper()
	found := Find(text)
	if len(found) != 1 {
		t.Fatalf("%s has %d figures: %s", text, len(found), describe(found))
	}
	return found[0]
}

func TestSupports(t *testing.T) {
	for _, row := range readRows(t, "testdata/compare/supports.tsv", 3) {
		t.Run(row[0]+"/"+row[1], func(t *testing.T) {
			source, claim := Find(row[0]), Find(row[1])
			if len(claim) == 0 {
				t.Fatalf("the claim has no figure")
			}
			if got := supportsAll(source, claim); got != (row[2] == "yes") {
				t.Errorf("%s supports %s = %v", describe(source), describe(claim), got)
			}
		})
	}
}

// supportsAll reports whether each figure of claim is supported by one of
// source.
func supportsAll(source, claim []Figure) bool {
	for _, c := range claim {
		ok := false
		for _, s := range source {
			ok = ok || Supports(s, c)
		}
		if !ok {
			return false
		}
	}
	return true
}

// TestUnsupported holds Unsupported to the table of Supports, and to one of figures that are read with their sentences.
func TestUnsupported(t *testing.T) {
	for _, file := range []string{"supports", "readings"} {
		for _, row := range readRows(t, "testdata/compare/"+file+".tsv", 3) {
			if found := Unsupported(row[0], row[1]); (len(found) == 0) != (row[2] == "yes") {
				t.Errorf("%s by %s: %s", row[1], row[0], describe(found))
			}
		}
	}
}
