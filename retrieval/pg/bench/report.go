package main

import (
	"fmt"
	"strings"
	"time"
)

// table is the result for people, in English as all that is for those who work on the code.
func (r *result) table() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d passages of %d characters spliced from %s, %d questions, one client\n%s\n\n",
		r.passages, 2*window, r.from, r.questions, r.server)
	r.searches(&b)
	fmt.Fprintf(&b, "\nvector channel against the exact scan: recall@10 %.4f, recall@%d %.4f\n", r.recall.at10, limit, r.recall.at60)
	fmt.Fprintf(&b, "postings read for a question: %.1f kB\n\n", float64(r.postings)/1e3)
	r.writes(&b)
	fmt.Fprintf(&b, "\n%-40s %10s %14s\n", "on the disk", "MB", "bytes/passage")
	for _, s := range r.sizes {
		fmt.Fprintf(&b, "%-40s %10.1f %14.0f\n", s.name, float64(s.bytes)/1e6, float64(s.bytes)/float64(r.passages))
	}
	return b.String()
}

func (r *result) searches(b *strings.Builder) {
	bare := r.bareSum()
	fmt.Fprintf(b, "%-44s %9s %9s %22s\n", "search", "p50 ms", "p95 ms", "p95 / (HNSW + GIN)")
	for _, l := range r.latencies {
		fmt.Fprintf(b, "%-44s %9.2f %9.2f %22.2f\n", l.name, ms(l.p50), ms(l.p95), float64(l.p95)/float64(bare))
	}
}

// bareSum is the p95 of the two bare probes together.
func (r *result) bareSum() (sum time.Duration) {
	for _, l := range r.latencies {
		if l.name == bareHNSW || l.name == bareGIN {
			sum += l.p95
		}
	}
	return sum
}

func (r *result) writes(b *strings.Builder) {
	fmt.Fprintf(b, "%-44s %9s %14s %22s\n", "writing", "s", "passages/s", "time / that of COPY")
	row := func(name string, took, bare time.Duration) {
		fmt.Fprintf(b, "%-44s %9.1f %14.0f", name, took.Seconds(), float64(r.passages)/took.Seconds())
		if bare > 0 {
			fmt.Fprintf(b, " %22.1f", float64(took)/float64(bare))
		}
		fmt.Fprintln(b)
	}
	c := r.copied
	row("bare COPY of passages", c.passages, c.passages)
	row("bare COPY of vectors", c.vectors, c.vectors)
	row("bare GIN index, built afterwards", c.gin, 0)
	for _, s := range []struct {
		name string
		filling
	}{{"", r.postgres}, {"embedded store: ", r.file}} {
		row(s.name+fmt.Sprintf("notices, by %d writers", writers), s.put, c.passages)
		row(s.name+"vectors", s.vectors, c.vectors)
		row(s.name+"merging and indexing after", s.rest, 0)
	}
	row("the built-in encoder itself, on all cores", r.embedding, 0)
}

func ms(d time.Duration) float64 { return d.Seconds() * 1000 }
