package main

import (
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"wence/retrieval"
)

func forgetCommand() *cobra.Command {
	var f retrieval.Forgetting
	var day string
	cmd := &cobra.Command{
		Use:   "forget",
		Short: "删除记下的提问:按文字、按回答编号、按日期",
		Long: "从提问记录、保留的回答和机器人的会话里删除。给出几个条件时,删除同时符合的。数据文件里不再留有原文;\n" +
			"备份和 PostgreSQL 自己的日志(WAL)不在其内,请按各自的期限处理。",
		Example: "  wence forget --text 李雷\n  wence forget --id 0198f2c4-6d1e-7a10-9c1c-2f60c8f0a001\n  wence forget --day 2026-11-20",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if day != "" {
				at, err := time.ParseInLocation(time.DateOnly, day, time.Local)
				if err != nil {
					return fmt.Errorf("--day %s:日期应写作YYYY-MM-DD,如2026-11-20", day)
				}
				f.Since, f.Until = at, at.AddDate(0, 0, 1)
			}
			if f.IsZero() {
				return errors.New("请给出要删除什么:--text、--id 或 --day")
			}
			return withApp(cmd.Context(), func(a *app) error {
				n, err := noted{a.store}.Erase(cmd.Context(), f)
				if err != nil {
					return err
				}
				_, err = fmt.Fprintf(cmd.OutOrStdout(), "已删除%d条\n", n)
				return err
			})
		},
	}
	cmd.Flags().StringVar(&f.Text, "text", "", "提问、评价或会话里的文字")
	cmd.Flags().StringVar(&f.ID, "id", "", "回答的编号")
	cmd.Flags().StringVar(&day, "day", "", "哪一天的,YYYY-MM-DD")
	return cmd
}
