package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"wence/chat/eval"
)

// baseline holds the figures that were reviewed: a change that answers fewer cases right must change the file too.
const baseline = "testdata/baseline.tsv"

// blind names the set whose cases nobody looks at: only its figures are shown, so that they stay a measure of questions
// unseen.
const blind = "real, blind"

// TestQuality scores the answers without any model and compares them with the baseline. WENCE_UPDATE=1 writes it anew.
// Of the longer sets every n-th case is asked, so that the suite stays short; `wence eval` asks all.
func TestQuality(t *testing.T) {
	real := withNotices(t, realNotices)
	sets := []struct {
		name, cases string
		every       int
		app         *app
	}{
		{"real", "../../../shared/eval/dev.jsonl", 1, real},
		{"real, our own", "../../chat/eval/testdata/real.jsonl", 4, real},
		{"real, more", "../../chat/eval/testdata/real2.jsonl", 2, real},
		{"real, near misses", "../../chat/eval/testdata/nearmiss.jsonl", 3, real},
		{blind, "../../chat/eval/testdata/blind.jsonl", 2, real},
		{"samples", "../../ingest/samples/eval/cases.jsonl", 4, withSamples(t)},
	}
	var got strings.Builder
	got.WriteString("# set\tanswerable right\tof\tunanswerable not answered\tof; compared by TestQuality\n")
	for _, set := range sets {
		cases, err := readCases(set.cases)
		if err != nil {
			t.Fatal(err)
		}
		var asked []eval.Case
		for i := 0; i < len(cases); i += set.every {
			asked = append(asked, cases[i])
		}
		report, err := eval.Run(context.Background(), set.app.service, set.app.store, asked)
		if err != nil {
			t.Fatal(err)
		}
		var text bytes.Buffer
		if err := report.WriteText(&text); err != nil {
			t.Fatal(err)
		}
		if set.name != blind {
			t.Logf("%s:\n%s", set.name, text.String())
		}
		a, u := report.Answerable(), report.Unanswerable()
		fmt.Fprintf(&got, "%s\t%d\t%d\t%d\t%d\n", set.name, a.Passed, a.Cases, u.Passed, u.Cases)
	}
	if os.Getenv("WENCE_UPDATE") != "" {
		write(t, baseline, got.String())
	}
	want, err := os.ReadFile(filepath.FromSlash(baseline))
	if err != nil {
		t.Fatal(err)
	}
	if got.String() != string(want) {
		t.Errorf("figures differ from %s; when the change is for the better, review it and run with WENCE_UPDATE=1\ngot\n%swant\n%s", baseline, got.String(), want)
	}
}
