package pg

import (
	"archive/zip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/jackc/pgx/v5"
)

// Restore fills an empty database with a backup, which has size bytes, in one transaction, and then brings the schema to
// the newest version. A database that holds notices or questions is refused and left as it is.
func Restore(ctx context.Context, dsn string, from io.ReaderAt, size int64) error {
	config, err := parse(dsn)
	if err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	b, err := openBackup(from, size)
	if err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	conn, err := connect(ctx, config.ConnConfig)
	if err != nil {
		return failed("restore", err)
	}
	defer conn.Close(context.WithoutCancel(ctx))
	if err := b.prepare(ctx, conn, config.ConnConfig); err != nil {
		return failed("restore", err)
	}
	if err := pgx.BeginFunc(ctx, conn, func(tx pgx.Tx) error { return b.load(ctx, tx) }); err != nil {
		return failed("restore", err)
	}
	return Migrate(ctx, dsn)
}

// backup is an open backup.
type backup struct {
	contents
	files *zip.Reader
}

var errNoBackup = errors.New("不是问策的 PostgreSQL 备份,或已损坏;请换一份备份")

func openBackup(from io.ReaderAt, size int64) (backup, error) {
	files, err := zip.NewReader(from, size)
	if err != nil {
		return backup{}, fmt.Errorf("%w: %w", errNoBackup, err)
	}
	b := backup{files: files}
	f, err := files.Open(contentsFile)
	if err != nil {
		return b, fmt.Errorf("%w: %w", errNoBackup, err)
	}
	defer f.Close()
	if err := json.NewDecoder(f).Decode(&b.contents); err != nil || b.Name != contentsName {
		return b, errors.Join(errNoBackup, err)
	}
	newest, err := newestMigration()
	if err == nil && (b.Version > backupVersion || b.Schema > newest) {
		err = fmt.Errorf("备份由更新版本的问策所作(结构版本 %d,本程序支持到 %d);请升级问策", b.Schema, newest)
	}
	return b, err
}

// prepare gives the database the schema that the backup was made of.
func (b backup) prepare(ctx context.Context, conn *pgx.Conn, config *pgx.ConnConfig) error {
	s, err := inspect(ctx, conn)
	if err != nil {
		return err
	}
	applied, err := appliedMigration(ctx, conn)
	switch {
	case err != nil:
		return err
	case s.readOnly:
		return errors.New("数据库只读(备库,或角色设为只读),不能恢复到这里;请换用可写的主库连接")
	case applied == b.Schema:
		return nil
	case applied > 0:
		return fmt.Errorf("数据库的表结构(版本 %d)与备份的(版本 %d)不同;请恢复到一个新建的空数据库", applied, b.Schema)
	}
	if err := s.createExtension(ctx, conn); err != nil {
		return err
	}
	return runMigrations(ctx, config, b.Schema)
}

// load fills the tables, all or none.
func (b backup) load(ctx context.Context, tx pgx.Tx) error {
	if _, err := tx.Exec(ctx, waitIdle); err != nil {
		return err
	}
	names := make([]string, len(b.Tables))
	for i, t := range b.Tables {
		names[i] = pgx.Identifier{t.Name}.Sanitize()
	}
	var used bool
	if err := tx.QueryRow(ctx, `select exists (select from notice) or exists (select from asked)`).Scan(&used); err != nil {
		return err
	}
	if used {
		return errors.New("数据库里已有内容,不会覆盖;请恢复到一个新建的空数据库")
	}
	// a service that runs on the empty database would write between
	_, err := tx.Exec(ctx, `set local lock_timeout = '5s'; lock table `+strings.Join(names, ", ")+` in access exclusive mode`)
	if code(err) == lockNotAvailable {
		return fmt.Errorf("数据库正被别的进程使用;请先停止用它的服务: %w", err)
	}
	if err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `truncate `+strings.Join(names, ", ")); err != nil {
		return err
	}
	for _, t := range b.Tables {
		if err := b.copy(ctx, tx, t); err != nil {
			return err
		}
	}
	for name, last := range b.Sequences {
		if _, err := tx.Exec(ctx, `select setval($1::regclass, $2)`, pgx.Identifier{name}.Sanitize(), last); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

func (b backup) copy(ctx context.Context, tx pgx.Tx, t table) error {
	f, err := b.files.Open(t.file())
	if err != nil {
		return fmt.Errorf("%w: %w", errNoBackup, err)
	}
	defer f.Close()
	done, err := tx.Conn().PgConn().CopyFrom(ctx, f, `copy `+t.columns()+` from stdin`)
	if errors.Is(err, zip.ErrChecksum) || errors.Is(err, zip.ErrFormat) {
		return fmt.Errorf("%w: %w", errNoBackup, err)
	}
	if err == nil && done.RowsAffected() != t.Rows {
		err = fmt.Errorf("%w: %d of %d rows", errNoBackup, done.RowsAffected(), t.Rows)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", t.Name, err)
	}
	return nil
}
