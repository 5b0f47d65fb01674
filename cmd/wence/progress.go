package main

import (
	"fmt"
	"log/slog"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"wence/ingest"
)

// lineEvery is the time between two log lines of a run that no person looks on at.
const lineEvery = 5 * time.Second

// A pass is one of the ways through what is to be ingested.
type pass struct {
	name  string // in the log
	title string // on the bar
	unit  string
}

var (
	reading   = pass{name: "reading files", title: "读取文件", unit: "个"}
	fetching  = pass{name: "fetching pages", title: "读取网页", unit: "个"}
	embedding = pass{name: "embedding passages", title: "计算向量", unit: "段"}
)

// progress shows how far a pass is: a bar on a terminal, log lines now and then elsewhere.
type progress struct {
	pass
	bar      *progressbar.ProgressBar // nil when there is no terminal
	log      *slog.Logger
	begun    time.Time
	said     time.Time // when the last line was logged
	passages int
	failed   int
}

func newProgress(out *os.File, log *slog.Logger, what pass) *progress {
	p := &progress{pass: what, log: log, begun: time.Now(), said: time.Now()}
	if isTerminal(out) {
		p.bar = progressbar.NewOptions(1,
			progressbar.OptionSetWriter(out), progressbar.OptionSetDescription(p.title), progressbar.OptionFullWidth(),
			progressbar.OptionShowCount(), progressbar.OptionShowIts(), progressbar.OptionSetItsString(p.unit),
			progressbar.OptionSetPredictTime(true), progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish())
	}
	return p
}

// file counts a file.
func (p *progress) file(now ingest.Progress) {
	p.passages += now.Record.Passages
	if now.Record.State == ingest.Failed {
		p.failed++
	}
	if p.bar != nil {
		said := fmt.Sprintf("%s,共%d段", p.title, p.passages)
		if p.failed > 0 {
			said += fmt.Sprintf(",失败%d个", p.failed)
		}
		p.bar.Describe(said)
	}
	p.at(now.Done, now.Files)
}

// at says how many are done of how many; both may grow.
func (p *progress) at(done, of int) {
	if p.bar != nil {
		p.bar.ChangeMax(of + 1) // a full bar is a finished one, and the last file may yet turn out to hold others
		_ = p.bar.Set(done)
		return
	}
	if time.Since(p.said) < lineEvery {
		return
	}
	p.said = time.Now()
	spent := time.Since(p.begun)
	left := time.Duration(float64(spent) / float64(max(done, 1)) * float64(of-done))
	args := []any{"done", done, "of", of, "per_second", fmt.Sprintf("%.1f", float64(done)/spent.Seconds()), "left", left.Round(time.Second)}
	if p.passages > 0 || p.failed > 0 {
		args = append(args, "passages", p.passages, "failed", p.failed)
	}
	p.log.Info(p.name, args...)
}

// end clears the bar away.
func (p *progress) end() {
	if p.bar != nil {
		_ = p.bar.Finish()
	}
}

func isTerminal(f *os.File) bool { return term.IsTerminal(int(f.Fd())) }
