package main

import (
	"context"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"time"

	"wence/ingest"
)

// quiet is how long a file must be left alone before a watching run reads it.
const quiet = time.Second

// watching is a run that goes on.
type watching struct {
	paths  []string
	out    io.Writer
	asJSON bool
	prune  bool
}

// watch ingests the paths and then whatever changes below them. The end of the context is no error; a file that could
// not be read when it was last written is.
func (a *app) watch(ctx context.Context, in *ingest.Ingester, run watching) error {
	w, err := ingest.NewWatcher(run.paths)
	if err != nil {
		return fmt.Errorf("无法监视:%w", err)
	}
	defer w.Close()
	all := tally{last: map[string]ingest.Record{}}
	batch := func(c ingest.Change) error {
		files := slices.DeleteFunc(c.Files, a.isStore)
		if len(files) == 0 && !c.Gone {
			return nil
		}
		report, err := a.ingest(ctx, in, files, os.Stderr)
		if err == nil {
			err = a.reconcile(ctx, run.paths, &report, run.prune)
		}
		report.Records = slices.DeleteFunc(report.Records, all.toldMissing)
		all.add(report)
		if err != nil {
			return err
		}
		return writeBatch(run.out, report, run.asJSON)
	}
	files, err := ingest.Files(ctx, run.paths)
	if err == nil {
		err = batch(ingest.Change{Files: files, Gone: true})
	}
	if err != nil {
		return concluded(all.report(), err)
	}
	fmt.Fprintln(os.Stderr, "正在监视,新增或改动的文件会随时收录。按Ctrl-C结束。")
	if err := w.Watch(ctx, quiet, batch); err != nil {
		return err
	}
	if run.asJSON {
		return concluded(all.report(), nil)
	}
	fmt.Fprint(run.out, "已停止监视。")
	if err := writeSum(run.out, all.report()); err != nil {
		return err
	}
	return concluded(all.report(), nil)
}

// tally sums up many reports: each file counts with what became of it last.
type tally struct {
	last map[string]ingest.Record // by origin
	sum  ingest.Report            // without records
}

func (t *tally) add(r ingest.Report) {
	for _, rec := range r.Records {
		before := t.last[rec.Origin].State
		if rec.State != ingest.Unchanged || before != ingest.Stored && before != ingest.Replaced {
			t.last[rec.Origin] = rec
		}
	}
	t.sum.Passages += r.Passages
	t.sum.Vectors += r.Vectors
}

// toldMissing reports a file that was said to be gone before.
func (t *tally) toldMissing(rec ingest.Record) bool {
	return rec.State == ingest.Missing && t.last[rec.Origin].State == ingest.Missing
}

func (t *tally) report() ingest.Report {
	r := t.sum
	r.Records = slices.Collect(maps.Values(t.last))
	return r
}
