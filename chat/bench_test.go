package chat

import (
	"slices"
	"testing"
	"time"
)

// BenchmarkAnswer answers the questions of the sample cases without a model, one after another.
func BenchmarkAnswer(b *testing.B) {
	c := openSamples(b)
	s := c.service(b, nil)
	questions := c.questions(b)
	var took []time.Duration
	for i := 0; b.Loop(); i++ {
		start := time.Now()
		if _, err := s.Answer(b.Context(), questions[i%len(questions)], nil); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "p95-ms")
}
