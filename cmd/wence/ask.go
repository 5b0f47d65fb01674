package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"wence/chat"
	"wence/retrieval"
)

func askCommand() *cobra.Command {
	var region, asOf string
	var asJSON, explain bool
	cmd := &cobra.Command{
		Use:     "ask QUESTION",
		Short:   "问一个问题",
		Example: "  wence ask \"评上骨干教师要干满几年才能调走?\" --region 奉节县\n  wence ask \"班主任津贴是多少?\" --json",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return withApp(cmd.Context(), func(a *app) error {
				q := chat.Question{Text: args[0], Region: region, AsOf: retrieval.Date(asOf)}
				if explain {
					if err := explainSearch(cmd, a, q); err != nil {
						return forPerson(err)
					}
				}
				answer, err := a.service.Answer(cmd.Context(), q, nil)
				if err != nil {
					return forPerson(err)
				}
				if asJSON {
					enc := json.NewEncoder(cmd.OutOrStdout())
					enc.SetIndent("", "  ")
					enc.SetEscapeHTML(false)
					return enc.Encode(answer)
				}
				return writeAnswer(cmd.OutOrStdout(), answer)
			})
		},
	}
	cmd.Flags().StringVar(&region, "region", "", "在哪个地区问")
	cmd.Flags().StringVar(&asOf, "as-of", "", "按哪一天的效力回答(YYYY-MM-DD),默认今天")
	cmd.Flags().BoolVar(&asJSON, "json", false, "以JSON输出,与HTTP接口相同")
	cmd.Flags().BoolVar(&explain, "explain", false, "先列出找到的段落和得分的由来")
	return cmd
}

// forPerson words an error about a field for the command line.
func forPerson(err error) error {
	var field *chat.FieldError
	if errors.As(err, &field) {
		return errors.New(field.Detail)
	}
	return err
}

// writeAnswer prints an answer with its notes and sources.
func writeAnswer(w io.Writer, a chat.Answer) error {
	fmt.Fprintln(w, a.Text)
	for _, note := range a.Notes {
		fmt.Fprintln(w, "注意:"+note)
	}
	for _, c := range a.Citations {
		writeCitation(w, fmt.Sprintf("[%d]", c.N), c)
	}
	for _, c := range a.Related {
		writeCitation(w, "·", c)
	}
	_, err := fmt.Fprintf(w, "\n(%s,用时%d毫秒。%s)\n", statusName[a.Status], a.Timing["total"], a.Label.Text)
	return err
}

// writeCitation prints a citation behind its mark.
func writeCitation(w io.Writer, mark string, c chat.Citation) {
	fmt.Fprintf(w, "\n%s 《%s》", mark, c.Notice.Title)
	for _, part := range []string{c.Notice.Number, c.Notice.Region, string(c.Notice.Published), c.Locator, stateName[c.Notice.Validity.State]} {
		if part != "" {
			fmt.Fprint(w, " · "+part)
		}
	}
	fmt.Fprintf(w, "\n    “%s”\n", c.Quote)
}

var statusName = map[chat.Status]string{
	chat.Answered: "已回答", chat.Partial: "部分回答", chat.Clarify: "请补充地区", chat.Declined: "文件未载明", chat.Blocked: "不予受理",
}

var stateName = map[retrieval.State]string{
	retrieval.InForce: "现行有效", retrieval.Ended: "已届满", retrieval.Repealed: "已废止", retrieval.Replaced: "已被替代",
	retrieval.NotYet: "尚未施行", retrieval.Unknown: "效力待核",
}

// explainSearch prints the passages that a question finds, each with the parts of its score.
func explainSearch(cmd *cobra.Command, a *app, q chat.Question) error {
	const shown = 10
	hits, err := a.service.Search(cmd.Context(), q, shown)
	if err != nil {
		return err
	}
	out := cmd.OutOrStdout()
	for i, h := range hits {
		fmt.Fprintf(out, "%2d  %.3f ", i+1, h.Score)
		for _, p := range h.Parts {
			fmt.Fprintf(out, " %s %+.3f", p.Name, p.Value)
		}
		fmt.Fprintf(out, "  《%s》 %s\n    %s\n", h.Notice.DisplayTitle(), h.Passage.Locator, firstRunes(h.Passage.Reading(), 80))
	}
	fmt.Fprintln(out)
	return nil
}

// firstRunes is a text cut after n characters.
func firstRunes(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i] + "…"
		}
		n--
	}
	return s
}
