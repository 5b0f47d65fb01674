package main

import (
	"context"
	"errors"
	"log/slog"
	"os"

	"github.com/spf13/cobra"

	"wence/ingest"
	"wence/ingest/collect"
)

// collectOptions are the flags of `wence collect`.
type collectOptions struct {
	region, under         string
	pages, limit          int
	asJSON, allowsPrivate bool
}

func collectCommand() *cobra.Command {
	var o collectOptions
	cmd := &cobra.Command{
		Use:   "collect URL...",
		Short: "从教育局网站的栏目列表页或网站地图收录通知",
		Long: `打开列表页(自动翻页)或网站地图(sitemap),把其中链接的通知逐个收进库里;再次运行时只取新的和改过的。只访问网址所在的网站,
遵守其robots.txt,每秒最多访问一次。网页连续两次查看都已不存在的,自动撤下;又能打开的,自动恢复。随时可按Ctrl-C中断,已收录的不会丢失,
重新运行即可继续。可放进计划任务(cron)每天运行。`,
		Example: "  wence collect https://jyj.example.gov.cn/zwgk/tzgg/\n  wence collect https://jyj.example.gov.cn/sitemap.xml --under /zwgk/ --region 奉节县",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, starts []string) error {
			return collecting(cmd, o, func(ctx context.Context, c *collect.Collector, shown func(ingest.Progress)) (ingest.Report, error) {
				var all ingest.Report
				var failed error
				for _, start := range starts {
					report, err := c.Site(ctx, start, shown)
					all.Records = append(all.Records, report.Records...)
					all.Passages += report.Passages
					if ctx.Err() != nil {
						return all, err
					}
					failed = errors.Join(failed, err) // the other sites are no worse for it
				}
				return all, failed
			})
		},
	}
	cmd.Flags().StringVar(&o.region, "region", "", "这些通知适用的地区;不填则从网页中读取")
	cmd.Flags().StringVar(&o.under, "under", "", "只收录网址路径以此开头的网页,如 /zwgk/")
	cmd.Flags().IntVar(&o.pages, "pages", 20, "最多翻看多少个列表页")
	cmd.Flags().IntVar(&o.limit, "limit", 5000, "一次最多收录多少个网页")
	cmd.Flags().BoolVar(&o.asJSON, "json", false, "以JSON输出报告")
	allowPrivateFlag(cmd, &o)
	return cmd
}

func allowPrivateFlag(cmd *cobra.Command, o *collectOptions) {
	cmd.Flags().BoolVar(&o.allowsPrivate, "allow-private", false, "允许访问内网和本机的网址")
}

// A gathering is one run of a collector.
type gathering func(ctx context.Context, c *collect.Collector, shown func(ingest.Progress)) (ingest.Report, error)

// collecting runs a collector into the store, embeds what lacks a vector, and reports.
func collecting(cmd *cobra.Command, o collectOptions, gather gathering) (err error) {
	ctx := cmd.Context()
	level := slog.LevelInfo
	if isTerminal(os.Stderr) {
		level = slog.LevelError
	}
	a, err := openNew(ctx, os.Stderr, level)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	in := a.ingester()
	if in.Region, err = a.region(o.region); err != nil {
		return err
	}
	c := collect.New(collect.Options{
		Shelf: noted{a.store}, Ingester: in, Log: a.log, AllowPrivate: o.allowsPrivate, Under: o.under, Pages: o.pages, Limit: o.limit,
	})
	p := newProgress(os.Stderr, a.log, fetching)
	report, err := gather(ctx, c, p.file)
	p.end()
	if ctx.Err() == nil {
		err = errors.Join(err, a.embed(ctx, in, &report, os.Stderr))
	}
	if writeErr := writeReport(cmd.OutOrStdout(), report, o.asJSON); writeErr != nil {
		return writeErr
	}
	return concluded(report, err)
}

// fromList collects what stands at the addresses in a file.
func fromList(cmd *cobra.Command, path string, o collectOptions) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	addresses, err := collect.List(data)
	if err != nil {
		return err
	}
	return collecting(cmd, o, func(ctx context.Context, c *collect.Collector, shown func(ingest.Progress)) (ingest.Report, error) {
		return c.Addresses(ctx, addresses, shown)
	})
}
