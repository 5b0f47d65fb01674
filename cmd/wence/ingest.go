package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"
	"golang.org/x/term"

	"wence/ingest"
)

func ingestCommand() *cobra.Command {
	var region string
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "ingest PATH...",
		Short:   "把文件或文件夹收进库里",
		Long:    "读取文件或文件夹里的通知,存入库中。已收录且没有变化的跳过,内容变了的替换。读不了的文件逐个列出原因和办法,不影响其他文件;只要有读不了的,退出码为1。",
		Example: "  wence ingest ./notices\n  wence ingest 招生通知.html --region 奉节县",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, paths []string) error {
			return withApp(cmd.Context(), func(a *app) error {
				in := a.ingester()
				var err error
				if in.Region, err = a.region(region); err != nil {
					return err
				}
				files, err := ingest.Files(cmd.Context(), paths)
				if err != nil {
					return err
				}
				report, err := a.ingest(cmd.Context(), in, files, os.Stderr)
				if writeErr := writeReport(cmd.OutOrStdout(), report, asJSON); writeErr != nil {
					return writeErr
				}
				return concluded(report, err)
			})
		},
	}
	cmd.Flags().StringVar(&region, "region", "", "这些文件适用的地区;不填则从文件中读取")
	cmd.Flags().BoolVar(&asJSON, "json", false, "以JSON输出报告")
	return cmd
}

// concluded is the command's error: an ended run says how to go on, a failed file makes the exit status 1.
func concluded(report ingest.Report, err error) error {
	switch {
	case errors.Is(err, context.Canceled):
		return fmt.Errorf("已中断,已收录的%d个文件不会丢失;重新运行同一条命令即可继续", len(report.Records))
	case err != nil:
		return err
	case report.Count(ingest.Failed) > 0:
		return errReported
	}
	return nil
}

// ingest runs files into the store, then embeds what lacks a vector, with a progress bar where a person looks on.
func (a *app) ingest(ctx context.Context, in *ingest.Ingester, files []ingest.File, out *os.File) (ingest.Report, error) {
	bar := newBar(out, len(files), "读取文件")
	report, err := in.Ingest(ctx, files, func(ingest.Record) { _ = bar.Add(1) })
	_ = bar.Finish()
	if err != nil {
		return report, err
	}
	bar = newBar(out, -1, "计算向量")
	report.Vectors, err = in.Embed(ctx, a.embedder, func(done int) { _ = bar.Set(done) })
	_ = bar.Finish()
	if err != nil && ctx.Err() == nil { // the text is stored and can be searched; the pass may run again later
		a.log.Warn("文本已收录,但向量没有算完;稍后重新运行 wence ingest 即可补上", "error", err)
		return report, nil
	}
	return report, err
}

// newBar is a progress bar on a terminal, and silent elsewhere.
func newBar(out *os.File, total int, what string) *progressbar.ProgressBar {
	visible := term.IsTerminal(int(out.Fd()))
	return progressbar.NewOptions(total,
		progressbar.OptionSetWriter(out), progressbar.OptionSetVisibility(visible), progressbar.OptionSetDescription(what),
		progressbar.OptionShowCount(), progressbar.OptionShowIts(), progressbar.OptionSetPredictTime(true),
		progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish())
}

// writeReport tells what became of the files, those that failed with reason and remedy.
func writeReport(w io.Writer, r ingest.Report, asJSON bool) error {
	if asJSON {
		enc := json.NewEncoder(w)
		enc.SetIndent("", "  ")
		enc.SetEscapeHTML(false)
		return enc.Encode(r)
	}
	for _, rec := range r.Records {
		switch rec.State {
		case ingest.Failed:
			fmt.Fprintf(w, "✗ %s:%s。%s。\n", rec.Name, rec.Reason, rec.Remedy)
		case ingest.Stored, ingest.Replaced:
			fmt.Fprintf(w, "✓ %s:%s(%d段)\n", rec.Name, titleOr(rec.Title), rec.Passages)
			for _, note := range rec.Notes {
				fmt.Fprintf(w, "  注意:%s\n", note)
			}
		}
	}
	_, err := fmt.Fprintf(w, "新收录%d个,替换%d个,未变%d个,跳过%d个,失败%d个;共%d段,新算向量%d个。\n",
		r.Count(ingest.Stored), r.Count(ingest.Replaced), r.Count(ingest.Unchanged), r.Count(ingest.Skipped),
		r.Count(ingest.Failed), r.Passages, r.Vectors)
	return err
}

func titleOr(title string) string {
	if title == "" {
		return "(原文未注明标题)"
	}
	return title
}
