// Package pgtest gives tests databases on a real PostgreSQL with pgvector.
//
//	New        an empty, migrated database on a server that all tests share, gone when the test ends
//	NewServer  a server of the test's own, that it may kill
//
// The shared server is the one that WENCE_TEST_POSTGRES names (the DSN of a role that may create databases), or else one
// that postgres.sh, beside this file, starts on 127.0.0.1 and leaves running for the next test. A test that can have
// neither fails and says what to do; it is never skipped.
package pgtest

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"

	"wence/retrieval/pg"
	"wence/retrieval/pg/migrations"
)

const serverVariable = "WENCE_TEST_POSTGRES"

// shared is the DSN of the shared server.
var shared = sync.OnceValues(func() (string, error) {
	if dsn := os.Getenv(serverVariable); dsn != "" {
		return dsn, nil
	}
	return run(nil, "start")
})

// template is the name of the database that the tests' databases are copied from.
var template = sync.OnceValues(func() (string, error) {
	dsn, err := shared()
	if err != nil {
		return "", err
	}
	return makeTemplate(context.Background(), dsn)
})

// New gives the DSN of a new database with the newest schema. It is dropped when the test ends; what is still connected
// to it then is disconnected.
func New(t testing.TB) string {
	t.Helper()
	name, err := template()
	if err != nil {
		t.Fatalf("no PostgreSQL with pgvector for this test: %v\n"+
			"Set %s to the DSN of a server, or see why postgres.sh (retrieval/pg/pgtest) cannot start one.", err, serverVariable)
	}
	return create(t, "template "+name)
}

// Empty gives the DSN of a new database without a schema. It may lack the vector extension.
func Empty(t testing.TB) string {
	t.Helper()
	if _, err := shared(); err != nil {
		t.Fatalf("no PostgreSQL for this test: %v", err)
	}
	return create(t, "template template0")
}

func create(t testing.TB, how string) string {
	t.Helper()
	dsn, _ := shared()
	name := "wence_test_" + strings.ToLower(rand.Text()[:12])
	Exec(t, dsn, "create database "+name+" "+how)
	t.Cleanup(func() { Exec(t, dsn, "drop database if exists "+name+" with (force)") })
	return inDatabase(dsn, name)
}

// Exec runs statements on a connection of their own.
func Exec(t testing.TB, dsn string, statements ...string) {
	t.Helper()
	if err := execute(context.Background(), dsn, statements...); err != nil {
		t.Fatal(err)
	}
}

func execute(ctx context.Context, dsn string, statements ...string) error {
	conn, err := pgx.Connect(ctx, dsn)
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	for _, s := range statements {
		if _, err := conn.Exec(ctx, s); err != nil {
			return fmt.Errorf("%s: %w", s, err)
		}
	}
	return nil
}

// inDatabase gives the DSN, a URL, with another database.
func inDatabase(dsn, name string) string {
	u, err := url.Parse(dsn)
	if err != nil {
		return dsn
	}
	u.Path = "/" + name
	return u.String()
}

// makeTemplate makes the template of this schema, unless another process has.
func makeTemplate(ctx context.Context, dsn string) (string, error) {
	schema, err := fingerprint(migrations.Files)
	if err != nil {
		return "", err
	}
	name := "wence_template_" + schema
	conn, err := pgx.Connect(ctx, dsn)
	if err != nil {
		return "", err
	}
	defer conn.Close(ctx)
	if _, err := conn.Exec(ctx, `select pg_advisory_lock(hashtext('wence template'))`); err != nil {
		return "", err
	}
	var made bool
	err = conn.QueryRow(ctx, `select exists (select from pg_database where datname = $1 and datistemplate)`, name).Scan(&made)
	if err != nil || made {
		return name, err
	}
	for _, statement := range []string{"drop database if exists " + name, "create database " + name} {
		if _, err := conn.Exec(ctx, statement); err != nil {
			return "", err
		}
	}
	if err := pg.Migrate(ctx, inDatabase(dsn, name)); err != nil {
		return "", err
	}
	if _, err := conn.Exec(ctx, "alter database "+name+" is_template true allow_connections false"); err != nil {
		return "", err
	}
	return name, dropTemplates(ctx, conn)
}

// keptTemplates is how many templates stay: other working copies may be testing older schemas.
const keptTemplates = 4

// dropTemplates drops all templates but the newest.
func dropTemplates(ctx context.Context, conn *pgx.Conn) error {
	rows, err := conn.Query(ctx, `select datname from pg_database where datname ~ '^wence_template_' order by oid desc offset $1`, keptTemplates)
	if err != nil {
		return err
	}
	old, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return err
	}
	for _, name := range old {
		for _, statement := range []string{"alter database " + name + " is_template false", "drop database if exists " + name} {
			if _, err := conn.Exec(ctx, statement); err != nil {
				return err
			}
		}
	}
	return nil
}

// fingerprint names a schema.
func fingerprint(files fs.FS) (string, error) {
	names, err := fs.Glob(files, "*.sql")
	if err != nil {
		return "", err
	}
	h := sha256.New()
	for _, name := range names {
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(h, "%s %d\n%s", name, len(data), data)
	}
	return hex.EncodeToString(h.Sum(nil)[:6]), nil
}
