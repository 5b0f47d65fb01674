package main

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"wence/chat"
	"wence/chat/web"
	"wence/retrieval"
)

// factFlags are the flags of wence facts.
type factFlags struct {
	kind, region, text, asOf string
	csv, json                bool
}

func factsCommand() *cobra.Command {
	var flags factFlags
	cmd := &cobra.Command{
		Use:     "facts",
		Short:   "列出文件里的补贴、名额、时限、要求和目标",
		Long:    "列出从文件里读出的政策数据,每条一行:类别、对象、数值、条件、地区、文件和段落。--csv 输出表格,可用电子表格打开。",
		Example: "  wence facts --kind 补贴 --region 奉节县\n  wence facts --q 班主任 --csv > facts.csv",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return withApp(cmd.Context(), func(a *app) error { return a.facts(cmd, flags) })
		},
	}
	cmd.Flags().StringVar(&flags.kind, "kind", "", "类别:补贴(subsidy)、名额(quota)、时限(deadline)、要求(requirement)、目标(target)")
	cmd.Flags().StringVar(&flags.region, "region", "", "地区,含适用于该地区的上级文件")
	cmd.Flags().StringVar(&flags.text, "q", "", "关键词,空格分开的词都要有")
	cmd.Flags().StringVar(&flags.asOf, "as-of", "", "只列这一天有效的,写作YYYY-MM-DD")
	cmd.Flags().BoolVar(&flags.csv, "csv", false, "以CSV输出")
	cmd.Flags().BoolVar(&flags.json, "json", false, "以JSON输出,每行一条")
	cmd.MarkFlagsMutuallyExclusive("csv", "json")
	return cmd
}

// facts lists what the flags ask for.
func (a *app) facts(cmd *cobra.Command, flags factFlags) error {
	q, err := a.factQuery(cmd, flags)
	if err != nil {
		return err
	}
	day := q.AsOf
	if day == "" {
		day = retrieval.DateOf(time.Now())
	}
	var all []retrieval.Fact
	for {
		list, next, err := a.store.Facts(cmd.Context(), q)
		if err != nil {
			return err
		}
		all = append(all, list...)
		if next == "" {
			break
		}
		q.Cursor = next
	}
	out := cmd.OutOrStdout()
	switch {
	case flags.csv:
		return web.WriteFacts(out, all, day)
	case flags.json:
		return web.WriteFactLines(out, all, day)
	}
	return writeFactTable(out, all, day)
}

// factQuery reads the flags.
func (a *app) factQuery(cmd *cobra.Command, flags factFlags) (retrieval.FactQuery, error) {
	q := retrieval.FactQuery{Text: flags.text, Limit: 500}
	var err error
	if q.Kind, err = factKind(flags.kind); err != nil {
		return q, err
	}
	if flags.asOf != "" {
		if q.AsOf, err = retrieval.ParseDate(flags.asOf); err != nil {
			return q, fmt.Errorf("--as-of 应写作YYYY-MM-DD,如2024-09-01")
		}
	}
	q.Regions, err = a.service.RegionsAt(cmd.Context(), flags.region)
	var field *chat.FieldError
	if errors.As(err, &field) {
		return q, fmt.Errorf("--region %s:%s", flags.region, field.Detail)
	}
	return q, err
}

// factKind reads a kind by its Chinese or its English name; "" is every kind.
func factKind(name string) (retrieval.FactKind, error) {
	if name == "" {
		return "", nil
	}
	var known []string
	for _, k := range retrieval.FactKinds() {
		if name == string(k) || name == web.KindWord(k) {
			return k, nil
		}
		known = append(known, web.KindWord(k))
	}
	return "", fmt.Errorf("--kind %s:没有这个类别,可选%s", name, strings.Join(known, "、"))
}

func writeFactTable(w io.Writer, all []retrieval.Fact, day retrieval.Date) error {
	if len(all) == 0 {
		_, err := fmt.Fprintln(w, "没有符合条件的数据。")
		return err
	}
	t := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
	for _, f := range all {
		who := f.Who
		if f.Condition != "" {
			who += "(" + f.Condition + ")"
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t%s#p%d\n", web.KindWord(f.Kind), f.Figure, who, f.Notice.Region.Name,
			stateName[f.Notice.ValidityAt(day).State], f.Notice.ID, f.Seq)
	}
	return t.Flush()
}
