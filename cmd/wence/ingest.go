package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"wence/cmd/internal/config"
	"wence/ingest"
	"wence/retrieval"
	"wence/retrieval/place"
)

// memory is the size in bytes above which garbage is collected at once: half of what one large file takes is garbage.
// GOMEMLIMIT sets another.
const memory = 768 << 20

// ingestOptions are the flags of `wence ingest`.
type ingestOptions struct {
	region, attachments string
	asJSON, dryRun      bool
	watch, prune        bool
	urls                string // file of addresses to be collected; "" = none
	site                collectOptions
}

func ingestCommand() *cobra.Command {
	var o ingestOptions
	cmd := &cobra.Command{
		Use:   "ingest PATH... | --urls FILE",
		Short: "把文件、文件夹或压缩包收进库里",
		Long: `读取文件、文件夹或ZIP压缩包里的通知,存入库中。按内容识别格式:网页(含单个文件网页MHTML)、Word、WPS、RTF、
Excel、CSV、PPTX、OpenDocument(odt、ods、odp)、PDF、OFD、图片、TXT、Markdown。已收录且没有变化的跳过,内容变了的替换。读不了的文件逐个列出原因和办法,不影响其他文件;只要
有读不了的,退出码为1。随时可按Ctrl-C中断,重新运行同一条命令即从中断处继续。以前收录、现已从文件夹或压缩包里删除的文件会逐个列出,加上--prune即撤下。

文件夹里若有urls.csv(两列:file,url),其中的网址作为相应文件的出处。扫描件和图片需要OCR程序,PDF需要poppler。`,
		Example: "  wence ingest ./notices\n  wence ingest 招生通知.html --region 奉节县\n  wence ingest --dry-run 招生通知.pdf\n  wence ingest --watch ./notices",
		Args: func(cmd *cobra.Command, paths []string) error {
			if o.urls != "" {
				return cobra.NoArgs(cmd, paths)
			}
			return cobra.MinimumNArgs(1)(cmd, paths)
		},
		RunE: func(cmd *cobra.Command, paths []string) error {
			if o.urls != "" {
				o.site.region, o.site.asJSON = o.region, o.asJSON
				return fromList(cmd, o.urls, o.site)
			}
			return o.run(cmd, paths)
		},
	}
	cmd.Flags().StringVar(&o.region, "region", "", "这些文件适用的地区;不填则从文件中读取")
	cmd.Flags().StringVar(&o.attachments, "attachments", "", "网页所链接附件的文件夹,相对路径从网页所在处算起:附件随网页一起收录")
	cmd.Flags().StringVar(&o.urls, "urls", "", "收录一个文本文件里列出的网址,每行一个")
	allowPrivateFlag(cmd, &o.site)
	cmd.Flags().BoolVar(&o.asJSON, "json", false, "以JSON输出报告")
	cmd.Flags().BoolVar(&o.dryRun, "dry-run", false, "只显示从每个文件读到了什么,不存入库中")
	cmd.Flags().BoolVar(&o.watch, "watch", false, "收录之后继续监视,新增或改动的文件随时收录,直到Ctrl-C")
	cmd.Flags().BoolVar(&o.prune, "prune", false, "撤下原文件已从这些路径中删除的文件;文件放回后自动恢复")
	for _, alone := range []string{"dry-run", "watch", "prune", "attachments"} {
		cmd.MarkFlagsMutuallyExclusive("urls", alone)
	}
	cmd.MarkFlagsMutuallyExclusive("dry-run", "watch")
	cmd.MarkFlagsMutuallyExclusive("dry-run", "prune")
	return cmd
}

func (o ingestOptions) run(cmd *cobra.Command, paths []string) (err error) {
	ctx := cmd.Context()
	if debug.SetMemoryLimit(-1) == math.MaxInt64 {
		debug.SetMemoryLimit(memory)
	}
	if o.dryRun {
		return o.preview(cmd, paths)
	}
	level := slog.LevelInfo
	if isTerminal(os.Stderr) {
		level = slog.LevelError // the report names what failed; lines between would break the bar
	}
	a, err := openNew(ctx, os.Stderr, level)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	in := a.ingester()
	in.Attachments = o.attachments
	if in.Region, err = a.region(o.region); err != nil {
		return err
	}
	if o.watch {
		return a.watch(ctx, in, watching{paths: paths, out: cmd.OutOrStdout(), asJSON: o.asJSON, prune: o.prune})
	}
	files, err := a.files(ctx, paths)
	if err != nil {
		return err
	}
	report, err := a.ingest(ctx, in, files, os.Stderr)
	if err == nil {
		err = a.reconcile(ctx, paths, &report, o.prune)
	}
	if writeErr := writeReport(cmd.OutOrStdout(), report, o.asJSON); writeErr != nil {
		return writeErr
	}
	return concluded(report, err)
}

