package main

import (
	"errors"
	"regexp"

	"github.com/spf13/cobra"
)

// usageTemplate is how a command is told to be used.
const usageTemplate = `用法:{{if .Runnable}}
  {{.UseLine}}{{end}}{{if .HasAvailableSubCommands}}
  {{.CommandPath}} [command]{{end}}{{if .HasExample}}

例子:
{{.Example}}{{end}}{{if .HasAvailableSubCommands}}

命令:{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}

选项:
{{.LocalFlags.FlagUsages}}{{.InheritedFlags.FlagUsages}}{{if .HasAvailableSubCommands}}
用 {{.CommandPath}} [command] --help 查看一个命令的用法。
{{end}}`

// speakChinese has the command line's own library say in Chinese how commands are used.
func speakChinese(root *cobra.Command) {
	root.SetUsageTemplate(usageTemplate)
	root.PersistentFlags().BoolP("help", "h", false, "查看用法") // in the place of each command's own, which is in English
	root.CompletionOptions.HiddenDefaultCmd = true
	root.InitDefaultHelpCmd()
	for _, c := range root.Commands() {
		if c.Name() == "help" {
			c.Short, c.Long = "查看一个命令的用法", ""
		}
	}
}

// usageErrors are what the command line's own library says, and how it is said in Chinese.
var usageErrors = []struct {
	said    *regexp.Regexp
	chinese string
}{
	{regexp.MustCompile(`^unknown command "(.*)" for "(.*)"[\s\S]*`), "没有命令 $1;用 $2 --help 查看全部命令"},
	{regexp.MustCompile(`^unknown (?:shorthand )?flag: (.*)`), "没有选项 $1;加 --help 查看全部选项"},
	{regexp.MustCompile(`^flag needs an argument: (.*)`), "选项 $1 后面要有值"},
	{regexp.MustCompile(`^invalid argument "(.*)" for "(.*)" flag: .*`), "选项 $2 的值 $1 有误"},
	{regexp.MustCompile(`^accepts (\d+) arg\(s\), received (\d+)`), "应有${1}个参数,现有${2}个;加 --help 查看用法"},
	{regexp.MustCompile(`^requires at least (\d+) arg\(s\), only received (\d+)`), "至少应有${1}个参数,现有${2}个;加 --help 查看用法"},
	{regexp.MustCompile(`^if any flags in the group \[(.*)\] are set none of the others can be.*`), "选项 $1 只能用其中一个"},
	{regexp.MustCompile(`^required flag\(s\) (.*) not set`), "还要写明选项 $1"},
}

// chinese says an error of the command line in Chinese; others stay as they are.
func chinese(err error) error {
	if err == nil {
		return nil
	}
	for _, u := range usageErrors {
		if u.said.MatchString(err.Error()) {
			return errors.New(u.said.ReplaceAllString(err.Error(), u.chinese))
		}
	}
	return err
}
