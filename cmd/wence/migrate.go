package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"wence/cmd/internal/config"
	"wence/retrieval/pg"
)

func migrateCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "migrate",
		Short:   "把PostgreSQL库的表结构升到这一版(serve和ingest启动时也会自动做)",
		Example: "  WENCE_STORE=postgres://wence@127.0.0.1/wence wence migrate",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			c, err := config.Load()
			if err != nil {
				return err
			}
			if !c.Postgres() {
				return errors.New("WENCE_STORE 不是 postgres://… 的地址;单文件库在打开时自动升级,无需此命令")
			}
			if err := pg.Migrate(cmd.Context(), c.Store); err != nil {
				return err
			}
			_, err = fmt.Fprintln(cmd.OutOrStdout(), "表结构已是最新。")
			return err
		},
	}
}
