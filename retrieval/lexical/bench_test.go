package lexical

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"
	"unicode/utf8"
)

// spliced makes passages of the first half of one public passage and the second half of another.
func spliced(b *testing.B, n int) (passages []string, questions []question) {
	b.Helper()
	var real []string
	for _, name := range []string{"cmrc_trial", "drcd_dev_simpq_phrases"} {
		d := readDataset(b, name)
		real = append(real, d.passages...)
		questions = append(questions, d.questions...)
	}
	questions = slices.DeleteFunc(questions, func(q question) bool { return q.text == "" })
	rng := rand.New(rand.NewPCG(1, 1))
	for range n {
		head, tail := real[rng.IntN(len(real))], real[rng.IntN(len(real))]
		passages = append(passages, head[:middle(head)]+tail[middle(tail):])
	}
	return passages, questions
}

func middle(s string) int {
	m := len(s) / 2
	for m < len(s) && !utf8.RuneStart(s[m]) {
		m++
	}
	return m
}

func BenchmarkBuilder(b *testing.B) {
	passages, _ := spliced(b, 4000)
	for _, size := range []int{30, 4000} {
		b.Run(fmt.Sprintf("segments of %d", size), func(b *testing.B) {
			var builder Builder
			bytes, id := 0, 0
			for b.Loop() {
				for n := range size {
					text := passages[(id+n)%len(passages)]
					if err := builder.Add(Doc{ID: int32(id + n), Fields: []string{text}}); err != nil {
						b.Fatal(err)
					}
					bytes += len(text)
				}
				builder.Segment()
				id += size
			}
			b.ReportMetric(float64(bytes)/1e6/b.Elapsed().Seconds(), "MB/s")
		})
	}
}

// BenchmarkScore answers questions over 100,000 passages from postings in memory, as a store does that has fetched them.
func BenchmarkScore(b *testing.B) {
	const passages = 100_000
	texts, questions := spliced(b, passages)
	tenth := FilterTerm("tenth")
	for _, spread := range []int32{1, 100} {
		postings, stats := map[Term][]Posting{}, Stats{}
		var builder Builder
		for i, text := range texts {
			d := Doc{ID: int32(i) * spread, Fields: []string{text}}
			if i%10 == 0 {
				d.Filters = []Term{tenth}
			}
			if err := builder.Add(d); err != nil {
				b.Fatal(err)
			}
			if (i+1)%25_000 == 0 {
				s := builder.Segment()
				stats = Stats{stats.N + s.N, stats.SumDL + s.SumDL}
				for _, p := range s.Postings {
					postings[p.Term] = append(postings[p.Term], p)
				}
			}
		}
		for _, f := range []Filter{nil, {{tenth}}} {
			b.Run(fmt.Sprintf("ids %d apart, %d filters", spread, len(f)), func(b *testing.B) {
				benchmarkScore(b, questions, postings, Input{Stats: stats, Filter: f, K: 50})
			})
		}
	}
}

func benchmarkScore(b *testing.B, questions []question, postings map[Term][]Posting, in Input) {
	common := func(t Term) bool { return frequency(postings[t]) > CommonLimit(in.Stats.N) }
	var took []time.Duration
	n, decoded := 0, 0
	for b.Loop() {
		start := time.Now()
		in.Query = ParseQuery(questions[n*37%len(questions)].text).Prune(common)
		in.Postings = in.Postings[:0]
		for _, t := range append(in.Query.Terms(), in.Filter.Terms()...) {
			in.Postings = append(in.Postings, postings[t]...)
		}
		hits, err := Score(in)
		if err != nil || len(hits) == 0 {
			b.Fatalf("%q: %d hits, %v", questions[n*37%len(questions)].text, len(hits), err)
		}
		took = append(took, time.Since(start))
		decoded += frequency(in.Postings)
		n++
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[n/2].Microseconds()), "p50-µs")
	b.ReportMetric(float64(took[n*95/100].Microseconds()), "p95-µs")
	b.ReportMetric(float64(decoded)/float64(n), "postings/op")
}
