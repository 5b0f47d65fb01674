package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"wence/chat/eval"
	"wence/retrieval/fusion"
)

// fuseCommand trains the weights of the search's signals. It is for developers and stays out of the help.
func fuseCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "fuse STORE=CASES.jsonl...",
		Short: "用带依据的问题训练检索各信号的权重,输出权重文件",
		Long: `对每个问题,候选段落里有依据的应当排在前面。各组问题权重相同,不论题数;按文件分五份交叉检验,结果写到标准错误:
未参加训练的那一份里,依据在前1、5、20段的百分数。`,
		Example: "  wence fuse laws.db=laws.jsonl notices.db=notices.jsonl > retrieval/weights.tsv",
		Hidden:  true,
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			var lessons []fusion.Lesson
			for _, arg := range args {
				store, path, ok := strings.Cut(arg, "=")
				if !ok {
					return fmt.Errorf("%q 应写作 库=问题文件", arg)
				}
				more, err := fuseLessons(cmd, store, path)
				if err != nil {
					return err
				}
				lessons = append(lessons, more...)
			}
			depths := []int{1, 5, 20}
			for set, found := range fusion.CrossValidate(lessons, fusion.Options{}, depths) {
				fmt.Fprintf(os.Stderr, "%s\t%.1f\t%.1f\t%.1f\n", set, found[0], found[1], found[2])
			}
			_, err := fmt.Fprint(cmd.OutOrStdout(), fusion.Train(lessons, fusion.Options{}))
			return err
		},
	}
}

// fuseLessons reads the cases of one store. Its set is called by the store's file.
func fuseLessons(cmd *cobra.Command, store, path string) ([]fusion.Lesson, error) {
	if err := os.Setenv("WENCE_STORE", store); err != nil {
		return nil, err
	}
	cases, err := readCases(path)
	if err != nil {
		return nil, err
	}
	var lessons []fusion.Lesson
	err = withApp(cmd.Context(), func(a *app) error {
		lessons, err = eval.FusionLessons(cmd.Context(), a.service, filepath.Base(store), cases)
		return err
	})
	return lessons, err
}
