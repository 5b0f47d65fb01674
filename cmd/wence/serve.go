package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"wence/chat/web"
	"wence/chat/web/group"
	"wence/retrieval/encoder"
)

// drainTime is how long running answers may take to end once the service is told to stop.
const drainTime = 25 * time.Second

func serveCommand() *cobra.Command {
	var addr string
	cmd := &cobra.Command{
		Use:     "serve",
		Short:   "启动HTTP服务",
		Long:    serveHelp,
		Example: "  wence serve\n  WENCE_ADDR=0.0.0.0:80 wence serve",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			a, err := open(cmd.Context(), os.Stderr, slog.LevelInfo)
			if err != nil {
				return err
			}
			if addr != "" {
				a.config.Addr = addr
			}
			return errors.Join(tellSettings(a.log), a.serve(cmd.Context(), nil), a.Close())
		},
	}
	cmd.Flags().StringVar(&addr, "addr", "", "监听地址,默认取环境变量WENCE_ADDR")
	return cmd
}

// serve answers over HTTP until the context ends, then lets running answers finish. questions are the samples that the
// page shows.
func (a *app) serve(ctx context.Context, questions []string) error {
	listener, err := net.Listen("tcp", a.config.Addr)
	if err != nil {
		return fmt.Errorf("无法监听%s:%w。请用 --addr 换一个地址,如 --addr 127.0.0.1:8081", a.config.Addr, err)
	}
	return a.serveOn(ctx, listener, questions)
}

// serveOn serves on a listener, which it closes.
func (a *app) serveOn(ctx context.Context, listener net.Listener, questions []string) error {
	opt := a.webOptions(questions)
	notes, err := a.recorder(ctx)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	if notes != nil {
		opt.Kept = a.store // forgotten with the journal
		opt.Journal, opt.Asked, opt.Grouper = notes, a.store, group.Grouper{Embedder: encoder.NewEmbedder(a.encoder), Places: a.places}
		defer a.flush(ctx, notes)
	}
	bots, err := a.openBots(opt.Journal)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	defer bots.close(ctx)
	opt.Bots = bots.handlers
	counts, err := a.openMetrics()
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	defer counts.close()
	opt.Observe = counts.observe
	srv := &http.Server{
		Handler:           web.New(opt),
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       30 * time.Second,
		MaxHeaderBytes:    32 << 10,
		IdleTimeout:       2 * time.Minute, // no WriteTimeout: it would cut streams
	}
	work, stop := context.WithCancel(ctx)
	var background sync.WaitGroup
	background.Go(func() { a.fillVectors(work) })
	defer background.Wait()
	defer stop()
	a.log.Info("serving", "url", "http://"+listener.Addr().String())
	failed := make(chan error, 1)
	go func() { failed <- srv.Serve(listener) }()
	select {
	case err := <-failed:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	a.log.Info("stopping", "drain_seconds", drainTime.Seconds())
	drain, cancel := context.WithTimeout(context.WithoutCancel(ctx), drainTime)
	defer cancel()
	if err := srv.Shutdown(drain); err != nil {
		return fmt.Errorf("stop serving: %w", errors.Join(err, srv.Close()))
	}
	return nil
}

// webOptions wires the HTTP service but for its journal.
func (a *app) webOptions(questions []string) web.Options {
	opt := web.Options{
		Answers: a.shared, Corpus: a.store, Log: a.log, Questions: questions, URL: a.config.URL, Hosts: a.config.Names(), Keys: a.store,
		Secret: []byte(a.config.Secret), Proxies: a.config.Proxies, AdminKey: a.config.AdminKey, Editor: a.store, Uploads: uploads{a}, Places: a.places, Sessions: a.store, Audit: a.store,
	}
	opt.About = web.About{Operator: a.config.Operator, Contact: a.config.Contact, Keep: a.config.KeepQuestions}
	if a.config.Chat.Model != "" {
		opt.About.Model = a.author().String()
	}
	for key, origins := range a.config.Sites {
		opt.Sites = append(opt.Sites, web.Site{Key: key, Origins: strings.Fields(origins)})
	}
	return opt
}
