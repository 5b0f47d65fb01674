package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"wence/cmd/internal/config"
	"wence/retrieval/embedded"
	"wence/retrieval/pg"
)

func migrateCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "migrate",
		Short:   "建立空库,或把库的结构升到这一版(打开旧的库时也会自动做)",
		Example: "  WENCE_STORE=postgres://wence@127.0.0.1/wence wence migrate",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			c, err := config.Load()
			if err != nil {
				return err
			}
			if err := migrate(cmd.Context(), c); err != nil {
				return err
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "库的结构已是最新:%s\n", c.StoreName())
			return err
		},
	}
}

// migrate makes the store where there is none, and brings it to the newest schema.
func migrate(ctx context.Context, c config.Config) error {
	if c.Postgres() {
		return pg.Migrate(ctx, c.Store)
	}
	s, err := embedded.Open(ctx, c.Store, embedded.Options{})
	if err != nil {
		return err
	}
	return s.Close()
}