// files lists what is below the paths, without the store itself.
func (a *app) files(ctx context.Context, paths []string) ([]ingest.File, error) {
	files, err := ingest.Files(ctx, paths)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(files, a.isStore), nil
}

// isStore reports the files that the embedded store writes.
func (a *app) isStore(f ingest.File) bool {
	if a.config.Postgres() || !strings.HasPrefix(f.Name, filepath.Base(a.config.Store)) {
		return false
	}
	store, err := filepath.Abs(a.config.Store)
	return err == nil && slices.Contains([]string{store, store + "-wal", store + "-shm", store + "-journal"}, f.Origin)
}

// concluded is the command's error: an ended run says how to go on, a failed file makes the exit status 1.
func concluded(report ingest.Report, err error) error {
	switch {
	case errors.Is(err, context.Canceled):
		done := report.Count(ingest.Stored) + report.Count(ingest.Replaced) + report.Count(ingest.Unchanged)
		return fmt.Errorf("已中断,已收录的%d个文件不会丢失;重新运行同一条命令即可继续", done)
	case err != nil:
		return err
	case report.Count(ingest.Failed) > 0:
		return errReported
	}
	return nil
}

// read runs files into the store, where their words can be searched, and shows on out how far it is.
func (a *app) read(ctx context.Context, in *ingest.Ingester, files []ingest.File, out *os.File) (ingest.Report, error) {
	p := newProgress(out, a.log, reading)
	report, err := in.Ingest(ctx, files, p.file)
	p.end()
	a.log.Info("files read", "stored", report.Count(ingest.Stored), "replaced", report.Count(ingest.Replaced), "unchanged", report.Count(ingest.Unchanged),
		"skipped", report.Count(ingest.Skipped), "failed", report.Count(ingest.Failed), "passages", report.Passages)
	return report, err
}

// ingest runs files into the store, then embeds what lacks a vector, and shows on out how far it is.
func (a *app) ingest(ctx context.Context, in *ingest.Ingester, files []ingest.File, out *os.File) (ingest.Report, error) {
	report, err := a.read(ctx, in, files, out)
	if err != nil {
		return report, err
	}
	return report, a.embed(ctx, in, &report, out)
}

// embed embeds what lacks a vector, and shows on out how far it is. The error is the context's: what fails is logged,
// for the text is stored, can be searched, and the pass may run again later.
func (a *app) embed(ctx context.Context, in *ingest.Ingester, report *ingest.Report, out *os.File) error {
	missing, err := a.unembedded(ctx)
	if err == nil && missing > 0 {
		p := newProgress(out, a.log, embedding)
		report.Vectors, err = in.Embed(ctx, a.embedder, func(done int) { p.at(done, max(done, missing)) })
		p.end()
	}
	if err != nil && ctx.Err() == nil {
		a.log.Error("文本已收录,但向量没有算完;稍后重新运行 wence ingest 即可补上", "error", err)
		return nil
	}
	return err
}

// reconcile adds to a run's report what is gone from the paths, or there again.
func (a *app) reconcile(ctx context.Context, paths []string, report *ingest.Report, prune bool) error {
	records, err := ingest.Reconciler{Shelf: noted{a.store}, Prune: prune}.Reconcile(ctx, paths, *report)
	report.Records = append(report.Records, records...)
	return err
}

// unembedded is how many passages lack a vector of the app's embedder.
func (a *app) unembedded(ctx context.Context) (int, error) {
	s, err := a.store.Status(ctx)
	return s.Passages - s.Vectors[a.embedder.Model()], err
}

// preview shows what is read of the files. The store is not even opened.
func (o ingestOptions) preview(cmd *cobra.Command, paths []string) error {
	a, err := openReader(os.Stderr)
	if err != nil {
		return err
	}
	in := a.ingester()
	in.Attachments = o.attachments
	if in.Region, err = a.region(o.region); err != nil {
		return err
	}
	files, err := a.files(cmd.Context(), paths)
	if err != nil {
		return err
	}
	show := func(rec ingest.Record, e retrieval.Entry) error {
		return writePreview(cmd.OutOrStdout(), rec, e, o.asJSON)
	}
	report, err := in.Preview(cmd.Context(), files, show)
	if !o.asJSON {
		fmt.Fprintf(cmd.OutOrStdout(), "试读:读了%d个,跳过%d个,失败%d个;没有存入库中。\n",
			report.Count(ingest.Previewed), report.Count(ingest.Skipped), report.Count(ingest.Failed))
	}
	return concluded(report, err)
}

// openReader makes an app that can read files and has no store.
func openReader(logs io.Writer) (*app, error) {
	c, err := config.Load()
	if err != nil {
		return nil, err
	}
	places, err := place.Load()
	if err != nil {
		return nil, err
	}
	return &app{config: c, places: places, log: slog.New(slog.NewTextHandler(logs, &slog.HandlerOptions{Level: slog.LevelError}))}, nil
}
