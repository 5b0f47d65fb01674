package main

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"wence/chat/web"
	"wence/cmd/internal/metrics"
)

// counting is the server of metrics. The zero value counts nothing.
type counting struct {
	observe func(web.Request)
	server  *http.Server
}

// openMetrics serves /metrics where the configuration says so: at an address of its own, which the public need not reach.
func (a *app) openMetrics() (counting, error) {
	if a.config.Metrics == "" {
		return counting{}, nil
	}
	listener, err := net.Listen("tcp", a.config.Metrics)
	if err != nil {
		return counting{}, fmt.Errorf("无法监听%s(WENCE_METRICS_ADDR):%w", a.config.Metrics, err)
	}
	m := metrics.New(a.store)
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", m.Handler())
	c := counting{observe: m.Observe, server: &http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second}}
	a.log.Info("metrics", "url", "http://"+listener.Addr().String()+"/metrics")
	go func() {
		if err := c.server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			a.log.Error("metrics not served", "error", err)
		}
	}()
	return c, nil
}

func (c counting) close() {
	if c.server != nil {
		_ = c.server.Close()
	}
}
