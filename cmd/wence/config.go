package main

import (
	"fmt"
	"log/slog"

	"github.com/spf13/cobra"

	"wence/cmd/internal/config"
)

func configCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "config",
		Short:   "检查配置并列出已设置的项,密钥不显示",
		Long:    "检查环境变量和配置文件(WENCE_CONFIG 所指,或当前目录的 wence.env,每行一个 名称=值),列出已设置的项。环境变量优先于文件。",
		Example: "  wence config",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			c, err := config.Load()
			if err != nil {
				return err
			}
			if _, err := loadPrompts(c); err != nil {
				return err
			}
			s, err := config.Show()
			if err != nil {
				return err
			}
			out := cmd.OutOrStdout()
			for _, set := range s.Set {
				fmt.Fprintf(out, "%s=%s\n", set.Name, set.Value)
			}
			for _, name := range s.Unknown {
				fmt.Fprintf(out, "注意:没有 %s 这一项,请核对拼写\n", name)
			}
			_, err = fmt.Fprintln(out, "配置没有问题。")
			return err
		},
	}
}

// tellSettings writes once what the service runs with.
func tellSettings(log *slog.Logger) error {
	s, err := config.Show()
	if err != nil {
		return err
	}
	attrs := make([]any, 0, len(s.Set)+1)
	attrs = append(attrs, slog.String("version", built().Version))
	for _, set := range s.Set {
		attrs = append(attrs, slog.String(set.Name, set.Value))
	}
	log.Info("settings", attrs...)
	for _, name := range s.Unknown {
		log.Warn("没有这一项配置,请核对拼写", "name", name)
	}
	return nil
}
