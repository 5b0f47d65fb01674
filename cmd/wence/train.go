package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"wence/chat"
	"wence/chat/eval"
)

// trainCommand fits the weights of sentence choice to cases. It is for developers and stays out of the help.
func trainCommand() *cobra.Command {
	var half bool
	cmd := &cobra.Command{
		Use:     "train STORE=CASES.jsonl...",
		Short:   "用带答案的问题训练选句的权重,输出权重文件",
		Example: "  wence train samples.db=cases.jsonl > chat/weights.tsv",
		Hidden:  true,
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			weights, err := chat.LoadWeights()
			if err != nil {
				return err
			}
			var lessons []eval.Lesson
			for _, arg := range args {
				store, path, ok := strings.Cut(arg, "=")
				if !ok {
					return fmt.Errorf("%q 应写作 库=问题文件", arg)
				}
				more, err := lessonsOf(cmd, store, path, half)
				if err != nil {
					return err
				}
				lessons = append(lessons, more...)
			}
			trained := eval.Train(lessons, weights)
			fmt.Fprintf(os.Stderr, "用%d个问题训练;可答的、有正确句子可选的、选对的:原来%v,现在%v\n",
				len(lessons), eval.Choose(lessons, weights), eval.Choose(lessons, trained))
			_, err = fmt.Fprint(cmd.OutOrStdout(), trained)
			return err
		},
	}
	cmd.Flags().BoolVar(&half, "half", true, "只用一半问题(按编号的散列分),另一半留作检验")
	return cmd
}

func lessonsOf(cmd *cobra.Command, store, path string, half bool) ([]eval.Lesson, error) {
	if err := os.Setenv("WENCE_STORE", store); err != nil {
		return nil, err
	}
	cases, err := readCases(path)
	if err != nil {
		return nil, err
	}
	if half {
		kept := cases[:0]
		for _, c := range cases {
			if !c.HeldOut() {
				kept = append(kept, c)
			}
		}
		cases = kept
	}
	var lessons []eval.Lesson
	err = withApp(cmd.Context(), func(a *app) error {
		lessons, err = eval.Lessons(cmd.Context(), a.service, cases)
		return err
	})
	return lessons, err
}
