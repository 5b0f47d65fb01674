package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"wence/retrieval"
)

func noticesCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "notices",
		Short:   "列出库里的文件",
		Example: "  wence notices\n  wence notices show 1a2b3c4d5e6f",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return withApp(cmd.Context(), func(a *app) error {
				list, err := allNotices(cmd.Context(), a.store)
				if err != nil {
					return err
				}
				if asJSON {
					return json.NewEncoder(cmd.OutOrStdout()).Encode(list)
				}
				return writeNotices(cmd.OutOrStdout(), list)
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "以JSON输出")
	cmd.AddCommand(showCommand(), withdrawCommand(), restoreCommand())
	return cmd
}

func allNotices(ctx context.Context, store retrieval.Store) ([]retrieval.Notice, error) {
	var all []retrieval.Notice
	for cursor := ""; ; {
		list, next, err := store.AllNotices(ctx, 100, cursor)
		if err != nil {
			return nil, err
		}
		all = append(all, list...)
		if next == "" {
			return all, nil
		}
		cursor = next
	}
}

func writeNotices(w io.Writer, list []retrieval.Notice) error {
	if len(list) == 0 {
		_, err := fmt.Fprintln(w, "库里还没有文件。用 wence ingest 文件夹 收录,或用 wence demo 试用样例。")
		return err
	}
	today := retrieval.DateOf(time.Now())
	t := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
	for _, n := range list {
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t%s\n", n.ID, n.Published, n.Region.Name, standing(n, today), n.Number, n.DisplayTitle())
	}
	return t.Flush()
}

// standing is the state of a notice on a day, or that it is withdrawn.
func standing(n retrieval.Notice, day retrieval.Date) string {
	if n.Withdrawn != "" {
		return "已撤下"
	}
	return stateName[n.ValidityAt(day).State]
}

func showCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "show ID",
		Short:   "显示从一份文件中读到了什么",
		Example: "  wence notices show 1a2b3c4d5e6f",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return withApp(cmd.Context(), func(a *app) error {
				n, err := a.store.Notice(cmd.Context(), args[0])
				if err != nil {
					return unknownNotice(err, args[0])
				}
				return writeNotice(cmd.OutOrStdout(), n)
			})
		},
	}
}

func withdrawCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "withdraw ID",
		Short:   "撤下一份文件:不再用它回答,重新收录也不恢复",
		Example: "  wence notices withdraw 1a2b3c4d5e6f",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return withApp(cmd.Context(), func(a *app) error {
				return unknownNotice(noted{a.store}.Withdraw(cmd.Context(), args[0], retrieval.DateOf(time.Now())), args[0])
			})
		},
	}
}

func restoreCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "restore ID",
		Short:   "恢复一份撤下的文件",
		Example: "  wence notices restore 1a2b3c4d5e6f",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return withApp(cmd.Context(), func(a *app) error {
				return unknownNotice(noted{a.store}.Restore(cmd.Context(), args[0]), args[0])
			})
		},
	}
}

// unknownNotice says to the person which notice is not there.
func unknownNotice(err error, id string) error {
	if errors.Is(err, retrieval.ErrNotFound) {
		return fmt.Errorf("库里没有编号为%s的文件,用 wence notices 查看全部", id)
	}
	return err
}

// writeNotice prints what was understood of a notice, so that a clerk can check it.
func writeNotice(w io.Writer, n retrieval.Notice) error {
	if err := writeUnderstood(w, n); err != nil {
		return err
	}
	_, err := fmt.Fprintln(w, "\n"+n.Text)
	return err
}

// writeUnderstood prints what a notice says of itself, and its outline.
func writeUnderstood(w io.Writer, n retrieval.Notice) error {
	v := n.ValidityAt(retrieval.DateOf(time.Now()))
	for _, row := range [][2]string{
		{"标题", n.Title}, {"发文字号", n.Number}, {"索引号", n.IndexNumber}, {"发布机构", n.Issuer}, {"主题分类", n.Topic},
		{"适用地区", strings.Join(n.Region.Path, "/")}, {"成文日期", string(n.Issued)}, {"发布日期", string(n.Published)},
		{"施行日期", string(n.Effective)}, {"失效日期", string(n.Expires)},
		{"期限", strings.Trim(string(n.Horizon.From)+"—"+string(n.Horizon.Until), "—")},
		{"效力", stateName[v.State] + " " + v.Note}, {"网址", n.URL}, {"来源文件", n.Origin},
	} {
		fmt.Fprintf(w, "%s:%s\n", row[0], row[1])
	}
	if n.Withdrawn != "" {
		fmt.Fprintf(w, "已撤下:%s\n", n.Withdrawn)
	}
	for _, r := range n.Replaces {
		fmt.Fprintf(w, "替代:%s %s\n", r.Title, r.Number)
	}
	for _, note := range n.Notes {
		fmt.Fprintln(w, "注意:"+note)
	}
	fmt.Fprintln(w, "\n提纲:")
	for _, h := range n.Outline {
		if _, err := fmt.Fprintf(w, "%s%s%s\n", strings.Repeat("  ", h.Level), h.Label, h.Title); err != nil {
			return err
		}
	}
	return nil
}
