package main

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
)

// TestTally counts answers, those turned away and failures apart, and stays within its time.
func TestTally(t *testing.T) {
	bare := newBare()
	defer bare.stop()
	got := ask(t.Context(), bare, []question{{Question: "补多少?"}}, shape{3, 200 * time.Millisecond})
	if len(got.took) == 0 || got.shed+got.failed > 0 || got.rate() <= 0 || got.percentile(50) > got.percentile(99) || got.ratio(got, 50) != 1 {
		t.Errorf("%+v", got)
	}
	for status, want := range map[int][2]int{http.StatusServiceUnavailable: {2, 0}, http.StatusTeapot: {0, 1}} {
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) }))
		got := ask(t.Context(), &target{url: s.URL}, []question{{}}, shape{2, 300 * time.Millisecond})
		if s.Close(); len(got.took) > 0 || got.shed != want[0] || got.failed < want[1] || got.percentile(50) != 0 {
			t.Errorf("%d: %+v", status, got)
		}
	}
	if all, err := readQuestions("../../../ingest/samples/eval/cases.jsonl"); err != nil || len(all) < 200 || all[0].Question == "" {
		t.Errorf("%d questions, %v", len(all), err)
	}
}
