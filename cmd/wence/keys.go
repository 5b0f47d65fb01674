package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"wence/chat/web/key"
	"wence/retrieval"
)

func keysCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "keys",
		Short: "程序调用接口的密钥:新建、列出、作废",
		Long: "给机器人和其他程序发放密钥。没有发过密钥时,/v1 对所有人开放;发过一个以后,/v1 只接受有效的密钥。\n" +
			"用途:ask(/api/v1)、openai(/v1)、bot(两者,供很多人共用的机器人)、admin(上传文件)。",
		Example: "  wence keys create 家长群机器人 --scope openai\n  wence keys list\n  wence keys revoke 3f7k2m9q",
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(createKeyCommand(), listKeysCommand(), revokeKeyCommand())
	return cmd
}

func createKeyCommand() *cobra.Command {
	var wish key.Wish
	cmd := &cobra.Command{
		Use:     "create NAME",
		Short:   "新建一个密钥,只显示这一次",
		Example: "  wence keys create 家长群机器人 --scope openai --per-minute 120",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			wish.Name = args[0]
			k, token, err := key.New(wish, time.Now())
			if err != nil {
				return err
			}
			return withApp(cmd.Context(), func(a *app) error {
				if err := a.store.PutKey(cmd.Context(), k); err != nil {
					return err
				}
				fmt.Fprintln(cmd.ErrOrStderr(), "请立即存好下面的密钥,以后不再显示:")
				_, err := fmt.Fprintln(cmd.OutOrStdout(), token)
				return err
			})
		},
	}
	cmd.Flags().StringSliceVar(&wish.Scopes, "scope", []string{key.OpenAI}, "用途:"+strings.Join(key.Scopes(), "、")+",几个之间用逗号")
	cmd.Flags().IntVar(&wish.PerMinute, "per-minute", 0, "每分钟最多几次,0表示按服务的设置")
	return cmd
}

func listKeysCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "list",
		Short:   "列出密钥",
		Example: "  wence keys list",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return withApp(cmd.Context(), func(a *app) error {
				keys, err := a.store.Keys(cmd.Context())
				if err != nil {
					return err
				}
				if asJSON {
					return writeKeyLines(cmd.OutOrStdout(), keys)
				}
				return writeKeys(cmd.OutOrStdout(), keys)
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "以JSON输出,每行一个")
	return cmd
}

func revokeKeyCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "revoke ID",
		Short:   "作废一个密钥,立即生效",
		Example: "  wence keys revoke 3f7k2m9q",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return withApp(cmd.Context(), func(a *app) error {
				err := a.store.RevokeKey(cmd.Context(), args[0], time.Now())
				if errors.Is(err, retrieval.ErrNotFound) {
					return fmt.Errorf("没有编号为%s的密钥,用 wence keys list 查看全部", args[0])
				}
				return err
			})
		},
	}
}

// writeKeys prints a table of keys.
func writeKeys(w io.Writer, keys []retrieval.Key) error {
	if len(keys) == 0 {
		_, err := fmt.Fprintln(w, "还没有密钥,/v1 对所有人开放。用 wence keys create 新建。")
		return err
	}
	t := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
	fmt.Fprintln(t, "编号\t给谁用\t用途\t每分钟\t建立\t最近使用\t状态")
	for _, k := range keys {
		limit, state := "按服务设置", "有效"
		if k.PerMinute > 0 {
			limit = fmt.Sprint(k.PerMinute)
		}
		if !k.Revoked.IsZero() {
			state = "已作废"
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", k.ID, k.Name, strings.Join(k.Scopes, ","), limit, clock(k.Created), clock(k.Used), state)
	}
	return t.Flush()
}

// clock says a time by the minute, "从未" for none.
func clock(at time.Time) string {
	if at.IsZero() {
		return "从未"
	}
	return at.Local().Format("2006-01-02 15:04")
}

// writeKeyLines prints a line of JSON for each key. Its digest is not shown.
func writeKeyLines(w io.Writer, keys []retrieval.Key) error {
	out := json.NewEncoder(w)
	for _, k := range keys {
		err := out.Encode(struct {
			ID        string    `json:"id"`
			Name      string    `json:"name"`
			Scopes    []string  `json:"scopes"`
			PerMinute int       `json:"per_minute"`
			Created   time.Time `json:"created"`
			Used      time.Time `json:"used,omitzero"`
			Revoked   time.Time `json:"revoked,omitzero"`
		}{k.ID, k.Name, k.Scopes, k.PerMinute, k.Created, k.Used, k.Revoked})
		if err != nil {
			return err
		}
	}
	return nil
}
