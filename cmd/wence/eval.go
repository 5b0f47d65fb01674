package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"wence/chat/eval"
)

func evalCommand() *cobra.Command {
	var asJSON, search bool
	var page string
	cmd := &cobra.Command{
		Use:   "eval CASES.jsonl",
		Short: "用一组问题检验回答的质量",
		Long: `逐条提问并判分。可答问题的答对率与不可答问题的拒答率总是一起给出:单看其中一个都容易做高。
每行一题,是一个JSON对象:

  {"id":"a1","question":"班主任津贴是多少?","region":"鹤汀县","answerable":true,
   "notices":["hexi.html"],"must":[["450元"]],"evidence":["班主任津贴标准为每人每月450元"]}

must 的每一组里有一个说法出现在回答中、引用的文件(notices 写文件名)和原文(evidence)都对,才算答对。
answerable 为 false 的题,不作答才算对。还可以写 forbid(回答里不应出现的说法)、or_declined(不作答也算对)、
history(先前的对话)、as_of(按哪一天)、class、kind、style(分类统计)。有题没有通过时退出码为 1。

--search 不作答,只看检索:可答的题里,依据(evidence)出现在前1、5、20段的有多少,旁边是只用BM25的同一数字。`,
		Example: "  wence eval cases.jsonl\n  wence eval cases.jsonl --report report.html\n  wence eval cases.jsonl --search",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			cases, err := readCases(args[0])
			if err != nil {
				return err
			}
			return withApp(cmd.Context(), func(a *app) error {
				if search {
					report, err := eval.RunSearch(cmd.Context(), a.service, a.store, cases)
					if err != nil {
						return err
					}
					if asJSON {
						return report.WriteJSON(cmd.OutOrStdout())
					}
					return report.WriteText(cmd.OutOrStdout())
				}
				report, err := eval.Run(cmd.Context(), a.service, a.store, cases)
				if err != nil {
					return err
				}
				if err := writePage(page, report); err != nil {
					return err
				}
				write := report.WriteText
				if asJSON {
					write = report.WriteJSON
				}
				if err := write(cmd.OutOrStdout()); err != nil {
					return err
				}
				if n := report.Failed(); n > 0 {
					return fmt.Errorf("%d题没有通过: %w", n, errReported)
				}
				return nil
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "以JSON输出,含每题的回答")
	cmd.Flags().BoolVar(&search, "search", false, "只检验检索:依据在前几段里")
	cmd.Flags().StringVar(&page, "report", "", "另写一份带图的网页报告")
	return cmd
}

// writePage writes the report as a page to a file, to none when the path is "".
func writePage(path string, report eval.Report) error {
	if path == "" {
		return nil
	}
	f, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	return errors.Join(report.WriteHTML(f), f.Close())
}

// readCases reads a file of cases.
func readCases(path string) ([]eval.Case, error) {
	f, err := os.Open(path)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("没有这个文件:%s。格式见 wence eval --help", path)
		}
		return nil, fmt.Errorf("open cases: %w", err)
	}
	defer f.Close()
	return eval.Read(f)
}
