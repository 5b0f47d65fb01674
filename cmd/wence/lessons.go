package main

import (
	"encoding/json"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"wence/chat/chooser"
	"wence/chat/eval"
)

// writeLessons writes what readLessons reads.
func writeLessons(path string, lessons []chooser.Lesson) error {
	data, err := json.Marshal(lessons)
	if err != nil {
		return fmt.Errorf("write signals: %w", err)
	}
	if err := os.WriteFile(path, data, 0o644); err != nil {
		return fmt.Errorf("write signals: %w", err)
	}
	return nil
}

// readLessons reads what --dump wrote.
func readLessons(paths []string) ([]chooser.Lesson, error) {
	var all []chooser.Lesson
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, fmt.Errorf("read signals: %w", err)
		}
		var more []chooser.Lesson
		if err := json.Unmarshal(data, &more); err != nil {
			return nil, fmt.Errorf("read signals %s: %w", path, err)
		}
		all = append(all, more...)
	}
	return all, nil
}

// lessonsOf weighs the sentences for the cases of one argument, STORE=CASES.
func lessonsOf(cmd *cobra.Command, arg string) (lessons []chooser.Lesson, err error) {
	err = withCases(cmd, arg, func(a *app, cases []eval.Case) error {
		lessons, err = eval.ChoiceLessons(cmd.Context(), a.service, cases)
		return err
	})
	for i := range lessons {
		lessons[i].Group = groupOf(arg, lessons[i].Group)
	}
	return lessons, err
}

// groupOf is the group of a document's lessons: files of several stores may be of one name.
func groupOf(arg, document string) string { return arg + "/" + document }
