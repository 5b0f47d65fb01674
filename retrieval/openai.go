package retrieval

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"net/http"
	"slices"
	"time"

	"github.com/failsafe-go/failsafe-go/failsafehttp"
	"github.com/sashabaranov/go-openai"
)

// OpenAIOptions say which embeddings endpoint to use.
type OpenAIOptions struct {
	URL     string        // base of the API, up to and with /v1
	Model   string        // required
	Key     string        // "" for servers without keys
	Batch   int           // texts a request; defaults to 32, which every known server takes
	Timeout time.Duration // of one request, retries included; defaults to 60 s
	Retries int           // after 429, 5xx and lost connections; defaults to 3, below 0 = none
}

// OpenAIEmbedder embeds through an OpenAI-compatible server. It is safe for concurrent use.
type OpenAIEmbedder struct {
	client *openai.Client
	opt    OpenAIOptions
}

// NewOpenAIEmbedder prepares the client; nothing is sent yet.
func NewOpenAIEmbedder(opt OpenAIOptions) (*OpenAIEmbedder, error) {
	if opt.Model == "" {
		return nil, errors.New("embeddings: no model named")
	}
	opt.Batch = cmp.Or(opt.Batch, 32)
	opt.Timeout = cmp.Or(opt.Timeout, 60*time.Second)
	opt.Retries = cmp.Or(opt.Retries, 3)
	config := openai.DefaultConfig(opt.Key)
	if opt.URL != "" {
		config.BaseURL = opt.URL
	}
	config.HTTPClient = &http.Client{Transport: retrying(opt.Retries)}
	return &OpenAIEmbedder{client: openai.NewClientWithConfig(config), opt: opt}, nil
}

// retrying is a transport that repeats a refused or lost request, waiting as long as Retry-After asks, else 0.5 s
// doubling to 10 s.
func retrying(retries int) http.RoundTripper {
	policy := failsafehttp.NewRetryPolicyBuilder().
		WithBackoff(500*time.Millisecond, 10*time.Second).
		WithMaxRetries(max(retries, 0)).
		Build()
	return failsafehttp.NewRoundTripper(nil, policy)
}

// Model is the configured model's name.
func (e *OpenAIEmbedder) Model() string { return e.opt.Model }

// EmbedDocuments embeds the texts in batches; the first failure ends it.
func (e *OpenAIEmbedder) EmbedDocuments(ctx context.Context, texts []string) ([][]float32, error) {
	all := make([][]float32, 0, len(texts))
	for batch := range slices.Chunk(texts, e.opt.Batch) {
		vectors, err := e.embed(ctx, batch)
		if err != nil {
			return nil, fmt.Errorf("embed %d texts with %s: %w", len(texts), e.opt.Model, err)
		}
		all = append(all, vectors...)
	}
	return all, nil
}

// EmbedQuery embeds one question.
func (e *OpenAIEmbedder) EmbedQuery(ctx context.Context, text string) ([]float32, error) {
	vectors, err := e.embed(ctx, []string{text})
	if err != nil {
		return nil, fmt.Errorf("embed question with %s: %w", e.opt.Model, err)
	}
	return vectors[0], nil
}

// embed sends one request. A server that gives fewer vectors than texts, or empty ones, is not believed.
func (e *OpenAIEmbedder) embed(ctx context.Context, texts []string) ([][]float32, error) {
	ctx, cancel := context.WithTimeout(ctx, e.opt.Timeout)
	defer cancel()
	resp, err := e.client.CreateEmbeddings(ctx, openai.EmbeddingRequestStrings{
		Input: texts,
		Model: openai.EmbeddingModel(e.opt.Model),
	})
	if err != nil {
		return nil, err
	}
	vectors := make([][]float32, len(texts))
	for _, d := range resp.Data {
		if d.Index < 0 || d.Index >= len(texts) || len(d.Embedding) == 0 {
			return nil, fmt.Errorf("server gave an unusable vector for text %d of %d", d.Index, len(texts))
		}
		vectors[d.Index] = unit(d.Embedding)
	}
	for i, v := range vectors {
		if v == nil {
			return nil, fmt.Errorf("server gave no vector for text %d of %d", i, len(texts))
		}
	}
	return vectors, nil
}

// unit scales a vector to length 1; a zero vector stays.
func unit(v []float32) []float32 {
	var sum float64
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	if sum == 0 {
		return v
	}
	length := float32(math.Sqrt(sum))
	for i := range v {
		v[i] /= length
	}
	return v
}
