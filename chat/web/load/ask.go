package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"slices"
	"sync"
	"time"
)

// A question is one as the interface takes it.
type question struct {
	Question string `json:"question"`
	Region   string `json:"region,omitempty"`
}

// readQuestions reads the questions of cases: of all styles, with an answer and without.
func readQuestions(file string) ([]question, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var all []question
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var q question
		if err := json.Unmarshal(lines.Bytes(), &q); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		all = append(all, q)
	}
	return all, nil
}

// A shape is how many ask at a time, and for how long.
type shape struct {
	clients int
	long    time.Duration
}

// A tally is what came back.
type tally struct {
	took         []time.Duration // of answers, sorted
	shed, failed int
	long         time.Duration
	worked       time.Duration // of processors, on the target
}

// again is after how long who was turned away comes again.
const again = time.Second

// ask has the clients ask one question after the other.
func ask(ctx context.Context, t *target, questions []question, s shape) tally {
	ctx, cancel := context.WithTimeout(ctx, s.long)
	defer cancel()
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: s.clients}}
	defer client.CloseIdleConnections()
	var mu sync.Mutex
	var all tally
	var group sync.WaitGroup
	began, worked := time.Now(), t.worked()
	for n := range s.clients {
		group.Go(func() {
			own := one(ctx, client, t.url, func(i int) question { return questions[(n*31+i*7)%len(questions)] })
			mu.Lock()
			defer mu.Unlock()
			all.took = append(all.took, own.took...)
			all.shed, all.failed = all.shed+own.shed, all.failed+own.failed
		})
	}
	group.Wait()
	all.long, all.worked = time.Since(began), t.worked()-worked
	slices.Sort(all.took)
	return all
}

// one is a client.
func one(ctx context.Context, client *http.Client, url string, next func(i int) question) (own tally) {
	for i := 0; ctx.Err() == nil; i++ {
		began := time.Now()
		status, err := post(ctx, client, url, next(i))
		switch {
		case ctx.Err() != nil: // it was cut off by the end
		case err == nil && status == http.StatusOK:
			own.took = append(own.took, time.Since(began))
		case err == nil && status == http.StatusServiceUnavailable:
			own.shed++
			select {
			case <-time.After(again):
			case <-ctx.Done():
			}
		default:
			own.failed++
		}
	}
	return own
}

func post(ctx context.Context, client *http.Client, url string, q question) (int, error) {
	body, err := json.Marshal(q)
	if err != nil {
		return 0, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, url+"/api/v1/answers", bytes.NewReader(body))
	if err != nil {
		return 0, err
	}
	req.Header.Set("Content-Type", "application/json")
	resp, err := client.Do(req)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return resp.StatusCode, err
}

// rate is answers a second.
func (t tally) rate() float64 { return float64(len(t.took)) / t.long.Seconds() }

// each is the time of a processor that an answer took, in milliseconds, with what was turned away beside it.
func (t tally) each() float64 { return float64(t.worked.Milliseconds()) / float64(max(1, len(t.took))) }

// percentile is of the time that answers took, in milliseconds; 0 where there were none.
func (t tally) percentile(p int) float64 {
	if len(t.took) == 0 {
		return 0
	}
	return float64(t.took[min(len(t.took)-1, len(t.took)*p/100)].Microseconds()) / 1000
}

// ratio is how many times as long as the other it took.
func (t tally) ratio(other tally, p int) float64 { return t.percentile(p) / other.percentile(p) }
