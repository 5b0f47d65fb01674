package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"wence/cmd/internal/config"
	"wence/retrieval/embedded"
	"wence/retrieval/pg"
)

func backupCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "backup FILE",
		Short: "把整个库备份成一个文件,服务不必停",
		Long: `把库在这一刻的全部内容(文件、段落、向量、更正、提问记录)写成一个文件。服务和收录可以继续。

只复制 wence.db 会丢掉还在日志(wence.db-wal)里的内容,所以请用本命令。已有的文件不会被覆盖。`,
		Example: "  wence backup /backup/wence-$(date +%F).db",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			c, err := config.Load()
			if err != nil {
				return err
			}
			if err := backUp(cmd.Context(), c, args[0]); err != nil {
				return err
			}
			info, err := os.Stat(args[0])
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "已备份到%s,%.1f MB。\n", args[0], float64(info.Size())/(1<<20))
			return err
		},
	}
}

func backUp(ctx context.Context, c config.Config, to string) (err error) {
	if !c.Postgres() {
		return embedded.Backup(ctx, c.Store, to)
	}
	part := to + ".part"
	f, err := create(to, part)
	if err != nil {
		return err
	}
	defer os.Remove(part)
	if err := errors.Join(pg.Backup(ctx, c.Store, f), f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(part, to)
}

// create makes a file that is to be named to once it is whole.
func create(to, part string) (*os.File, error) {
	if _, err := os.Lstat(to); err == nil {
		return nil, fmt.Errorf("文件 %s 已经存在,不会覆盖;请换一个文件名", to)
	}
	f, err := os.OpenFile(part, os.O_RDWR|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return nil, fmt.Errorf("无法写入:%w", err)
	}
	return f, nil
}

func restoreBackupCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "restore FILE",
		Short: "从备份恢复成一个新的库",
		Long: `把 wence backup 所作的备份恢复到 WENCE_STORE 所指的地方。那里不能已有内容:单文件库先停止服务、移走原来的文件,
PostgreSQL 库用一个新建的空数据库。恢复要么完整,要么什么也不留下。`,
		Example: "  WENCE_STORE=wence.db wence restore /backup/wence-2026-03-10.db",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			c, err := config.Load()
			if err != nil {
				return err
			}
			if err := restoreTo(cmd.Context(), c, args[0]); err != nil {
				return err
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "已恢复到%s。用 wence status 核对。\n", c.StoreName())
			return err
		},
	}
}

func restoreTo(ctx context.Context, c config.Config, from string) error {
	f, err := os.Open(from)
	if err != nil {
		return fmt.Errorf("打不开备份 %s,请核对路径和权限: %w", from, err)
	}
	defer f.Close()
	if err := checkKind(c, f); err != nil {
		return err
	}
	if !c.Postgres() {
		return embedded.Restore(ctx, from, c.Store)
	}
	info, err := f.Stat()
	if err != nil {
		return err
	}
	return pg.Restore(ctx, c.Store, f, info.Size())
}

// How the backups of the two kinds of store begin.
const (
	embeddedMagic = "SQLite format 3\x00"
	postgresMagic = "PK\x03\x04"
)

// checkKind refuses what is no backup, and a backup of the other kind of store, and says what to do with it.
func checkKind(c config.Config, backup io.ReaderAt) error {
	head := make([]byte, len(embeddedMagic))
	if _, err := backup.ReadAt(head, 0); err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("read the backup: %w", err)
	}
	switch ofFile, ofServer := string(head) == embeddedMagic, strings.HasPrefix(string(head), postgresMagic); {
	case !ofFile && !ofServer:
		return errors.New("这不是 wence backup 写出的备份,请换一份;wence export 写出的用 wence import 收进")
	case ofFile && c.Postgres():
		return errors.New("这是单文件库的备份,不能直接恢复到 PostgreSQL;请先把 WENCE_STORE 设为一个新文件的路径来恢复,再用 wence export 和 wence import 转过去")
	case ofServer && !c.Postgres():
		return errors.New("这是 PostgreSQL 库的备份;请把 WENCE_STORE 设为一个新建的空数据库(postgres://…)")
	}
	return nil
}
