package main

import (
	"fmt"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"wence/chat/chooser"
	"wence/chat/eval"
	"wence/retrieval/encoder"
)

// answerApart cross-validates answers: the cases of args, each a STORE=CASES by which lessons are grouped, are answered by
// weights that were fitted to the lessons of other documents. It reports as wence eval does.
func answerApart(cmd *cobra.Command, lessons []chooser.Lesson, args []string, folds int) error {
	var all eval.Report
	for fold := range folds {
		weights := chooser.FitWithout(lessons, fold, folds)
		for _, arg := range args {
			err := withCases(cmd, arg, func(a *app, cases []eval.Case) error {
				a.answerWith(chooser.New(a.reader, encoder.NewEmbedder(a.encoder), a.places, weights), nil)
				held := slices.DeleteFunc(cases, func(c eval.Case) bool {
					return chooser.FoldOf(groupOf(arg, c.Document()), folds) != fold
				})
				r, err := eval.Run(cmd.Context(), a.service, a.store, held)
				all.Outcomes = append(all.Outcomes, r.Outcomes...)
				return err
			})
			if err != nil {
				return err
			}
		}
		fmt.Fprintf(os.Stderr, "第%d份,共%d份\n", fold+1, folds)
	}
	return all.WriteText(cmd.OutOrStdout())
}
