// Command load asks a running program mixed questions over loopback, from one client and from many at a time, and sets
// what comes back beside a bare Gin handler that is asked in the same run, so that what else the machine does slows both.
//
//	questions of the samples ── clients, each asks the next when it has its answer ──> bare handler, each store in turn
//	                                                                                   ──> table
//
// A client that is turned away comes again after a second, as programs do that read Retry-After.
// `make load` runs it on both stores.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"time"
)

// options are the flags.
type options struct {
	program  string
	postgres string
	each     time.Duration
	steady   time.Duration
}

func main() {
	var opt options
	flag.StringVar(&opt.program, "program", "bin/wence", "the program's `file`")
	flag.StringVar(&opt.postgres, "postgres", "", "`DSN` of an empty database; none = the embedded store alone")
	flag.DurationVar(&opt.each, "each", 5*time.Second, "how long each number of clients asks each store")
	flag.DurationVar(&opt.steady, "steady", 0, "ask the embedded store with 8 clients for so `long` instead, and tell its memory")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, opt); err != nil {
		fmt.Fprintln(os.Stderr, "load:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, opt options) error {
	dir, err := os.MkdirTemp("", "wence-load-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	questions, err := readQuestions("ingest/samples/eval/cases.jsonl")
	if err != nil {
		return err
	}
	embedded, err := start(ctx, opt.program, dir+"/wence.db")
	if err != nil {
		return err
	}
	defer embedded.stop()
	if opt.steady > 0 {
		return steady(ctx, embedded, questions, opt.steady)
	}
	targets := []*target{embedded}
	if opt.postgres != "" {
		postgres, err := start(ctx, opt.program, opt.postgres)
		if err != nil {
			return err
		}
		defer postgres.stop()
		targets = append(targets, postgres)
	}
	bare := newBare()
	defer bare.stop()
	return compare(ctx, append([]*target{bare}, targets...), questions, opt.each)
}

// compare prints a row for each number of clients and each target; the first target is what the others stand beside.
func compare(ctx context.Context, targets []*target, questions []question, each time.Duration) error {
	fmt.Printf("%-12s %7s %9s %9s %9s %9s %8s %8s %11s %26s\n", "", "clients", "answers/s", "p50 ms", "p95 ms", "p99 ms", "shed", "failed", "cpu ms each", "to bare: rate, p50, p95")
	for _, clients := range []int{1, 8, 64, 256} {
		var bare tally
		for i, t := range targets {
			got := ask(ctx, t, questions, shape{clients, each})
			if ctx.Err() != nil {
				return ctx.Err()
			}
			against := strings.Repeat(" ", 26)
			if i == 0 {
				bare = got
			} else {
				against = fmt.Sprintf("%8.4f %8.0f %8.0f", got.rate()/bare.rate(), got.ratio(bare, 50), got.ratio(bare, 95))
			}
			fmt.Printf("%-12s %7d %9.1f %9.1f %9.1f %9.1f %8d %8d %11.0f %26s\n", t.name, clients, got.rate(),
				got.percentile(50), got.percentile(95), got.percentile(99), got.shed, got.failed, got.each(), against)
			time.Sleep(time.Second) // what still waits at the target's door goes home
		}
	}
	return nil
}

// steady asks for long and prints what memory the target takes.
func steady(ctx context.Context, t *target, questions []question, long time.Duration) error {
	const looks = 10
	for i := range looks {
		got := ask(ctx, t, questions, shape{8, long / looks})
		if ctx.Err() != nil {
			return ctx.Err()
		}
		fmt.Printf("%8s  %6d answers, %d shed, %d failed, %d MB\n", (long / looks * time.Duration(i+1)).Round(time.Second), len(got.took), got.shed, got.failed, t.memory()>>20)
	}
	return nil
}
