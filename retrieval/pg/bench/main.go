// Command bench measures the stores on synthetic passages, in one run and interleaved, so that what else the machine does
// slows all alike and the ratios stand.
//
//	texts ── material ── corpus ──> the store in PostgreSQL, bare tables of the same rows, the embedded store
//	questions ── probes, one after the other for each question ──> latencies, recall, sizes ──> table, picture
//
// The server is one that it may make databases on; `make bench` starts one of its own. What is bare is what any search in
// PostgreSQL pays at least: a walk through the same HNSW index, and the rows that a GIN index over character pairs gives.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
)

// options are the flags.
type options struct {
	server    string
	passages  []int
	questions int
	texts     string
	out       string
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	context.AfterFunc(ctx, stop) // a second interrupt does not wait for stores that are being closed
	if err := run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	opt, err := parseFlags()
	if err != nil {
		return err
	}
	m, err := readMaterial(opt.texts, "ingest/samples")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(opt.out, 0o755); err != nil {
		return err
	}
	for _, n := range opt.passages {
		r, err := measure(ctx, opt, m, n)
		if err != nil {
			return fmt.Errorf("%d passages: %w", n, err)
		}
		table := r.table()
		fmt.Println(table)
		name := filepath.Join(opt.out, fmt.Sprintf("store-%d", n))
		if err := os.WriteFile(name+".txt", []byte(table), 0o644); err != nil {
			return err
		}
		if err := r.draw(name + ".png"); err != nil {
			return err
		}
	}
	return nil
}

// fewest is how many passages give all figures a meaning.
const fewest = 1000

func parseFlags() (options, error) {
	var opt options
	sizes := flag.String("passages", "100000", "how many `passages`, several sizes with commas between")
	flag.StringVar(&opt.server, "server", "", "`DSN` of a server on which databases may be made")
	flag.IntVar(&opt.questions, "questions", 500, "how many questions to ask")
	flag.StringVar(&opt.texts, "texts", "../shared/data", "`folder` of texts and questions; the samples where there is none")
	flag.StringVar(&opt.out, "out", "artifacts/bench", "`folder` for tables and pictures")
	flag.Parse()
	if opt.server == "" {
		return opt, fmt.Errorf("-server must name a server, as make bench does")
	}
	if opt.questions < 100 {
		return opt, fmt.Errorf("-questions: %d are too few for a 95th percentile, 100 are needed", opt.questions)
	}
	for size := range strings.SplitSeq(*sizes, ",") {
		n, err := strconv.Atoi(size)
		if err != nil || n < fewest {
			return opt, fmt.Errorf("-passages: %q is no number from %d on", size, fewest)
		}
		opt.passages = append(opt.passages, n)
	}
	return opt, nil
}
