package pg

import (
	"archive/zip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/jackc/pgx/v5"
)

// A backup is a zip file of every table in PostgreSQL's own text format, which all versions of it read, and of
// contentsFile, which says what they are. The tables are found in the catalogue, so that none can be forgotten here.
const (
	contentsFile  = "wence.json"
	contentsName  = "wence-backup"
	backupVersion = 1
)

// contents says what a backup holds.
type contents struct {
	Name      string // contentsName
	Version   int    // backupVersion
	Schema    int64  // of the database, as migrations count
	Tables    []table
	Sequences map[string]int64 // the last value of each that has given one
}

// table is a table in a backup. Those that others refer to come first.
type table struct {
	Name    string
	Columns []string
	Rows    int64
}

func (t table) file() string { return "tables/" + t.Name }

// columns are the table's columns as SQL has them.
func (t table) columns() string {
	list := ""
	for i, c := range t.Columns {
		if i > 0 {
			list += ", "
		}
		list += pgx.Identifier{c}.Sanitize()
	}
	return pgx.Identifier{t.Name}.Sanitize() + " (" + list + ")"
}

// Backup writes all that the database holds to w, as it is at one moment. Others may go on reading and writing meanwhile.
// The database is not migrated before. It may be read from a replica.
func Backup(ctx context.Context, dsn string, w io.Writer) error {
	config, err := parse(dsn)
	if err != nil {
		return fmt.Errorf("back up: %w", err)
	}
	conn, err := connect(ctx, config.ConnConfig)
	if err != nil {
		return failed("back up", err)
	}
	defer conn.Close(context.WithoutCancel(ctx))
	err = pgx.BeginTxFunc(ctx, conn, pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly}, func(tx pgx.Tx) error {
		return writeBackup(ctx, tx, w)
	})
	return failed("back up", err)
}

func writeBackup(ctx context.Context, tx pgx.Tx, w io.Writer) error {
	if _, err := tx.Exec(ctx, waitIdle); err != nil {
		return err
	}
	c := contents{Name: contentsName, Version: backupVersion, Sequences: map[string]int64{}}
	var err error
	if c.Schema, err = appliedMigration(ctx, tx); err != nil {
		return err
	}
	if c.Schema == 0 {
		return errNoSchema
	}
	if c.Tables, err = tables(ctx, tx); err != nil {
		return err
	}
	z := zip.NewWriter(w)
	for i, t := range c.Tables {
		out, err := z.Create(t.file())
		if err != nil {
			return err
		}
		done, err := tx.Conn().PgConn().CopyTo(ctx, out, `copy `+t.columns()+` to stdout`)
		if err != nil {
			return fmt.Errorf("%s: %w", t.Name, err)
		}
		c.Tables[i].Rows = done.RowsAffected()
	}
	// after the tables: sequences only go on, so none is behind what the tables hold
	if err := c.readSequences(ctx, tx); err != nil {
		return err
	}
	out, err := z.Create(contentsFile)
	if err != nil {
		return err
	}
	return errors.Join(json.NewEncoder(out).Encode(c), z.Close())
}

// errNoSchema means a database without our tables.
var errNoSchema = errors.New("数据库里没有问策的表;请核对连接串中的数据库名(WENCE_STORE),第一次使用先运行 wence migrate 或 wence ingest")

// ours is the schema that holds our tables.
const ours = `(select relnamespace from pg_class where oid = to_regclass('` + versionTable + `'))`

// tables lists our tables, those that others refer to first.
func tables(ctx context.Context, tx pgx.Tx) ([]table, error) {
	rows, err := tx.Query(ctx, `
		with recursive own as (
			select oid, relname from pg_class where relnamespace = `+ours+` and relkind = 'r' and relname <> $1
				and not exists (select from pg_depend where classid = 'pg_class'::regclass and objid = pg_class.oid and deptype = 'e')),
		depth as (
			select oid, 0 as n from own
			union all
			select conrelid, n + 1 from depth join pg_constraint on confrelid = depth.oid and contype = 'f' and conrelid <> confrelid)
		select relname, (select array_agg(attname::text order by attnum) from pg_attribute
			where attrelid = oid and attnum > 0 and not attisdropped and attgenerated = ''), 0::bigint
		from own join depth using (oid) group by oid, relname order by max(n), relname`, versionTable)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[table])
}

func (c *contents) readSequences(ctx context.Context, tx pgx.Tx) error {
	rows, err := tx.Query(ctx, `select sequencename::text, last_value from pg_sequences join pg_namespace on nspname = schemaname
		where pg_namespace.oid = `+ours+` and last_value is not null and sequencename not like $1`, versionTable+"%")
	if err != nil {
		return err
	}
	var name string
	var last int64
	_, err = pgx.ForEachRow(rows, []any{&name, &last}, func() error {
		c.Sequences[name] = last
		return nil
	})
	return err
}
