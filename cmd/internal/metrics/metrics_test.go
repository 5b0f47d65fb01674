package metrics

import (
	"context"
	"errors"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"wence/chat/web"
	"wence/retrieval"
)

type store struct{ err error }

func (s store) Status(context.Context) (retrieval.Status, error) {
	return retrieval.Status{Notices: 20, Passages: 300, Vectors: map[string]int{"m": 299}, Version: 7}, s.err
}

// look reads the metrics as Prometheus would.
func look(m *Metrics) string {
	w := httptest.NewRecorder()
	m.Handler().ServeHTTP(w, httptest.NewRequest("GET", "/metrics", nil))
	return w.Body.String()
}

func TestMetrics(t *testing.T) {
	m := New(store{})
	m.Observe(web.Request{Route: "/api/v1/answers", Status: 200, Outcome: "declined", Took: 300 * time.Millisecond})
	m.Observe(web.Request{Route: "/api/v1/answers", Status: 503, Took: time.Millisecond})
	m.Observe(web.Request{Status: 404})
	for _, want := range []string{
		`wence_requests_total{route="/api/v1/answers",status="503"} 1`, `wence_requests_total{route="none",status="404"} 1`,
		`wence_answers_total{outcome="declined"} 1`, `wence_request_seconds_bucket{route="/api/v1/answers",le="0.25"} 1`,
		"wence_notices 20", "wence_passages 300", `wence_vectors{model="m"} 299`, "wence_store_up 1", "go_goroutines",
	} {
		if !strings.Contains(look(m), want) {
			t.Errorf("lacks %s", want)
		}
	}
}

// TestStoreDown goes on telling the rest.
func TestStoreDown(t *testing.T) {
	if got := look(New(store{errors.New("down")})); !strings.Contains(got, "wence_store_up 0") || !strings.Contains(got, "go_goroutines") {
		t.Errorf("got %s", got)
	}
}
