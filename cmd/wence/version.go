package main

import (
	"cmp"
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

func versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "版本、提交、编译器和平台",
		Example: "  wence version",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			v := built()
			_, err := fmt.Fprintf(cmd.OutOrStdout(), "wence %s\n提交 %s\n时间 %s\n%s %s/%s\n", v.Version, v.Commit, v.Time,
				runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return err
		},
	}
}

// version is what the program was built from; "-" where that is not known.
type version struct{ Version, Commit, Time string }

func built() version {
	v := version{"-", "-", "-"}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return v
	}
	v.Version = cmp.Or(info.Main.Version, "-")
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			v.Commit = s.Value
		case "vcs.time":
			v.Time = s.Value
		}
	}
	return v
}
