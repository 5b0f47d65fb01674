package pg

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"

	"wence/retrieval/pg/migrations"
)

const (
	versionTable = "wence_schema" // goose notes in it which migrations were applied

	// migrationLock is the advisory lock that a migration holds, so that of several processes one migrates.
	migrationLock = 0x77656e6365
)

// Migrate brings the schema of the database to the newest version and makes the vector extension where it is missing.
// Several processes may do it at once. Errors say in Chinese what is wrong and what helps.
func Migrate(ctx context.Context, dsn string) error {
	config, err := parse(dsn)
	if err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	conn, err := connect(ctx, config.ConnConfig)
	if err != nil {
		return fmt.Errorf("migrate: %w", explain(err))
	}
	defer conn.Close(context.WithoutCancel(ctx))
	s, err := inspect(ctx, conn)
	if err == nil {
		err = s.migrate(ctx, conn, config.ConnConfig)
	}
	if err != nil {
		return fmt.Errorf("migrate: %w", explain(err))
	}
	return nil
}

// migrate does nothing where the schema is the newest, and refuses one that is newer still.
func (s *server) migrate(ctx context.Context, conn *pgx.Conn, config *pgx.ConnConfig) error {
	newest, err := newestMigration()
	if err != nil {
		return err
	}
	applied, err := appliedMigration(ctx, conn)
	switch {
	case err != nil:
		return err
	case applied > newest:
		return fmt.Errorf("数据库由更新版本的问策建立(结构版本 %d,本程序支持到 %d);请升级问策", applied, newest)
	case applied == newest:
		return nil
	case s.readOnly:
		return fmt.Errorf("数据库结构版本为 %d,需要 %d,但此连接只读;请用可写的主库连接执行 wence migrate", applied, newest)
	}
	if err := s.createExtension(ctx, conn); err != nil {
		return err
	}
	err = runMigrations(ctx, config, newest)
	if code(err) == insufficientPrivilege {
		return fmt.Errorf("数据库结构版本为 %d,需要 %d,但此角色无权建表;请用数据库的所有者执行 wence migrate: %w", applied, newest, err)
	}
	return err
}

// createExtension also learns which version of it there is now.
func (s *server) createExtension(ctx context.Context, conn *pgx.Conn) error {
	if s.installed == "" {
		_, err := conn.Exec(ctx, `create extension if not exists vector`)
		// two processes at once: "if not exists" does not keep the second from failing
		if err != nil && code(err) != uniqueViolation && code(err) != duplicateObject {
			if code(err) == insufficientPrivilege {
				return fmt.Errorf("此角色无权建立 pgvector 扩展;请由数据库管理员在该数据库中执行 CREATE EXTENSION vector: %w", err)
			}
			return err
		}
	}
	return conn.QueryRow(ctx, `select extversion from pg_extension where extname = 'vector'`).Scan(&s.installed)
}

// runMigrations applies what lacks up to a version.
func runMigrations(ctx context.Context, config *pgx.ConnConfig, to int64) error {
	db := stdlib.OpenDB(*config)
	defer db.Close()
	// tried every second for five minutes
	locker, err := lock.NewPostgresSessionLocker(lock.WithLockID(migrationLock), lock.WithLockTimeout(1, 300))
	if err != nil {
		return err
	}
	provider, err := goose.NewProvider(goose.DialectPostgres, db, migrations.Files,
		goose.WithTableName(versionTable), goose.WithSessionLocker(locker), goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return err
	}
	_, err = provider.UpTo(ctx, to)
	return err
}

func newestMigration() (int64, error) {
	files, err := fs.Glob(migrations.Files, "*.sql")
	if err != nil || len(files) == 0 {
		return 0, errors.Join(err, errors.New("no migrations"))
	}
	return goose.NumericComponent(files[len(files)-1])
}

// appliedMigration is 0 in a database that was never migrated.
func appliedMigration(ctx context.Context, conn querier) (int64, error) {
	var exists bool
	if err := conn.QueryRow(ctx, `select to_regclass($1) is not null`, versionTable).Scan(&exists); err != nil || !exists {
		return 0, err
	}
	var applied int64
	err := conn.QueryRow(ctx, `select coalesce(max(version_id), 0) from `+versionTable+` where is_applied`).Scan(&applied)
	return applied, err
}
