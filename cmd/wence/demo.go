package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"syscall"

	"github.com/spf13/cobra"

	"wence/chat"
	"wence/cmd/internal/config"
	"wence/ingest"
	"wence/ingest/samples"
)

// demoQuestions is how many sample questions are answered in the terminal.
const demoQuestions = 3

func demoCommand() *cobra.Command {
	var addr string
	var once bool
	cmd := &cobra.Command{
		Use:     "demo",
		Short:   "用内置的虚构样例试用:回答几个问题,再打开网页",
		Long:    "把内置的虚构样例文件收进一个临时库,在终端回答几个示例问题,然后启动网页供提问。退出时临时库随之删除,不影响已有的库。",
		Example: "  wence demo\n  wence demo --addr 127.0.0.1:9000",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			dir, err := os.MkdirTemp("", "wence-demo-")
			if err != nil {
				return fmt.Errorf("make throw-away store: %w", err)
			}
			c, err := config.Load()
			if err != nil {
				return err
			}
			c.Store = filepath.Join(dir, "demo.db")
			if addr != "" {
				c.Addr = addr
			}
			err = runDemo(cmd.Context(), c, cmd.OutOrStdout(), once)
			return errors.Join(err, os.RemoveAll(dir))
		},
	}
	cmd.Flags().StringVar(&addr, "addr", "", "监听地址,默认取环境变量WENCE_ADDR")
	cmd.Flags().BoolVar(&once, "once", false, "回答完示例问题就退出,不启动网页")
	return cmd
}

// runDemo ingests the samples, answers some questions, and serves unless once is set.
func runDemo(ctx context.Context, c config.Config, out io.Writer, once bool) error {
	a, err := assemble(ctx, c, slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn})))
	if err != nil {
		return err
	}
	files, err := ingest.InFS(samples.FS(), "sample:")
	if err != nil {
		return errors.Join(err, a.Close())
	}
	report, err := a.read(ctx, a.ingester(), files, os.Stderr) // vectors are made while the page is served
	if err != nil {
		return errors.Join(err, a.Close())
	}
	fmt.Fprintf(out, "已收录%d份样例文件(地名、机构与数字均为虚构),共%d段。\n", report.Count(ingest.Stored), report.Passages)
	for _, q := range samples.Questions()[:demoQuestions] {
		fmt.Fprintf(out, "\n问:%s\n答:", q)
		answer, err := a.service.Answer(ctx, chat.Question{Text: q}, nil)
		if err != nil {
			return errors.Join(err, a.Close())
		}
		if err := writeAnswer(out, answer); err != nil {
			return errors.Join(err, a.Close())
		}
	}
	if once {
		return a.Close()
	}
	listener, err := listenNear(c.Addr)
	if err != nil {
		return errors.Join(err, a.Close())
	}
	fmt.Fprintf(out, "\n请用浏览器打开 http://%s 继续提问(Ctrl-C退出)。\n", listener.Addr())
	return errors.Join(a.serveOn(ctx, listener, samples.Questions()), a.Close())
}

// portsTried is how many ports a demo tries, from the one asked for on.
const portsTried = 20

// listenNear listens on the address, or where another program has its port on the next that is free.
func listenNear(addr string) (net.Listener, error) {
	host, first, err := net.SplitHostPort(addr)
	port, numberErr := strconv.Atoi(first)
	if err = errors.Join(err, numberErr); err != nil {
		return nil, fmt.Errorf("监听地址%s应形如 127.0.0.1:8080: %w", addr, err)
	}
	for next := port; ; next++ {
		listener, err := net.Listen("tcp", net.JoinHostPort(host, strconv.Itoa(next)))
		if err == nil {
			return listener, nil
		}
		if port == 0 || next == port+portsTried || !errors.Is(err, syscall.EADDRINUSE) {
			return nil, fmt.Errorf("无法监听%s:%w。请用 --addr 换一个地址,如 --addr 127.0.0.1:9000", addr, err)
		}
	}
}
