package embedded

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"wence/retrieval"
	"wence/retrieval/lexical"
	"wence/retrieval/zh"
)

const (
	benchNotices  = 3334
	benchPassages = 30 // a notice, of some 400 characters each
	benchDims     = 128
)

// material is real text to splice passages from, and real questions.
type material struct {
	texts     [][]rune
	questions []string
	random    *rand.Rand
}

func readMaterial(b *testing.B) *material {
	b.Helper()
	m := &material{random: rand.New(rand.NewPCG(1, 1))}
	for _, set := range []string{"cmrc_trial", "drcd_dev_simpq_phrases"} {
		for _, file := range []string{"corpus.jsonl", "queries.jsonl"} {
			data, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "data", set, file))
			if err != nil {
				b.Fatalf("the shared data must lie beside the repository: %v", err)
			}
			for line := range bytes.Lines(data) {
				var row struct{ Text, Question string }
				if err := json.Unmarshal(line, &row); err != nil {
					b.Fatal(err)
				}
				if row.Text != "" {
					m.texts = append(m.texts, []rune(row.Text))
				}
				if row.Question != "" {
					m.questions = append(m.questions, row.Question)
				}
			}
		}
	}
	m.random.Shuffle(len(m.questions), func(i, j int) { m.questions[i], m.questions[j] = m.questions[j], m.questions[i] })
	return m
}

// part is 200 characters of some text.
func (m *material) part() string {
	text := m.texts[m.random.IntN(len(m.texts))]
	start := m.random.IntN(max(1, len(text)-200))
	return string(text[start:min(len(text), start+200)])
}

// entry is notice number i, in one of 50 regions.
func (m *material) entry(i int) retrieval.Entry {
	e := retrieval.Entry{Notice: retrieval.Notice{
		Origin: fmt.Sprintf("/bench/%d.html", i), SHA256: fmt.Sprintf("%064x", i), Title: fmt.Sprintf("第%d号通知", i),
		Region: retrieval.Region{ID: fmt.Sprint(i % 50)}, Published: "2024-01-01",
	}}
	var text bytes.Buffer
	for seq := range benchPassages {
		p := retrieval.Passage{Seq: seq + 1, Text: m.part() + m.part(), Locator: "三、(四)"}
		p.Span = retrieval.Span{Start: text.Len(), End: text.Len() + len(p.Text)}
		text.WriteString(p.Text + "\n")
		e.Passages = append(e.Passages, p)
	}
	e.Notice.Text = text.String()
	return e
}

func (m *material) vector() []float32 {
	v := make([]float32, benchDims)
	for i := range v {
		v[i] = float32(m.random.NormFloat64())
	}
	return v
}

// benchStore makes a store of 100,000 passages with vectors.
func benchStore(b *testing.B, m *material) *Store {
	b.Helper()
	s := openTemp(b)
	started := time.Now()
	for i := range benchNotices {
		if _, err := s.Put(b.Context(), m.entry(i)); err != nil {
			b.Fatal(err)
		}
	}
	if err := s.settle(b.Context(), maxDead); err != nil {
		b.Fatal(err)
	}
	b.Logf("%d notices stored in %v", benchNotices, time.Since(started).Round(time.Millisecond))
	started = time.Now()
	for after := int32(0); ; {
		list, err := s.Unembedded(b.Context(), "bench", after, 1000)
		if err != nil {
			b.Fatal(err)
		}
		if len(list) == 0 {
			break
		}
		var vectors []retrieval.Vector
		for _, p := range list {
			vectors = append(vectors, retrieval.Vector{PassageID: p.ID, Values: m.vector()})
			after = p.ID
		}
		if err := s.SetVectors(b.Context(), "bench", vectors); err != nil {
			b.Fatal(err)
		}
	}
	b.Logf("vectors stored in %v", time.Since(started).Round(time.Millisecond))
	return s
}

// BenchmarkFind asks a store of 100,000 passages. "postings" reads the postings of the same questions and does nothing
// with them: what a search costs at least, and so the measure of the others on any machine.
func BenchmarkFind(b *testing.B) {
	m := readMaterial(b)
	s := benchStore(b, m)
	find := func(b *testing.B, p retrieval.Probe) {
		found, err := s.Find(b.Context(), p)
		if err != nil || len(found.Candidates) == 0 {
			b.Fatalf("%d candidates, %v", len(found.Candidates), err)
		}
	}
	for _, bc := range []struct {
		name string
		ask  func(b *testing.B, p retrieval.Probe)
	}{
		{"postings", func(b *testing.B, p retrieval.Probe) {
			if err := readPostings(b.Context(), s, p.Query); err != nil {
				b.Fatal(err)
			}
		}},
		{"lexical", find},
		{"region", func(b *testing.B, p retrieval.Probe) {
			p.Regions = []string{"7"}
			find(b, p)
		}},
		{"vector", func(b *testing.B, p retrieval.Probe) {
			p.Query, p.Model, p.Vector = lexical.Query{}, "bench", m.vector()
			find(b, p)
		}},
		{"both", func(b *testing.B, p retrieval.Probe) {
			p.Model, p.Vector = "bench", m.vector()
			find(b, p)
		}},
	} {
		b.Run(bc.name, func(b *testing.B) {
			took := make([]time.Duration, 0, b.N)
			for i := range b.N {
				p := retrieval.Probe{Query: lexical.ParseQuery(zh.Fold(m.questions[i%len(m.questions)])), Limit: 50}
				started := time.Now()
				bc.ask(b, p)
				took = append(took, time.Since(started))
			}
			slices.Sort(took)
			b.ReportMetric(took[len(took)/2].Seconds()*1000, "p50-ms")
			b.ReportMetric(took[len(took)*95/100].Seconds()*1000, "p95-ms")
		})
	}
}

func readPostings(ctx context.Context, s *Store, q lexical.Query) error {
	return s.read(ctx, func(tx transaction) error {
		var generation int64
		if err := tx.row(`SELECT generation FROM state`).Scan(&generation); err != nil {
			return err
		}
		ix, err := s.index.index(tx, generation)
		if err != nil {
			return err
		}
		_, err = tx.postings(q.Prune(ix.common).Terms())
		return err
	})
}

// BenchmarkPut stores notices of 30 passages, merging included.
func BenchmarkPut(b *testing.B) {
	m := readMaterial(b)
	entries := make([]retrieval.Entry, b.N)
	for i := range entries {
		entries[i] = m.entry(i)
	}
	s := openTemp(b)
	b.ResetTimer()
	for _, e := range entries {
		if _, err := s.Put(b.Context(), e); err != nil {
			b.Fatal(err)
		}
	}
	putting := b.Elapsed()
	if err := s.settle(b.Context(), maxDead); err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(b.N)/putting.Seconds(), "notices/s")
	if info, err := os.Stat(s.path); err == nil {
		b.ReportMetric(float64(info.Size())/float64(b.N*benchPassages), "bytes/passage")
	}
}
