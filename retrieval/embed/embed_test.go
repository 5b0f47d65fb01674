package embed

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"os"
	"strings"
	"sync"
	"testing"
)

func load(t testing.TB) *Table {
	t.Helper()
	table, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func vector(t testing.TB, table *Table, text string) []float32 {
	t.Helper()
	v, err := table.EmbedQuery(context.Background(), text)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func dot(a, b []float32) float64 {
	var sum float64
	for i := range a {
		sum += float64(a[i]) * float64(b[i])
	}
	return sum
}

func cosine(a, b []float32) float64 {
	return dot(a, b) / math.Sqrt(dot(a, a)*dot(b, b))
}

func TestBuiltin(t *testing.T) {
	table := load(t)
	if table.Model() != "zh-ngram-128-v1" || table.Dims() != 128 {
		t.Errorf("model %s, %d dimensions", table.Model(), table.Dims())
	}
}

// checkVectors compares the table with the vectors in a file that the
// training wrote.
func checkVectors(t *testing.T, path string) {
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var cases []struct {
		Text   string
		Vector []float32
	}
	if err := json.Unmarshal(data, &cases); err != nil {
		t.Fatal(err)
	}
	if len(cases) == 0 {
		t.Fatal("no vectors")
	}
	table := load(t)
	for _, c := range cases {
		t.Run(c.Text, func(t *testing.T) {
			got := vector(t, table, c.Text)
			if len(c.Vector) != len(got) {
				t.Fatalf("%d dimensions, want %d", len(got), len(c.Vector))
			}
			if cos := cosine(got, c.Vector); !(cos >= 0.9999) {
				t.Errorf("cosine %v", cos)
			}
			if norm := dot(got, got); math.Abs(norm-1) > 1e-5 {
				t.Errorf("squared length %v", norm)
			}
		})
	}
}

func TestOwnVectors(t *testing.T) { checkVectors(t, "testdata/vectors.json") }

func TestTrainingVectors(t *testing.T) { checkVectors(t, "../../../shared/embedder/check.json") }

func TestVectorsAreAlike(t *testing.T) {
	table := load(t)
	for _, c := range []struct{ name, a, b string }{
		{"scripts", "普惠性民辦園的生均補助標準", "普惠性民办园的生均补助标准"},
		{"width and case", "\uff21\uff22c班\uff12\uff10\uff12\uff13", "abC班2023"},
		{"marks between", "教师,\n学生", "教师。 学生"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if cos := cosine(vector(t, table, c.a), vector(t, table, c.b)); cos < 0.999999 {
				t.Errorf("cosine %v", cos)
			}
		})
	}
}

func TestMeaning(t *testing.T) {
	table := load(t)
	question := vector(t, table, "外地户口的孩子怎么上小学")
	near := cosine(question, vector(t, table, "非本市户籍适龄儿童接受义务教育"))
	far := cosine(question, vector(t, table, "危险化学品和电器火灾专项整治"))
	if near < far+0.2 {
		t.Errorf("near %.3f, far %.3f", near, far)
	}
}

func TestNothingKnown(t *testing.T) {
	table := load(t)
	for _, text := range []string{"", " ,。\n", "\xff\xfe", strings.Repeat("x", 30)} {
		v := vector(t, table, text)
		if len(v) != table.Dims() || dot(v, v) != 0 {
			t.Errorf("%q has a vector of length %v in %d dimensions", text, dot(v, v), len(v))
		}
	}
}

func TestEmbedDocuments(t *testing.T) {
	table := load(t)
	texts := []string{"教师待遇", "", "住房补贴1-3万元"}
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			vectors, err := table.EmbedDocuments(context.Background(), texts)
			if err != nil || len(vectors) != len(texts) {
				t.Errorf("%d vectors, %v", len(vectors), err)
				return
			}
			for i, text := range texts {
				want := vector(t, table, text)
				if dot(vectors[i], want) != dot(want, want) {
					t.Errorf("%q: not the vector of the query", text)
				}
			}
		})
	}
	wait.Wait()
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := load(t).EmbedDocuments(ctx, []string{"教师"}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

// A vector has the table's dimensions and length 0 or 1.
func FuzzEmbed(f *testing.F) {
	table := load(f)
	for _, s := range []string{"", "教师ABC", "〇\x00豈", "\xff教"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		v := vector(t, table, s)
		if norm := dot(v, v); len(v) != table.Dims() || norm != 0 && math.Abs(norm-1) > 1e-5 {
			t.Fatalf("squared length %v in %d dimensions", norm, len(v))
		}
	})
}

func BenchmarkBuiltin(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		load(b)
	}
}

func BenchmarkQuestion(b *testing.B) {
	benchmarkEmbed(b, "外地户口的孩子怎么在本市上小学")
}

func BenchmarkPassage(b *testing.B) { // 400 characters
	benchmarkEmbed(b, strings.Repeat("引进的重点大学毕业生可享受人才公寓或住房补贴,每年二百元,由县财政承担并列入预算安排。", 10)[:1200])
}

func benchmarkEmbed(b *testing.B, text string) {
	table := load(b)
	b.ReportAllocs()
	for b.Loop() {
		vector(b, table, text)
	}
}
