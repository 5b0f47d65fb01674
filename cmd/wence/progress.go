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

// progress shows how far a run is: a bar on a terminal, log lines now and then elsewhere.
type progress struct {
	bar      *progressbar.ProgressBar // nil when there is no terminal
	log      *slog.Logger
	what     string
	begun    time.Time
	said     time.Time // when the last line was logged
	passages int
	failed   int
}

// newProgress begins a run that does what, counted in units.
func newProgress(out *os.File, log *slog.Logger, what, unit string) *progress {
	p := &progress{log: log, what: what, begun: time.Now(), said: time.Now()}
	if isTerminal(out) {
		p.bar = progressbar.NewOptions(1,
			progressbar.OptionSetWriter(out), progressbar.OptionSetDescription(what), progressbar.OptionFullWidth(),
			progressbar.OptionShowCount(), progressbar.OptionShowIts(), progressbar.OptionSetItsString(unit),
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
		said := fmt.Sprintf("%s,共%d段", p.what, p.passages)
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
	p.log.Info(p.what, args...)
}

// end clears the bar away.
func (p *progress) end() {
	if p.bar != nil {
		_ = p.bar.Finish()
	}
}

func isTerminal(f *os.File) bool { return term.IsTerminal(int(f.Fd())) }
