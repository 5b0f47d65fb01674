package encoder

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"wence/retrieval/encoder/kernel"
)

func builtin(t testing.TB, opt Options) *Network {
	t.Helper()
	n, err := Builtin(opt)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestBuiltinVectors compares with the reference implementations that train/export.py runs: the float network, which is
// onnxruntime's, and the same with 8-bit weights and activations.
func TestBuiltinVectors(t *testing.T) {
	var cases []struct {
		Text             string
		IDs              []int32
		Quantized, Float []float32
	}
	readJSON(t, "testdata/vectors.json", &cases)
	if len(cases) == 0 {
		t.Fatal("no cases")
	}
	n := builtin(t, Options{})
	e := NewEmbedder(n)
	for _, c := range cases {
		t.Run(c.Text, func(t *testing.T) {
			if got := n.Single(n.Tokenize(c.Text)).Tokens; fmt.Sprint(got) != fmt.Sprint(c.IDs) {
				t.Fatalf("tokens %v, want %v", got, c.IDs)
			}
			v := embed(t, e, c.Text)[0]
			quantized, float := cosine(v, c.Quantized), cosine(v, c.Float)
			t.Logf("cosine %.5f to the quantised reference, %.5f to the float one", quantized, float)
			if !(quantized >= 0.999) || !(float >= 0.996) {
				t.Errorf("cosine %v to the quantised reference, %v to the float one", quantized, float)
			}
		})
	}
}

func TestMeaning(t *testing.T) {
	e := NewEmbedder(builtin(t, Options{}))
	question, err := e.EmbedQuery(context.Background(), "外地户口的孩子怎么上小学")
	if err != nil {
		t.Fatal(err)
	}
	v := embed(t, e, "非本市户籍适龄儿童接受义务教育", "危险化学品和电器火灾专项整治")
	if near, far := cosine(question, v[0]), cosine(question, v[1]); near < far+0.2 {
		t.Errorf("near %.3f, far %.3f", near, far)
	}
}

// passageText is the material of the benchmarks.
var passageText = []rune(strings.Repeat("引进的重点大学毕业生可享受人才公寓或住房补贴,每年二百元,由县财政承担并列入预算安排。", 8))

// BenchmarkEncode runs a question of 20 tokens and passages of 150 and 300 on one core, with every kernel of the machine.
func BenchmarkEncode(b *testing.B) {
	for _, k := range kernel.All() {
		n := builtin(b, Options{Kernel: k, Workers: 1})
		for _, length := range []int{20, 150, 300} {
			in := []Input{n.Single(n.Tokenize(string(passageText[:length-2])))}
			b.Run(fmt.Sprintf("%s/%d", k.Name(), length), func(b *testing.B) {
				for b.Loop() {
					if _, err := n.First(context.Background(), in); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(b.N*len(in[0].Tokens))/b.Elapsed().Seconds(), "tokens/s")
			})
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		builtin(b, Options{})
	}
}
