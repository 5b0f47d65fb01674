package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"wence/cmd/internal/config"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	go func() {
		<-ctx.Done()
		stop() // a second signal ends the program at once
	}()
	if c, err := config.Load(); err == nil { // an error is the command's to tell
		time.Local = c.Location()
	}
	err := chinese(root().ExecuteContext(ctx))
	if err == nil {
		return
	}
	if !errors.Is(err, errReported) {
		fmt.Fprintln(os.Stderr, "wence:", err)
	}
	os.Exit(1)
}

// errReported ends a command whose output has said already what went wrong.
var errReported = errors.New("reported")

func root() *cobra.Command {
	cmd := &cobra.Command{
		Use:           "wence",
		Short:         "问策:依据政府公开文件回答教育政策问题,句句有出处",
		Long:          "问策(Wence)把政府公开的教育政策文件收进库里,回答关于补贴、名额、时间、条件的问题,每句话都注明出处;文件没有写的,就说没有写。",
		Example:       "  wence demo\n  wence ingest ./notices\n  wence ask \"公办园一年补多少?\" --region 奉节县",
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	cmd.AddCommand(demoCommand(), ingestCommand(), collectCommand(), askCommand(), serveCommand(), evalCommand(), trainCommand(), noticesCommand(), factsCommand(), statusCommand(), migrateCommand(), fuseCommand(), keysCommand())
	cmd.AddCommand(versionCommand(), configCommand())
	cmd.AddCommand(backupCommand(), restoreBackupCommand(), exportCommand(), importCommand(), forgetCommand(), kfLinkCommand())
	speakChinese(cmd)
	return cmd
}
