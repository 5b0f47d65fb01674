package main

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"wence/retrieval"
)

// TestServeNotesQuestions asks and rates over HTTP, ends the service, and reads what it kept.
func TestServeNotesQuestions(t *testing.T) {
	a := withNotices(t, realNotices)
	for _, tc := range []struct {
		name string
		keep int // days
		want int // lines
	}{{"kept", 180, 1}, {"kept no longer", 0, 0}} {
		t.Run(tc.name, func(t *testing.T) {
			a.config.KeepQuestions = tc.keep
			whileServing(t, a, func(url string) {
				answer := decode[answerJSON](t, post(t, url, "application/json", "application/json",
					`{"question":"奉节县的住房补贴给多少?我的电话13812345678"}`).Body)
				resp, err := http.Post(url+"/api/v1/answers/"+answer.ID+"/feedback", "application/json", strings.NewReader(`{"rating":"up"}`))
				if err != nil {
					t.Fatal(err)
				}
				resp.Body.Close()
				if rates := resp.StatusCode == http.StatusNoContent; rates != (tc.keep > 0) {
					t.Errorf("rating gave %d", resp.StatusCode)
				}
			})
			lines, err := a.store.Asked(t.Context(), retrieval.AskedQuery{})
			if err != nil || len(lines) != tc.want {
				t.Fatalf("%+v, %v, want %d lines", lines, err, tc.want)
			}
			for _, l := range lines {
				if l.Question != "奉节县的住房补贴给多少?我的电话〔电话〕" || l.Region != "奉节县" || l.Status == "" || !l.Rating.Up || time.Since(l.At) > time.Minute {
					t.Errorf("%+v", l)
				}
			}
		})
	}
}

// whileServing runs the service while do calls it at its address.
func whileServing(t *testing.T, a *app, do func(url string)) {
	t.Helper()
	said, log := io.Pipe()
	served, end := context.WithCancel(t.Context())
	a.config.Addr, a.log = "127.0.0.1:0", slog.New(slog.NewTextHandler(log, nil))
	ended := make(chan error, 1)
	go func() {
		ended <- a.serve(served, nil)
		log.Close()
	}()
	line := make([]byte, 1000)
	n, err := said.Read(line)
	go io.Copy(io.Discard, said)
	url := regexp.MustCompile(`http://[0-9.:]+`).Find(line[:n])
	if err != nil || url == nil {
		t.Fatalf("the service said %q, %v", line[:n], err)
	}
	do(string(url))
	end()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}
