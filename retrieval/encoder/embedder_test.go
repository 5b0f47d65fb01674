package encoder

import (
	"context"
	"errors"
	"math"
	"testing"

	"wence/retrieval"
)

var _ retrieval.Embedder = (*Embedder)(nil)

func embed(t *testing.T, e *Embedder, texts ...string) [][]float32 {
	t.Helper()
	vectors, err := e.EmbedDocuments(context.Background(), texts)
	if err != nil {
		t.Fatal(err)
	}
	return vectors
}

func TestEmbedDocuments(t *testing.T) {
	e := NewEmbedder(tiny(t, Options{Workers: 2}))
	texts := []string{"教师补贴", "学生", "2023", "幼儿园招生一二三十的是在和对于不得民办公,幼儿园招生一二三十的是在和对于不得民办公,幼儿园招生一二三十的是在"}
	vectors := embed(t, e, texts...)
	if len(vectors) != len(texts) {
		t.Fatalf("%d vectors for %d texts", len(vectors), len(texts))
	}
	for i, v := range vectors {
		var square float64
		for _, x := range v {
			square += float64(x) * float64(x)
		}
		if len(v) != e.net.Width() || math.Abs(square-1) > 1e-5 {
			t.Errorf("%q: squared length %v in %d dimensions", texts[i], square, len(v))
		}
		if !equal(v, embed(t, e, texts[i])[0]) {
			t.Errorf("%q: not the same alone", texts[i])
		}
	}
}

func TestNothingKnown(t *testing.T) {
	e := NewEmbedder(tiny(t, Options{}))
	for _, text := range []string{"", " \n", "\xff\xfe", "。、", "😀", "鑫"} {
		query, err := e.EmbedQuery(context.Background(), text)
		if err != nil {
			t.Fatal(err)
		}
		if zero := make([]float32, e.net.Width()); !equal(embed(t, e, text)[0], zero) || text == "" && !equal(query, zero) {
			t.Errorf("%q has a direction", text)
		}
	}
}

func TestBehind(t *testing.T) {
	e := NewEmbedder(tiny(t, Options{Workers: 3}))
	if b := e.Behind(); b.workers != 2 || !equal(embed(t, b, "教师")[0], embed(t, e, "教师")[0]) {
		t.Errorf("%d workers, or another vector", b.workers)
	}
}

func TestEmbedQuery(t *testing.T) {
	e := NewEmbedder(tiny(t, Options{}))
	got, err := e.EmbedQuery(context.Background(), "补贴")
	if err != nil {
		t.Fatal(err)
	}
	if want := embed(t, e, "教师补贴")[0]; !equal(got, want) { // 教师 is what this network wants before a question
		t.Error("not the vector of prefix and question")
	}
}

func TestEmbedCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := NewEmbedder(tiny(t, Options{})).EmbedDocuments(ctx, []string{"教师"}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}
