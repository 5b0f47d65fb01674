package chart

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
	"time"
)

var monday = time.Date(2026, 11, 2, 0, 0, 0, 0, time.UTC)

func days(counts ...[]int) Days {
	d := Days{First: monday}
	for i, c := range counts {
		d.Series = append(d.Series, Series{Class: []string{"answered", "declined", "blocked"}[i], Counts: c})
	}
	return d
}

// allowed are the elements of a picture.
var allowed = map[string]bool{"svg": true, "path": true, "text": true}

// elements are the elements of a picture with their attributes, by name. Anything that a strict policy stops fails.
func elements(t *testing.T, picture string) map[string][]map[string]string {
	t.Helper()
	all := map[string][]map[string]string{}
	for decoder := xml.NewDecoder(strings.NewReader(picture)); ; {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatalf("not well formed: %v\n%s", err, picture)
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if !allowed[start.Name.Local] {
			t.Errorf("element %s", start.Name.Local)
		}
		attributes := map[string]string{}
		for _, a := range start.Attr {
			if attributes[a.Name.Local] = a.Value; a.Name.Local == "style" || strings.HasPrefix(a.Name.Local, "on") {
				t.Errorf("attribute %s=%q", a.Name.Local, a.Value)
			}
		}
		all[start.Name.Local] = append(all[start.Name.Local], attributes)
	}
}

func withClass(all []map[string]string, class string) (n int) {
	for _, e := range all {
		if e["class"] == class {
			n++
		}
	}
	return n
}

func TestBarsStackAPartForEachSeriesAndDay(t *testing.T) {
	picture, err := days([]int{3, 0, 5, 1}, []int{1, 2, 0, 0}).Bars(Size{600, 200})
	if err != nil {
		t.Fatal(err)
	}
	paths := elements(t, string(picture))["path"]
	for _, class := range []string{"fill-answered", "fill-declined"} {
		if n := withClass(paths, class); n != 4 {
			t.Errorf("%d parts with class %s, want 4", n, class)
		}
	}
	if !strings.Contains(string(picture), ">11月5日<") {
		t.Errorf("no label for the last day: %s", picture)
	}
}

func TestLinesJoinTheDays(t *testing.T) {
	picture, err := days([]int{3, 0, 5, 1, 0, 0, 0, 9}).Lines(Size{600, 200})
	if err != nil {
		t.Fatal(err)
	}
	paths := elements(t, string(picture))["path"]
	if withClass(paths, "line-answered") != 1 || withClass(paths, "fill-answered") != 8 {
		t.Errorf("want one line and eight dots: %s", picture)
	}
	for _, label := range []string{">11月2日<", ">11月9日<", ">0<", ">5<"} {
		if !strings.Contains(string(picture), label) {
			t.Errorf("no label %s", label)
		}
	}
}

func TestPicturesNeedDaysOfOneLength(t *testing.T) {
	for name, d := range map[string]Days{"no series": days(), "no day": days([]int{}), "two lengths": days([]int{1, 2}, []int{1})} {
		if _, err := d.Bars(Size{600, 200}); err == nil {
			t.Errorf("%s: drawn as bars", name)
		}
		if _, err := d.Lines(Size{600, 200}); err == nil {
			t.Errorf("%s: drawn as lines", name)
		}
	}
}

func TestQuietDaysAreDrawn(t *testing.T) {
	picture, err := days(make([]int, 28)).Lines(Size{320, 160})
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(picture), "NaN") || strings.Contains(string(picture), "Inf") {
		t.Errorf("not numbers: %s", picture)
	}
}

func TestWholeNumbersOnTheAxis(t *testing.T) {
	for most, want := range map[float64]int{1: 2, 4: 5, 7: 5, 60: 4, 1234: 4, 99999: 3} {
		ticks := wholeNumbers(topFor(most))
		if len(ticks) != want {
			t.Errorf("%v: %d marks, want %d", most, len(ticks), want)
		}
		for _, tick := range ticks {
			if strings.Contains(tick.label, ".") {
				t.Errorf("%v: mark %s", most, tick.label)
			}
		}
	}
}

func TestHostileClassIsText(t *testing.T) {
	d := Days{First: monday, Series: []Series{{Class: `"><script>alert(1)</script>`, Counts: []int{1, 2}}}}
	picture, err := d.Bars(Size{600, 200})
	if err != nil {
		t.Fatal(err)
	}
	elements(t, string(picture))
}
