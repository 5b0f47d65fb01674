// Package metrics counts what the service does, in the form that Prometheus reads.
package metrics

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"wence/chat/web"
	"wence/retrieval"
)

// Metrics are the counts since the start. They are safe for concurrent use.
type Metrics struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec
	took     *prometheus.HistogramVec
	answers  *prometheus.CounterVec
}

// Store is what is counted of the corpus; a retrieval.Store does.
type Store interface {
	Status(ctx context.Context) (retrieval.Status, error)
}

// New begins counting. The corpus is asked at each look.
func New(store Store) *Metrics {
	m := &Metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "wence_requests_total", Help: "Requests by route and status."}, []string{"route", "status"}),
		took: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "wence_request_seconds", Help: "Time of requests by route.",
			Buckets: []float64{.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60}}, []string{"route"}),
		answers: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "wence_answers_total", Help: "Questions by what became of them."}, []string{"outcome"}),
	}
	m.registry.MustRegister(m.requests, m.took, m.answers, corpus{store}, collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// Observe counts a request.
func (m *Metrics) Observe(r web.Request) {
	route := r.Route
	if route == "" {
		route = "none" // addresses that strangers make up are not kept apart
	}
	m.requests.WithLabelValues(route, strconv.Itoa(r.Status)).Inc()
	m.took.WithLabelValues(route).Observe(r.Took.Seconds())
	if r.Outcome != "" {
		m.answers.WithLabelValues(r.Outcome).Inc()
	}
}

// Handler shows the counts.
func (m *Metrics) Handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

// corpus counts what is stored, when it is asked.
type corpus struct{ store Store }

// statusTime is how long the store may take to say so.
const statusTime = 2 * time.Second

// What is told of the corpus. storeUp alone is told while the store does not answer.
var (
	storeUp  = prometheus.NewDesc("wence_store_up", "1 while the store answers.", nil, nil)
	notices  = prometheus.NewDesc("wence_notices", "Notices that stand.", nil, nil)
	passages = prometheus.NewDesc("wence_passages", "Passages of notices that stand.", nil, nil)
	vectors  = prometheus.NewDesc("wence_vectors", "Passages with a vector, by model.", []string{"model"}, nil)
	changes  = prometheus.NewDesc("wence_corpus_version", "Grows with every change of the corpus.", nil, nil)
)

// Describe names what Collect tells.
func (corpus) Describe(to chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{storeUp, notices, passages, vectors, changes} {
		to <- d
	}
}

// Collect asks the store.
func (c corpus) Collect(to chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), statusTime)
	defer cancel()
	gauge := func(d *prometheus.Desc, value float64, labels ...string) {
		to <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, value, labels...)
	}
	s, err := c.store.Status(ctx)
	if err != nil {
		gauge(storeUp, 0)
		return
	}
	gauge(storeUp, 1)
	gauge(notices, float64(s.Notices))
	gauge(passages, float64(s.Passages))
	gauge(changes, float64(s.Version))
	for model, n := range s.Vectors {
		gauge(vectors, float64(n), model)
	}
}
