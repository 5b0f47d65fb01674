package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"wence/retrieval/export"
)

func exportCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "export FILE",
		Short:   "把库里的文件连同数据和更正写成JSON行",
		Long:    "把每份文件的正文、段落、数据、原件、更正和撤下写成一行JSON,可以收进另一种库,也可供别的程序读。不含向量和提问记录;整库备份用 wence backup。",
		Example: "  wence export notices.jsonl",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return withApp(cmd.Context(), func(a *app) error {
				part := args[0] + ".part"
				f, err := create(args[0], part)
				if err != nil {
					return err
				}
				defer os.Remove(part)
				n, err := export.Write(cmd.Context(), a.store, f)
				if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
					return err
				}
				if err := os.Rename(part, args[0]); err != nil {
					return err
				}
				_, err = fmt.Fprintf(cmd.OutOrStdout(), "已写出%d份文件。\n", n)
				return err
			})
		},
	}
}

func importCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "import FILE",
		Short:   "收进 wence export 写出的文件,并补算向量",
		Example: "  WENCE_STORE=postgres://wence@127.0.0.1/wence wence import notices.jsonl",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			f, err := os.Open(args[0])
			if err != nil {
				return fmt.Errorf("打不开 %s,请核对路径和权限: %w", args[0], err)
			}
			defer f.Close()
			return withNewApp(cmd.Context(), func(a *app) error {
				n, err := export.Read(cmd.Context(), f, a.store)
				if err != nil {
					return fmt.Errorf("已收进%d份,其后出错;更正后重新运行即可: %w", n, err)
				}
				fmt.Fprintf(cmd.OutOrStdout(), "已收进%d份文件。\n", n)
				_, err = a.ingest(cmd.Context(), a.ingester(), nil, os.Stderr) // for the vectors
				return err
			})
		},
	}
}
