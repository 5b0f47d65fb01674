package main

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"wence/chat/chooser"
	"wence/chat/eval"
)

// weightsHead stands over the weights, with the number of lessons.
const weightsHead = "# What the choice of sentences has learned: a linear sum of its signals, and hidden units.\n" +
	"# Made by `wence train` from %d lessons.\n"

// trainCommand fits the weights of the choice to cases. It is for developers and stays out of the help.
func trainCommand() *cobra.Command {
	var folds int
	var dump string
	var dumped []string
	var groups bool
	var answered []string
	cmd := &cobra.Command{
		Use:   "train STORE=CASES.jsonl...",
		Short: "用带答案的问题训练选句的权重,输出权重文件",
		Long: `对每一题列出可能作答的句子和各项信号,拟合选句的权重,写到标准输出;标准错误输出按文件交叉验证的结果:
同一份文件的题目不同时用来拟合和检验。`,
		Example: "  wence train laws.db=laws.jsonl notices.db=cases.jsonl > chat/chooser/weights.tsv\n" +
			"  wence train --from laws.json,notices.json --answered laws.db=laws.jsonl,notices.db=cases.jsonl",
		Hidden: true,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(answered) > 0 && folds < 2 {
				return errors.New("--answered 要分成至少两份,请加上 --folds 2 或更多")
			}
			if groups {
				return writeGroups(cmd, args)
			}
			lessons, err := readLessons(dumped)
			if err != nil {
				return err
			}
			for _, arg := range args {
				more, err := lessonsOf(cmd, arg)
				if err != nil {
					return err
				}
				fmt.Fprintf(os.Stderr, "%s:%d题\n", arg, len(more))
				lessons = append(lessons, more...)
			}
			if dump != "" {
				return writeLessons(dump, lessons)
			}
			if len(answered) > 0 {
				return answerApart(cmd, lessons, answered, folds)
			}
			if folds > 0 {
				report(chooser.CrossValidate(lessons, folds))
			}
			fmt.Fprintf(cmd.OutOrStdout(), weightsHead+"%s", len(lessons), chooser.Fit(lessons))
			return nil
		},
	}
	cmd.Flags().StringSliceVar(&dumped, "from", nil, "另用这些由 --dump 写下的信号,不再重算")
	cmd.Flags().StringVar(&dump, "dump", "", "不拟合,而是把各题的信号写进一个JSON文件,留给 --from")
	cmd.Flags().StringSliceVar(&answered, "answered", nil, "不输出权重,而是交叉验证整个回答:这些 库=问题文件 的题,每题用没有学过它那份文件的权重来答")
	cmd.Flags().BoolVar(&groups, "groups", false, "不拟合,而是输出为每一题读的段落,供 chat/reader/train 训练读者模型")
	cmd.Flags().IntVar(&folds, "folds", 5, "交叉验证分成几份,0为不验证")
	return cmd
}

// writeGroups writes what is read for the cases of the arguments.
func writeGroups(cmd *cobra.Command, args []string) error {
	for _, arg := range args {
		err := withCases(cmd, arg, func(a *app, cases []eval.Case) error {
			return eval.WriteGroups(cmd.Context(), cmd.OutOrStdout(), a.service, cases)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// withCases calls do with the store and the cases of one argument, STORE=CASES.
func withCases(cmd *cobra.Command, arg string, do func(*app, []eval.Case) error) error {
	store, path, ok := strings.Cut(arg, "=")
	if !ok {
		return fmt.Errorf("%q 应写作 库=问题文件", arg)
	}
	if err := os.Setenv("WENCE_STORE", store); err != nil {
		return err
	}
	cases, err := readCases(path)
	if err != nil {
		return err
	}
	return withApp(cmd.Context(), func(a *app) error { return do(a, cases) })
}

// report writes what could be had of the outcomes: right answers against declined questions at some shares of the latter.
func report(outcomes []chooser.Outcome) {
	answerable, forced := 0, 0
	var no []float64
	for _, o := range outcomes {
		if !slices.Contains(o.Right, true) {
			no = append(no, o.Chance)
			continue
		}
		answerable++
		if o.Right[o.Best] {
			forced++
		}
	}
	slices.Sort(no)
	fmt.Fprintf(os.Stderr, "依据在候选中的%d题,选对%d;其余%d题\n", answerable, forced, len(no))
	for _, share := range []float64{0.8, 0.85, 0.88, 0.9, 0.93, 0.95} {
		bar := no[min(len(no)-1, int(share*float64(len(no))))]
		right, wrong := 0, 0
		for _, o := range outcomes {
			switch {
			case o.Best < 0 || o.Chance <= bar:
			case o.Right[o.Best]:
				right++
			default:
				wrong++
			}
		}
		fmt.Fprintf(os.Stderr, "拒答%.0f%%:门槛%.2f,答对%d,答错%d,占全部%.1f%%\n", 100*share, bar, right, wrong, 100*float64(wrong)/float64(len(outcomes)))
	}
	for _, from := range []float64{0.5, 0.7, 0.9} {
		right, all := 0, 0
		for _, o := range outcomes {
			if o.Best >= 0 && o.Chance >= from {
				if all++; o.Right[o.Best] {
					right++
				}
			}
		}
		fmt.Fprintf(os.Stderr, "把握%.1f以上的%d个,对%d个\n", from, all, right)
	}
}
