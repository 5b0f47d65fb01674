package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"wence/retrieval"
)

const (
	noticeSize = 30  // passages
	batchSize  = 500 // vectors stored at a time
)

// Regions of the notices: one notice in a hundred is of the county, one in five of the city or the county.
const (
	county   = "county"
	city     = "city"
	province = "province"
)

func regionOf(notice int) string {
	switch {
	case notice%100 == 0:
		return county
	case notice%5 == 0:
		return city
	}
	return province
}

// entry is notice number i with some of the texts.
func entry(i int, texts []string) retrieval.Entry {
	n := retrieval.Notice{Origin: fmt.Sprintf("/bench/%d.html", i), SHA256: fmt.Sprintf("%064x", i),
		Title: fmt.Sprintf("第%d号通知", i), Region: retrieval.Region{ID: regionOf(i)}, Published: "2024-01-01"}
	e := retrieval.Entry{Notice: n}
	for seq, text := range texts {
		start := len(e.Notice.Text)
		e.Notice.Text += text + "\n"
		e.Passages = append(e.Passages, retrieval.Passage{Seq: seq + 1, Text: text, Locator: "三、(四)",
			Span: retrieval.Span{Start: start, End: start + len(text)}})
	}
	return e
}

// filling is how long it took to fill a store.
type filling struct {
	put     time.Duration // notices, with their lexical index
	vectors time.Duration // finding passages without vectors and storing these
	rest    time.Duration // merging and indexing afterwards, until the store was closed
}

// vectors are those of texts, of one model.
type vectors struct {
	model  string
	byText map[string][]float32
	took   time.Duration // what embedding all of them would take
}

// mostEmbedded is how many texts are really embedded. Each further one gets a vector between two of theirs, so that a
// million lie as an encoder's do and are made in a minute.
const mostEmbedded = 4000

// embedAll embeds a part of the texts and makes vectors for the rest.
func embedAll(ctx context.Context, e retrieval.Embedder, texts []string) (vectors, error) {
	part := min(mostEmbedded, (len(texts)+3)/4)
	start := time.Now()
	real, err := e.EmbedDocuments(ctx, texts[:part])
	if err != nil {
		return vectors{}, err
	}
	v := vectors{e.Model(), make(map[string][]float32, len(texts)), time.Since(start) * time.Duration(len(texts)) / time.Duration(part)}
	random := rand.New(rand.NewPCG(3, 3))
	for i, text := range texts {
		if v.byText[text] = real[i%part]; i >= part {
			v.byText[text] = between(real[i%part], real[random.IntN(part)], random.Float32())
		}
	}
	return v, nil
}

// between is a vector on the way from a to b. Stores scale it to length 1.
func between(a, b []float32, way float32) []float32 {
	v := make([]float32, len(a))
	for i := range v {
		v[i] = a[i] + way*(b[i]-a[i])
	}
	return v
}

// fill puts the texts, by writers at once, and their vectors into a store, and closes it. It gives the vectors by the ids of
// the passages.
func (f *filling) fill(ctx context.Context, s retrieval.Store, texts []string, v vectors) (map[int32][]float32, error) {
	start := time.Now()
	err := put(ctx, s, texts)
	f.put = time.Since(start)
	var stored map[int32][]float32
	if err == nil {
		start = time.Now()
		stored, err = storeVectors(ctx, s, v)
		f.vectors = time.Since(start)
	}
	start = time.Now()
	if e := s.Close(); err == nil {
		err = e
	}
	f.rest = time.Since(start)
	return stored, err
}

// writers is how many put notices at once.
const writers = 2

func put(ctx context.Context, s retrieval.Store, texts []string) error {
	notices := slices.Collect(slices.Chunk(texts, noticeSize))
	return inParallel(func(w int) error {
		for i := w; i < len(notices); i += writers {
			if _, err := s.Put(ctx, entry(i, notices[i])); err != nil {
				return err
			}
		}
		return nil
	})
}

// inParallel runs work for each number of a writer.
func inParallel(work func(w int) error) error {
	var group errgroup.Group
	for w := range writers {
		group.Go(func() error { return work(w) })
	}
	return group.Wait()
}

func storeVectors(ctx context.Context, s retrieval.Store, v vectors) (map[int32][]float32, error) {
	stored := make(map[int32][]float32, len(v.byText))
	for after := int32(0); ; {
		list, err := s.Unembedded(ctx, v.model, after, batchSize)
		if err != nil || len(list) == 0 {
			return stored, err
		}
		batch := make([]retrieval.Vector, len(list))
		for i, p := range list {
			after = p.ID
			stored[p.ID] = v.byText[p.Text]
			batch[i] = retrieval.Vector{PassageID: p.ID, Values: stored[p.ID]}
		}
		if err := s.SetVectors(ctx, v.model, batch); err != nil {
			return stored, err
		}
	}
}
